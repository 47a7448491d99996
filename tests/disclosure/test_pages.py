"""Public pages: for everybody, from notices alone, and as fast for many as for few."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from catalog.models.item import Named
from disclosure import services
from disclosure.filters import choices_by_dimension
from disclosure.models import Notice
from disclosure.registry import kinds
from tests.disclosure.conftest import SAMPLES, TERMINATION, full_payload

BESIDE = {"django_session", "accounts_jurisdiction"}
HOSTILE = "<script>alert(1)</script>&\"'{{ 7 }}"


@pytest.fixture
def notices(publish):
    """Five notices, two of them of one project."""
    made = [publish(title=f"第{n}号终止公告", amount=Decimal(n * 1000)) for n in range(1, 4)]
    project = {"project_id": made[0].pk, "project_number": "CC-2025-0007"}
    item = {"category": "A07", "category_name": Named("样例目录事项", "Sample item")}
    made.append(publish("AN-03", full_payload(kinds["AN-03"]), title="养老服务招标公告", **project, **item))
    made.append(publish("AN-07", full_payload(kinds["AN-07"]), title="养老服务中标公告", **project))
    return made


def paths(notice):
    return [
        "/notices/",
        "/notices/?q=养老&kind=sourcing&year=2026&open=on",
        f"/notices/{notice.number}/",
        f"/notices/project/{notice.project_id}/",
        "/notices/feed/",
        "/notices/notices.xlsx",
        "/notices/notices.csv",
        "/notices/data/",
    ]


def read(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_reads_every_page(client, notices, language):
    for path in paths(notices[-1]):
        response = client.get(path, headers={"accept-language": language})
        assert response.status_code == 200, path
        assert read(response)


def test_public_pages_read_notices_only(client, notices, monkeypatch):
    for path in paths(notices[-1]):
        with CaptureQueriesContext(connection) as queries:
            read(client.get(path))
        for query in queries:
            tables = {
                word.strip('"(,') for word in query["sql"].split() if word.startswith('"') and "." not in word
            }
            foreign = {t for t in tables if "_" in t and not t.startswith(("disclosure_", "documents_", "_"))}
            assert not foreign & set(connection.introspection.table_names()) - BESIDE, query["sql"]


@pytest.mark.parametrize("index", range(8))
def test_pages_cost_the_same_at_any_size(client, notices, publish, index):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            read(client.get(paths(notices[-1])[index]))
        return len(queries)

    cost()
    few = cost()
    for number in range(12):
        publish(title=f"又{number}", project_id=notices[-1].project_id, project_number="CC-2025-0007")
    assert cost() == few


def test_a_notice_in_both_languages(client, notices):
    notice = notices[3]
    chinese = client.get(notice.get_absolute_url(), headers={"accept-language": "zh-hans"}).content.decode()
    english = client.get(notice.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert "预算金额（元）" in chinese
    assert "二、" in chinese
    assert "Budget (yuan)" in english
    assert "2. Qualifications of applicants" in english
    assert "Changchun Civil Affairs Bureau" in english
    for page in (chinese, english):
        assert "1,234.50" in page
        assert "\ue000" not in page
    for language, name in (("zh-hans", "样例目录事项"), ("en", "Sample item")):
        with override(language):
            assert choices_by_dimension()["category"] == [("A07", name)]


def test_names_of_people_are_on_the_page_and_nowhere_else(client, publish):
    notice = publish()
    page = client.get(notice.get_absolute_url()).content.decode()
    assert "0431-81111111" in page
    for path in ("/notices/feed/", "/notices/notices.csv", "/notices/?q=0431-81111111"):
        assert "赵某" not in read(client.get(path)).decode()


def test_what_people_typed_is_text(client, publish):
    payload = TERMINATION | {"grounds": HOSTILE, "contact_person": HOSTILE}
    notice = publish(payload=payload, title=HOSTILE)
    for path in (notice.get_absolute_url(), "/notices/", "/notices/feed/", f"/notices/?q={HOSTILE}"):
        page = read(client.get(path)).decode()
        assert "<script>alert(1)" not in page
    assert "<script>alert(1)" not in notice.html
    assert "&lt;script&gt;" in notice.html


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=养老服务", 5),
        ("q=老服", 5),
        ("q=养", 5),
        ("q=第2号", 1),
        ("q=标公", 2),
        ("q=招", 1),
        ("q=养老 中标", 1),
        ("q=航空", 0),
        ("q=ZZ-220100", 3),
        ("kind=AN-08", 3),
        ("kind=sourcing", 5),
        ("year=2026", 5),
        ("jurisdiction=220100", 5),
        ("jurisdiction=220102", 0),  # nothing was published there, so it is no choice, and says so
        ("kind=AN-07&q=养老", 1),
        ("q=%00", 0),
        ("kind=nonsense", 0),
        ("q=" + "长" * 300, 0),
        ("page=999999&sort=-amount", 5),
    ],
)
def test_filters(client, notices, legal_time, query, expected):
    response = client.get(f"/notices/?{query}")
    assert response.status_code == 200
    assert len(response.context["table"].data) == expected


def test_a_filter_that_is_not_known_says_so(client, notices):
    assert "nonsense" in client.get("/notices/?kind=nonsense").content.decode()
    assert client.get("/notices/notices.csv?kind=nonsense").getvalue().decode().count("\n") == 1
    assert client.get("/notices/data/releases-2026.jsonl").status_code == 200
    assert client.get("/notices/data/releases-9999.jsonl").status_code == 404


def test_open_calls_are_those_that_have_not_closed(publish, legal_time):
    call = full_payload(kinds["AN-03"])
    closes = [SAMPLES["moment"] + timedelta(days=n) for n in (3, 1, 2)]
    for number, moment in enumerate(closes):
        publish("AN-03", call, title=f"第{number}号", closes_at=moment)
    legal_time(SAMPLES["moment"] + timedelta(days=1))
    assert [n.title for n in services.open_calls(5)] == ["第2号", "第0号"]
    assert [n.kind for n in services.latest(["AN-03"], 2)] == ["AN-03", "AN-03"]


def test_a_call_stays_open_until_the_hour_as_corrected(client, publish, legal_time):
    """In every list; the notice itself keeps the hour that it was published with."""
    first = SAMPLES["moment"] + timedelta(days=1)
    call = publish("AN-03", full_payload(kinds["AN-03"]), title="延期的招标公告", closes_at=first)
    for days in (3, 6):
        correction = full_payload(kinds["AN-06"])
        publish("AN-06", correction, title="更正公告", corrects=call, closes_at=first + timedelta(days=days))
    legal_time(first + timedelta(days=5))
    assert [n.closing for n in services.open_calls()] == [first + timedelta(days=6)]
    assert services.closing_of(call) == first + timedelta(days=6)
    assert call in client.get("/notices/?open=on").context["table"].data.data
    legal_time(first + timedelta(days=7))
    assert not services.open_calls()
    call.refresh_from_db()
    assert call.closes_at == first


def test_a_project_without_notices_is_absent(client, notices):
    assert client.get(f"/notices/project/{notices[3].pk}/").status_code == 404
    assert client.get("/notices/ZZ-220100-2025-9999/").status_code == 404


def test_a_correction_is_named_on_both_pages(client, publish):
    first = publish()
    second = publish("AN-06", full_payload(kinds["AN-06"]), title="更正公告", corrects=first)
    assert second.get_absolute_url() in client.get(first.get_absolute_url()).content.decode()
    assert first.get_absolute_url() in client.get(second.get_absolute_url()).content.decode()


def test_a_workbook_holds_values_and_no_formulas(client, publish):
    publish(title="=1+1", amount=Decimal("12.50"))
    book = openpyxl.load_workbook(io.BytesIO(client.get("/notices/notices.xlsx").content))
    row = next(book.active.iter_rows(min_row=2))
    assert (row[1].value, row[1].data_type) == ("=1+1", "s")
    assert row[9].value == 12.5
    assert row[3].value.year >= 2025


def test_csv_holds_no_formulas(client, publish):
    publish(title="＝cmd|' /C calc'!A0", amount=Decimal("12.50"))
    text = read(client.get("/notices/notices.csv")).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert row[1] == "'＝cmd|' /C calc'!A0"
    assert row[9] == "12.50"


def test_the_feed_is_atom_and_names_the_public_address(client, publish, settings):
    settings.PUBLIC_URL = "https://portal.example"
    notice = publish()
    feed = ElementTree.fromstring(client.get("/notices/feed/", headers={"host": "localhost"}).content)
    name = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.find("a:entry/a:id", name).text == f"https://portal.example{notice.get_absolute_url()}"
    assert feed.find("a:entry/a:title", name).text == notice.title


@pytest.fixture
def with_release(publish):
    kinds.add_part("AN-03", lambda subject, payload: {"tag": ["tender"], "tender": {"id": "1"}})
    return publish("AN-03", full_payload(kinds["AN-03"]), project_number="CC-2025-0007", title="招标公告")


def test_a_release_is_given_out_as_it_was_built(client, with_release):
    package = client.get(f"{with_release.get_absolute_url()}release.json").json()
    assert package["version"] == "1.1"
    assert package["releases"] == [Notice.objects.get(pk=with_release.pk).release]
    year = with_release.published_at.year
    lines = read(client.get(f"/notices/data/releases-{year}.jsonl")).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [with_release.number]


def test_a_notice_without_a_release_has_none(client, publish):
    assert client.get(f"{publish().get_absolute_url()}release.json").status_code == 404


def test_the_language_of_whoever_acts_leaves_no_trace(publish, bureau):
    with override("en"):
        notice = publish(purchaser=bureau)
    assert notice.publisher_name == notice.purchaser_name == "长春市民政局"
    assert notice.english["purchaser_name"] == "Changchun Civil Affairs Bureau"
    assert "终止的原因" in notice.html or "原因" in notice.html
    assert "年" in notice.pdf.html


def test_time_is_legal_time(publish, legal_time):
    moment = datetime(2025, 3, 4, 1, 30, tzinfo=UTC)
    legal_time(moment)
    assert publish().published_at == moment
