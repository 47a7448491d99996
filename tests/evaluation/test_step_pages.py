"""The pages of steps while an evaluation is under way, as people fill them in with a browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from evaluation import demo
from evaluation.kinds import Party
from evaluation.models import Evaluation
from tests.evaluation.world import fresh

pytestmark = pytest.mark.django_db


def sign_in(client, username):
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def page(evaluation, step):
    return reverse(f"evaluation:evaluation-{step}", args=[evaluation.pk])


def sheet(evaluation, party=Party.PURCHASER, **more):
    rows = demo.scores(evaluation, party)
    data = {"scores-TOTAL_FORMS": len(rows), "scores-INITIAL_FORMS": len(rows), "comment": "好"}
    data |= {"problems": "", "diversion": ""}
    for at, row in enumerate(rows):
        data |= {f"scores-{at}-{name}": str(value) for name, value in row.items()}
    return data | more


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("score-as-purchaser", "mzj.jingban"),
        ("score-as-third-party", "mz3.pingjia"),
        ("issue-links", "mz3.pingjia"),
        ("withdraw-links", "mz3.pingjia"),
        ("prolong-survey", "mz3.pingjia"),
        ("moderate", "mz3.pingjia"),
        ("decline", "mz3.pingjia"),
        ("replace", "mzj.jingban"),
        ("combine", "mzj.jingban"),
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_of_every_step_opens(client, links, scoring, step, name, language):
    client.cookies["django_language"] = language
    assert sign_in(client, name).get(page(scoring, step)).status_code == 200


def test_a_step_of_another_role_is_forbidden(client, scoring):
    assert sign_in(client, "mzj.jingban").get(page(scoring, "score-as-third-party")).status_code == 403
    assert sign_in(client, "zhaohui.faren").post(page(scoring, "issue-links"), {}).status_code == 403


def test_a_sheet_is_handed_in_with_its_evidence(client, scoring):
    evidence = SimpleUploadedFile("台账.csv", b"day,visits\n1,20\n" * 30)
    data = sheet(scoring, **{"scores-0-files": evidence})
    answer = sign_in(client, "mzj.jingban").post(page(scoring, "score-as-purchaser"), data)
    assert answer.status_code == 302
    first = fresh(scoring).sheet(Party.PURCHASER).scores.first()
    assert [e.file.name for e in first.evidence.all()] == ["台账.csv"]
    again = sign_in(client, "mzj.jingban").get(page(scoring, "score-as-purchaser")).content.decode()
    assert "台账.csv" in again, "a corrected sheet starts from the last one"


def test_what_was_typed_stays_when_something_is_wrong(client, scoring):
    data = sheet(scoring, **{"scores-1-finding": "八十四", "scores-1-note": "名册核对"})
    answer = sign_in(client, "mzj.jingban").post(page(scoring, "score-as-purchaser"), data)
    body = answer.content.decode()
    assert answer.status_code == 422 and "八十四" in body and "名册核对" in body


def test_a_sheet_can_be_kept_as_a_draft(client, scoring):
    data = sheet(scoring, comment="写到一半", save_draft="1", draft_version="0")
    sign_in(client, "mzj.jingban").post(page(scoring, "score-as-purchaser"), data)
    assert "写到一半" in client.get(page(scoring, "score-as-purchaser")).content.decode()
    assert fresh(scoring).sheet(Party.PURCHASER) is None


def test_a_step_never_uses_up_a_draft_that_its_page_has_not_seen(client, scoring):
    """Who goes on from an older page is shown what somebody kept meanwhile, and decides knowing it."""
    address = page(scoring, "score-as-purchaser")
    sign_in(client, "mzj.jingban").post(
        address, sheet(scoring, comment="许晨写的", save_draft="1", draft_version="0")
    )
    answer = client.post(address, sheet(scoring, comment="周静写的", draft_version="0"))
    assert answer.status_code == 409
    assert "许晨写的" in answer.content.decode() and "周静写的" in answer.content.decode()
    assert fresh(scoring).sheet(Party.PURCHASER) is None
    version = str(answer.context["draft"].version)
    assert client.post(address, sheet(scoring, comment="周静写的", draft_version=version)).status_code == 302


def test_the_page_to_open_starts_from_the_named_contract(client, scoring):
    address = reverse("evaluation:evaluation-open")
    body = (
        sign_in(client, "mzj.jingban").get(address, {"contract": str(scoring.contract_id)}).content.decode()
    )
    assert f'value="{scoring.contract_id}" selected' in body and "2025-06-03" in body
    assert sign_in(client, "mzj.jingban").get(address, {"contract": "\x00"}).status_code == 200


def test_the_provider_sees_progress_but_no_sheet(client, links, scoring, hand):
    demo.answered(scoring, links[:4], (4, 0, 0, 0, 0))
    demo.scored(hand, scoring, Party.PURCHASER, "这句话只有购买主体能看到")
    body = sign_in(client, "zhaohui.faren").get(scoring.get_absolute_url()).content.decode()
    assert "不足 5" in body and "这句话" not in body
    assert sign_in(client, "mz3.pingjia").get(scoring.get_absolute_url()).status_code == 200
    assert Evaluation.objects.count() == 1
