"""What a unit was called on a day, by which names it is found, and whose files it keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Organisation, OrganisationName
from accounts.roles import OrganisationKind
from core.dates import long_date
from core.phrases import listed
from workflow.clock import legal_date


class Names:
    """The names of some units, today's and earlier ones, fetched once."""

    def __init__(self, ids: Iterable[UUID]) -> None:
        wanted = set(ids)
        self._today = Organisation.objects.in_bulk(wanted)
        self._earlier: dict[UUID, list[OrganisationName]] = defaultdict(list)
        for row in OrganisationName.objects.filter(organisation_id__in=wanted).order_by("until"):
            self._earlier[row.organisation_id].append(row)

    def at(self, organisation_id: UUID | None, moment: date | datetime) -> str:
        """The name on that day, in the reader's language; nothing for a unit that isn't known."""
        if organisation_id is None or organisation_id not in self._today:
            return ""
        day = legal_date(moment) if isinstance(moment, datetime) else moment
        then = next((row for row in self._earlier[organisation_id] if day < row.until), None)
        return str(then or self._today[organisation_id])

    def formerly(self, organisation_id: UUID) -> list[OrganisationName]:
        """Its earlier names, the latest first."""
        return self._earlier[organisation_id][::-1]


def at(organisation: Organisation, moment: date | datetime) -> str:
    """What that unit was called on that day."""
    return Names([organisation.pk]).at(organisation.pk, moment)


def formerly(organisation: Organisation) -> str:
    """ "formerly …" with the names that it had before, or nothing."""
    rows = Names([organisation.pk]).formerly(organisation.pk)
    said = [_("%(name)s until %(day)s") % {"name": row, "day": long_date(row.until)} for row in rows]
    return _("formerly %(names)s") % {"names": listed(said)} if said else ""


def in_language(recorded: str) -> str:
    """A unit's Chinese name as a record keeps it, in the reader's language where that is known."""
    if not recorded or not (get_language() or "").startswith("en"):
        return recorded
    found = (
        Organisation._base_manager.filter(name=recorded).first()
        or OrganisationName.objects.filter(name=recorded).first()
    )
    return str(found or recorded)


def named(text: str, path: str) -> Q:
    """Rows whose unit at `path` is or was called so, or took the place of one that was."""
    return Q(**{f"{path}__in": called(text)})


def called(text: str) -> set[UUID]:
    """Units that are or were called so, and whoever keeps their files today."""
    own = Q(name__icontains=text) | Q(name_en__icontains=text)
    units = Organisation._base_manager.filter(own | _before(text))
    found = dict(units.values_list("pk", "successor_id"))
    while missing := {pk for pk in found.values() if pk and pk not in found}:
        found |= dict(Organisation._base_manager.filter(pk__in=missing).values_list("pk", "successor_id"))
    return set(found)


def renamed_from(text: str) -> QuerySet[Organisation]:
    """Units that bear another name today, or have been closed."""
    closed = Q(is_active=False) & (Q(name__icontains=text) | Q(name_en__icontains=text))
    found = Organisation._base_manager.filter(closed | _before(text)).exclude(kind=OrganisationKind.PROVIDER)
    return found.distinct().order_by("sort_key", "pk")


def _before(text: str) -> Q:
    return Q(former_names__name__icontains=text) | Q(former_names__name_en__icontains=text)


def archives_of(organisation_id: UUID) -> frozenset[UUID]:
    """Closed units whose files that organisation keeps, also those whose files had come to them."""
    found: set[UUID] = set()
    latest = {organisation_id}
    while latest:
        rows = Organisation._base_manager.filter(successor_id__in=latest).values_list("pk", flat=True)
        latest = set(rows) - found
        found |= latest
    return frozenset(found)


class UnitChoiceField(forms.ModelChoiceField):
    """A choice among units that also says what they were called before, so that the old name leads to them."""

    def label_from_instance(self, obj: Any) -> str:
        return formerly_known(obj)


def formerly_known(unit: Organisation) -> str:
    """Today's name, and in brackets those before."""
    before = listed(unit.former_names.all())
    return _("%(name)s (formerly %(before)s)") % {"name": unit, "before": before} if before else str(unit)
