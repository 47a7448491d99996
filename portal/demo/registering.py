"""Providers on their way onto the register, and one that is suspended."""

from __future__ import annotations

from datetime import date, timedelta

from accounts import demo as people
from portal.demo.scenes import AFTERNOON, MORNING, on
from providers import demo as providers
from providers.models import Provider
from providers.tasks import call_for_renewals
from workflow.play import Opening, Play, Story

WAITING, RETURNED, SUSPENDED = "qinghe", "boyuan", "antai"
RENEWING, ENDING = "jiankang", "wenyi"
"""Registrations that end a month after today: one whose renewal is applied for, and one that is to be called on."""
LEFT = timedelta(days=33)
NEWCOMERS = frozenset({WAITING, RETURNED})
INCOMPLETE = "社会保险缴纳证明缺少最近三个月的记录，请补充后重新提交。"
STRUCK = "被列入经营异常名录，移出名录前暂停承接资格。"


def openings(today: date) -> list[Opening]:
    """The suspension two months ago, the registrations within the last two weeks."""
    return [
        (on(today - timedelta(weeks=9)), "suspension", suspension),
        (on(today - timedelta(weeks=2)), "newcomers", newcomers),
        (on(today - timedelta(weeks=1)), "renewal", renewal),
    ]


def term_of(key: str, today: date) -> date | None:
    """The end of its registration, where it isn't the usual one."""
    return today + LEFT if key in (RENEWING, ENDING) else None


def renewal(play: Play) -> Story:
    """Both are called on; one of them has applied by the day after."""
    call_for_renewals()
    yield play.after(working_days=1, at=MORNING)
    provider = Provider.objects.get(organisation=people.organisation(RENEWING))
    play.do(provider, "ask_renewal", people.actor(f"{RENEWING}.faren"), **providers.renewal(RENEWING))


def newcomers(play: Play) -> Story:
    provider = providers.registered(RETURNED)
    yield play.after(working_days=3, at=AFTERNOON)
    play.do(provider, "send_back", regulator_of(provider), reason=INCOMPLETE)
    yield play.after(working_days=3, at=MORNING)
    providers.registered(WAITING)


def suspension(play: Play) -> Story:
    provider = Provider.objects.get(organisation=people.organisation(SUSPENDED))
    play.do(provider, "suspend", regulator_of(provider), reason=STRUCK)
    return
    yield


def regulator_of(provider: Provider) -> people.Actor:
    return people.actor(f"{providers.KINDS[provider.organisation.code[:2]][3]}.jianguan")
