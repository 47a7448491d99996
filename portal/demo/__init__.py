"""The demonstration city, played through `execute` in the order of legal time."""
