"""What a requirement must have behind it before sourcing begins (rules B13, CF-6; 财库〔2021〕22号, REG 15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.dates import long_date
from core.figures import amount_text as money
from core.phrases import listed
from procurement.proportion import PUBLIC, needs_of
from workflow import law
from workflow.act import Act
from workflow.clock import SHANGHAI, legal_date
from workflow.obstacles import Mend, Obstacle, stop, warn
from workflow.standing import mend_by

PERIOD = "requirement.opinion"
MARKET = "market"


def end_of(day: date) -> datetime:
    """A period ends at 24:00 of its last day."""
    return datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)


def value_of(act: Act, rule_id: str) -> Any:
    return law.find(rule_id, jurisdiction=act.subject.jurisdiction_code(), on=act.today).value


def in_force(act: Act, rule_id: str) -> bool:
    return law.applies(rule_id, jurisdiction=act.subject.jurisdiction_code(), on=act.today)


# Writing it ----------------------------------------------------------------------------------------------------


def project_takes_one(act: Act) -> Iterator[Obstacle]:
    project = act.data["project"]
    if not act.actor.belongs_to(project.purchaser_id):
        yield stop(_("This is not a project of your organisation."), field="project")
    elif project.state not in {"submitted", "granted"}:
        text = _("A requirement is written once the application is with finance, and before sourcing begins.")
        yield stop(text, "RQ-4", field="project")
    elif hasattr(project, "requirement"):
        yield stop(_("This project has its requirement already."), "RQ-9", field="project")


def nobody_was_faster(act: Act) -> Iterator[Obstacle]:
    """Who saves an older text than the present one is told that it would undo a newer one."""
    seen = act.data["revision"]
    if seen is not None and seen != act.subject.revision:
        yield stop(_("Somebody has saved this requirement in the meantime. Compare, then save again."))


def project_of(act: Act) -> Any:
    return act.data.get("project") or act.subject.project


def ceiling_within_the_budget(act: Act) -> Iterator[Obstacle]:
    """RQ-5, CF-10: what may be paid at most lies within what was granted, or asked for so far."""
    most = project_of(act).amount_at_stake()
    if most is not None and act.data["ceiling"] > most:
        text = _("The ceiling price is above the budget of the project (%(most)s yuan).")
        yield stop(text % {"most": money(most)}, "RQ-5", field="ceiling")


def recipients_accept(act: Act) -> Iterator[Obstacle]:
    """RQ-6: for a service to the public the plan of acceptance invites its recipients."""
    if project_of(act).service_class == PUBLIC and not act.data["recipients_accept"]:
        text = _("For a service to the public, recipients take part in acceptance: say so in the plan.")
        yield stop(text, "RQ-6", field="recipients_accept")


def authors_have_not_reviewed(act: Act) -> Iterator[Obstacle]:
    """CF-6, the other way round: who has reviewed it does not write on it."""
    if act.subject._state.adding:
        return
    reviewers = act.subject.names_of("reviewer")
    named = [row["name"] for row in act.data["authors"] if (row["name"], row["unit"]) in reviewers]
    if act.subject.hands.filter(part="reviewer", user_id=act.actor.user_id).exists():
        named.append(act.actor.user_name)
    if named:
        yield stop(_said(_("Has reviewed the requirement and can't write it: %(names)s."), named), "CF-6")


# Survey --------------------------------------------------------------------------------------------------------


def survey_is_recent(act: Act) -> Iterator[Obstacle]:
    """RQ-2: a survey of the last year need not be repeated; an older one must."""
    day = act.data["surveyed_on"]
    if day is None:
        return
    if day > act.today:
        yield stop(_("Record the survey once it is concluded."), "RQ-2", field="surveyed_on")
    elif in_force(act, "survey.reuse") and day < years_before(act.today, int(value_of(act, "survey.reuse"))):
        text = _("The survey is older than a year: hold a new one.")
        yield stop(text, "survey.reuse", field="surveyed_on")


def market_was_asked(act: Act) -> Iterator[Obstacle]:
    """RQ-2: at least three representative market participants."""
    if act.data["surveyed_on"] is None or not in_force(act, "survey.min_respondents"):
        return
    least = int(value_of(act, "survey.min_respondents"))
    asked = sum(row["kind"] == MARKET for row in act.data["respondents"])
    if asked < least:
        text = ngettext(
            "%(asked)s market participant was asked; at least %(least)s are needed.",
            "%(asked)s market participants were asked; at least %(least)s are needed.",
            asked,
        )
        yield stop(text % {"asked": asked, "least": least}, "survey.min_respondents", field="respondents")


def survey_was_made(act: Act) -> Iterator[Obstacle]:
    """RQ-1: obligatory from an amount, for the public, and for what is complex; an emergency may do without (RQ-7)."""
    requirement = act.subject
    if not requirement.needs(act.today).survey or requirement.surveyed_on:
        return
    if requirement.emergency.strip():
        text = _("There was no survey, because of an emergency. Say why it could not be foreseen.")
        yield warn(text, "RQ-7")
        return
    text = _("The requirement of this project must be surveyed before it is fixed.")
    yield stop(text, "RQ-1", mend=mend_by(act, "record_survey", _("Record the survey")))


def survey_is_told(act: Act) -> Iterator[Obstacle]:
    """RQ-1, where it was held outside of the portal."""
    if act.subject.needs(act.today).survey and act.data["surveyed_on"] is None:
        text = _("The requirement of this project must have been surveyed: say when, and who was asked.")
        yield stop(text, "RQ-1", field="surveyed_on")


# The public ----------------------------------------------------------------------------------------------------


def period_is_long_enough(act: Act) -> Iterator[Obstacle]:
    yield from _too_short(act, act.now, act.data["comments_until"], "comments_until")


def period_is_over(act: Act) -> Iterator[Obstacle]:
    until = act.subject.comments_until
    if until > act.now:
        last = long_date(until - timedelta(seconds=1))
        yield stop(_("Comments are taken until %(day)s.") % {"day": last}, PERIOD)


def comments_are_taken(act: Act) -> Iterator[Obstacle]:
    """From the notice to the end of the last day."""
    if not act.data["requirement"].takes_comments(act.now):
        yield stop(_("Comments on this draft are not taken any more."), PERIOD)


def all_are_answered(act: Act) -> Iterator[Obstacle]:
    """RQ-8: whoever took the trouble to say something hears what became of it."""
    if count := act.subject.portal_comments.to_answer():
        text = ngettext(
            "Read and answer first %(count)s comment from the public.",
            "Read and answer first %(count)s comments from the public.",
            count,
        )
        yield stop(text % {"count": count}, "RQ-8", mend=Mend(act.subject.comments_on_page(), _("To them")))


def public_was_heard(act: Act) -> Iterator[Obstacle]:
    """RQ-8: the public is asked about the requirement of a service to it. No emergency does away with that."""
    if act.subject.needs(act.today).opinion and act.subject.heard_at is None:
        text = _(
            "The public has not been asked about the requirement of this service to it: "
            "the head of unit does that (“%(step)s”)."
        )
        label = type(act.subject).steps()["put_up"].label
        yield stop(text % {"step": label}, "RQ-8", mend=mend_by(act, "put_up", label))


def public_was_heard_outside(act: Act) -> Iterator[Obstacle]:
    """RQ-8 and the same days, where it was asked outside of the portal."""
    since, until = act.data["held_from"], act.data["held_until"]
    if since is None or until is None:
        if act.subject.needs(act.today).opinion:
            text = _("Say from when to when the public was asked about the requirement.")
            yield stop(text, "RQ-8", field="held_from")
        return
    if until >= act.today:
        yield stop(_("Record it once it is over."), "RQ-8", field="held_until")
    yield from _too_short(act, start_of(since), until, "held_until")
    if not act.data["feedback"].strip():
        yield stop(_("Sum up what the public said, and what became of it."), "RQ-8", field="feedback")


def _too_short(act: Act, start: datetime, last_day: date, field: str) -> Iterator[Obstacle]:
    if not in_force(act, PERIOD):
        return
    place = act.subject.jurisdiction_code()
    earliest = legal_date(law.earliest(PERIOD, start, jurisdiction=place).at - timedelta(seconds=1))
    if last_day < earliest:
        text = _("Comments are taken until %(day)s at the earliest.") % {"day": long_date(earliest)}
        yield stop(text, PERIOD, field=field)


# Review --------------------------------------------------------------------------------------------------------


def few_contracts_are_asked_for(act: Act) -> Iterator[Obstacle]:
    """RQ-3: as a condition, at most two contracts of the same kind as a rule."""
    if not in_force(act, "eligibility.contracts_max"):
        return
    most, asked = int(value_of(act, "eligibility.contracts_max")), act.subject.similar_contracts
    if asked > most:
        text = ngettext(
            "%(asked)s contract of the same kind is asked for as a condition; as a rule at most %(most)s.",
            "%(asked)s contracts of the same kind are asked for as a condition; as a rule at most %(most)s.",
            asked,
        )
        yield warn(text % {"asked": asked, "most": most}, "RQ-3")


def author_does_not_review(act: Act) -> Iterator[Obstacle]:
    """CF-6: who wrote the requirement does not sit in its review."""
    if act.subject.is_author(act.actor):
        yield stop(_("You wrote this requirement: others review it."), "CF-6")


def general_is_left(act: Act) -> Iterator[Obstacle]:
    if "general" in act.subject.reviewed():
        yield stop(_("This review has been recorded already."), "RQ-4")


def focused_is_left(act: Act) -> Iterator[Obstacle]:
    if "focused" in act.subject.reviewed():
        yield stop(_("This review has been recorded already."), "RQ-4")


def reviewers_are_not_authors(act: Act) -> Iterator[Obstacle]:
    """CF-6, for those who have no hand on the portal: whoever wrote it doesn't review it under another unit either."""
    authors = dict(act.subject.names_of("author"))
    named = [row["name"] for row in act.data["reviewers"] if row["name"] in authors]
    if named:
        text = _(
            "Wrote the requirement and can't review it: %(names)s. "
            "Of a namesake, add to the name what tells them apart."
        )
        yield stop(_said(text, named), "CF-6", field="reviewers")


def somebody_reviewed_it(act: Act) -> Iterator[Obstacle]:
    """RQ-4, where it was reviewed outside of the portal: on line whoever records the review is one of them."""
    if not act.data["reviewers"]:
        yield stop(_("Name those who reviewed it: others than its authors."), "RQ-4", field="reviewers")


def days_are_in_order(act: Act) -> Iterator[Obstacle]:
    """RQ-4, where it was reviewed outside of the portal: what was written by then, and nothing that is yet to come."""
    written, reviewed = act.data["written_on"], act.data["reviewed_on"]
    if reviewed > act.today:
        yield stop(_("Record it once it is over."), "RQ-4", field="reviewed_on")
    elif reviewed < written:
        yield stop(_("It can't have been reviewed before it was written."), "RQ-4", field="reviewed_on")
    elif act.data["surveyed_on"] and reviewed < act.data["surveyed_on"]:
        yield stop(_("It was reviewed before the survey was concluded."), "RQ-4", field="reviewed_on")
    elif act.data["held_until"] and reviewed <= act.data["held_until"]:
        yield stop(_("It was reviewed before the public was heard."), "RQ-4", field="reviewed_on")


def focused_is_told(act: Act) -> Iterator[Obstacle]:
    """RQ-4, where it was reviewed outside of the portal."""
    if act.subject.needs(act.today).focused and not act.data["focused_finding"].strip():
        yield stop(_("Say what the focused review found."), "RQ-4", field="focused_finding")


def reviews_were_passed(act: Act) -> Iterator[Obstacle]:
    """RQ-4: a general review always, a focused one where a survey is obligatory."""
    passed = act.subject.reviewed()
    if "general" not in passed:
        way = mend_by(act, "review_generally", _("Record it"))
        yield stop(_("The general review has not been passed yet."), "RQ-4", mend=way)
    if act.subject.needs(act.today).focused and "focused" not in passed:
        way = mend_by(act, "review_in_focus", _("Record it"))
        yield stop(_("The focused review has not been passed yet."), "RQ-4", mend=way)


def sourcing_has_not_begun(act: Act) -> Iterator[Obstacle]:
    if act.subject.project.state not in {"submitted", "granted"}:
        yield stop(
            _("Sourcing has begun: what was announced is changed by a correction of the notice."), "RQ-4"
        )


def public_has_spoken(requirement: Any, way: Mend) -> Iterator[Obstacle]:
    """财库〔2021〕22号: whoever asks the public announces nothing before it has answered, asked of duty or not."""
    if requirement is not None and requirement.state == "consulting":
        text = _(
            "The public is asked about the requirement until %(day)s. Publish the tender once what it said is "
            "summed up."
        )
        yield stop(text % {"day": long_date(requirement.last_day_of_comment)}, "RQ-4", mend=way)


def was_fixed(project: Any, requirement: Any, on: date, way: Mend) -> Iterator[Obstacle]:
    """RQ-4: nothing is announced before its requirement is fixed, where one is wanted."""
    if not needs_of(project, on).document or (requirement is not None and requirement.state == "fixed"):
        return
    if law.applies("RQ-4", jurisdiction=project.jurisdiction_code(), on=on):
        text = _("The requirement of this project is not fixed yet: it must be written and reviewed first.")
        yield stop(text, "RQ-4", mend=way)


def years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 2, 28)


def _said(text: Any, names: Sequence[str]) -> Any:
    values: Mapping[str, str] = {"names": listed(names)}
    return text % values
