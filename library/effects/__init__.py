"""What follows from acts of the library."""

from library.effects import policy, question

__all__ = ["policy", "question"]
