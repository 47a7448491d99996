"""Pages of the register of providers."""
