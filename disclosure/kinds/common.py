"""Sections that many kinds share (财办库〔2020〕50号: every notice ends with the same contacts)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosure.schema import Field, Section, days, long, table, text

PROJECT = (text("project_number", _("Project number")), text("project_name", _("Project name")))

PARTIES = (
    text("purchaser_name", _("Purchaser")),
    text("purchaser_address", _("Purchaser's address")),
    text("purchaser_contact", _("Purchaser's telephone")),
)

AGENCY = (
    text("agency_name", _("Procurement agency"), required=False),
    text("agency_address", _("Agency's address"), required=False),
    text("agency_contact", _("Agency's telephone"), required=False),
)

CONTACTS = Section(
    _("Contacts"),
    (
        *PARTIES,
        *AGENCY,
        text("contact_person", _("Contact person for the project"), personal=True),
        text("contact_phone", _("Telephone for the project"), personal=True),
    ),
)

OTHER = Section(_("Other matters"), (long("other", _("Other matters"), required=False),))


def period(required: bool = True) -> Section:
    """How long the notice is published, in working days."""
    return Section(_("Period of publication"), (days("period_days", _("Working days"), required=required),))


def provider_table(name: str, label: object, *more: Field, **options: object) -> Field:
    """Providers with name and address, and what a kind adds."""
    return table(
        name,
        label,
        text("name", _("Provider")),
        text("address", _("Address")),
        *more,
        **options,  # type: ignore[arg-type]
    )
