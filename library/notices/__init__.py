"""What the public is told of the shelf, and of answers that serve all."""

from library.notices import policy, question

__all__ = ["policy", "question"]
