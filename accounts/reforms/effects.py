"""A change of a unit is carried out in the moment in which it is confirmed, with all that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

from accounts.models import Assignment, Membership, Organisation, OrganisationName, Reform, ReformHeir
from accounts.reforms import passing, placing, rules
from accounts.roles import LEADERS, Role
from accounts.services import notify
from accounts.telling.kinds import NEWS, POST
from core.phrases import Text, later, listed, said
from workflow import pauses
from workflow.act import Act
from workflow.models import Duty
from workflow.obstacles import Refusal, Refused
from workflow.registry import effect

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDER = (*LEADERS, Role.ADMIN)


@effect("accounts.reforms.name_heirs")
def name_heirs(act: Act) -> None:
    rows = [
        ReformHeir(reform=act.subject, organisation=heir, position=position)
        for position, heir in enumerate(act.data["heirs"])
    ]
    ReformHeir.objects.bulk_create(rows)


@effect("accounts.reforms.assign")
def assign(act: Act) -> None:
    """Said again, it counts as said last."""
    heir, given = act.data["heir"], act.data["items"]
    Assignment.objects.filter(reform=act.subject, item_id__in=given).delete()
    Assignment.objects.bulk_create(Assignment(reform=act.subject, item_id=item, heir=heir) for item in given)


@effect("accounts.reforms.divide")
def divide(act: Act) -> None:
    """Said again, it counts as said last; nothing takes it back."""
    reform, item, heir, amount = act.subject, act.data["item"], act.data["heir"], act.data["amount"]
    if amount:
        reform.parts.update_or_create(item_id=item.id, heir=heir, defaults={"amount": amount})
    else:
        reform.parts.filter(item_id=item.id, heir=heir).delete()


@effect("accounts.reforms.carry_out")
def carry_out(act: Act) -> None:
    """Nothing else is under way meanwhile: an act of the old unit is either done before or finds it closed."""
    pauses.alone()
    _ask_again(act)
    if act.subject.closes:
        _close(act, act.subject)
    else:
        _rename(act, act.subject)


def _ask_again(act: Act) -> None:
    """What was begun between the question and the lock counts too."""
    guards = (
        rules.nothing_stands_in_the_way,
        rules.everything_is_assigned,
        rules.what_was_said_holds,
    )
    if found := [obstacle for guard in guards for obstacle in guard(act)]:
        raise Refused(Refusal.OBSTACLES, obstacles=found)


def _rename(act: Act, reform: Reform) -> None:
    unit = reform.organisation
    last = unit.former_names.first()
    OrganisationName.objects.create(
        organisation=unit,
        name=unit.name,
        name_en=unit.name_en,
        since=last.until if last else None,
        until=reform.effective_on,
        reform=reform,
    )
    unit.name, unit.name_en = reform.name, reform.name_en
    unit.sort_key = " ".join(lazy_pinyin(unit.name))[:200]
    unit.save(update_fields=["name", "name_en", "sort_key"])
    for share in passing.shares():
        share.renamed(act, unit)


def _close(act: Act, reform: Reform) -> None:
    unit, keeper = reform.organisation, reform.keeper
    heirs, given = {heir.pk: heir for heir in reform.heirs()}, reform.heir_of()

    def heir_of(item: UUID) -> Organisation:
        return heirs[given.get(item, keeper.pk)]

    moved: passing.Heirs = {}
    for share in passing.shares():
        moved |= share.pass_on(act, unit, heir_of)
    _pass_duties(act, unit, moved)
    Organisation.objects.filter(parent=unit).update(parent=keeper)
    Organisation.objects.filter(pk=unit.pk).update(
        is_active=False, successor=keeper, closed_on=reform.effective_on
    )


def _pass_duties(act: Act, unit: Organisation, moved: passing.Heirs) -> None:
    """Open duties go where their matter went, to the same person if that person went along. What was the unit's alone
    ends with it."""
    members = set(
        Membership.objects.filter(organisation__in=set(moved.values()))
        .current()
        .values_list("user", "organisation")
    )
    went = dict(Membership.objects.filter(organisation=unit, pk__in=moved).values_list("user", "pk"))
    for duty in Duty.objects.select_for_update().filter(organisation_id=unit.pk, met_at=None):
        keys = [went.get(duty.user_id)] if duty.personal else [duty.subject_id, *duty.within]
        heir = next((moved[key] for key in keys if key in moved), None)
        if heir is None:
            Duty.objects.filter(pk=duty.pk).update(met_at=act.when, met_by=act.event_id)
            continue
        person = duty.user_id if (duty.user_id, heir) in members else None
        Duty.objects.filter(pk=duty.pk).update(organisation_id=heir, user_id=person, section_id=None)


@effect("accounts.reforms.tell")
def tell(act: Act) -> None:
    """Whoever orders the units concerned. People who came along are told of their post by themselves."""
    reform: Reform = act.subject
    facts = {
        "before": later(getattr, reform, "named_before"),
        "basis": reform.basis,
        "after": later(lambda: reform.named_after or listed(reform.heirs())),
    }
    if not reform.closes:
        subject = said(_("%(before)s is called %(after)s from now on (%(basis)s)."), **facts)
        _notify([reform.organisation], subject, reform.get_absolute_url(), NEWS, everybody=True)
        return
    placing.ask(act, reform)
    text = _("%(before)s has passed to %(after)s (%(basis)s). Give those who came along their posts.")
    subject = said(text, **facts)
    _notify(reform.heirs(), subject, reform.get_absolute_url(), POST)


def _notify(
    units: Iterable[Organisation], subject: Text, url: str, kind: str, *, everybody: bool = False
) -> None:
    for unit in units:
        notify(unit.pk, subject, "", url, roles=() if everybody else ORDER, kind=kind)
