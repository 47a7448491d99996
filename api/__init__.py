"""REST v1: resources to see, steps to act."""
