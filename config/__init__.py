"""Settings, root addresses and entry points. Imports all, imported by none.

Nothing is imported here: `config.embedded` is used before there are any settings, and loading them starts a database.
"""
