"""The state machines of the catalogue: an edition, and what a department answers about its draft."""

from catalog.lifecycle.edition import EditionLifecycle
from catalog.lifecycle.opinion import OpinionLifecycle

__all__ = ["EditionLifecycle", "OpinionLifecycle"]
