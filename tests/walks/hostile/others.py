"""The forms that belong to no step, each as a person finds it, and every page that asks something of its address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_filters import FilterSet

from accounts import demo as people
from accounts.actors import played
from accounts.coded.forms import CodeForm as SentCode
from accounts.comments import saying
from accounts.comments.forms import AnonymousForm as CommentWithout
from accounts.demonstration import PASSWORD
from accounts.forms import SignInForm
from accounts.models import Address, User
from accounts.telling import wishes
from accounts.telling.forms import AddressForm, ComeBackForm, WishesForm
from accounts.telling.kinds import Way
from catalog.forms.comments import AnonymousForm
from catalog.models import Edition, PendingComment
from core import wall
from evaluation import demo
from evaluation.forms.answering import AnswerForm, CodeForm
from evaluation.models import Evaluation
from library import asking
from library.forms.question import AnonymousForm as AskWithout
from portal.handing import HandOverForm, colleagues
from procurement.models import PendingRequirementComment, Requirement
from providers.joining import JoinForm
from rulebook.forms import PeriodForm
from tests.evaluation.world import as_if
from tests.security.matrix.routes import all_routes
from tests.walks.hostile import together, values
from tests.walks.hostile.attack import Attack, taken_back
from tests.walks.stops import client_of
from workflow import clock
from workflow.models import Duty

QUESTIONS = {
    "kind",
    "show",
    "page",
    "sort",
    "q",
    "tab",
    "section",
    "person",
    "membership",
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
NEW_PASSWORD = "Hirsch-7-Wolke-blau"
JOINING = {
    "name": "长春市晨光助老服务中心",
    "code": "JL-0042-7",
    "jurisdiction": "",
    "address": "人民大街1号",
    "phone": "0431-88880000",
    "person": "孙丽",
    "email": "sun@example.org",
    "password": "hirsch-wolke-regen",
    "again": "hirsch-wolke-regen",
}


class Loose(Attack):
    """A form that is shown again with a plain answer."""

    refusing, done = {200, 403, 409, 422}, {200, 302}


def attacks(faults: list[str]) -> Iterator[Attack]:
    """What one wants to be told, signing in, what keeps an account safe, joining and handing over."""
    yield from of_messages(faults)
    yield from of_accounts(faults)
    who = {"username": "mzj.jingban", "password": PASSWORD}
    yield Loose("sign-in", reverse("accounts:sign_in"), Client(), SignInForm(data=who), faults)
    place = people.organisation("mzj").jurisdiction_id
    joining = JoinForm({**JOINING, "jurisdiction": place})
    yield Loose("join", reverse("providers:join"), Client(), joining, faults)
    yield from of_commenting(faults)
    yield from of_asking(faults)
    duty = held_by_several()
    form = HandOverForm({"to": ""}, duty)
    own = client_of(played(colleagues(duty)[0]))
    yield Loose("hand over", reverse("portal:hand_over", args=[duty.pk]), own, form, faults)
    yield together.of_assigning(duty, own, faults)


def of_messages(faults: list[str]) -> Iterator[Attack]:
    """One's wishes, where one is reached, and the code that was sent there."""
    person = people.actor("czj.mulu")
    user, own = User.objects.get(pk=person.user_id), client_of(person)
    wanted = {f"{kind}-{way}": mode for (kind, way), mode in wishes.modes(user).items()}
    yield Loose("wishes", reverse("accounts:telling"), own, WishesForm(wanted, user), faults)
    ask = reverse("accounts:telling_address", args=[Way.SMS])
    yield Loose("address", ask, own, AddressForm({"value": "13800138000"}, Way.SMS), faults)
    sent = {"code_digest": make_password("123456"), "code_sent_at": wall.now()}
    Address.objects.create(person=user, way=Way.WECOM, value="MuLu", **sent)
    answer = reverse("accounts:telling_code", args=[Way.WECOM])
    yield Loose("address code", answer, own, ComeBackForm({"code": "123456"}), faults)


def of_accounts(faults: list[str]) -> Iterator[Any]:
    """Passwords and codes: what is typed into them never comes back on a page."""
    person = people.actor("czj.mulu")
    user = User.objects.get(pk=person.user_id)
    new = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    own, nobody = client_of(person), Client()
    yield Unshown("confirm", reverse("accounts:confirm"), own, ["password"], faults)
    yield Unshown("password", reverse("accounts:password"), own, list(new), faults)
    yield Unshown("forgotten", reverse("accounts:forgotten"), nobody, ["username"], faults)
    yield Unshown("app", reverse("mfa_activate_totp"), own, ["code"], faults)
    yield Unshown("passkey", reverse("mfa_add_webauthn"), own, ["name", "credential"], faults)
    yield Unshown("codes", reverse("mfa_generate_recovery_codes"), own, ["x"], faults)
    user = User.objects.get(pk=user.pk)  # signing in has changed what the link is made from
    link = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
    nobody.get(reverse("accounts:reset", args=link))
    yield Unshown(
        "reset", reverse("accounts:reset", args=[link[0], "set-password"]), nobody, list(new)[1:], faults
    )
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt("A" * 32)})
    yield Unshown("code", reverse("accounts:confirm"), client_of(person), ["code"], faults)


class Unshown:
    """A form whose input may not be shown again: it is refused, and never breaks."""

    def __init__(self, label: str, address: str, client: Client, names: list[str], faults: list[str]) -> None:
        self.label, self.address, self.client, self.names, self.faults = label, address, client, names, faults
        client.raise_request_exception = False

    def run(self) -> None:
        for value in ["", *ASKED, "\ud800", values.LONG[:9000], "{]", "[]", '{"response": 1}']:
            body = urlencode(dict.fromkeys(self.names, value), errors="surrogatepass")
            with taken_back():
                answer = self.client.post(
                    self.address, body, content_type="application/x-www-form-urlencoded"
                )
            status = answer.status_code
            if status not in {200, 302, 400, 429}:
                self.faults.append(f"{self.label}: {value[:20]!r} was answered with {status}")


def of_commenting(faults: list[str]) -> Iterator[Attack]:
    """A comment without an account, and the code that hands it in."""
    edition = Edition.objects.get(state=Edition.State.CONSULTING)
    given = {"text": "应当写明认知症照护。", "writer": "", "way": "mail", "address": "w@example.cn"}
    address = reverse("catalog:comment-new", args=[edition.pk])
    yield Loose("comment", address, Client(), AnonymousForm(given), faults)
    pending = saying.begin(PendingComment, edition, **given)
    address = reverse("catalog:comment-code", args=[pending.pk])
    yield Loose("comment code", address, Client(), SentCode({"code": "000000"}), faults)
    requirement = put_up_again()
    address = reverse("procurement:requirementcomment-new", args=[requirement.pk])
    yield Loose("requirement comment", address, Client(), CommentWithout(given), faults)
    pending = saying.begin(PendingRequirementComment, requirement, **given)
    address = reverse("procurement:requirementcomment-code", args=[pending.pk])
    yield Loose("requirement comment code", address, Client(), SentCode({"code": "000000"}), faults)


def put_up_again() -> Requirement:
    """A requirement that is up for comment once more: what it was held to before has been tried already."""
    requirement = Requirement.objects.get(fixed_at__isnull=False)
    until = clock.legal_now() + timedelta(days=9)
    again = {"comments_from": clock.legal_now(), "comments_until": until}
    return as_if(requirement, state=Requirement.State.CONSULTING, **again)


def of_asking(faults: list[str]) -> Iterator[Attack]:
    """A question without an account, and the code that hands it in."""
    finance = people.organisation("czj")
    given = {"kind": "question", "finance": finance, "policy": None, "text": "怎样申请？", "writer": ""}
    sent = {"way": "mail", "address": "q@example.cn"}
    typed = given | sent | {"finance": str(finance.pk), "policy": ""}
    yield Loose("question", reverse("library:question-new"), Client(), AskWithout(typed), faults)
    pending = asking.begin(**given, **sent)
    address = reverse("library:question-code", args=[pending.pk])
    yield Loose("question code", address, Client(), SentCode({"code": "000000"}), faults)


def held_by_several() -> Duty:
    """The open duty that most people could take: there is somebody to hand it to."""
    waiting = Duty.objects.open().filter(user_id=None).exclude(role="").order_by("step", "title")
    return max(waiting, key=lambda duty: len(colleagues(duty)))


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
