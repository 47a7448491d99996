"""The forms that belong to no step, each as a person finds it, and every page that asks something of its address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import reverse
from django_filters import FilterSet

from accounts import demo as people
from accounts.actors import played
from accounts.demonstration import PASSWORD
from accounts.forms import SignInForm
from accounts.models import Membership
from core.actor import Actor
from evaluation import demo
from evaluation.forms.answering import AnswerForm, CodeForm
from evaluation.models import Evaluation
from portal.handing import HandOverForm
from providers.joining import JoinForm
from rulebook.forms import PeriodForm
from tests.security.matrix.routes import all_routes
from tests.walks.hostile import values
from tests.walks.hostile.attack import Attack
from tests.walks.stops import client_of
from workflow.models import Duty

QUESTIONS = {
    "page",
    "sort",
    "q",
    "tab",
    "export",
    "on",
    "year",
    "rule",
    "start",
    "to",
    "notice",
    "contract",
    "project",
}
ASKED = ["\x00", "9" * 40, "-1", values.NASTY, "2014-02-30", "00000000-0000-0000-0000-000000000000"]
JOINING = {
    "name": "长春市晨光助老服务中心",
    "code": "JL-0042-7",
    "jurisdiction": "",
    "address": "人民大街1号",
    "phone": "0431-88880000",
    "person": "孙丽",
    "email": "sun@example.org",
    "password": "晨光-助老-2026-春",
    "again": "晨光-助老-2026-春",
}


class Loose(Attack):
    """A form that is shown again with a plain answer."""

    refusing, done = {200, 403, 409, 422}, {200, 302}


def attacks(faults: list[str]) -> Iterator[Attack]:
    """Signing in, joining and handing over."""
    who = {"username": "mzj.jingban", "password": PASSWORD}
    yield Loose("sign-in", reverse("accounts:sign_in"), Client(), SignInForm(data=who), faults)
    place = people.organisation("mzj").jurisdiction_id
    joining = JoinForm({**JOINING, "jurisdiction": place})
    yield Loose("join", reverse("providers:join"), Client(), joining, faults)
    duty = Duty.objects.open().filter(user_id=None).exclude(role="").order_by("pk").first()
    form = HandOverForm({"to": ""}, duty)
    own = client_of(someone(duty))
    yield Loose("hand over", reverse("portal:hand_over", args=[duty.pk]), own, form, faults)


def someone(duty: Duty) -> Actor:
    """Who may handle that duty."""
    held = Membership.objects.filter(organisation_id=duty.organisation_id, roles__contains=[duty.role])
    return played(held.select_related("user", "organisation__jurisdiction").first())


def on_the_survey(evaluation: Evaluation, faults: list[str]) -> Iterator[Attack]:
    """What recipients fill in, while the survey is open."""
    (secret,) = demo.issued(evaluation, evaluation.survey.strata.first(), 1)
    address = reverse("evaluation:survey", args=[secret])
    given = {"secret": secret, "filled_by": "self", "remark": "很好"}
    given |= {f"q-{n}": "5" for n, _question in enumerate(evaluation.survey.questions.all(), 1)}
    yield Loose("survey", address, Client(), AnswerForm(evaluation.survey, given), faults)
    yield Loose(
        "survey code", reverse("evaluation:survey-entry"), Client(), CodeForm({"code": secret}), faults
    )


def asked_of_addresses() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every address without a name in it, with each odd answer to all questions at once."""
    names = (
        QUESTIONS | {name for each in filters() for name in each.base_filters} | set(PeriodForm.base_fields)
    )
    for route in all_routes():
        if not route.arguments:
            for value in ASKED:
                yield reverse(route.name), dict.fromkeys(sorted(names - {"export"}), value)
            yield reverse(route.name), {"export": "xlsx", "format": "xlsx", "q": "\x00"}


def filters() -> set[type[FilterSet]]:
    """Every filter of the portal."""
    found, waiting = set(), list(FilterSet.__subclasses__())
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if not each.__module__.startswith(("django_filters", "tests.")):
            found.add(each)
    return found
