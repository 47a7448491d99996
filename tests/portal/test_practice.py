"""The practice area: the same screens under a watermark, where nothing leaves."""

from io import BytesIO
from types import SimpleNamespace

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts import demonstration as accounts
from accounts.telling import channels
from accounts.telling.kinds import Way
from config import privileges
from config.embedded import bootstrap
from core import excel
from documents import docx, pdf, watermark
from tests import testbed
from workflow import clock

HEAD = '<!doctype html><html lang="zh-Hans"><head><title>甲</title></head>'
PAPER = f"{HEAD}<body><h1>成交通知书</h1><p>一</p></body></html>"


@pytest.fixture
def practice(settings):
    """A process of the practice area."""
    settings.PRACTICE = True


@pytest.fixture
def area(practice, django_db_setup):
    """The same, on a database of its kind."""
    before = connection.settings_dict["NAME"]
    made = testbed.clone(django_db_setup.template, kind="practice")
    testbed.use(made)
    yield
    testbed.use(before)
    testbed.drop(made)


@pytest.fixture
def shown(practice, monkeypatch, db):
    """Pages as they look there."""
    for module in ("portal.demonstration", "portal.about"):
        monkeypatch.setattr(f"{module}.is_demonstration", lambda: True)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_lies_under_a_watermark_and_says_what_this_is(client, shown, settings, language):
    settings.WORK_URL = "https://portal.example.gov.cn"
    client.cookies["django_language"] = language
    page = client.get("/about/privacy/").content.decode()
    assert 'class="p-watermark" aria-hidden="true"' in page
    assert ("Practice area" if language == "en" else "练习区") in page
    assert 'href="https://portal.example.gov.cn"' in page
    assert 'name="robots" content="noindex' in page


def test_elsewhere_nothing_of_it_is_seen(client, db):
    page = client.get("/about/privacy/").content.decode()
    assert "p-watermark" not in page and "noindex" not in page
    assert watermark.rules() == ""
    assert excel.sheet("名单", ["甲"], [[1]]).headers["Content-Disposition"].count("%E7%BB%83") == 0


def test_the_real_portal_leads_there_once_it_has_an_address(client, db, settings):
    assert "练习区" not in client.get("/").content.decode()
    settings.PRACTICE_URL = "https://practice.example.gov.cn"
    assert 'href="https://practice.example.gov.cn">练习区' in client.get("/").content.decode()


def test_search_engines_are_kept_out_of_what_is_invented_only(client, db, monkeypatch):
    assert "Disallow: /\n" not in client.get("/robots.txt").content.decode()
    monkeypatch.setattr("portal.about.is_demonstration", lambda: True)
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_papers_say_that_they_are_void(practice):
    words = watermark.WORDS
    pages = PdfReader(BytesIO(pdf.render(PAPER.replace("<p>一</p>", "<p>一</p>" * 60)))).pages
    assert len(pages) > 1
    assert all(words.replace(" ", "") in page.extract_text().replace(" ", "") for page in pages)
    [section] = Document(BytesIO(docx.render(PAPER))).sections
    heads = (section.first_page_header, section.header, section.even_page_header)
    assert [head.paragraphs[0].text for head in heads] == [words] * 3


def test_workbooks_say_so_in_their_name_and_on_each_printed_page(practice):
    answer = excel.sheet("名单", ["甲"], [[1]])
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E7%BB%83%E4%B9%A0")
    assert load_workbook(BytesIO(answer.content)).active.oddHeader.center.text == excel.PRACTICE


@pytest.mark.usefixtures("area")
@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_whatever_the_settings_say(settings):
    settings.CHANNELS = dict.fromkeys(("mail", "sms", "wecom"), "accounts.telling.channels.mail.Mail")
    assert clock.database_kind() == "practice"
    assert accounts.is_demonstration()
    kept = {channels.KEPT[way].rsplit(".", 1)[1] for way in (Way.MAIL, Way.SMS, Way.WECOM)}
    assert {type(channels.channel(way)).__name__ for way in ("mail", "sms", "wecom")} == kept
    privileges.refuse_another_kind()
    settings.PRACTICE = False
    with pytest.raises(ImproperlyConfigured, match="is a practice area, but PORTAL_PRACTICE is not set"):
        privileges.refuse_another_kind()


@pytest.mark.django_db
def test_practice_never_begins_on_a_real_database(practice):
    with pytest.raises(ImproperlyConfigured, match="is no practice area, but PORTAL_PRACTICE is set"):
        privileges.refuse_another_kind()


def test_a_database_that_cannot_be_asked_stops_nobody(monkeypatch, practice):
    def cursor():
        raise privileges.OperationalError(str(psycopg.OperationalError("away")))

    away = SimpleNamespace(cursor=cursor, close=lambda: None)
    monkeypatch.setattr(privileges, "connection", away)
    privileges.refuse_another_kind()


@pytest.mark.parametrize(("said", "kind"), [("1", "practice"), ("0", "demonstration"), ("", "demonstration")])
def test_the_embedded_database_is_made_for_what_the_process_is(monkeypatch, said, kind):
    monkeypatch.setenv("PORTAL_PRACTICE", said)
    made = list(bootstrap.statements(dict.fromkeys(bootstrap.ROLES, "x")))
    assert made[-1] == f"ALTER DATABASE portal SET portal.kind = '{kind}';"
