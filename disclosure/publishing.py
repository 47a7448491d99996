"""Building a notice: everything about it is settled here, in the transaction of the act that publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import override

from accounts.models import Organisation
from disclosure import indexing, layouts, ocds, payloads, registry, rendering
from disclosure.models import Notice, PersonalValue
from disclosure.models.notice import PAPER
from disclosure.numbering import next_number
from documents.models import StoredFile
from documents.services import attach, request_pdf

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act

Text = str | Mapping[str, str] | Any
"""A text, `{"zh": …, "en": …}`, a lazy translation, or something with `name` and `name_en`."""


@dataclass(frozen=True)
class Facts:
    """What lists, filters and pages of a notice need besides its payload; see `services.publish`."""

    title: Text
    project_id: UUID | None = None
    project_number: str = ""
    purchaser: Organisation | None = None
    providers: tuple[Organisation, ...] = ()
    amount: Decimal | None = None
    category: str = ""
    category_name: Text = ""
    closes_at: datetime | None = None
    number: str = ""
    corrects: Notice | None = None
    attachments: tuple[StoredFile, ...] = field(default=())
    reviewed_by: UUID | None = None


def make(act: Act, kind: str, subject: Any, payload: Mapping[str, Any], facts: Facts) -> Notice:
    """Save the notice and what stands beside it. What may be published was decided before."""
    declared = registry.kinds[kind]
    frozen = payloads.freeze(declared, payload)
    layout = layouts.layout_of(declared)
    notice = Notice(
        kind=kind,
        number=facts.number or next_number(declared.series, subject.jurisdiction_code(), act.today),
        payload=frozen.values,
        layout=layout,
        html=rendering.frozen_html(layout, frozen.values),
        ocid=ocds.ocid_of(facts.project_number),
        published_at=act.now,
        jurisdiction=subject.jurisdiction_code(),
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        event_id=act.event_id,
        reviewed_by=facts.reviewed_by,
        **_plain(facts),
        **_names(act, facts),
    )
    notice.release = ocds.build_release(notice, subject, facts.purchaser, facts.providers)
    notice.save(force_insert=True)
    PersonalValue.objects.bulk_create(
        PersonalValue(notice=notice, field=path, value=value) for path, value in frozen.personal.items()
    )
    indexing.index(notice)
    for file in facts.attachments:
        attach(notice, file, PAPER, is_public=True, act=act)
    request_paper(notice, act)
    return notice


def behind(act: Act) -> Actor:
    """Who caused the act in the end: acts that follow from others are done by the portal."""
    while act.cause is not None:
        act = act.cause
    return act.on_behalf_of or act.actor


def request_paper(notice: Notice, act: Act, withheld: Mapping[str, str] | None = None) -> None:
    """Ask for the PDF. Its page holds marks in place of personal values; they are filled in when it is made."""
    parts = rendering.Reader(withheld=withheld or {}).in_chinese(notice.layout, notice.payload)
    context = {"notice": notice, "parts": parts}
    with override(payloads.LANGUAGES["zh"]):
        title = notice.title_gap() or notice.title
    request_pdf(notice, PAPER, "disclosure/print.html", context, title=title, is_public=True, act=act)


def _plain(facts: Facts) -> dict[str, Any]:
    names = ("project_id", "project_number", "amount", "category", "closes_at", "corrects")
    return {name: getattr(facts, name) for name in names} | {
        "purchaser_id": facts.purchaser.pk if facts.purchaser else None,
        "provider_ids": [p.pk for p in facts.providers],
    }


def _names(act: Act, facts: Facts) -> dict[str, Any]:
    """Names and the title, each once in Chinese and, where it differs, once in English."""
    publisher = Organisation.objects.filter(pk=behind(act).organisation_id).first() or facts.purchaser
    given: dict[str, list[Any]] = {
        "title": [facts.title],
        "publisher_name": [publisher] if publisher else [],
        "purchaser_name": [facts.purchaser] if facts.purchaser else [],
        "provider_names": list(facts.providers),
        "category_name": [facts.category_name],
    }
    chinese: dict[str, str] = {}
    english: dict[str, str] = {}
    for name, texts in given.items():
        both = [payloads.text_value(text) for text in texts]
        longest = Notice._meta.get_field(name).max_length  # type: ignore[union-attr]
        chinese[name] = "、".join(payloads.in_language(text, "zh") for text in both)[:longest]
        english[name] = "; ".join(payloads.in_language(text, "en") for text in both)[:longest]
    differing = {name: text for name, text in english.items() if text and text != chinese[name]}
    return {**chinese, "english": differing, "publisher_id": publisher.pk if publisher else None}
