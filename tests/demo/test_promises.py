"""What the demonstration promises: a believable city in which no list is empty."""

from collections import Counter

import pytest
from django.apps import apps

from accounts.models import Organisation
from corrections.models import Correction
from portal.demo.finding import project_at
from portal.demo.specs import SPECS, Fate
from procurement.models import Project, PurchaserProfile
from providers.models import Provider
from tests.demo.absent import ABSENT
from workflow.models import Duty

pytestmark = pytest.mark.django_db
LIFECYCLES = [
    "procurement.Project",
    "sourcing.Tender",
    "contracts.Contract",
    "contracts.ProgressReport",
    "contracts.Finding",
    "contracts.Payment",
    "contracts.Acceptance",
    "evaluation.Evaluation",
]
"""What a project meets on its way: each of their states stands somewhere in the city."""


def test_there_are_purchasers_of_three_jurisdictions():
    of = PurchaserProfile._base_manager.filter(state="confirmed").values_list(
        "organisation__jurisdiction", flat=True
    )
    assert len(of) >= 8 and len(set(of)) >= 3


def test_there_are_providers_of_all_three_kinds():
    kinds = Counter(Provider._base_manager.filter(state="approved").values_list("kind", flat=True))
    assert kinds.total() >= 25 and len(kinds) == 3


def test_projects_reach_over_three_years():
    years = Counter(Project._base_manager.values_list("year", flat=True))
    of_several_years = Project._base_manager.filter(year_shares__isnull=False)
    assert of_several_years.count() == 1, "a story of its own"
    assert years.total() == len(SPECS) + 1 >= 40
    assert sum(count >= 6 for count in years.values()) >= 3


@pytest.mark.parametrize("fate", list(Fate), ids=lambda fate: fate.name)
def test_a_project_stands_at_every_fate(fate):
    assert project_at(fate).state


@pytest.mark.parametrize("label", LIFECYCLES)
def test_every_state_is_there_or_says_why_not(label):
    model = apps.get_model(label)
    found = set(model._base_manager.values_list("state", flat=True))
    missing = {state for state in model.State.values if state not in found}
    assert missing == set(ABSENT.get(label, {}))


def test_every_kind_of_unit_has_work_waiting():
    waiting = Duty.objects.filter(met_at__isnull=True).values_list("organisation_id", flat=True)
    kinds = set(Organisation.objects.filter(pk__in=waiting).values_list("kind", flat=True))
    assert {"purchaser", "finance", "provider", "evaluator"} <= kinds


def test_a_published_count_was_corrected_and_another_correction_waits():
    """What visitors are shown of corrections: one that everybody reads, one on a head's worklist."""
    done = Correction.objects.get(state="corrected")
    assert done.notice.kind == "AN-06" and done.notice.corrects.kind == "AN-11"
    waiting = Correction.objects.get(state="proposed")
    duty = Duty.objects.open().get(subject_id=waiting.pk)
    assert (duty.step, duty.role) == ("corrections.correction.confirm", "head")
