"""Reading files: the same check as the page they belong to; what one may not read doesn't exist."""

import re
from uuid import uuid4

import pytest

from accounts.actors import played
from documents import pdf, services
from documents.models import Rendering
from tests import people
from tests.documents.conftest import upload
from tests.documents.samples import GOOD
from tests.sample.models import Paper
from workflow.running import OutsideExecute


@pytest.fixture
def members(db):
    return {name: people.member(people.organisation(), "handler") for name in ("owner", "stranger")}


@pytest.fixture
def owner(members):
    return played(members["owner"])


@pytest.fixture
def attached(note, owner):
    """`attached(name)`: a new attachment of the sample paper."""

    def run(name="合同.pdf", **options):
        made = []

        def effect(act):
            for file in act.data["papers"]:
                made.append(services.attach(act.subject, file, "note", act=act, **options))

        note(owner, {"papers": [services.stage(upload(name), owner)]}, effect=effect)
        return made[0]

    return run


@pytest.fixture
def get(client, members):
    def read(path, who="", **options):
        client.logout()
        if who:
            client.force_login(members[who].user, "django.contrib.auth.backends.ModelBackend")
        return client.get(path, **options)

    return read


def body(response):
    """The page without what is new in every answer."""
    return re.sub(
        rb'csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|nonce="[^"]+"', b"", response.content
    )


def test_whoever_sees_the_subject_reads_its_papers(attached, get):
    response = get(attached().get_absolute_url(), "owner")
    assert b"".join(response.streaming_content) == GOOD["合同.pdf"]
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; ")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_only_pdfs_open_in_the_browser(attached, get):
    response = get(attached("照片.png").get_absolute_url(), "owner")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E7%85%A7%E7%89%87.png"


@pytest.mark.parametrize("who", ["stranger", ""])
def test_a_foreign_file_is_exactly_as_absent_as_none(attached, get, who):
    there, nowhere = attached().pk, uuid4()
    foreign, absent = (get(f"/documents/{key}/", who) for key in (there, nowhere))
    assert foreign.status_code == absent.status_code == 404
    assert set(foreign.headers) == set(absent.headers)
    key = b"00000000-0000-4000-8000-000000000000"
    assert body(foreign).replace(str(there).encode(), key) == body(absent).replace(str(nowhere).encode(), key)


def test_a_staged_file_is_its_uploaders_alone(get, owner, members):
    file = services.stage(upload("合同.pdf"), owner)
    assert get(file.get_absolute_url(), "owner").status_code == 200
    members["colleague"] = people.member(members["owner"].organisation, "handler")
    assert get(file.get_absolute_url(), "colleague").status_code == 404
    assert get(file.get_absolute_url()).status_code == 404


def test_the_address_of_the_bytes_is_no_way_around(attached, get, members):
    attachment = attached()
    members["colleague"] = people.member(members["owner"].organisation, "handler")
    assert get(attachment.get_absolute_url(), "colleague").status_code == 200
    assert get(attachment.file.get_absolute_url(), "colleague").status_code == 404


def test_a_subject_may_say_less(attached, get, monkeypatch):
    attachment = attached()
    monkeypatch.setattr(Paper, "may_read_paper", lambda self, actor, paper: False, raising=False)
    assert get(attachment.get_absolute_url(), "owner").status_code == 404


def test_public_attachments_follow_their_subject(attached, get):
    """A flag alone opens nothing: the subject must be visible to everybody too."""
    assert get(attached(is_public=True).get_absolute_url()).status_code == 404


def test_papers_of_a_subject(attached, paper, owner, monkeypatch):
    first, second = attached(), attached("照片.png")
    assert services.papers(paper, owner) == [first, second]
    monkeypatch.setattr(Paper, "may_read_paper", lambda self, actor, p: p.pk == second.pk, raising=False)
    assert services.papers(paper, owner) == [second]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_reading_is_all_one_can_do(client, attached, method):
    assert getattr(client, method)(attached().get_absolute_url()).status_code == 405


def test_attaching_needs_an_act(paper, owner):
    with pytest.raises(OutsideExecute):
        services.attach(paper, services.stage(upload("合同.pdf"), owner), "note")


@pytest.fixture
def asked(in_act_of):
    """A paper that no worker has made yet."""
    return in_act_of(
        lambda act: services.request_pdf(act.subject, "letter", "layout/print.html", {}, act=act)
    )


def test_a_paper_is_made_for_its_first_reader(asked, get):
    assert get(asked.get_absolute_url(), "stranger").status_code == 404
    assert not Rendering.objects.exists()
    first = get(asked.get_absolute_url(), "owner")
    assert b"".join(first.streaming_content).startswith(b"%PDF")
    assert Rendering.objects.get().paper_id == asked.pk
    assert get(asked.get_absolute_url(), "owner").status_code == 200
    assert Rendering.objects.count() == 1


def test_a_paper_that_cannot_be_made_now_says_so(asked, get, monkeypatch):
    def missing(html):
        raise pdf.Unavailable

    monkeypatch.setattr(pdf, "render", missing)
    answer = get(asked.get_absolute_url(), "owner")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
