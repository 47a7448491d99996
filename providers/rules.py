"""What stands in the way of registering or approving a provider."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from accounts.models import Organisation
from core.dates import long_date
from providers.kinds import (
    AUTHORITIES,
    CREDIT_CODES_SINCE,
    Condition,
    InstitutionClass,
    ProviderKind,
    conditions_on,
    files_field,
    until_field,
)
from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def is_valid_code(code: str, registered_on: date) -> bool:
    """A 统一社会信用代码 with its check digit; who registered before October 2015 may still use an older number."""
    return uscc.is_valid(code) or (registered_on < CREDIT_CODES_SINCE and 4 <= len(code) <= 32)


def class_one_may_provide(day: date) -> bool:
    """Order 102 of 2020 excludes institutions of class I; the city's policy of 2014 didn't."""
    return not law.applies("O102-8", on=day)


def not_yet_registered(act: Act) -> Iterator[Obstacle]:
    if type(act.subject).objects.filter(organisation_id=act.actor.organisation_id).exists():
        yield stop(_("Your organisation is registered already."), "PRO-1")


def code_is_valid(act: Act) -> Iterator[Obstacle]:
    organisation = Organisation.objects.get(pk=act.actor.organisation_id)
    if not is_valid_code(organisation.code, act.data["registered_on"]):
        yield stop(
            _(
                "“%(code)s” is not a valid unified social credit code: check each character, or ask the administrator "
                "to correct it."
            )
            % {"code": organisation.code},
            "ELG-1",
        )


def registered_before_today(act: Act) -> Iterator[Obstacle]:
    """Who is to be on the register exists already."""
    if act.data["registered_on"] > act.today:
        yield stop(_("The day of registration can't lie in the future."), "PRO-1", field="registered_on")


def authority_fits_kind(act: Act) -> Iterator[Obstacle]:
    kind, authority = act.data["kind"], act.data["authority"]
    if authority not in AUTHORITIES[kind]:
        yield stop(_("Providers of this kind are not registered by that authority."), kind, field="authority")


def institution_may_provide(act: Act) -> Iterator[Obstacle]:
    kind, own_class = act.data["kind"], act.data["institution_class"]
    if (kind == ProviderKind.INSTITUTION) != bool(own_class):
        yield stop(
            _("State the class for a public institution, and only for one."),
            "PRO-3",
            field="institution_class",
        )
    elif own_class == InstitutionClass.FIRST and not class_one_may_provide(act.today):
        yield stop(
            _("Public institutions of class I may no longer take on services."),
            "O102-8",
            field="institution_class",
        )


def institution_may_still_provide(act: Act) -> Iterator[Obstacle]:
    if act.subject.institution_class == InstitutionClass.FIRST and not class_one_may_provide(act.today):
        yield stop(_("Public institutions of class I may no longer take on services."), "O102-8")


def evidence_is_whole(act: Act) -> Iterator[Obstacle]:
    """Every condition needs proof, and the proof must hold today."""
    missing = unproved(act.subject, act.today)
    for condition in conditions_on(act.today):
        field = files_field(condition)
        if not act.data[field] and condition in missing:
            yield stop(add_proof(condition), condition, field=field)
        until = act.data[until_field(condition)]
        if until and until < act.today:
            yield stop(
                _("This proof has run out: %(condition)s.") % {"condition": condition.label},
                condition,
                field=until_field(condition),
            )


def evidence_is_valid(act: Act) -> Iterator[Obstacle]:
    for condition in unproved(act.subject, act.today):
        yield stop(
            _("There is no valid proof for: %(condition)s.") % {"condition": condition.label}, condition
        )


def unproved(provider: Any, day: date) -> list[Condition]:
    """The conditions of which no proof is kept that holds on that day."""
    kept = {e.condition for e in _standing(provider, day)}
    return [condition for condition in conditions_on(day) if condition not in kept]


def add_proof(condition: Condition) -> Any:
    return _("Add proof: %(condition)s.") % {"condition": condition.label}


def something_is_added(act: Act) -> Iterator[Obstacle]:
    if not any(act.data.get(files_field(c)) for c in Condition):
        yield stop(_("Choose at least one file."), "A7.14", field=files_field(Condition.LIABILITY))


def valid_until_is_ahead(act: Act) -> Iterator[Obstacle]:
    if act.data["valid_until"] and act.data["valid_until"] < act.today:
        yield stop(_("The approval would have run out before it begins."), "A7.11", field="valid_until")


def renewal_opens_on(provider: Any) -> date:
    """The first day on which its renewal can be applied for."""
    rule = law.find(
        "qualification.renew_from", jurisdiction=provider.jurisdiction_code(), on=provider.regime_date()
    )
    return provider.valid_until - timedelta(days=int(rule.value or 0))


def renewal_lies_ahead(provider: Any, today: date) -> str:
    """From when on it can be applied for, where that day is still to come."""
    if not provider.valid_until or today >= (opens := renewal_opens_on(provider)):
        return ""
    text = _("The registration is valid until %(until)s; its renewal can be applied for from %(day)s on.")
    return text % {"until": long_date(provider.valid_until), "day": long_date(opens)}


def renewal_is_open(act: Act) -> Iterator[Obstacle]:
    """Near the end and after it: whoever comes late still comes back on the register."""
    if said := renewal_lies_ahead(act.subject, act.today):
        yield stop(said, "qualification.renew_from")


def renewal_lasts_longer(act: Act) -> Iterator[Obstacle]:
    before, until = act.subject.valid_until, act.data["valid_until"]
    if until <= before or until < act.today:
        yield stop(
            _("The new term must end later than the old one (%(until)s) and not before today.")
            % {"until": long_date(before)},
            "A7.11",
            field="valid_until",
        )


def _standing(provider: Any, day: date) -> list[Any]:
    """Proof that holds on that day; the latest of each condition counts."""
    if provider is None or provider._state.adding:
        return []
    latest: dict[str, Any] = {}
    for evidence in provider.evidence.order_by("added_at"):
        latest[evidence.condition] = evidence
    return [e for e in latest.values() if e.valid_until is None or e.valid_until >= day]
