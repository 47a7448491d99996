"""Tables of the catalogue: editions with their items, and what was heard about their drafts."""

from catalog.models.comment import Comment, PendingComment
from catalog.models.consultation import Hearing, Opinion
from catalog.models.edition import Edition, EditionQuerySet
from catalog.models.item import Item, ItemQuerySet, Named

__all__ = [
    "Comment",
    "Edition",
    "EditionQuerySet",
    "Hearing",
    "Item",
    "ItemQuerySet",
    "Named",
    "Opinion",
    "PendingComment",
]
