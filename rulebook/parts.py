"""How the page of rules is divided: by what somebody is doing when the rule concerns them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflow.law import Rule


@dataclass(frozen=True)
class Part:
    """A part of the page; `scopes` and `prefixes` say which rules it holds."""

    key: str
    title: Any
    about: Any
    scopes: frozenset[str]
    prefixes: tuple[str, ...] = ()


def _part(key: str, title: Any, about: Any, scopes: str, *prefixes: str) -> Part:
    return Part(key, title, about, frozenset(scopes.split()), prefixes)


PARTS = [
    _part(
        "parties",
        _("Purchasers and providers"),
        _("Who may purchase, who may provide, and on which conditions"),
        "actors providers",
    ),
    _part(
        "content",
        _("What may be purchased"),
        _("The guidance catalogue, and what must never be purchased"),
        "content catalog services102",
    ),
    _part(
        "mechanism",
        _("Procedure and duties of office"),
        _("The five steps, and which department answers for what"),
        "mechanism organisation project",
    ),
    _part(
        "methods",
        _("Methods and thresholds"),
        _("When each procurement method may be used, and from which amounts"),
        "methods threshold",
    ),
    _part(
        "requirement",
        _("Requirements and intentions"),
        _("Surveys, reviews and what is announced beforehand"),
        "requirement intention channel",
        "intention.",
        "media.",
        "survey.min_respondents",
        "survey.obligatory_amount",
        "survey.reuse",
        "eligibility.",
        "requirement.",
    ),
    _part(
        "timetable",
        _("Periods and numbers of each method"),
        _("Notice periods, deadlines, and how many suppliers are needed"),
        "timetable open invited prequal negotiation inquiry consultation single invitation",
        "award.",
        "report.",
    ),
    _part(
        "scoring",
        pgettext_lazy("rules", "Evaluation of bids"),
        _("Panels, scoring, preference for small enterprises, abnormally low prices"),
        "experts scoring sme lowprice",
        "expert.",
        "social.",
    ),
    _part(
        "failure",
        _("Failure, termination and deposits"),
        _("When a procurement ends without a contract, and what is paid back"),
        "failure deposit",
        "deposit.",
        "cancel.",
    ),
    _part(
        "contract",
        _("Contract, performance and acceptance"),
        _("What a contract says, how it is published, changed and accepted"),
        "contract",
    ),
    _part(
        "payment",
        _("Budget and payment"),
        _("No purchase without a budget; how fast is paid"),
        "payment funds",
        "budget.",
    ),
    _part(
        "review",
        _("Performance reviews"),
        _("Three parties, indicators, surveys, grades and their use"),
        "performance evaluation survey",
    ),
    _part(
        "remedies",
        _("Enquiries, challenges and complaints"),
        _("Who may complain about what, and how soon it is answered"),
        "challenge",
    ),
    _part(
        "fairness",
        _("Credit, fairness and records"),
        _("Credit checks, bans, recusal, splitting, and what is kept how long"),
        "credit fairness records",
        "ban.",
        "conflict.",
        "record.",
        "splitting.",
        "bl.",
    ),
    _part(
        "framework",
        _("Framework agreements"),
        _("Agreements with several providers among whom recipients choose"),
        "framework",
    ),
    _part(
        "notices",
        _("Notices and disclosure"),
        _("What each notice must contain, and what is made public"),
        "notices disclosure",
        "policy.",
        "suggestion.",
    ),
    _part(
        "counting",
        _("How periods are counted"),
        _("Working days, first and last day, and which law applies"),
        "counting",
    ),
]
BY_KEY = {part.key: part for part in PARTS}


def part_of(rule: Rule) -> Part:
    """The part in which a rule stands."""
    named = [part for part in PARTS if rule.id.startswith(part.prefixes or ("\n",))]
    if named:
        return named[0]
    return next(part for part in PARTS if rule.scope in part.scopes)


def in_parts(rules: Iterable[Rule]) -> list[tuple[Part, list[Rule]]]:
    """The rules under their parts, in the order of the page; a part without any is left out."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(part_of(rule).key, []).append(rule)
    return [(part, found[part.key]) for part in PARTS if part.key in found]
