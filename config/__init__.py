"""Settings, root addresses and entry points. Imports all, imported by none."""
