"""Sections that many kinds share (财办库〔2020〕50号: every notice ends with the same contacts)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.schema import Field, Section, days, long, table, text

PROJECT = (
    text("project_number", pgettext("notice", "Project number")),
    text("project_name", pgettext("notice", "Project name")),
)

PARTIES = (
    text("purchaser_name", pgettext("notice", "Purchaser")),
    text("purchaser_address", pgettext("notice", "Purchaser's address")),
    text("purchaser_contact", pgettext("notice", "Purchaser's telephone")),
)

AGENCY = (
    text("agency_name", pgettext("notice", "Procurement agency"), required=False),
    text("agency_address", pgettext("notice", "Agency's address"), required=False),
    text("agency_contact", pgettext("notice", "Agency's telephone"), required=False),
)

CATALOGUE_ITEMS = (
    text("code", pgettext("notice", "Code")),
    text("level1", pgettext("notice", "First level")),
    text("level2", pgettext("notice", "Second level")),
    text("level3", pgettext("notice", "Third level"), required=False),
    text("description", pgettext("notice", "Description"), required=False),
    text("department", pgettext("notice", "Department in charge"), required=False),
)
"""The columns of a catalogue, in force or in draft."""

CONTACTS = Section(
    pgettext("notice", "Contacts"),
    (
        *PARTIES,
        *AGENCY,
        text("contact_person", pgettext("notice", "Contact person for the project"), personal=True),
        text("contact_phone", pgettext("notice", "Telephone for the project"), personal=True),
    ),
)


def of_a_project(payload: Mapping[str, Any]) -> bool:
    """A correction of an entry in a register (its code stands with the corrected fields) has neither a project nor
    anybody who procures."""
    corrected = payload.get("corrected")
    return not (isinstance(corrected, Mapping) and "entry" in corrected)


def where_procured(*fields: Field) -> tuple[Field, ...]:
    """The same fields, demanded only where the notice is about a procurement."""
    return tuple(replace(field, when=of_a_project) for field in fields)


OTHER = Section(
    pgettext("notice", "Other matters"), (long("other", pgettext("notice", "Other matters"), required=False),)
)


def period(required: bool = True) -> Section:
    """How long the notice is published, in working days."""
    return Section(
        pgettext("notice", "Period of publication"),
        (days("period_days", pgettext("notice", "Period of publication"), required=required),),
    )


def provider_table(name: str, label: object, *more: Field, **options: object) -> Field:
    """Providers with name and address, and what a kind adds."""
    return table(
        name,
        label,
        text("name", pgettext("notice", "Provider")),
        text("address", pgettext("notice", "Address")),
        *more,
        **options,  # type: ignore[arg-type]
    )
