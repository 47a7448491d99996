"""Stands in for a database role that this process was not given."""
