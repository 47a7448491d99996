"""Input of the steps of the library."""

from library.forms import policy, question

__all__ = ["policy", "question"]
