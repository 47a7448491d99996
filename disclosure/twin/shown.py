"""The components of a project's public page. Each says only what a notice has said before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _

from core.components import Fact, Mark, MoneyBar, Person, Stage, Voice
from core.dates import long_date, with_time
from core.figures import grade_name, percent_text, to_decimal, wan_text
from disclosure.models import Notice
from disclosure.twin.told import ACCEPTANCE, CONTRACT, ContractTold, ProjectTold, Told

SOURCING, SUPERVISION, ACCEPTING, EVALUATING, OVER = 2, 3, 4, 5, 6


def stages(project: ProjectTold, now: datetime) -> Iterator[Stage]:
    """The same six as on the inside page; how far it is follows from what has been published."""
    at = reached(project)
    ended = project.contract is not None and project.contract.is_cancelled
    for index, (label, note) in enumerate(_stages(project)):
        state: Literal["done", "now", "ahead"] = (
            "done" if index < at else "now" if index == at and not ended else "ahead"
        )
        said = _standing(project, at, now) if index == at else note
        yield Stage(label, state, said if index <= at else "")


def reached(project: ProjectTold) -> int:
    """Index of the stage in which the project stands; 6: all are behind it."""
    contract = project.contract
    if contract is None:
        return SOURCING if project.call else 0
    if contract.is_accepted:
        return OVER if contract.review else EVALUATING
    return ACCEPTING if contract.last(ACCEPTANCE) and not contract.is_cancelled else SUPERVISION


def _stages(project: ProjectTold) -> list[tuple[str, str]]:
    """Each with what to say about it once it is behind."""
    contract = project.contract
    signed = contract.last(CONTRACT) if contract else None
    accepted = contract.last(ACCEPTANCE) if contract else None
    review = contract.review if contract else None
    accepted_on = _day(accepted, "accepted_on")
    return [
        (_("Application"), ""),
        (_("Budget"), wan_text(project.call.amount_of("budget")) if project.call else ""),
        (_("Sourcing"), _on(_("contract %(day)s"), _day(signed, "signed_on"))),
        (_("Supervision"), _on(_("until %(day)s"), accepted_on)),
        (_("Acceptance"), _on(_("accepted %(day)s"), accepted_on)),
        (_("Evaluation"), verdict(review) if review else ""),
    ]


def _standing(project: ProjectTold, at: int, now: datetime) -> str:
    """What to say about the stage in which it stands."""
    if at == SOURCING:
        return _of_the_call(project, now)
    if at == SUPERVISION and project.contract is not None:
        return _of_the_contract(project.contract)
    if at == ACCEPTING:
        return _("not passed yet")
    return _("result not published yet") if at == EVALUATING else _("not announced yet")


def _of_the_call(project: ProjectTold, now: datetime) -> str:
    if project.ending:
        return _on(_("ended without a contract %(day)s"), project.ending.notice.published_at)
    if project.award:
        return _on(_("awarded %(day)s"), project.award.notice.published_at)
    closes = project.closes_at
    if closes is None:
        return ""
    return _on(_("bids until %(day)s"), closes) if closes > now else _("bids are being evaluated")


def _of_the_contract(contract: ContractTold) -> str:
    if contract.is_cancelled:
        return _on(_("contract ended early %(day)s"), contract.told[-1].notice.published_at)
    return _("contract being performed")


def open_call(project: ProjectTold, now: datetime) -> dict[str, Any] | None:
    """The call in which one may still take part, and until when."""
    closes = project.closes_at
    if project.call is None or closes is None or closes <= now or project.award or project.ending:
        return None
    return {"notice": project.call.notice, "closes_at": closes}


def money(project: ProjectTold) -> Iterator[MoneyBar]:
    """Budget, ceiling and award of the last call, and every contract with what was paid, as far as published."""
    if call := project.call:
        yield from _bars(
            MoneyBar(_("Budget"), call.amount_of("budget"), "base", call.notice.number),
            MoneyBar(_("Ceiling"), call.amount_of("ceiling"), "", call.values.get("method", "")),
        )
    if (award := project.award) and not award.withheld & {"awards", "amount"}:
        yield from _bars(MoneyBar(_("Award"), award.notice.amount, "now", award.notice.shown_providers))
    for contract in project.contracts:
        yield MoneyBar(_("Contract"), contract.amount, "now", contract.number)
        yield _paid(contract)


def _bars(*bars: MoneyBar) -> Iterator[MoneyBar]:
    return (bar for bar in bars if bar.amount is not None)


def _paid(contract: ContractTold) -> MoneyBar:
    """Payments are published with the result of acceptance; until then there is nothing to tell."""
    if contract.paid is None:
        return MoneyBar(_("Paid"), None, "paid", _("told with the result of acceptance"))
    amount, published = contract.paid
    day = long_date(published)
    if not contract.amount:
        return MoneyBar(_("Paid"), amount, "paid", _("as published %(day)s") % {"day": day})
    said = {"share": percent_text(amount * 100 / contract.amount), "day": day}
    return MoneyBar(_("Paid"), amount, "paid", _("%(share)s of the contract, as published %(day)s") % said)


def facts(project: ProjectTold, now: datetime) -> Iterator[Fact]:
    """The column on the right."""
    newest, contract = project.newest, project.contract
    yield from _facts(
        Fact(_("Project number"), newest.project_number, number=True),
        Fact(_("Catalogue item"), " ".join(filter(None, [newest.category, newest.shown_category]))),
        Fact(_("Procurement method"), _method(project)),
        Fact(_("Term"), project.said("term")),
        Fact(_("Contract"), contract.number if contract else "", number=True),
    )
    if call := open_call(project, now):
        yield Fact(_("Bids close"), with_time(long_date(call["closes_at"]), call["closes_at"]))
    if accepted := contract.last(ACCEPTANCE) if contract else None:
        yield from _facts(Fact(_("Recipients heard at acceptance"), _voices(accepted)))
    for review in project.reviews[:1]:
        yield Fact(_("Evaluation"), verdict(review), url=review.notice.get_absolute_url())


def _voices(accepted: Told) -> str:
    """30, 29 of them satisfied: as last corrected."""
    heard, satisfied = accepted.values.get("heard"), accepted.values.get("satisfied")
    if heard is None or satisfied is None:
        return ""
    return _("%(heard)s, %(satisfied)s of them satisfied") % {"heard": heard, "satisfied": satisfied}


def _method(project: ProjectTold) -> str:
    """As the call says it, else the contract."""
    called = project.call.values.get("method") if project.call else ""
    return str(called or project.said("method"))


def _facts(*rows: Fact) -> Iterator[Fact]:
    return (row for row in rows if row.value)


def people(project: ProjectTold, pages: dict[Any, str]) -> Iterator[Person]:
    """Units by name; `pages` gives the address of a provider's entry in the register."""
    yield Person(project.newest.shown_purchaser, _("Purchaser"))
    for told in _chosen(project):
        ids = told.notice.provider_ids
        yield Person(
            told.notice.shown_providers, _("Provider"), pages.get(ids[0], "") if len(ids) == 1 else ""
        )
    evaluators = (str(review.values.get("evaluator_name", "")) for review in project.reviews)
    for name in dict.fromkeys(filter(None, evaluators)):
        yield Person(name, _("Third-party evaluator"))


def _chosen(project: ProjectTold) -> list[Told]:
    """Who was chosen last: by the contract, else by the award."""
    if project.contract:
        chosen: Told | None = project.contract.told[0]
    else:
        chosen = project.award
    hidden = {"provider_name", "awards"}
    return [chosen] if chosen and chosen.notice.provider_names and not chosen.withheld & hidden else []


def provider_ids(project: ProjectTold) -> list[Any]:
    return [pk for told in _chosen(project) for pk in told.notice.provider_ids]


def verdict(review: Told) -> str:
    """Good 86.44; what was withheld is left out."""
    letter = letter_of(review)
    score = str(review.values.get("score", ""))
    return " ".join(filter(None, [grade_name(letter) if letter else "", score]))


def letter_of(review: Told) -> str:
    """The stamp: 优, 良, 中 or 差."""
    if "grade" in review.withheld:
        return ""
    return str(review.values.get("card", {}).get("grade_letter", ""))


def judged(review: Told) -> dict[str, Any]:
    """One evaluation as the page draws it."""
    rows = review.values.get("parties", [])
    return {
        "notice": review.notice,
        "letter": letter_of(review),
        "score": review.values.get("score"),
        "kind": review.values.get("evaluation_kind", ""),
        "evaluator": review.values.get("evaluator_name", ""),
        "summary": review.values.get("summary", ""),
        "voices": [Voice(row["party"], to_decimal(row["rate"])) for row in rows if "rate" in row],
    }


def mark(notice: Notice) -> Mark:
    """A notice in the history."""
    return Mark(
        "告",
        notice.published_at,
        notice.shown_title,
        by=f"{notice.kind_label} · {notice.number}",
        seal=True,
        url=notice.get_absolute_url(),
    )


def _day(told: Told | None, name: str) -> Any:
    return told.values.get(name) if told else None


def _on(text: str, day: Any) -> str:
    return text % {"day": long_date(day)} if day else ""
