"""An accepted contract, so that it can be evaluated. How contracts come about is the business of other tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts import demo as people
from catalog.demo import city_catalogue
from contracts.models import Contract
from core.actor import Actor, system
from procurement import demo as procurement
from procurement.indicators import default_indicators
from providers.models import Provider
from sourcing.models import Award, Bid, OpenedBid, Tender, Upload
from workflow import clock, events, running
from workflow.engine import create, execute
from workflow.obstacles import Refused

ACCEPTED = datetime(2026, 3, 16, 10, 0, tzinfo=clock.SHANGHAI)
AMOUNT = Decimal("500000.00")


class Hand:
    """Does acts at once, without a story."""

    def make(self, model: Any, step: str, actor: Actor, **data: Any) -> Any:
        return create(model, step, actor, data).subject

    def do(self, subject: Any, step: str, actor: Actor, **data: Any) -> Any:
        return execute(subject, step, actor, data).subject


def fresh(subject: Any) -> Any:
    """The row as it stands in the database."""
    return type(subject)._base_manager.get(pk=subject.pk)


def refused(subject: Any, step: str, actor: Actor, **data: Any) -> set[str]:
    """Ids of the rules that stand against it; fails when nothing does."""
    try:
        execute(subject, step, actor, data)
    except Refused as found:
        return found.rules or {str(found.kind), *found.errors}
    raise AssertionError(f"{step} was not refused")


def indicators() -> list[dict[str, Any]]:
    """The city's template, with one indicator that all three parties score and one that counts cases."""
    rows = default_indicators()
    for row in rows:
        if row["name"] == "质量达标率":
            row["scorer"] = "all"
        if row["name"] == "投诉办结率":
            row |= {"name": "有效投诉", "scoring": "deduct", "target": 0, "zero_at": 5, "unit": "件"}
            row |= {"direction": "down", "formula": "每发生一件有效投诉扣一分"}
    return rows


@transaction.atomic
def build() -> Contract:
    """The city, a project of the year before, and its accepted contract."""
    clock.set_legal_now(ACCEPTED - timedelta(days=300))
    people.build()
    hand = Hand()
    city_catalogue(hand)
    procurement.purchaser(hand)
    line = procurement.budget_line(hand)
    project = procurement.granted_project(hand, line, indicators=indicators())
    for step, data in (("begin_sourcing", {"method": "open"}), ("record_award", {"amount": AMOUNT})):
        project = execute(project, step, system("test"), data).subject
    award = _award(project)
    _provider(award.provider)
    clock.set_legal_now(ACCEPTED)
    contract = _contract(award)
    for step, data in (("record_contract", {"amount": AMOUNT}), ("record_acceptance", {})):
        project = execute(project, step, system("test"), data).subject
    return contract


def _award(project: Any) -> Award:
    now, winner = clock.legal_now(), people.organisation("zhaohui")
    tender = Tender(
        project=project,
        purchaser=project.purchaser,
        finance=project.finance,
        number=f"ZB-{uuid4().hex[:8]}",
        title=project.title,
        budget=project.granted_amount,
        ceiling=project.granted_amount,
        price_weight=20,
        documents_from=now,
        documents_until=now,
        closes_at=now,
        opens_at=now,
        published_at=now,
        announced_at=now,
        public_key=b"0" * 32,
    )
    tender.freeze_standard()
    _put(tender, "awarded")
    upload = Upload.objects.create(
        tender=tender,
        provider=winner,
        user_id=uuid4(),
        version=1,
        size=1,
        received=1,
        digest="0" * 64,
        started_at=now,
    )
    bid = Bid(
        tender=tender,
        provider=winner,
        kind="bid",
        version=1,
        upload=upload,
        digest="0" * 64,
        size=1,
        received_at=now,
    )
    _put(bid)
    opened = OpenedBid.objects.create(
        tender=tender, bid=bid, provider=winner, envelope_digest="0" * 64, price=AMOUNT, opened_at=now
    )
    return Award.objects.create(
        tender=tender,
        opened_bid=opened,
        provider=winner,
        amount=AMOUNT,
        decided_at=now,
        letter_number=f"TZS-{tender.number}",
        announced_at=now,
    )


def _provider(organisation: Any) -> None:
    provider = Provider(
        organisation=organisation,
        kind="PRO-1",
        authority="civil_affairs",
        registration_number="吉长民证字第1号",
        registered_on=date(2013, 5, 6),
        legal_representative="何伟",
        fields_of_service="养老服务",
        regulator=people.organisation("shzz"),
        approved_at=clock.legal_now(),
    )
    _put(provider, "approved")


def _contract(award: Award) -> Contract:
    contract = Contract(accepted_on=date(2026, 3, 12))
    with running.act_on(contract, "fixture"):
        contract.take_over(award, date(2025, 6, 3))
    contract.number = "HT-2025-0017"
    contract.starts_on, contract.ends_on = date(2025, 6, 3), date(2025, 12, 31)
    contract.signed_on, contract.provider_signed_at = date(2025, 6, 1), ACCEPTED - timedelta(days=288)
    _put(contract, "accepted")
    return Contract.objects.get(pk=contract.pk)


def _put(subject: Any, state: str = "") -> None:
    """Put a subject into the database, with the events that the database asks for."""
    born = subject.state
    with running.act_on(subject, "fixture"):
        subject.save(force_insert=True)
    _event(subject, "", born)
    if state:
        with running.act_on(subject, "fixture"):
            _event(subject, born, state)
            type(subject)._base_manager.filter(pk=subject.pk).update(state=state)


def as_if(subject: Any, **values: Any) -> Any:
    """The subject with other values, past its lifecycle but with the event that the database asks for."""
    with running.act_on(subject, "fixture"):
        if "state" in values:
            _event(subject, subject.state, values["state"])
        type(subject)._base_manager.filter(pk=subject.pk).update(**values)
    return fresh(subject)


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
