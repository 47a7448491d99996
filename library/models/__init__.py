"""Tables of the library: documents, and questions about them."""

from library.models.policy import PUBLIC, Policy
from library.models.question import LONGEST, PendingQuestion, Question

__all__ = ["LONGEST", "PUBLIC", "PendingQuestion", "Policy", "Question"]
