"""A page that saves by itself says when, and says when a colleague was faster."""

from uuid import uuid4

import pytest
from django.utils.translation import override
from django_htmx.middleware import HtmxDetails

from tests.sample.models import Paper
from workflow.models import Draft
from workflow.views import StepView

PAGE = StepView.as_view(model=Paper, step_name="write", draft=True)


@pytest.fixture
def save(rf, writer, db):
    def run(**data):
        request = rf.post("/write/", {"save_draft": "1", **data}, headers={"hx-request": "true"})
        request.actor, request.htmx = writer, HtmxDetails(request)
        with override("en"):
            return PAGE(request)

    return run


def test_the_answer_is_the_line_alone_with_the_new_version(save):
    answer = save(title="甲", draft_version="0")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'data-version="1"' in html
    assert "<html" not in html
    assert Draft.objects.get().data["title"] == "甲"


def test_what_is_half_typed_is_kept_as_it_is(save):
    save(title="甲", pages="many", draft_version="0")
    assert Draft.objects.get().data["pages"] == "many"


def test_a_refusal_keeps_what_was_typed_since_where_a_draft_was_saved(rf, writer, save):
    def attempt(**data):
        request = rf.post("/write/", data)
        request.actor, request.session, request.memberships = writer, {}, []
        request.htmx = HtmxDetails(request)
        with override("en"):
            return PAGE(request)

    assert attempt(title="甲", pages="many").status_code == 422
    assert not Draft.objects.exists(), "who saves nothing leaves nothing"
    save(title="甲", draft_version="0")
    refused = attempt(title="乙", pages="many", draft_version="1")
    assert refused.status_code == 422
    kept = Draft.objects.get().data
    assert (kept["title"], kept["pages"]) == ("乙", "many")
    assert 'name="draft_version" value="2"' in refused.content.decode()


def test_a_faster_colleague_is_named_and_nothing_of_theirs_is_overwritten(save, writer):
    save(title="甲", draft_version="0")
    assert "another window" in save(title="乙", draft_version="0").content.decode()
    Draft.objects.update(user_id=uuid4(), user_name="许晨")
    answer = save(title="乙", draft_version="0")
    assert answer.status_code == 409
    assert "许晨" in answer.content.decode()
    assert Draft.objects.get().data["title"] == "甲"
