"""What follows from acts on an edition."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from catalog.models import Edition, Item
from catalog.models.item import KEPT
from catalog.notices import announce
from workflow import registry
from workflow.act import Act
from workflow.engine import follow


@registry.effect("catalog.write_items")
def write_items(act: Act) -> None:
    """The items of a draft are those just handed in. What a list doesn't say stays as it was, by code."""
    edition, rows = act.subject, act.data["items"]
    kept = _kept(edition)
    for level in (3, 2, 1):
        edition.items.filter(level=level).delete()
    places = {code: place for place, code in enumerate(sorted(row["code"] for row in rows))}
    made: dict[str, Item] = {}
    for row in sorted(rows, key=lambda row: row["level"]):
        values = {**kept.get(row["code"], {}), **row, "parent": made.get(row["parent"])}
        made[row["code"]] = Item(edition=edition, position=places[row["code"]], **values)
    Item.objects.bulk_create(made.values())


def _kept(edition: Edition) -> dict[str, dict[str, Any]]:
    """Assessments by code: from the draft itself, for its first list from the edition before it."""
    source = edition if edition.items.exists() else edition.former()
    if source is None:
        return {}
    return {row.pop("code"): row for row in source.items.values("code", *KEPT)}


@registry.effect("catalog.assess_item")
def assess_item(act: Act) -> None:
    """Grounds and benefits of one item of the draft."""
    values = {name: act.data[name] for name in KEPT}
    act.subject.items.filter(pk=act.data["item"].pk).update(**values)


@registry.effect("catalog.replace_former")
def replace_former(act: Act) -> None:
    """The edition before it ends the day before the new one takes effect."""
    new = act.subject
    former = Edition.objects.filter(
        jurisdiction=new.jurisdiction, state=Edition.State.PUBLISHED, effective_from__lt=new.effective_from
    ).exclude(pk=new.pk)
    for edition in former:
        follow(act, edition, "replace", effective_to=new.effective_from - timedelta(days=1))


registry.effect("catalog.announce")(announce)
