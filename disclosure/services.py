"""What upper apps may ask: publish a notice, and find what has been published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from disclosure import payloads, registry
from disclosure.models import Notice, StatutoryPublication, Withheld
from disclosure.models.notice import ATTACHMENT
from disclosure.publishing import Facts, Text, behind, make
from documents.models import Attachment, StoredFile
from workflow import law, running
from workflow.clock import legal_date, legal_now
from workflow.obstacles import Obstacle, Refusal, Refused, stop

if TYPE_CHECKING:
    from disclosure.schema import NoticeKind
    from workflow.act import Act

REVIEWED = "publication_reviewed"
"""Input of a step by which a person confirms the review for secrets and wording (`forms.ReviewedMixin`)."""


def missing(kind: str, payload: Mapping[str, Any], on: date | None = None) -> list[Obstacle]:
    """What the law demands of that kind of notice and the payload lacks. Usable in guards and checks."""
    return list(_missing(kind, payload, on or legal_date()))


def _missing(kind: str, payload: Mapping[str, Any], on: date) -> Iterator[Obstacle]:
    declared = registry.kinds[kind]
    for field in declared.fields():
        value = payload.get(field.name)
        if payloads.is_empty(value):
            if field.is_demanded(payload, on):
                yield stop(_lacks(declared, field.label), declared.rule, field=field.name)
            continue
        for row in value if field.columns else ():
            for column in field.columns:
                if column.is_demanded(payload, on) and payloads.is_empty(row.get(column.name)):
                    label = format_lazy("{}: {}", field.label, column.label)
                    yield stop(_lacks(declared, label), declared.rule, field=field.name)


def _lacks(declared: NoticeKind, label: Any) -> Any:
    """Said in the reader's language, whenever that is."""
    return format_lazy(_("The {notice} needs “{label}”."), notice=declared.title, label=label)


def says(notice: Notice, payload: Mapping[str, Any]) -> bool:
    """Whether a notice of that payload would say the same."""
    return payloads.freeze(registry.kinds[notice.kind], payload).values == notice.payload


def publish(
    act: Act,
    kind: str,
    subject: Any,
    payload: Mapping[str, Any],
    *,
    title: Text,
    project_id: UUID | None = None,
    project_number: str = "",
    purchaser: Organisation | None = None,
    providers: Iterable[Organisation] = (),
    amount: Decimal | None = None,
    category: str = "",
    category_name: Text = "",
    closes_at: datetime | None = None,
    number: str = "",
    corrects: Notice | None = None,
    statutory_url: str = "",
    statutory_published_at: datetime | None = None,
    attachments: Iterable[StoredFile] = (),
    reviewed: bool = False,
) -> Notice:
    """Publish a notice now, in the transaction of an act; to be called from its effects.

    `payload` holds values by the field names of the kind (`disclosure.kinds`). Texts in it and `title` may be
    lazy translations, `{"zh": …, "en": …}` or objects with `name` and `name_en`; an evaluated translation would
    freeze the language of whoever happens to act. `statutory_*` says where a designated medium published it.

    Raises `Refused` when a required field is missing, or when nobody confirmed the review for secrets and
    wording: that is the step's input `publication_reviewed`, or `reviewed=True` where only the portal's own
    facts are told.
    """
    running.demand_any(subject)
    obstacles = [*missing(kind, payload, act.today), *_unreviewed(act, reviewed)]
    law.observe_found(obstacle.rule for obstacle in obstacles)
    if obstacles:
        raise Refused(Refusal.OBSTACLES, obstacles=obstacles)
    for rule in (registry.kinds[kind].rule, "FOI.17"):
        law.observe(rule, violated=False)
    facts = Facts(
        title=title,
        project_id=project_id,
        project_number=project_number,
        purchaser=purchaser,
        providers=tuple(providers),
        amount=amount,
        category=category,
        category_name=category_name,
        closes_at=closes_at,
        number=number,
        corrects=corrects,
        attachments=tuple(attachments),
        reviewed_by=None if reviewed else behind(act).user_id,
    )
    notice = make(act, kind, subject, payload, facts)
    if statutory_url and statutory_published_at:
        record_statutory(act, notice, statutory_url, statutory_published_at)
    return notice


def _unreviewed(act: Act | None, reviewed: bool) -> Iterator[Obstacle]:
    """The review for secrets comes before publication (Regulations on Open Government Information, Art. 17)."""
    inner = act
    while inner is not None and not reviewed:
        reviewed = bool(inner.data.get(REVIEWED))
        inner = inner.cause
    if not reviewed:
        yield stop(
            _(
                "Confirm that the notice holds no secrets and no needless personal data, and that you have read it."
            ),
            "FOI.17",
            field=REVIEWED,
        )


def record_statutory(act: Act, notice: Notice, url: str, published_at: datetime, medium: str = "") -> None:
    """Note where and when a designated medium published the same notice: periods start there (Order 101)."""
    running.demand_any(notice)
    StatutoryPublication.objects.create(
        notice=notice, url=url, published_at=published_at, medium=medium, event_id=act.event_id
    )


def effective_date(notice: Notice) -> datetime:
    """When the notice counts as published: in the statutory medium first, else here (Order 87 Art. 16)."""
    first = StatutoryPublication.objects.filter(notice=notice).order_by("published_at").first()
    return first.published_at if first else notice.published_at


def latest(kinds: Iterable[str] = (), n: int = 5) -> QuerySet[Notice]:
    """The newest notices, of those kinds if any are named."""
    found = Notice.objects.for_lists()
    kinds = list(kinds)
    return (found.filter(kind__in=kinds) if kinds else found)[:n]


def open_calls(n: int = 5) -> QuerySet[Notice]:
    """Calls in which one may still take part, those that close first on top."""
    return Notice.objects.for_lists().calls_open(legal_now()).order_by("closing")[:n]


def closing_of(notice: Notice) -> datetime | None:
    """Until when one may take part in a call, as last corrected."""
    return Notice.objects.with_closing().values_list("closing", flat=True).get(pk=notice.pk)


def notices_of(subject: Any) -> QuerySet[Notice]:
    """What was published about one subject, oldest first."""
    return Notice.objects.for_lists().filter(subject_id=subject.pk).order_by("published_at", "number")


def is_withheld(subject: Any, attachment: Attachment) -> bool:
    """Whether that file was attached to a notice about the subject too, and has been withheld there."""
    gone = Withheld.objects.filter(notice__subject_id=subject.pk, field__startswith=ATTACHMENT)
    keys = [field.removeprefix(ATTACHMENT) for field in gone.values_list("field", flat=True)]
    return bool(keys) and Attachment.objects.filter(pk__in=keys, file_id=attachment.file_id).exists()


def notices_of_project(project_id: UUID) -> QuerySet[Notice]:
    """What was published about a project, oldest first."""
    return Notice.objects.for_lists().of_project(project_id)


__all__ = [
    "REVIEWED",
    "closing_of",
    "effective_date",
    "is_withheld",
    "latest",
    "missing",
    "notices_of",
    "notices_of_project",
    "open_calls",
    "publish",
    "record_statutory",
]
