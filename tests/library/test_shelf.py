"""A0.1, A7.1–A7.3, A7.16: documents of the policy library, from their entry to their end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from accounts import demo as people
from accounts.models import User
from core.actor import ANONYMOUS
from disclosure.models import Notice
from library import checklist, demo
from library.models import Policy
from tests.walks.story.hand import HAND
from workflow.clock import SHANGHAI
from workflow.engine import create, execute
from workflow.models import Duty
from workflow.obstacles import Refused

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
EDITOR, HEAD = "czj.mulu", "czj.juzhang"
COPY = {"copied_on": date(2026, 11, 20), "copied_how": "exchange", "copied_note": "收发118号", "files": []}


@pytest.fixture
def city(hand: Any, legal_time: Any) -> None:
    legal_time(NOW)


@pytest.fixture
def policy(city: None) -> Policy:
    return demo.shelved(HAND, demo.policy_of_2014())


@pytest.fixture
def rules(policy: Policy) -> Policy:
    given = demo.rules_of(policy, "南关区", "南财发〔2026〕7号", date(2026, 11, 18))
    return demo.shelved(HAND, given, "ngcz")


def entered(**changed: Any) -> Policy:
    return create(Policy, "enter", people.actor(EDITOR), demo.policy_of_2014(**changed)).subject


def refused(act: Any) -> Refused:
    with pytest.raises(Refused) as found:
        act()
    return found.value


def do(subject: Policy, step: str, who: str, **data: Any) -> Policy:
    return execute(subject, step, people.actor(who), data).subject


def test_foi_17_a_text_that_holds_a_number_asks_why(city) -> None:
    found = refused(lambda: entered(text="咨询电话0431-88770000，联系人13911112222。"))
    assert [(o.rule, o.field, o.is_warning) for o in found.obstacles] == [("FOI.17", "text", True)]


def test_the_policy_of_2014_stands_with_number_days_and_parent(policy) -> None:
    """A0.1."""
    assert policy.number == "长府办发〔2014〕18号"
    assert (policy.signed_on, policy.web_on) == (date(2014, 7, 31), date(2014, 9, 20))
    notice = Notice.objects.get(kind="AN-26", subject_id=policy.pk)
    assert notice.payload["document_number"] == policy.number
    assert "吉政办发〔2014〕6号" in str(notice.payload["parent"])


def test_an_entry_is_nobodys_business_until_it_is_published(city, client) -> None:
    found = entered()
    assert not Policy.objects.visible_to(ANONYMOUS).exists()
    assert not Policy.objects.visible_to(people.actor("ngcz.shenhe")).exists()
    client.force_login(User.objects.get(username=HEAD))
    shown = client.get(f"{found.get_absolute_url()}publish/").content.decode()
    assert found.text[:20] in shown, "whoever publishes reads it first"
    do(found, "publish", HEAD, publication_reviewed=True)
    assert Policy.objects.visible_to(ANONYMOUS).get() == found


@pytest.mark.parametrize(
    "changed",
    [
        {"number": ""},
        {"kind": "rules", "parent_title": "", "parent_number": ""},
        {"text": ""},
        {"web_on": date(2014, 7, 30)},
        {"signed_on": date(2026, 12, 1), "web_on": None, "copied_on": None, "copied_how": ""},
        {"in_force_until": date(2014, 7, 1)},
    ],
)
def test_an_entry_that_says_too_little_or_contradicts_itself_is_refused(city, changed) -> None:
    """A0.1."""
    assert "A0.1" in refused(lambda: entered(**changed)).rules


def test_who_enters_does_not_publish(city) -> None:
    """A7.12."""
    mine = create(Policy, "enter", people.actor(HEAD), demo.policy_of_2014()).subject
    assert refused(lambda: do(mine, "publish", HEAD, publication_reviewed=True)).rules == {"A7.12"}


def test_what_was_returned_comes_again(city) -> None:
    found = do(entered(title="意见"), "send_back", HEAD, reason="标题应写全称。")
    assert Duty.objects.get(subject_id=found.pk, met_at=None).step == "library.policy.revise"
    found = do(found, "revise", EDITOR, **demo.policy_of_2014())
    assert found.state == "entered" and found.title.endswith("意见")


def test_the_copy_to_finance_above_is_a_task_until_it_is_recorded(rules) -> None:
    """A7.1, policy.copy_up: ten working days from the day of signing."""
    duty = Duty.objects.get(subject_id=rules.pk, rule="policy.copy_up", met_at=None)
    assert duty.due_at.astimezone(SHANGHAI).date() == date(2026, 12, 2)
    early = COPY | {"copied_on": date(2026, 11, 17)}
    assert refused(lambda: do(rules, "record_copy", "ngcz.shenhe", **early)).rules == {"A7.1"}
    found = do(rules, "record_copy", "ngcz.shenhe", **COPY)
    duty.refresh_from_db()
    assert duty.met_at is not None
    assert (found.copied_on, found.copied_how) == (date(2026, 11, 20), "exchange")


def test_a_copy_that_was_sent_before_owes_nothing(policy) -> None:
    assert not Duty.objects.filter(subject_id=policy.pk, rule="policy.copy_up").exists()


def test_a_case_is_copied_to_nobody(city) -> None:
    """A7.3: guidance and cases stand on the shelf as well."""
    case = demo.shelved(HAND, demo.case(date(2026, 11, 20)))
    assert not Duty.objects.filter(subject_id=case.pk, met_at=None).exists()


def test_the_checklist_says_who_has_issued_what(policy, rules) -> None:
    """A7.2: districts and development zones alike."""
    found = checklist.of(policy)
    assert len(found.rows) == 11
    assert (found.issued, found.missing, found.copied, found.owed) == (1, 10, 0, 1)
    do(rules, "record_copy", "ngcz.shenhe", **COPY)
    assert (checklist.of(policy).copied, checklist.of(policy).owed) == (1, 0)


def test_an_interpretation_stands_with_what_it_explains(policy, client) -> None:
    """A7.16."""
    explained = demo.shelved(HAND, demo.interpretation(policy, date(2026, 11, 20)))
    page = client.get(policy.get_absolute_url()).content.decode()
    assert explained.title in page and explained.get_absolute_url() in page


def test_a_new_document_replaces_the_old_one_which_stays_readable(policy, client) -> None:
    given = demo.policy_of_2014(number="长府办发〔2026〕9号", signed_on=date(2026, 11, 20), replaces=policy)
    given |= {"web_on": None, "in_force_from": None, "copied_on": None, "copied_how": ""}
    new = demo.shelved(HAND, given)
    policy.refresh_from_db()
    assert policy.state == "replaced"
    page = client.get(policy.get_absolute_url())
    assert page.status_code == 200 and new.get_absolute_url() in page.content.decode()


def test_a0_1_another_body_replaces_a_document_only_by_a_right_that_it_names(policy) -> None:
    """The municipal government's policy is not put out of force by the finance bureau's notice."""
    with pytest.raises(Refused) as found:
        entered(issuer="长春市财政局", number="长财采〔2026〕1号", replaces=policy)
    assert [(o.rule, o.field, o.is_warning) for o in found.value.obstacles] == [("A0.1", "replaces", True)]


def test_a_repeal_is_published_and_the_text_stays(policy, client) -> None:
    given = {"repealed_on": date(2026, 11, 1), "reason": "长府发〔2026〕12号", "publication_reviewed": True}
    do(policy, "repeal", HEAD, **given)
    assert Notice.objects.filter(kind="AN-26", subject_id=policy.pk).count() == 2
    assert "重要意义" in client.get(policy.get_absolute_url()).content.decode()


def test_the_database_keeps_what_was_published(policy) -> None:
    for changed in ({"title": "别的"}, {"copied_on": date(2014, 9, 1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Policy.objects.filter(pk=policy.pk).update(**changed)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "query", ["", "?q=购买&kind=policy&year=2014&place=220100", "?q=%00", "?kind=x", "?export=xlsx"]
)
def test_the_public_list_opens_without_signing_in(policy, client, language, query) -> None:
    client.cookies["django_language"] = language
    assert client.get(f"/policies/{query}").status_code == 200


def test_words_find_a_document(policy, client) -> None:
    assert policy.title in client.get("/policies/?q=长府办发").content.decode()
    assert policy.get_absolute_url() not in client.get("/policies/?q=没有这个词").content.decode()


@pytest.mark.parametrize(("who", "status"), [("czj.shenhe", 200), ("ngcz.shenhe", 403), ("mzj.jingban", 403)])
def test_the_checklist_is_for_finance_with_districts_below(rules, client, who, status) -> None:
    client.force_login(User.objects.get(username=who))
    answer = client.get("/policies/districts/")
    assert answer.status_code == status
    assert status != 200 or rules.number in answer.content.decode()
