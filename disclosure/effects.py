"""What a decision to withhold brings about."""

from __future__ import annotations

from django.db.models import Q

from disclosure import indexing
from disclosure.models import PersonalValue, Withheld
from workflow import registry
from workflow.act import Act


@registry.effect("disclosure.withhold")
def withhold(act: Act) -> None:
    """Set the tombstones, erase the personal values, and take the texts out of the search."""
    withholding = act.subject
    notice = withholding.notice
    Withheld.objects.bulk_create(
        Withheld(
            notice=notice, withholding=withholding, field=name, basis=withholding.basis, withheld_at=act.now
        )
        for name in withholding.field_names
    )
    erased = Q(pk__in=[])
    for name in withholding.field_names:
        erased |= Q(field=name) | Q(field__startswith=f"{name}.")
    PersonalValue.objects.filter(notice=notice).filter(erased).delete()
    gone = Withheld.objects.filter(notice=notice).values_list("field", flat=True)
    indexing.index(notice, gone)
