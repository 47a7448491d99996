"""From an accepted contract to a published result, and where the result goes."""

from decimal import Decimal

import pytest

from disclosure.models import Notice
from evaluation import recount
from evaluation.kinds import Grade
from procurement.models import GradeRecord
from providers.models import PerformanceRecord
from tests.evaluation.world import fresh

pytestmark = pytest.mark.django_db


def test_a6_a_published_result_reaches_public_budget_and_provider(published):
    evaluation = fresh(published)
    notice = Notice.objects.get(kind="AN-17")
    assert evaluation.state == "published" and evaluation.notice_number == notice.number
    assert recount.differences(notice.payload["card"]) == []
    assert Decimal(notice.payload["card"]["total"]) == evaluation.total
    grade = GradeRecord.objects.get(project=evaluation.project)
    assert (grade.score, grade.grade) == (evaluation.total, Grade(evaluation.grade).letter)
    record = PerformanceRecord.objects.get(project_id=evaluation.project_id)
    assert (record.score, record.notice_id) == (evaluation.total, notice.pk)
    project = fresh(evaluation.project)
    assert (project.state, project.score, project.grade) == ("evaluated", evaluation.total, grade.grade)
