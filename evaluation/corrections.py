"""What of an evaluation may be corrected: a day that its organiser typed. Never a score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corrections.declaring import Again, Change, Correctable, Decider, Entry, Never, Told
from corrections.services import declare
from disclosure.models import Notice
from evaluation import notices, policies
from evaluation.effects import print_letter
from evaluation.models import Evaluation
from sourcing.notices import contacts
from workflow.obstacles import Obstacle, stop


def is_published(evaluation: Evaluation, row: Any) -> Iterator[Obstacle]:
    if evaluation.state != "published":
        yield stop(
            _("The result isn't published yet: its organiser enters the day when combining it."), "E3.USE"
        )
    elif evaluation.rectify_by is None:
        yield stop(_("This evaluation demanded nothing to be put right."), "E3.USE")


def project_is_open(evaluation: Evaluation, row: Any) -> Iterator[Obstacle]:
    if evaluation.project.state in {"closed", "terminated"}:
        yield stop(
            _("The project is closed and its file is kept for audit; nothing in it is corrected any more."),
            "RC-1",
        )


def is_still_to_come(change: Change) -> Iterator[Obstacle]:
    if change.after < change.today:
        yield stop(_("Choose a day that is still to come."), "E3.USE", field="value")


def head_of_the_organiser(evaluation: Evaluation, actor: Any) -> Decider:
    return Decider(evaluation.organiser_id, evaluation.head_role)


def letter_again(act: Any, evaluation: Evaluation, replaced: Any) -> None:
    notice = Notice.objects.get(number=evaluation.notice_number)
    print_letter(act, evaluation, notice, replaced)


def heading(evaluation: Evaluation) -> dict[str, Any]:
    project = evaluation.project
    return {
        **contacts(evaluation.contract.tender),
        "project_number": project.number,
        "project_name": project.title,
    }


declare(
    Correctable(
        Evaluation,
        entries=(
            Entry(
                "rectify_by",
                lambda: forms.DateField(label=_("To be put right by")),
                by=policies.organiser,
                decider=head_of_the_organiser,
                bars=(is_published, project_is_open),
                checks=(is_still_to_come,),
                papers=("result_letter",),
                told="rectify_by",
            ),
        ),
        nevers=(
            Never(
                _("Total, grade and the scores of the three parties"),
                _(
                    "Each party answers for its own sheet, and the figures follow from the sheets and from the survey. "
                    "Before publication the organiser has it scored again; after it, the result stands."
                ),
                "E3.PARTIES",
            ),
            Never(
                _("Answers of the survey"),
                _("Nobody knows whose an answer is, and nobody changes it."),
                "E4",
            ),
        ),
        papers=(Again("result_letter", letter_again),),
        told=Told("AN-17", notices.about, heading),
        concerned=lambda e: (e.purchaser_id, e.provider_id, e.evaluator_id, e.organiser_id),
    )
)
