"""What must hold before a tender is published, and before it is changed (rules A4.1, B2 rows 2 to 5, C)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import combinations
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import dates
from procurement.services import intention_obstacles, requirement_obstacles
from sourcing.kinds import Seat
from sourcing.rules.drafting import method_obstacle
from workflow import law
from workflow.act import Act
from workflow.clock import SHANGHAI
from workflow.law import calendar
from workflow.obstacles import Mend, Obstacle, stop

OFFICE_HOURS = (time(8, 30), time(16, 30))
LEAST_OFFICIALS = 2
"""Live officials without whom nothing is published. Two can open; more guard against a lost passphrase."""
PROOF_VALID_DAYS = 30
ALLOWED_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        (Seat.PURCHASER, Seat.FINANCE),
        (Seat.PURCHASER, Seat.SUPERVISOR),
        (Seat.FINANCE, Seat.SUPERVISOR),
        (Seat.PURCHASER, Seat.ESCROW),
        (Seat.FINANCE, Seat.ESCROW),
        (Seat.SUPERVISOR, Seat.ESCROW),
    )
)
"""Which two seats open together. Two of the purchaser are never a pair."""
REQUIRED = {
    "title": _("title"),
    "requirement": _("what is wanted"),
    "contract_period": _("contract period"),
    "conditions": _("conditions for providers"),
    "documents_how": _("where to obtain the documents"),
    "opening_place": _("place of opening"),
    "contact_name": _("contact"),
    "contact_phone": _("telephone"),
}
"""Fields of the tender notice AN-03 that a draft may still lack."""


def is_allowed_pair(first: str, second: str) -> bool:
    return frozenset((first, second)) in ALLOWED_PAIRS


def pairs(officials: list[Any]) -> list[tuple[Any, Any]]:
    """All allowed pairs among the officials of a tender; the same person is never both halves."""
    return [
        (a, b)
        for a, b in combinations(officials, 2)
        if is_allowed_pair(a.seat, b.seat) and a.key.user_id != b.key.user_id
    ]


def edit(tender: Any) -> Mend:
    return Mend(tender.address_of("revise"), _("Change the draft"))


def intention_was_public(act: Act) -> Iterator[Obstacle]:
    """intention.lead: the market has heard of it thirty days before, or the purchaser says why not."""
    yield from intention_obstacles(act.subject.project, act.now, act.today)


def requirement_is_fixed(act: Act) -> Iterator[Obstacle]:
    """RQ-4: what is announced has been written, put up for comment and reviewed before."""
    yield from requirement_obstacles(act.subject.project, act.today)


def project_is_granted(act: Act) -> Iterator[Obstacle]:
    if act.subject.project.state != "granted":
        yield stop(_("The project is not in a state in which it can be tendered."), "A5.1")


def method_can_be_carried_out(act: Act) -> Obstacle | None:
    return method_obstacle(act.subject.method)


def required_fields(act: Act) -> Iterator[Obstacle]:
    for name, label in REQUIRED.items():
        if not getattr(act.subject, name).strip():
            yield stop(
                _("The notice still lacks: %(field)s.") % {"field": label}, "A4.1", mend=edit(act.subject)
            )


def evaluation_standard_is_there(act: Act) -> Iterator[Obstacle]:
    """The city's policy wants the standard of the later performance review in the notice itself."""
    if not act.subject.project.indicators.exists():
        yield stop(_("The project has no performance indicators to announce."), "A4.1")


def special_conditions_are_cosigned(act: Act) -> Iterator[Obstacle]:
    """A2.7: those of the requirement as they stand there, signed; else the tender's own, signed."""
    tender = act.subject
    requirement = tender.requirement_of_project()
    if requirement is not None:
        if tender.special_conditions != requirement.special_conditions:
            text = _("The requirement says otherwise about special conditions: save the draft again.")
            yield stop(text, "A2.7", mend=edit(tender))
        elif requirement.special_conditions and not requirement.cosigned_at:
            way = Mend(requirement.get_absolute_url(), _("See the requirement"))
            yield stop(_("The special conditions need the finance department's signature."), "A2.7", mend=way)
    elif tender.special_conditions and not tender.cosigned_at:
        yield stop(
            _("The special conditions need the finance department's signature."),
            "A2.7",
            mend=Mend(act.subject.address_of("ask_cosign"), _("Ask finance")),
        )


def documents_long_enough(act: Act) -> Iterator[Obstacle]:
    yield from _too_early(
        act,
        "open.docs_available",
        act.subject.documents_until,
        _("Documents must be available until %(day)s at least."),
    )


def time_to_prepare(act: Act) -> Iterator[Obstacle]:
    yield from _too_early(
        act, "open.bid_prep", act.subject.closes_at, _("Bids may not close before %(day)s.")
    )
    yield from _too_early(
        act, "open.notice_period", act.subject.closes_at, _("The notice must stand until %(day)s at least.")
    )


def _too_early(act: Act, rule_id: str, moment: datetime, text: Any) -> Iterator[Obstacle]:
    place = act.subject.jurisdiction_code()
    start = max(act.now, act.subject.documents_from) if rule_id != "open.notice_period" else act.now
    if not law.applies(rule_id, jurisdiction=place, on=act.today):
        return
    first = law.earliest(rule_id, start, jurisdiction=place, on=act.today)
    if moment < first.at:
        day = dates.with_time(dates.long_date(first.at), first.at)
        yield stop(text % {"day": day}, rule_id, mend=edit(act.subject))


def opening_in_office_hours(act: Act) -> Iterator[Obstacle]:
    """Bids close and are opened at one instant, when officials are at work."""
    moment = act.subject.opens_at.astimezone(SHANGHAI)
    if act.subject.opens_at != act.subject.closes_at:
        yield stop(_("Bids are opened at the moment they close."), "B2.ORDER", mend=edit(act.subject))
    if not calendar.is_working_day(moment.date()) or not OFFICE_HOURS[0] <= moment.time() <= OFFICE_HOURS[1]:
        yield stop(
            _("Bids must be opened on a working day between %(from)s and %(to)s.")
            % {"from": OFFICE_HOURS[0].strftime("%H:%M"), "to": OFFICE_HOURS[1].strftime("%H:%M")},
            "B2.ORDER",
            mend=edit(act.subject),
        )


def officials_can_open(act: Act) -> Iterator[Obstacle]:
    """Enough officials with keys that work, and an allowed pair among them."""
    named = list(act.subject.officials.select_related("key"))
    live = [o for o in named if is_live(o.key, act.now)]
    mend = Mend(act.subject.address_of("name_officials"), _("Name officials"))
    if len(live) < LEAST_OFFICIALS:
        yield stop(
            _(
                "At least %(least)s opening officials must have shown within %(days)s days that their keys work."
            )
            % {"least": LEAST_OFFICIALS, "days": PROOF_VALID_DAYS},
            "B2.ORDER",
            mend=mend,
        )
    elif not pairs(live):
        yield stop(_("The officials named hold no two different seats."), "B2.ORDER", mend=mend)


def is_live(key: Any, now: datetime) -> bool:
    return key.state == "live" and (now - key.proved_at).days < PROOF_VALID_DAYS


def officials_make_a_pair(act: Act) -> Iterator[Obstacle]:
    keys = list(act.data["officials"])
    seats = {key.seat for key in keys}
    if len({key.user_id for key in keys}) < LEAST_OFFICIALS or len(seats) < 2:
        yield stop(
            _("Choose at least two people who hold different seats: nobody opens bids alone."),
            "B2.ORDER",
            field="officials",
        )


def closes_later(act: Act) -> Iterator[Obstacle]:
    """A pause never makes bids close earlier than was announced."""
    if act.data["closes_at"] <= act.subject.closes_at:
        yield stop(_("A pause only moves the closing time back."), "PAUSE", field="closes_at")


def change_is_early_enough(act: Act) -> Iterator[Obstacle]:
    """A change that affects bids comes fifteen days before the deadline, or moves the deadline (B2 row 5)."""
    closes, moved = act.subject.closes_at, act.data["closes_at"]
    if moved and moved < closes:
        yield stop(_("The deadline can only be moved back, never forward."), "B2.5", field="closes_at")
        return
    if act.now >= closes:
        yield stop(_("Bids have closed."), "B2.LATE")
        return
    if not act.data["affects_bids"]:
        return
    latest = law.latest_before(
        "open.clarification",
        moved or closes,
        jurisdiction=act.subject.jurisdiction_code(),
        on=act.subject.regime_date(),
    )
    if act.now > latest.at:
        yield stop(
            _("A change that affects bids must come 15 days before the deadline: move the deadline back."),
            "open.clarification",
            field="closes_at",
        )
