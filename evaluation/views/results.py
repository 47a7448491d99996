"""The public result. It reads the notice and nothing else, and lets everyone work it out again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import excel
from core.components import Crumb
from disclosure.models import Notice
from disclosure.policies import may_propose_for
from disclosure.reading import NoticePage, tombstones
from evaluation import presenting
from evaluation.kinds import Party
from evaluation.notices import CODE
from evaluation.rules.grouping import groups_of, tally_of
from evaluation.views.pages import card_context

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet would take for a formula at the start of a text."""


def find(number: str) -> Notice:
    return get_object_or_404(Notice, kind=CODE, number=number)


def figures(number: str) -> tuple[Notice, Any]:
    """The notice with its scorecard; 404 where the figures are withheld."""
    notice = find(number)
    if "card" in tombstones(notice):
        raise Http404
    return notice, notice.payload["card"]


@login_not_required
@require_safe
def result(request: HttpRequest, number: str) -> HttpResponse:
    """Total and grade, three voices, every indicator, the survey, and what follows from it."""
    notice = find(number)
    page = NoticePage(notice)
    context = {
        "title": notice.shown_title,
        "crumbs": [
            Crumb(_("Home"), reverse("portal:home")),
            Crumb(_("Notices"), f"{reverse('disclosure:list')}?kind={CODE}"),
            Crumb(notice.number),
        ],
        "notice": notice,
        "page": page,
        "may_withhold": may_propose_for(request.actor, notice),  # type: ignore[attr-defined]
    }
    if "card" in page.withheld:
        return render(request, "disclosure/notice.html", context)
    card = notice.payload["card"]
    said = {name: "" for name in TEXTS} | page.values
    context |= {
        "said": said,
        "recipients_say": recipients_say(card, said.get("remarks", [])),
        "digest": digest(card),
        "use_lines": said["use"].splitlines(),
    }
    return render(request, "evaluation/result.html", context | card_context(card))


TEXTS = (
    "summary",
    "purchaser_name",
    "provider_name",
    "problems",
    "rectification",
    "rectify_by",
    "use",
    "answer",
    "reply",
)
"""What the page tells in words; each may be missing or withheld."""


def recipients_say(card: Any, remarks: Sequence[str]) -> dict[str, Any]:
    """The first released remark, and the theme that most people wrote about."""
    themes = card.get("themes", [])
    return {
        "first": remarks[0] if remarks else "",
        "theme": themes[0] if themes else None,
        "all": remarks,
    }


def canonical(card: Any) -> bytes:
    """The one text of a scorecard that is hashed: sorted keys, no spaces, UTF-8 as it is."""
    return json.dumps(card, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(card: Any) -> str:
    return hashlib.sha256(canonical(card)).hexdigest()


@login_not_required
@require_safe
def card_json(request: HttpRequest, number: str) -> HttpResponse:
    """All figures, as they were hashed."""
    notice, card = figures(number)
    return _download(canonical(card), "application/json", f"{notice.number}.json")


@login_not_required
@require_safe
def scores_excel(request: HttpRequest, number: str) -> HttpResponse:
    notice, card = figures(number)
    return excel.sheet(notice.number, heads(), lines(card))


@login_not_required
@require_safe
def scores_csv(request: HttpRequest, number: str) -> HttpResponse:
    """Every indicator with its formula, each party's finding and points."""
    notice, card = figures(number)
    return _csv(f"{notice.number}-scores.csv", heads(), lines(card))


@login_not_required
@require_safe
def answers_csv(request: HttpRequest, number: str) -> HttpResponse:
    """How many people chose which steps for which question. Single answers are never given out, nor small numbers."""
    notice, card = figures(number)
    head = [
        _("Question"),
        _("Answer"),
        _("People who chose it"),
        _("All answers"),
        _("Their sum"),
        _("Satisfaction (%)"),
    ]
    return _csv(f"{notice.number}-answers.csv", head, _answer_rows(card))


def _answer_rows(card: Any) -> Iterator[list[Any]]:
    for question in card["survey"]["questions"]:
        tally = tally_of(question)
        for group in groups_of(question):
            said = presenting.group_label(group)
            yield [question["text"], said, group.people, tally.n, tally.worth, question["rate"]]


def heads() -> list[str]:
    fixed = [_("Part"), _("Indicator"), _("Target and standard"), _("Formula"), _("Unit")]
    ends = [_("All points at"), _("No points at"), _("Points")]
    parties = [
        f"{party.label}：{what}"
        for party in Party
        for what in (_("Weight"), _("What was found"), _("Points given"), _("Grounds"))
    ]
    return [*fixed, *ends, *parties, _("Score")]


def lines(card: Any) -> Iterator[list[Any]]:
    """One row for each indicator, complete enough to be worked out by itself."""
    for line in card["lines"]:
        marks: list[Any] = []
        for party in Party:
            mark = line["marks"].get(party.value)
            marks += (
                [card["weights"][party.value], mark["finding"], mark["points"], mark["note"]]
                if mark
                else [""] * 4
            )
        yield [
            presenting.block_label(line["block"]),
            line["name"],
            line["standard"],
            str(presenting.Method(line["method"]).label),
            line["unit"],
            line["full_at"],
            line["zero_at"],
            line["points"],
            *marks,
            line["score"],
        ]


def _csv(name: str, head: Sequence[str], rows: Iterator[Any]) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return _download(b"\xef\xbb\xbf" + out.getvalue().encode(), "text/csv; charset=utf-8", name)


def _safe(value: Any) -> Any:
    text = str(value if value is not None else "")
    return f"'{text}" if text.startswith(FORMULA) else text


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
