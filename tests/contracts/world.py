"""A city with an award, so that contracts can be made. How awards come about is the business of sourcing's tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts import demo as people
from accounts.models import Organisation, User
from catalog.demo import city_catalogue
from contracts.models import Contract
from core.actor import Actor, system
from procurement import demo as procurement
from procurement.models import BudgetLine, Project
from sourcing.models import Award, Bid, OpenedBid, Tender, Upload
from tests.people import confirmed
from workflow import clock, events, running
from workflow.engine import create, execute
from workflow.obstacles import Refused

SIGNING = datetime(2026, 4, 13, 10, 0, tzinfo=clock.SHANGHAI)
AMOUNT = Decimal("500000.00")


class Hand:
    """Does acts at once, without a story."""

    def make(self, model: Any, step: str, actor: Actor, **data: Any) -> Any:
        return create(model, step, actor, data, overrides=data.pop("overrides", None)).subject

    def do(self, subject: Any, step: str, actor: Actor, **data: Any) -> Any:
        return execute(subject, step, actor, data).subject


@dataclass
class World:
    """What tests of contracts start from."""

    award: Award
    line: BudgetLine
    hand: Hand = field(default_factory=Hand)
    contract: Contract | None = None

    def actor(self, name: str) -> Actor:
        """The demonstration person of that account name, e.g. `mzj.jingban`."""
        return people.actor(name)

    def fresh(self, subject: Any) -> Any:
        """The row as it stands in the database."""
        return type(subject)._base_manager.get(pk=subject.pk)

    def at(self, moment: datetime) -> None:
        clock.set_legal_now(moment)

    def later(self, **delta: float) -> None:
        clock.set_legal_now(clock.legal_now() + timedelta(**delta))

    def refused(self, subject: Any, step: str, name: str, **data: Any) -> set[str]:
        """Ids of the rules that stand against it, or what kind of No it was; fails when it was done."""
        try:
            execute(subject, step, self.actor(name), data)
        except Refused as refused:
            return refused.rules or {str(refused.kind)}
        raise AssertionError(f"{step} was not refused")


def build(**project: Any) -> World:
    """The city, a granted project and its award, on the day on which contracts are signed."""
    clock.set_legal_now(SIGNING - timedelta(days=40))
    people.build()
    hand = Hand()
    city_catalogue(hand)
    procurement.purchaser(hand)
    line = procurement.budget_line(hand)
    granted = procurement.granted_project(hand, line, **project)
    clock.set_legal_now(SIGNING)
    return World(award_for(granted), line, hand)


def further_award(made: World, provider: str = "zhaohui", **project: Any) -> Award:
    """Another project and its award."""
    return award_for(procurement.granted_project(made.hand, made.line, **project), provider)


@transaction.atomic
def award_for(project: Project, provider: str = "zhaohui") -> Award:
    """An announced award, put into the database with the events that it asks for."""
    amount = min(AMOUNT, project.granted_amount)
    for step, data in (("begin_sourcing", {"method": "open"}), ("record_award", {"amount": amount})):
        execute(project, step, system("test"), data)
    tender, winner = _tender(project), people.organisation(provider)
    bid = _bid(tender, winner)
    opened = OpenedBid.objects.create(
        tender=tender, bid=bid, provider=winner, envelope_digest="0" * 64, price=amount, opened_at=SIGNING
    )
    return Award.objects.create(
        tender=tender, opened_bid=opened, provider=winner, amount=amount, decided_at=SIGNING,
        letter_number=f"TZS-{tender.number}", announced_at=SIGNING - timedelta(days=5),
    )  # fmt: skip


@transaction.atomic
def sealed_bid_of(made: World, provider: str) -> Tender:
    """A tender of another project in which that provider's bid is under seal."""
    project = procurement.granted_project(made.hand, made.line, title="老年人助浴服务")
    execute(project, "begin_sourcing", system("test"), {"method": "open"})
    tender = _tender(project, "published")
    _bid(tender, people.organisation(provider))
    return tender


def _bid(tender: Tender, provider: Organisation) -> Bid:
    upload = Upload.objects.create(
        tender=tender, provider=provider, user_id=uuid4(), version=1, size=1, received=1, digest="0" * 64,
        started_at=SIGNING,
    )  # fmt: skip
    bid = Bid(
        tender=tender, provider=provider, kind="bid", version=1, upload=upload, digest="0" * 64, size=1,
        received_at=SIGNING,
    )  # fmt: skip
    _put(bid)
    return bid


def _tender(project: Project, state: str = "awarded") -> Tender:
    tender = Tender(
        project=project,
        purchaser=project.purchaser,
        finance=project.finance,
        number=f"ZB-{uuid4().hex[:8]}",
        title=project.title,
        requirement="为失能老年人提供上门照护,每次不少于90分钟。",
        contract_period="自合同签订之日起至2026年12月31日",
        service_place="长春市南关区、朝阳区",
        conditions="符合法定条件",
        sme_choice="social",
        budget=project.granted_amount,
        ceiling=project.granted_amount,
        price_weight=20,
        documents_from=SIGNING,
        documents_until=SIGNING,
        closes_at=SIGNING,
        opens_at=SIGNING,
        opening_place="开标室",
        contact_name="周静",
        contact_phone="0431-00000000",
        public_key=b"0" * 32,
        published_at=SIGNING - timedelta(days=30),
        announced_at=SIGNING - timedelta(days=5),
    )
    _put(tender)
    with running.act_on(tender, "fixture"):
        _event(tender, "draft", state)
        Tender.objects.filter(pk=tender.pk).update(state=state)
    return Tender.objects.get(pk=tender.pk)


def _put(subject: Any) -> None:
    with running.act_on(subject, "fixture"):
        subject.save(force_insert=True)
    _event(subject, "", subject.state)


def _event(subject: Any, from_state: str, to_state: str) -> None:
    now = clock.legal_now().isoformat()
    events.append(
        {
            "v": 1,
            "id": str(uuid4()),
            "at": now,
            "occurred_at": now,
            "subject_type": subject._meta.label_lower,
            "subject": str(subject.pk),
            "step": "fixture",
            "from": from_state,
            "to": to_state,
            "outcome": "done",
            "actor": {"kind": "system"},
            "data": {},
            "facts": {},
        }
    )


def sign_in(client: Any, username: str) -> None:
    """That demonstration person, in the browser, who has confirmed that it is them."""
    client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    confirmed(client)
