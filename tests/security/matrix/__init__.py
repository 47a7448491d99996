"""The access matrix: what every route answers to everyone (security promise 1)."""
