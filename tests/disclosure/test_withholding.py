"""Taking something back: by two people, with a tombstone, and out of every output."""

import io

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.test import TestCase

from accounts.actors import played
from disclosure.models import Notice, NoticeSearch, PersonalValue, Withheld, Withholding
from disclosure.models.notice import TITLE
from disclosure.registry import kinds
from documents import services as documents
from documents.models import Attachment, Paper
from tests import people
from tests.disclosure.conftest import TERMINATION, full_payload
from tests.documents.conftest import upload
from workflow import engine, outbox
from workflow.obstacles import Refused

SECRET = "秘密的理由不得公开"


@pytest.fixture
def posts(bureau):
    return {
        "handler": people.member(bureau, "handler"),
        "head": people.member(bureau, "head"),
        "both": people.member(bureau, "handler", "head"),
        "stranger": people.member(people.organisation(), "handler", "head"),
        "finance": people.member(people.organisation("finance"), "reviewer", "finance_head"),
    }


@pytest.fixture
def actors(posts):
    return {name: played(membership) for name, membership in posts.items()}


@pytest.fixture
def notice(publish, publisher):
    kinds.add_part("AN-08", lambda subject, payload: {"tag": ["tenderCancellation"], "tender": {"id": "1"}})
    file = documents.stage(upload("合同.pdf"), publisher)
    payload = TERMINATION | {"grounds": SECRET}
    return publish(payload=payload, project_number="CC-2025-0007", attachments=[file])


@pytest.fixture
def propose(actors, notice):
    def run(who="handler", *names, **values):
        given = {"field_names": list(names) or ["grounds"], "basis": "state_secret", "explanation": "误发。"}
        return engine.create(Withholding, "propose", actors[who], notice=notice, **(given | values)).subject

    return run


@pytest.fixture
def withheld(propose, actors, notice):
    """`withheld(*names)` proposes and decides; returns the notice anew."""

    def run(*names):
        with TestCase.captureOnCommitCallbacks(execute=True):
            engine.execute(propose("handler", *names), "decide", actors["head"])
        return Notice.objects.get(pk=notice.pk)

    return run


def outputs(client, notice):
    paths = ["/notices/", "/notices/feed/", "/notices/notices.csv", notice.get_absolute_url()]
    answers = [client.get(path) for path in paths]
    answers += [client.get(f"/notices/data/releases-{notice.published_at.year}.jsonl")]
    return "".join(
        (b"".join(a.streaming_content) if a.streaming else a.content).decode(errors="replace")
        for a in answers
    )


def test_what_is_withheld_is_gone_from_every_output(client, notice, withheld):
    assert SECRET in outputs(client, notice)
    after = withheld("grounds")
    said = outputs(client, after)
    assert SECRET not in said
    assert "涉及国家秘密" in said
    assert client.get(f"/notices/?q={SECRET}").context["table"].data.data.count() == 0
    assert client.get(f"{after.get_absolute_url()}release.json").status_code == 404


def test_personal_values_are_erased(client, notice, withheld):
    after = withheld("contact_phone")
    assert not PersonalValue.objects.filter(notice=notice, field="contact_phone").exists()
    assert PersonalValue.objects.filter(notice=notice, field="contact_person").exists()
    assert "0431-81111111" not in outputs(client, after)


def test_the_pdf_is_made_anew_and_the_old_one_erased(
    client, notice, withheld, django_capture_on_commit_callbacks
):
    outbox.sweep()
    old = Notice.objects.get(pk=notice.pk).pdf
    assert old.file.path.is_file()
    after = withheld("grounds")
    assert not old.file.path.is_file()
    assert client.get(old.get_absolute_url()).status_code == 404
    assert SECRET not in after.pdf.html
    assert "涉及国家秘密" in after.pdf.html
    outbox.sweep()
    new = Notice.objects.get(pk=notice.pk).pdf
    assert client.get(new.get_absolute_url()).status_code == 200
    assert Paper.objects.of(notice).count() == 2


def test_an_attachment_can_be_withheld(client, notice, withheld):
    attachment = Attachment.objects.of(notice).get()
    assert client.get(attachment.get_absolute_url()).status_code == 200
    after = withheld(f"attachment:{attachment.pk}")
    assert client.get(attachment.get_absolute_url()).status_code == 404
    assert "合同.pdf" not in client.get(after.get_absolute_url()).content.decode()


def test_what_the_title_said_is_gone_from_every_output(client, notice, withheld, django_assert_num_queries):
    """A title may repeat what somebody typed: it can be withheld as any other part, and says so."""
    said, title = outputs(client, notice), notice.title
    after = withheld(TITLE)
    assert title in said and title not in outputs(client, after)
    assert not client.get(f"/notices/?q={title}").context["table"].data.data.exists()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/notices/notices.xlsx").content))
    assert title not in str(list(book.active.values)), "nor in the workbook"
    assert after.get_absolute_url() not in client.get("/search/", {"q": title}).content.decode()
    page = client.get(after.get_absolute_url()).content.decode()
    assert f"{after.kind_label}（标题已撤下）" in page and "涉及国家秘密" in page
    assert title not in str(after) and title not in after.pdf.html
    assert client.get(f"{after.get_absolute_url()}release.json").status_code == 404
    with django_assert_num_queries(1):
        assert [row.shown_title for row in Notice.objects.for_lists()] == [after.shown_title]
    assert after.title == title, "the database keeps it"


def test_the_frozen_row_stays_as_it_was(notice, withheld):
    after = withheld("grounds")
    assert (after.html, after.payload, after.number) == (notice.html, notice.payload, notice.number)
    with pytest.raises(DatabaseError), transaction.atomic():
        Withheld.objects.all().delete()


def test_two_people_decide(propose, actors):
    own = propose("both")
    for step in ("decide", "reject"):
        with pytest.raises(Refused):
            engine.execute(own, step, actors["both"], reason="这是误发的内容")
    with pytest.raises(DatabaseError, match="withholding_by_two"), transaction.atomic():
        Withholding.objects.filter(pk=own.pk).update(decided_by=own.proposed_by)
    assert engine.execute(own, "decide", actors["head"]).subject.state == "withheld"


@pytest.mark.parametrize(("who", "allowed"), [("handler", True), ("finance", True), ("stranger", False)])
def test_publisher_and_finance_may_propose(propose, who, allowed):
    if allowed:
        assert propose(who).state == "proposed"
    else:
        with pytest.raises(Refused):
            propose(who)


@pytest.mark.parametrize("names", [["nothing"], ["grounds", "nothing"]])
def test_only_what_is_there_can_be_withheld(propose, names):
    with pytest.raises(Refused) as refused:
        propose("handler", *names)
    assert "field_names" in refused.value.errors


def test_a_rejected_proposal_changes_nothing(client, notice, propose, actors):
    engine.execute(propose(), "reject", actors["head"], reason="内容依法应当公开。")
    assert SECRET in outputs(client, notice)
    assert NoticeSearch.objects.get(notice=notice).text.count(SECRET) == 1


def test_the_pages(client, posts, notice, propose):
    client.force_login(posts["handler"].user, "django.contrib.auth.backends.ModelBackend")
    address = f"/notices/withholdings/propose/?notice={notice.number}"
    assert address in client.get(notice.get_absolute_url()).content.decode()
    page = client.get(address)
    assert "原因" in page.content.decode()
    data = {"notice": notice.pk, "field_names": ["grounds"], "basis": "state_secret", "explanation": "误发。"}
    assert client.post(address, data | {"field_names": []}).status_code == 422
    made = client.post(address, data)
    assert made.status_code == 302
    assert client.get(made.url).status_code == 200
    client.force_login(posts["stranger"].user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(made.url).status_code == 404
    assert client.get("/notices/withholdings/propose/").status_code == 404
    assert "withholdings/propose" not in client.get(notice.get_absolute_url()).content.decode()


def test_every_kind_can_lose_every_field(publish, actors, client):
    """Whatever is withheld, the page is still a page."""
    notice = publish("AN-09", full_payload(kinds["AN-09"]), title="合同公告")
    names = list(notice.payload)
    made = engine.create(
        Withholding,
        "propose",
        actors["handler"],
        notice=notice,
        field_names=names,
        basis="safety",
        explanation="误。",
    )
    engine.execute(made.subject, "decide", actors["head"])
    assert client.get(notice.get_absolute_url()).status_code == 200
