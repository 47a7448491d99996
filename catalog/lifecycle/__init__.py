"""The state machines of the catalogue: an edition, and what departments and the public say about its draft."""

from catalog.lifecycle.comment import CommentLifecycle
from catalog.lifecycle.edition import EditionLifecycle
from catalog.lifecycle.opinion import OpinionLifecycle

__all__ = ["CommentLifecycle", "EditionLifecycle", "OpinionLifecycle"]
