"""From an act to a person: the row of the outbox, the message in the portal, and its deliveries by other ways.

Kinds of outbox rows, each of which bears running twice: `mail` makes the message, `delivery` hands one letter over,
`summary` what has gathered for a person; `work` and `decided` find out whom an act concerns.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import languages
from accounts.models import User
from accounts.telling import channels, hours, wishes
from accounts.telling.channels import Letter, Never
from accounts.telling.kinds import RINGING, Kind, Mode, Way
from accounts.telling.models import Address, Delivery, Hours, Message
from core.phrases import Text
from workflow import events, outbox
from workflow.clock import legal_now
from workflow.models import Duty, OutboxRow
from workflow.registry import outbox_given_up, outbox_handler

ALL = ("mail", "work", "decided", "delivery", "summary")
"""The kinds of outbox rows of this room, for who sweeps these alone."""
BY_THEMSELVES = ("work", "decided")
"""Kinds of messages that follow from an act without being said in it."""
SAME_ACT = timedelta(seconds=60)
"""What an act tells in words of its own is written down within so long of its beginning."""
OLD_NEWS = timedelta(days=30)
"""What happened so long ago is entered as read: a portal that was asleep doesn't wake up with a full box."""


def put(
    person: User,
    subject: Text,
    body: Text,
    url: str,
    kind: str,
    *,
    duties: Iterable[Duty] = (),
    until: datetime | None = None,
    organisation_id: UUID | None = None,
) -> None:
    """Tell one person, after commit, in their own language, whoever acts.

    The number of the message is fixed here, so that it is made once.
    """
    with override(languages.of(person)):
        title, text = str(subject)[:300], str(body)
    payload = {
        "id": str(uuid4()),
        "user": str(person.pk),
        "kind": kind,
        "subject": title,
        "body": text,
        "url": url,
        "unit": organisation_id and str(organisation_id),
        "at": events.plain(legal_now()),
        "duties": [str(duty.pk) for duty in duties],
        "until": until and events.plain(until),
    }
    outbox.put("mail", payload)


@outbox_handler("mail")
def make(payload: dict[str, Any]) -> Message:
    """The message, once; with it the deliveries by each way that its reader wants."""
    person = User.objects.get(pk=payload["user"])
    now = legal_now()
    message, made = Message.objects.get_or_create(
        pk=payload["id"],
        defaults={
            "person": person,
            "kind": payload["kind"],
            "title": payload["subject"],
            "text": payload["body"],
            "url": payload["url"],
            "organisation_id": payload["unit"],
            "duties": payload["duties"],
            "until": _moment(payload["until"]),
            "made_at": _moment(payload["at"]),
        },
    )
    if made:
        _send_on(message, now)
    return message


def _send_on(message: Message, now: datetime) -> None:
    wanted, person = wishes.modes(message.person), message.person
    if wanted[message.sort.name, Way.PORTAL] == Mode.OFF or now - message.made_at > OLD_NEWS:
        Message.objects.filter(pk=message.pk).update(read_at=now)
    own, reached = wishes.hours_of(person), wishes.addresses_of(person)
    summary = hours.next_summary(message.made_at, own)
    for way in channels.offered():
        mode = wanted[message.sort.name, way]
        if way == Way.PORTAL or mode == Mode.OFF or not _can_reach(way, reached):
            continue
        if mode == Mode.DIGEST and hours.comes_too_late(summary, message.until):
            mode = Mode.NOW
        if mode == Mode.DIGEST:
            _gather(message, way, summary)
        else:
            _deliver(message, way, own, now)


def _can_reach(way: str, reached: dict[str, str]) -> bool:
    """A mail without an address is kept nevertheless in the mailbox of a demonstration, as ever."""
    return way in reached or (way == Way.MAIL and not channels.leaves_the_house())


def _deliver(message: Message, way: str, own: Hours, now: datetime) -> None:
    later = _held_until(message, way, own, now)
    row = Delivery.objects.create(message=message, way=way, mode=Mode.NOW, due_at=later)
    outbox.put("delivery", {"delivery": str(row.pk)}, not_before=later)


def _held_until(message: Message, way: str, own: Hours, now: datetime) -> datetime | None:
    """When this person's quiet hours let it through; None where that is now."""
    if not wishes.waits_at_night(way, message.sort, own):
        return None
    free = hours.release(now, own, message.until)
    return free if free > now else None


def _gather(message: Message, way: str, summary: datetime) -> None:
    """It waits for the summary. Of several rows for one summary the first finds everything, the others nothing."""
    Delivery.objects.create(message=message, way=way, mode=Mode.DIGEST, due_at=summary)
    outbox.put("summary", {"person": str(message.person_id), "way": way}, not_before=summary)


@outbox_handler("delivery")
def deliver(payload: dict[str, Any]) -> None:
    """Hand one letter over, unless it is done with what it is about.

    A try after a failure may fall into the night, and wishes may have changed: quiet hours are asked again.
    """
    row = Delivery.objects.select_for_update(of=["self"]).get(pk=payload["delivery"])
    if row.state != Delivery.State.WAITING:
        return
    if row.due_at is not None and row.message.is_over:
        _note(row, Delivery.State.SPARED)
        return
    later = _held_until(row.message, row.way, wishes.hours_of(row.message.person), legal_now())
    if later is not None:
        _note(row, Delivery.State.WAITING, due_at=later)
        outbox.put("delivery", payload, not_before=later)
        return
    send([row], letter_of(row.message, row.way))


@outbox_given_up("delivery")
def give_up(payload: dict[str, Any], error: str) -> None:
    """The service stayed away through all tries. The person reads that where they chose this way."""
    _fail([Delivery.objects.select_related("message").get(pk=payload["delivery"])], error)


@outbox_given_up("summary")
def give_up_summary(payload: dict[str, Any], error: str) -> None:
    due = Delivery.objects.filter(message__person=payload["person"], way=payload["way"])
    waiting = due.filter(state=Delivery.State.WAITING, due_at__lte=legal_now()).exclude(mode=Mode.NOW)
    _fail(list(waiting.select_related("message")), error)


def _fail(rows: list[Delivery], fault: str) -> None:
    for row in rows:
        Address.objects.filter(person=row.message.person_id, way=row.way).update(fault=fault[:300])
        _note(row, Delivery.State.FAILED, fault=fault[:300])


def send(rows: list[Delivery], letter: Letter) -> None:
    """One letter for all of these, which are of one person and way. `Later` goes on to the outbox."""
    person, way = rows[0].message.person, rows[0].way
    address = wishes.addresses_of(person).get(way, "")
    try:
        if not address and channels.leaves_the_house():
            raise Never("no address")
        receipt = channels.channel(way).send(person, address, letter)
    except Never as fault:
        _fail(rows, str(fault))
        return
    Address.objects.filter(person=person, way=way).exclude(fault="").update(fault="")
    for row in rows:
        _note(row, Delivery.State.SENT, receipt=receipt[:200], sent_at=legal_now())


def _note(row: Delivery, state: str, **values: Any) -> None:
    Delivery.objects.filter(pk=row.pk).update(state=state, **values)


def letter_of(message: Message, way: str) -> Letter:
    """By mail what was said; by a way that rings only what kind of thing it is, and a link that asks who one is."""
    if way not in RINGING:
        return Letter(str(message.pk), message.title, message.text, message.url)
    with override(languages.of(message.person)):
        return Letter(str(message.pk), *short(message.sort), reverse("accounts:message", args=[message.pk]))


def short(kind: Kind) -> tuple[str, str]:
    """Subject and text of a letter that says nothing of the matter."""
    return str(kind.label), _("[Changchun Purchase of Services] %(text)s") % {"text": kind.short}


def told_by_act(places: list[str], acted_at: datetime, *, of: Duty | None = None) -> set[UUID]:
    """Who is told of these places by the act in words of its own, so that nobody is told twice of one thing.

    `of`: such a message then stands for this duty too, and is over once that is met.
    """
    for row in OutboxRow.objects.filter(kind="mail", done_at=None, payload__url__in=places):
        make(row.payload)  # those of the act come before whatever follows from it
    same_act = Message.objects.filter(made_at__gte=acted_at, made_at__lt=acted_at + SAME_ACT)
    told = list(same_act.filter(url__in=places).exclude(kind__in=BY_THEMSELVES))
    for message in told:
        if of is not None and of.pk not in message.duties:
            Message.objects.filter(pk=message.pk).update(duties=[*message.duties, of.pk])
    return {message.person_id for message in told}


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
