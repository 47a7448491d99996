"""Proofs over all pages and all forms: no unmarked text, bad input met everywhere, no barrier found by axe."""
