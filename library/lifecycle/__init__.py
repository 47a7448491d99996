"""The state machines of the library."""

from library.lifecycle.policy import ENTERED, PolicyLifecycle
from library.lifecycle.question import QuestionLifecycle

__all__ = ["ENTERED", "PolicyLifecycle", "QuestionLifecycle"]
