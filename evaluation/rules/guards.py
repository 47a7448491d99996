"""What stands in the way of a step, known before the click."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.dates import long_date
from core.phrases import listed
from evaluation import parameters, recount
from evaluation.kinds import Party
from evaluation.rules import combining, satisfaction
from workflow import law
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop, warn


def _to(act: Act, step: str, label: object) -> Mend:
    return Mend(reverse(f"evaluation:evaluation-{step}", args=[act.subject.pk]), label)


def three_parties_are_set(act: Act) -> Iterator[Obstacle]:
    """A6.1: each of the three has something to score."""
    evaluation = act.subject
    for party in Party:
        if not evaluation.criteria_of(party):
            yield stop(_("No indicator is scored by: %(party)s.") % {"party": party.label}, "A6.1")
    if evaluation.declared_at is None:
        yield stop(_("The third party hasn't declared its independence."), "A7.18")
    if evaluation.survey is None:
        yield stop(_("The survey of recipients hasn't been planned."), "A7.17")


def survey_is_ahead(act: Act) -> Iterator[Obstacle]:
    survey = act.subject.survey
    if survey and survey.closes_at <= act.now:
        yield stop(
            _("The planned survey would already be over. The third party plans it anew."),
            "E4",
            mend=_to(act, "plan-survey", _("Plan it anew")),
        )


def survey_takes_answers(act: Act) -> Iterator[Obstacle]:
    survey = act.subject.survey
    if survey is None or survey.closed_at:
        yield stop(_("The survey has been closed; its answers stand."), "E4")
    elif survey.closes_at <= act.now:
        yield stop(
            _("The survey has ended. Prolong it first."),
            "E4",
            mend=_to(act, "prolong-survey", _("Prolong it")),
        )


def some_remark_waits(act: Act) -> Iterator[Obstacle]:
    if not act.subject.unread_remarks:
        yield stop(_("No remark of a recipient waits to be read."), "E4.PRIVACY")


def purchaser_has_scored(act: Act) -> Iterator[Obstacle]:
    if act.subject.sheet(Party.PURCHASER) is None:
        yield stop(
            _("The purchaser hasn't handed in its scores."),
            "A6.1",
            mend=_to(act, "score-as-purchaser", _("Score now")),
        )


def third_party_has_scored(act: Act) -> Iterator[Obstacle]:
    if act.subject.sheet(Party.THIRD_PARTY) is None:
        yield stop(_("The third party hasn't handed in its scores."), "A6.1")


def recipients_have_answered(act: Act) -> Iterator[Obstacle]:
    """A6.1 with E4.PRIVACY: recipients have their part, and no figure rests on fewer than five people."""
    survey = act.subject.survey
    least = parameters.least_shown(act.subject)
    if survey is None:
        yield stop(_("The survey of recipients hasn't been planned."), "A6.1")
    elif survey.answered < least:
        yield stop(
            ngettext_lazy(
                "Fewer than %(least)s recipient has answered, so their part is missing. Let the third party "
                "prolong the survey or ask more people.",
                "Fewer than %(least)s recipients have answered, so their part is missing. Let the third party "
                "prolong the survey or ask more people.",
                "least",
            )
            % {"least": least},
            "A6.1",
        )
    elif survey.closed_at is None and survey.closes_at > act.now and survey.answered < survey.frame:
        yield stop(_("The survey still runs; recipients may answer until it ends."), "A7.17")


def enough_answers(act: Act) -> Iterator[Obstacle]:
    """E4: below the minimum the result is published as not statistically valid, and somebody says why."""
    survey, evaluation = act.subject.survey, act.subject
    if survey is None:
        return
    wanted = parameters.least_valid(evaluation)
    if not satisfaction.enough(survey.answered, survey.frame, wanted):
        yield warn(
            _(
                "%(valid)s valid answers, %(wanted)s are needed. The result will be published as not "
                "statistically valid; say why no more could be had."
            )
            % {"valid": survey.answered, "wanted": min(wanted, survey.frame)},
            "survey.valid_min",
        )


def weights_make_one(act: Act) -> Iterator[Obstacle]:
    """E3.PARTIES: no party may be nought."""
    if not combining.weights_are_valid(parameters.weights(act.subject)):
        yield stop(
            _("The shares of the three parties must all be above nought and make 100 % together."),
            "E3.PARTIES",
            mend=Mend("/rules/#E3.PARTIES", _("Look at the rules")),
        )


def answer_period_is_over(act: Act) -> Iterator[Obstacle]:
    """The provider has its time to answer."""
    evaluation = act.subject
    if evaluation.combined_at is None:
        return
    due = law.due(
        "evaluation.answer",
        evaluation.combined_at,
        jurisdiction=evaluation.jurisdiction_code(),
        on=evaluation.regime_date(),
    )
    if act.now <= due.at:
        yield stop(
            _("The provider may still answer, until %(day)s.") % {"day": long_date(due.last_day)},
            "evaluation.answer",
        )


def remarks_have_been_read(act: Act) -> Iterator[Obstacle]:
    """Free text goes to nobody before the third party has read it."""
    if waiting := act.subject.unread_remarks:
        yield stop(
            ngettext_lazy(
                "The third party hasn't read %(number)s remark of recipients.",
                "The third party hasn't read %(number)s remarks of recipients.",
                "number",
            )
            % {"number": waiting},
            "E4.PRIVACY",
        )


def figures_agree(act: Act) -> Iterator[Obstacle]:
    """A6.3: what is published can be worked out again by everybody."""
    card = act.subject.result
    if card and (found := recount.differences(card)):
        yield stop(
            _("These figures don't follow from each other: %(where)s. Return to scoring and combine anew.")
            % {"where": listed(found)},
            "A6.3",
        )


def handler_is_somebody_else(act: Act) -> Iterator[Obstacle]:
    """A7.12: who scored for the purchaser doesn't publish the result."""
    sheet = act.subject.sheet(Party.PURCHASER)
    if sheet and sheet.user_id and sheet.user_id == act.actor.user_id:
        yield stop(_("You handed in the purchaser's scores; another person publishes the result."), "A7.12")
