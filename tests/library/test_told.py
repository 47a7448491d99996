"""What was withheld of a document's notice (AN-26) is read nowhere on the shelf."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import demo as people
from core.actor import ANONYMOUS
from disclosure.models import Notice, Withholding
from documents.models import Attachment
from documents.services import stage
from library import demo
from library.models import Policy
from tests.documents.samples import png
from tests.library.test_shelf import HEAD, NOW, do
from tests.walks.story.hand import HAND
from workflow.engine import create

SHELF = "library:policies"
OTHER = {
    "title": "关于某类服务的意见",
    "number": "某发〔2014〕99号",
    "issuer": "某办公室",
    "in_force_from": date(2014, 8, 1),
}
WITHHELD = ("name", "document_number", "issuer", "signed_on", "text", "addressees", "parent")


@pytest.fixture
def policy(hand: Any, legal_time: Any) -> Policy:
    legal_time(NOW)
    annex = stage(SimpleUploadedFile("附件.png", png()), people.actor("czj.mulu"))
    return demo.shelved(HAND, demo.policy_of_2014(**OTHER, files=[annex]))


def withhold(policy: Policy, *names: str) -> None:
    notice = Notice.objects.get(kind="AN-26", subject_id=policy.pk)
    given = {"notice": notice, "field_names": names, "basis": "trade_secret", "explanation": "误发。"}
    proposal = create(Withholding, "propose", people.actor("czj.shenhe"), given).subject
    do(proposal, "decide", HEAD)


def words(policy: Policy) -> list[str]:
    opening = policy.text.splitlines()[0]
    return [policy.number, policy.issuer, "2014年7月31日", opening, policy.addressees]


def read(client: Any, policy: Policy) -> str:
    pages = (client.get(reverse(SHELF)), client.get(policy.get_absolute_url()))
    return "".join(page.content.decode() for page in pages)


def test_others_read_a_gap_where_something_was_withheld(policy, client) -> None:
    said = read(client, policy)
    assert all(word in said for word in words(policy))
    withhold(policy, *WITHHELD)
    said = read(client, policy)
    assert [word for word in words(policy) if word in said] == []
    assert "（已撤下）" in said
    told = Policy.objects.as_told_to(people.actor("ngcz.shenhe")).get(pk=policy.pk).told
    assert told.parent_title != policy.parent_title and told.signed_on is None
    own = Policy.objects.as_told_to(people.actor("czj.mulu")).get(pk=policy.pk).told
    assert (own.title, own.signed_on) == (policy.title, date(2014, 7, 31))


def test_a_form_that_offers_it_and_an_answer_that_names_it_keep_the_gap(policy, client) -> None:
    withhold(policy, "document_number")
    assert policy.number not in client.get(reverse("library:question-new")).content.decode()
    question = demo.asked(HAND, policy=policy)
    do(question, "answer", "czj.shenhe", **demo.ANSWER)
    notice = Notice.objects.get(kind="AN-27")
    assert policy.number not in str(notice.payload) and policy.title in str(notice.payload)


def test_nobody_finds_it_by_its_withheld_words(policy, client) -> None:
    asked = {"q": policy.text.splitlines()[0][:12]}
    assert policy.title in client.get(reverse(SHELF), asked).content.decode()
    withhold(policy, "text")
    assert policy.title not in client.get(reverse(SHELF), asked).content.decode()


def test_a_withheld_annex_is_not_given_out_by_its_other_address(policy, client) -> None:
    annex = Attachment.objects.of(policy).get()
    assert policy.may_read_paper(ANONYMOUS, annex)
    notice = Notice.objects.get(kind="AN-26", subject_id=policy.pk)
    withhold(policy, f"attachment:{Attachment.objects.of(notice).get().pk}")
    assert not policy.may_read_paper(ANONYMOUS, annex)
    assert policy.may_read_paper(people.actor("czj.mulu"), annex)
    assert annex.get_absolute_url() not in client.get(policy.get_absolute_url()).content.decode()
