"""Handing over (交接): nobody leaves a post before what is open there has passed to a colleague."""
