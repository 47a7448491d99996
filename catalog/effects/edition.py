"""What follows from acts on an edition."""

from __future__ import annotations

from datetime import timedelta

from catalog.models import Edition, Item
from catalog.notices import announce
from workflow import registry
from workflow.act import Act
from workflow.engine import follow


@registry.effect("catalog.write_items")
def write_items(act: Act) -> None:
    """The items of a draft are those just handed in."""
    edition = act.subject
    edition.items.filter(level=3).delete()
    edition.items.filter(level=2).delete()
    edition.items.all().delete()
    made: dict[str, Item] = {}
    for position, row in enumerate(sorted(act.data["items"], key=lambda r: r["level"])):
        made[row["code"]] = Item(
            edition=edition,
            code=row["code"],
            level=row["level"],
            parent=made.get(row["parent"]),
            name=row["name"],
            name_en=row["name_en"],
            description=row["description"],
            department=row["department"],
            position=position,
        )
    for position, code in enumerate(sorted(made)):
        made[code].position = position
    Item.objects.bulk_create(made.values())


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
