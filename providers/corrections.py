"""What of a provider's entry in the register may be corrected, by itself or its authority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pypinyin import lazy_pinyin

from accounts.roles import Role
from core.phones import PhoneField
from corrections.declaring import Change, Correctable, Dependent, Entry, Never, Told, party
from corrections.kinds import How
from corrections.services import declare
from disclosure.models import Notice
from providers import policies
from providers.effects import announce_entry
from providers.models import Provider
from providers.notices import about
from workflow.obstacles import Obstacle, stop


def is_on_the_register(provider: Provider, row: Any) -> Iterator[Obstacle]:
    if provider.state not in {"approved", "suspended"}:
        yield stop(
            _("The registration isn't decided yet: it is handed in again with the right entry."), "PRO-1"
        )


def lies_ahead(change: Change) -> Iterator[Obstacle]:
    if change.after <= change.today:
        yield stop(
            _("The approval must be valid beyond today; to end it, suspend the provider."),
            "PRO-1",
            field="value",
        )


def lies_behind(change: Change) -> Iterator[Obstacle]:
    if change.after > change.today:
        yield stop(_("This day lies in the future."), "PRO-1", field="value")


def notices_with_the_name(provider: Provider, row: Any) -> Iterator[Dependent]:
    named = (
        Notice.objects.filter(provider_ids__contains=[provider.organisation_id]).exclude(kind="AN-19").count()
    )
    if named:
        text = _(
            "Notices that name the provider so far: {number}. They keep the name under which they were published"
        )
        yield Dependent(How.KEPT, format_lazy(text, number=named))
    yield Dependent(How.KEPT, _("Contracts and papers keep the name under which they were signed"))


def sort_anew(act: Any, correction: Any, provider: Provider) -> None:
    """Lists follow the pinyin of the name."""
    organisation = provider.organisation
    organisation.sort_key = " ".join(lazy_pinyin(organisation.name))
    organisation.save(update_fields=["sort_key"])


def own_or_its_authority(name: str, field: Any, **options: Any) -> Entry:
    return Entry(
        name,
        field,
        by=policies.own_staff | policies.own_regulator,
        decider=party("regulator_id", Role.REGULATOR),
        bars=(is_on_the_register,),
        **options,
    )


def of_the_organisation(
    name: str, label: Any, most: int, field: type[forms.CharField] = forms.CharField, **options: Any
) -> Entry:
    return own_or_its_authority(
        name, lambda: field(label=label, max_length=most), holder="organisation", **options
    )


def heading(provider: Provider) -> dict[str, Any]:
    return {"register": provider.organisation}


def codes(provider: Provider) -> dict[str, str]:
    return {"entry": provider.organisation.code}


declare(
    Correctable(
        Provider,
        entries=(
            of_the_organisation(
                "name",
                _("Name"),
                200,
                told="providers",
                proof=True,
                depends=notices_with_the_name,
                after=sort_anew,
            ),
            of_the_organisation("phone", _("Telephone"), 40, PhoneField),
            of_the_organisation("address", pgettext_lazy("notice", "Address"), 200),
            own_or_its_authority(
                "registration_number",
                lambda: forms.CharField(label=_("Registration number"), max_length=40),
                proof=True,
            ),
            own_or_its_authority(
                "registered_on",
                lambda: forms.DateField(label=_("Registered on")),
                checks=(lies_behind,),
                proof=True,
            ),
            Entry(
                "valid_until",
                lambda: forms.DateField(label=_("Valid until")),
                by=policies.own_regulator,
                decider=party("regulator_id", Role.REGULATOR),
                bars=(is_on_the_register,),
                checks=(lies_ahead,),
                told="providers",
            ),
        ),
        nevers=(
            Never(
                _("Unified social credit code"),
                _("Another code is another organisation: it registers anew."),
                "ELG-1",
            ),
            Never(
                _("Grades and findings of supervision"),
                _("They were published by those who made them. Who objects answers the result or complains."),
                "A6.5",
            ),
        ),
        told=Told("AN-19", about, heading, anew=announce_entry, codes=codes),
        concerned=lambda provider: (provider.organisation_id, provider.regulator_id),
    )
)
