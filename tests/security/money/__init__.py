"""The proof that money can't be overspent: many writers, a reader that never looks away, and a count at the end."""
