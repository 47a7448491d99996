"""Publishing: only inside an act, complete, reviewed, numbered without gaps, and then for good."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from disclosure import registry, services
from disclosure.models import Notice, PersonalValue
from tests.disclosure.conftest import TERMINATION, full_payload
from workflow.obstacles import Refused
from workflow.running import OutsideExecute

TODAY = date(2026, 3, 2)


def test_a_notice_is_published_in_an_act(publish, paper, publisher):
    notice = publish()
    assert notice.number == f"ZZ-220100-{notice.published_at.year}-0001"
    assert notice.subject_id == paper.pk
    assert notice.publisher_id == publisher.organisation_id
    assert "有效投标人不足三家。" in notice.html


def test_publishing_outside_an_act_is_refused(paper):
    with pytest.raises(OutsideExecute):
        services.publish(None, "AN-08", paper, TERMINATION, title="甲", reviewed=True)


def test_the_database_refuses_a_notice_without_its_event(publish):
    values = {f.attname: getattr(publish(), f.attname) for f in Notice._meta.fields if f.name != "id"}
    other = values | {"number": "ZZ-220100-2025-9999", "event_id": uuid4()}
    with pytest.raises(DatabaseError, match="published by an act"), transaction.atomic():
        Notice(**other).save(force_insert=True)


@pytest.mark.parametrize(
    "statement", ["UPDATE disclosure_notice SET title = 'x'", "DELETE FROM disclosure_notice"]
)
def test_a_notice_never_changes(publish, statement):
    publish()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_numbers_have_no_gaps(publish):
    publish()
    with pytest.raises(Refused):
        publish(payload={})
    assert publish().number.endswith("-0002")


def test_review_is_demanded(publish):
    with pytest.raises(Refused) as refused:
        publish(reviewed=False)
    assert refused.value.rules == {"FOI.17"}


@pytest.mark.parametrize("code", registry.kinds.codes())
def test_every_kind_publishes_when_complete(publish, code):
    kind = registry.kinds[code]
    notice = publish(code, full_payload(kind))
    assert {f["name"] for s in notice.layout for f in s["fields"]} == {f.name for f in kind.fields()}


@pytest.mark.parametrize("code", registry.kinds.codes())
def test_every_required_field_is_demanded(code):
    kind = registry.kinds[code]
    payload = full_payload(kind)
    for field in kind.fields():
        lacking = {name: value for name, value in payload.items() if name != field.name}
        found = {o.field for o in services.missing(code, lacking, TODAY)}
        assert found == ({field.name} if field.required else set()), field.name
        assert {o.rule for o in services.missing(code, {}, TODAY)} == {kind.rule}


def test_personal_values_stand_apart(publish):
    notice = Notice.objects.get(pk=publish().pk)
    assert "0431-81111111" not in str(notice.payload) + notice.html
    assert PersonalValue.objects.get(notice=notice, field="contact_phone").value == "0431-81111111"
