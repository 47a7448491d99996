"""What the annual plan must respect: who is heard about it, what is weighed, and what a project may refer to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from core.figures import amount_text as money
from core.money import LARGEST, ZERO
from procurement.rules.mending import to_section
from workflow import law
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop, warn

ASKED_BY_LAW = {"staffing": "A7.10", "labour": "A7.20", "civil": "A7.4", "market": "A7.4"}
"""Departments whose opinion each plan needs, and the rule that says so."""


def purchaser_is_eligible(act: Act) -> Iterator[Obstacle]:
    yield from act.subject.purchaser_obstacles(act.actor, act.today)


def year_has_no_plan(act: Act) -> Iterator[Obstacle]:
    if act.subject.exists_for(act.actor.organisation_id, act.data["year"]):
        yield stop(_("Your unit already has a plan for that year. Adjust it instead."), field="year")


def nobody_was_faster(act: Act) -> Iterator[Obstacle]:
    seen = act.data["revision"]
    if seen is not None and seen != act.subject.revision:
        yield stop(_("A colleague has saved this plan in the meantime. Compare, then save again."))


def lines_are_of_this_plan(act: Act) -> Iterator[Obstacle]:
    """A row that is changed is one of this plan's own, and stands there once."""
    named = [row["line"] for row in act.data["lines"] if row["line"]]
    if len(set(named)) != len(named) or set(named) - act.subject.line_ids():
        yield stop(_("A row doesn't belong to this plan. Open the page again."), field="lines")


def lines_in_use_stay(act: Act) -> Iterator[Obstacle]:
    """A line from which an application has been opened can't be left out."""
    kept = {row["line"] for row in act.data["lines"]}
    for title in act.subject.titles_in_use(without=kept):
        text = _("An application refers to “%(title)s”. It can't be left out.")
        yield stop(text % {"title": title}, field="lines")


def sum_is_payable(act: Act) -> Iterator[Obstacle]:
    if sum((row["amount"] for row in act.data["lines"]), ZERO) > LARGEST:
        yield stop(_("The sum of the plan is too large."), field="lines")


def plan_has_lines(act: Act) -> Iterator[Obstacle]:
    plan = act.subject
    if not plan.line_ids():
        mend = Mend(reverse("procurement:purchaseplan-fill", args=[plan.pk]), _("Fill in"))
        yield stop(_("The plan is empty. Enter at least one project."), "A7.4", mend=mend)


def nobody_answers_for_itself(act: Act) -> Iterator[Obstacle]:
    """The unit whose plan it is isn't heard about it as another department."""
    for name, value in act.data.items():
        units = value if isinstance(value, list | tuple | set) or hasattr(value, "all") else [value]
        if any(getattr(unit, "pk", None) == act.subject.purchaser_id for unit in units):
            yield stop(_("This is the unit whose plan it is. Ask another one."), field=name)


def departments_were_asked(act: Act) -> Iterator[Obstacle]:
    """A7.4, A7.10, A7.20: the plan is settled after hearing them; an adjustment may do without, for a reason."""
    plan = act.subject
    asked = {opinion.office for opinion in plan.present_opinions()}
    mend = Mend(reverse("procurement:purchaseplan-ask", args=[plan.pk]), _("Ask them"))
    for office, rule in ASKED_BY_LAW.items():
        if office in asked:
            continue
        text = _("%(office)s has not been asked for an opinion.") % {"office": plan.office_name(office)}
        found = stop(text, rule, mend=mend) if plan.version == 0 else warn(text, "A7.4", mend=mend)
        yield found
        if plan.version:  # one reason for all of them
            return


def answers_are_in(act: Act) -> Iterator[Obstacle]:
    """plan.opinion: who was asked is given the whole period; who lets it pass is taken to have no objection."""
    for opinion in act.subject.present_opinions():
        if opinion.state != opinion.State.ASKED:
            continue
        due = due_of(opinion)
        said = {"unit": opinion.organisation, "day": long_date(law.local_day(due))}
        if act.now <= due:
            text = _("%(unit)s has not answered yet and has until %(day)s.")
            yield stop(text % said, "plan.opinion")
        else:
            text = _("%(unit)s has not answered by %(day)s. Say how you go on without its opinion.")
            yield warn(text % said, "A7.4")


def due_of(opinion: Any) -> datetime:
    place = opinion.jurisdiction_code()
    return law.due("plan.opinion", opinion.asked_at, jurisdiction=place, on=opinion.regime_date()).at


def objections_are_weighed(act: Act) -> Iterator[Obstacle]:
    """Finance may settle the plan against an objection, and says why."""
    against = [o for o in act.subject.present_opinions() if o.verdict == o.Verdict.OPPOSE]
    if against:
        text = _("%(unit)s objects to the plan. Say how the objection was dealt with.")
        yield warn(text % {"unit": against[0].organisation}, "A7.4")


def no_posts_beside(act: Act) -> Iterator[Obstacle]:
    """A3.2, A0.2: not to buy a service and ask for posts for it at the same time."""
    if titles := act.subject.titles_with_posts():
        text = _("Posts are asked for “%(title)s”, which the plan purchases. Say why both are needed.")
        yield warn(text % {"title": titles[0]}, "A3.2")


def budget_bears_the_plan(act: Act) -> Iterator[Obstacle]:
    """A7.4, A5.1: a plan that is confirmed after the unit's budget was approved promises no more than that gives."""
    for title, planned, given in act.subject.lines_given_less():
        text = _(
            "“%(title)s”: the plan says %(planned)s yuan, and the approved budget gives %(given)s. Return the plan, or "
            "say why it stays."
        )
        yield warn(text % {"title": title, "planned": money(planned), "given": money(given)}, "A7.4")


def remarks_are_written(act: Act) -> Iterator[Obstacle]:
    if act.data["verdict"] != "agree" and not act.data["text"].strip():
        yield stop(_("Write down the remarks or the objection."), "A7.4", field="text")


def notes_are_on_this_plan(act: Act) -> Iterator[Obstacle]:
    named = {row["line"] for row in act.data.get("posts", [])}
    if named - act.subject.plan.line_ids():
        yield stop(_("A row doesn't belong to this plan. Open the page again."), field="posts")


# An application and the plan ----------------------------------------------------------------------------------------


def stands_in_the_plan(act: Act) -> Iterator[Obstacle]:
    """A7.4: once the unit's plan for the year is confirmed, an application is for what stands in it."""
    project = act.subject
    line, mend = project.plan_line, to_section(project, "budget")
    if line is None:
        if project.plan_is_confirmed():
            text = _(
                "The unit's plan for this year is confirmed. Choose the line, or say why it isn't in the plan."
            )
            yield warn(text, "A7.4", mend=mend)
        return
    yield from _plan_bears_it(project, line, mend)
    if line.posts_asked():
        text = _(
            "The department for posts has noted that posts are asked for this service. Say why both are needed."
        )
        yield warn(text, "A3.2", mend=mend)


def _plan_bears_it(project: Any, line: Any, mend: Mend) -> Iterator[Obstacle]:
    """What this application asks for, with what others ask for of the same line of the plan."""
    asked, beside = project.requested_amount, line.asked_beside(project)
    if asked is None or asked + beside <= line.amount:
        return
    said = {"planned": money(line.amount), "asked": money(asked), "beside": money(beside)}
    if beside:
        text = _(
            "The plan foresees %(planned)s yuan for this. Other applications ask for %(beside)s of it already, and "
            "this one for %(asked)s. Say why it has become more."
        )
    else:
        text = _(
            "The plan foresees %(planned)s yuan for this; %(asked)s are asked for. Say why it has become more."
        )
    yield warn(text % said, "A7.4", mend=mend)


def plan_line_fits(act: Act) -> Iterator[Obstacle]:
    """The line chosen is a confirmed one of the unit's own, in the project's year and for its catalogue item."""
    line, project = act.data["plan_line"], act.subject
    if line is None:
        return
    if line.plan.purchaser_id != project.purchaser_id or line.plan.year != project.year:
        yield stop(_("Choose a line of your own unit's plan for this year."), "A7.4", field="plan_line")
    elif line.item.code != act.data["item"].code:
        yield stop(_("The plan foresees another catalogue item for this line."), "A7.4", field="plan_line")
