"""Pages about what one is told."""
