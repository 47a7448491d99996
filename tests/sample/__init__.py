"""A small app that only tests install: one lifecycle with everything that the shared layer offers."""
