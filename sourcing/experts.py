"""The pool of experts for a tender, and its draw."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import Membership
from accounts.roles import Role
from sourcing import draw


def pool(tender: Any) -> list[Membership]:
    """Experts who may sit: not of the purchaser, not of a bidder, and not among those who opened the bids (B4.5, B4.7).

    What only they can know (kinship, control) each declares before seeing the bids.
    """
    parties = [tender.purchaser_id, *tender.opened_bids.values_list("provider_id", flat=True)]
    barred = Q(user__memberships__organisation_id__in=parties)
    barred |= Q(user_id__in=tender.officials.values("key__user_id"))
    experts = Membership.objects.filter(roles__contains=[Role.EXPERT]).current()
    return list(
        experts.exclude(pk__in=experts.filter(barred).values("pk")).select_related("user", "organisation")
    )


def drawn(tender: Any, now: datetime) -> list[Membership]:
    """Draw: all of the pool in the order drawn. The draw is recorded with its seed and pool."""
    members = {str(m.user_id): m for m in pool(tender)}
    number = tender.draws.count() + 1
    seed = draw.seed_of(str(tender.pk), tender.opening_record.digest, members, number)
    order = draw.order(seed, members)
    tender.draws.create(number=number, seed=seed, pool=sorted(members), order=order, drawn_at=now)
    return [members[key] for key in order]


def in_order(tender: Any) -> list[Any]:
    """The latest draw again, without those who may no longer sit."""
    latest = tender.draws.order_by("-number").first()
    members = {str(m.user_id): m for m in pool(tender)}
    return [members[key] for key in (latest.order if latest else []) if key in members]
