"""What must be weighed before money is asked for: exclusions, benefits, no double provision, indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from procurement.rules.mending import to_section
from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop

EXCLUSIONS = tuple(f"NEG-{n}" for n in range(1, 19))
_ARTICLE = r"[^。；]{0,12}第[\d〇零一二三四五六七八九十百千]+[条章]"
_LAW = re.compile(
    rf"(《[^》]{{2,}}》|[\u4e00-\u9fff]{{1,}}(法|条例|规定|办法|决定)){_ARTICLE}|〔\d{{4}}〕\d+号"
)
"""A title with its article, or a document number: “没有规定” cites nothing."""
FULL_POINTS = Decimal(100)
OUTPUT_AT_LEAST = Decimal(60)
SATISFACTION_AT_LEAST = Decimal(10)
OUTPUT_BLOCKS = frozenset({"quantity", "quality", "satisfaction"})


def exclusions_in_force(jurisdiction: str, on: date) -> list[law.Rule]:
    """The points of the negative list that stand on that day (A3)."""
    return [
        law.find(r, jurisdiction=jurisdiction, on=on) for r in EXCLUSIONS if in_force(r, jurisdiction, on)
    ]


def in_force(rule: str, jurisdiction: str, on: date) -> bool:
    return law.known(rule) and law.applies(rule, jurisdiction=jurisdiction, on=on)


def not_excluded(act: Act) -> Iterator[Obstacle]:
    """NEG-1 … NEG-18: each point in force is answered; a hit stops unless a law is cited for it."""
    project = act.subject
    answers = project.exclusion_answers()
    mend = to_section(project, "exclusions")
    points = exclusions_in_force(project.jurisdiction_code(), act.today)
    for rule in points:
        answer = answers.get(rule.id)
        if answer is not None and answer.applies and not answer.law.strip():
            text = _(
                "This may not be purchased: %(name)s. Cite the law that allows it, or give the project up."
            )
            yield stop(text % {"name": rule.name}, rule.id, mend=mend)
        elif answer is not None and answer.applies and not names_a_law(answer.law):
            text = _("Name the law that allows it, with its article: %(name)s.")
            yield stop(text % {"name": rule.name}, rule.id, mend=mend)
    if unanswered := [rule for rule in points if rule.id not in answers]:
        said = ngettext(
            "%(count)s point of the negative list is not answered yet.",
            "%(count)s points of the negative list are not answered yet.",
            len(unanswered),
        )
        yield stop(said % {"count": len(unanswered)}, unanswered[0].id, mend=mend)


def names_a_law(text: str) -> bool:
    """Whether a citation says which law or decree it means, and not only that there is one."""
    return _LAW.search(text) is not None


def three_benefits(act: Act) -> Iterator[Obstacle]:
    """A3.3: change of functions, lower cost, better quality and effect."""
    project = act.subject
    if not all(
        text.strip() for text in (project.benefit_function, project.benefit_cost, project.benefit_quality)
    ):
        yield stop(_("Assess all three benefits."), "A3.3", mend=to_section(project, "assessment"))


def no_double_provision(act: Act) -> Iterator[Obstacle]:
    """A0.2, A7.10: not to buy a service and keep people for it at the same time."""
    project = act.subject
    mend = to_section(project, "assessment")
    if not project.posts_note.strip():
        yield stop(_("Say which posts do this work today, and what becomes of them."), "A0.2", mend=mend)
    if not project.no_double_provision:
        yield stop(_("Declare that no posts are kept for the same work."), "A0.2", mend=mend)
    if project.new_or_temporary is None:
        yield stop(_("Say whether this is a new or temporary function."), "A3.2", mend=mend)


def ex_ante_evaluation(act: Act) -> Iterator[Obstacle]:
    """Order 102, art. 20: evaluated beforehand."""
    project = act.subject
    if in_force("O102-20", project.jurisdiction_code(), act.today) and not project.ex_ante_evaluation.strip():
        text = _("Summarise the ex-ante evaluation.")
        yield stop(text, "O102-20", mend=to_section(project, "assessment"))


def indicators_are_sound(act: Act) -> Iterator[Obstacle]:
    """E3: 100 points in all, at least 60 for outputs and effects, at least 10 for satisfaction."""
    project = act.subject
    mend = to_section(project, "indicators")
    for text, rule in weight_faults(project.indicator_weights()):
        yield stop(text, rule, mend=mend)


def weight_faults(weights: Sequence[tuple[str, Decimal]]) -> Iterator[tuple[Any, str]]:
    """What is wrong with indicators of these (block, points)."""
    total = sum((points for _block, points in weights), Decimal(0))
    outputs = sum((points for block, points in weights if block in OUTPUT_BLOCKS), Decimal(0))
    satisfaction = sum((points for block, points in weights if block == "satisfaction"), Decimal(0))
    if total != FULL_POINTS:
        yield _("The indicators add up to %(total)s points, not to 100.") % {"total": plain(total)}, "E3"
    if outputs < OUTPUT_AT_LEAST:
        text = _("Quantity, quality and satisfaction have %(points)s points together; they need at least 60.")
        yield text % {"points": plain(outputs)}, "E3"
    if satisfaction < SATISFACTION_AT_LEAST:
        text = _("Satisfaction has %(points)s points; it needs at least 10.")
        yield text % {"points": plain(satisfaction)}, "E3"


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
