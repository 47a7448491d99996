"""What evaluations demand of steps in lower rooms. Registered when the portal starts; the diagrams show it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from evaluation.models import Evaluation
from evaluation.rules.checks import coverage_faults
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop
from workflow.registry import add_guard


def standards_let_three_parties_judge(act: Act) -> Iterator[Obstacle]:
    """A6.1, A6.2: once announced the standards stay, so they must be complete before (A4.1)."""
    yield from coverage_faults(act.subject.project.indicators.values("block", "scorer"))


def results_are_published(act: Act) -> Iterator[Obstacle]:
    """A6.3: no project is closed over an evaluation that nobody may read."""
    for evaluation in Evaluation.objects.filter(project=act.subject).exclude(state="published"):
        yield stop(
            _("The evaluation %(number)s hasn't been published.") % {"number": evaluation.number},
            "A6.3",
            mend=Mend(evaluation.get_absolute_url(), _("Go to the evaluation")),
        )


add_guard("sourcing.tender.publish", standards_let_three_parties_judge)
add_guard("procurement.project.close", results_are_published)
