"""The guidance catalogue: editions, items, exclusions."""
