"""Pages of a published evaluation: who sees what, and what the public can take away."""

import csv
import io
import json
from collections import Counter
from decimal import Decimal as D

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts import demo as people
from accounts.models import User
from disclosure.models import Notice
from evaluation import recount
from evaluation.models import Evaluation
from evaluation.views import results
from tests.evaluation.world import as_if, fresh

pytestmark = pytest.mark.django_db
SEES = ["mzj.jingban", "zhaohui.faren", "mz3.pingjia", "czj.shenhe", "sjj.shenji"]
STRANGERS = ["wjw.jingban", "kangle.faren", "ggfw.pingjia", "ngcz.shenhe", "shzz.jianguan"]
RESULT_PAGES = ["result", "result-excel", "result-scores", "result-answers", "result-card"]


def sign_in(client, username):
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def text(response):
    return response.content.decode()


@pytest.fixture
def notice(published):
    return Notice.objects.get(kind="AN-17")


@pytest.mark.parametrize("name", SEES)
def test_who_takes_part_or_watches_sees_it(client, published, name):
    assert Evaluation.objects.visible_to(people.actor(name)).get() == published
    page = sign_in(client, name).get(published.get_absolute_url())
    assert page.status_code == 200 and published.number in text(page)
    assert published.number in text(client.get(reverse("evaluation:evaluations")))


@pytest.mark.parametrize("name", STRANGERS)
def test_for_all_others_it_does_not_exist(client, published, name):
    assert not Evaluation.objects.visible_to(people.actor(name)).exists()
    sign_in(client, name)
    for page in ("detail", "sample", "publish", "combine", "score-as-purchaser", "moderate"):
        address = reverse(f"evaluation:evaluation-{page}", args=[published.pk])
        assert client.get(address).status_code == 404, page
    assert published.number not in text(client.get(reverse("evaluation:evaluations")))


def test_without_signing_in_only_results_are_open(client, published, notice):
    assert client.get(published.get_absolute_url()).status_code == 302
    for name in RESULT_PAGES:
        assert client.get(reverse(f"evaluation:{name}", args=[notice.number])).status_code == 200


@pytest.mark.parametrize("name", ["zhaohui.faren", "mzj.jingban"])
def test_e4_privacy_provider_and_purchaser_never_see_the_draw_or_the_groups(client, published, name):
    sign_in(client, name)
    assert client.get(reverse("evaluation:evaluation-sample", args=[published.pk])).status_code == 404
    assert "80岁以上" not in text(client.get(published.get_absolute_url()))


def test_the_third_party_sees_whom_to_ask(client, published):
    page = sign_in(client, "mz3.pingjia").get(reverse("evaluation:evaluation-sample", args=[published.pk]))
    assert published.survey.seed in text(page) and "80岁以上" in text(page)


def test_a_notice_opens_on_the_page_of_its_result(client, notice):
    assert notice.get_absolute_url() == reverse("evaluation:result", args=[notice.number])
    page = text(client.get(notice.get_absolute_url()))
    card = notice.payload["card"]
    for line in card["lines"]:
        assert line["name"] in page and line["score"] in page
    assert card["total"] in page and results.digest(card) in page
    assert "人员更换频繁" not in page, "two remarks are too few to be counted"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_result_reads_in_both_languages(client, notice, language):
    client.cookies["django_language"] = language
    page = text(client.get(notice.get_absolute_url()))
    assert ("逐项得分" in page) is (language == "zh-hans")
    assert ("Indicator by indicator" in page) is (language == "en")


def test_the_digest_is_that_of_the_file(client, notice):
    import hashlib

    file = client.get(reverse("evaluation:result-card", args=[notice.number])).content
    assert hashlib.sha256(file).hexdigest() == results.digest(notice.payload["card"])
    assert recount.differences(json.loads(file)) == []


def test_everyone_can_add_up_the_table(client, notice):
    body = client.get(reverse("evaluation:result-scores", args=[notice.number])).content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(body))
    assert len(rows) == len(notice.payload["card"]["lines"])
    assert sum(D(row[-1]) for row in rows) == D(notice.payload["card"]["total"])
    book = load_workbook(
        io.BytesIO(client.get(reverse("evaluation:result-excel", args=[notice.number])).content)
    )
    assert [cell.value for cell in next(book.active.rows)] == head


def test_e4_privacy_answers_are_given_out_as_counts_only(client, notice):
    body = client.get(reverse("evaluation:result-answers", args=[notice.number])).content.decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(body))
    people = Counter()
    for question, _said, number, *_rest in rows:
        assert int(number) == 0 or int(number) >= 5
        people[question] += int(number)
    assert list(people.values()) == [36, 36]


def test_e4_privacy_no_number_of_few_people_stands_on_the_card_or_the_page(client, notice):
    for question in notice.payload["card"]["survey"]["questions"]:
        assert "counts" not in question
        assert all(group["people"] == 0 or group["people"] >= 5 for group in question["groups"])
    shown = client.get(notice.get_absolute_url()).context["answers"]
    assert all(count == 0 or count >= 5 for question in shown for _label, count, _part in question.steps)


def test_why_too_few_answered_stands_on_the_result(client, notice, monkeypatch):
    notice.payload["card"]["survey"] |= {"counts": False, "why_few": "多数对象住院"}
    monkeypatch.setattr(results, "find", lambda number: notice)
    assert "多数对象住院" in text(client.get(reverse("evaluation:result", args=[notice.number])))


def test_no_text_becomes_a_formula(client, published, notice):
    card = json.loads(json.dumps(notice.payload["card"]))
    card["lines"][0]["marks"]["purchaser"]["note"] = '=HYPERLINK("http://x","y")'
    written = next(results.lines(card))
    assert results._safe(written[11]).startswith("'=")


def test_withheld_figures_are_given_out_nowhere(client, published, notice, monkeypatch):
    gone = {"card": "已撤下"}
    monkeypatch.setattr(results, "tombstones", lambda n: gone)
    monkeypatch.setattr("disclosure.reading.tombstones", lambda n: gone)
    page = client.get(reverse("evaluation:result", args=[notice.number]))
    assert page.status_code == 200 and results.digest(notice.payload["card"]) not in text(page)
    for name in RESULT_PAGES[1:]:
        assert client.get(reverse(f"evaluation:{name}", args=[notice.number])).status_code == 404


@pytest.mark.parametrize("name", RESULT_PAGES)
def test_an_unknown_number_is_not_found(client, published, name):
    assert client.get(reverse(f"evaluation:{name}", args=["PJ-0"])).status_code == 404


def test_the_public_home_shows_the_latest_results(client, published, notice):
    assert notice.title in text(client.get("/"))


def test_the_projects_page_shows_the_evaluation(client, published):
    page = text(sign_in(client, "mzj.jingban").get(published.project.get_absolute_url()))
    assert published.number in page and str(published.total) in page


def test_the_list_goes_to_excel(client, published):
    answer = sign_in(client, "czj.shenhe").get(reverse("evaluation:evaluations"), {"format": "xlsx"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[1][0] == published.number and float(rows[1][6]) == float(published.total)


@pytest.mark.parametrize("query", [{"q": "\x00'"}, {"state": "x"}, {"page": "9999999999"}, {"sort": "x"}])
def test_odd_queries_do_no_harm(client, published, query):
    assert sign_in(client, "czj.shenhe").get(reverse("evaluation:evaluations"), query).status_code < 500


def test_a_released_remark_is_shown_as_text(client, published, notice):
    spoilt = fresh(published)
    remark = spoilt.survey.remarks.filter(decision="published").order_by("public_text").first()
    type(remark).objects.filter(pk=remark.pk).update(public_text="<script>alert(1)</script>")
    page = text(sign_in(client, "mzj.jingban").get(as_if(spoilt).get_absolute_url()))
    assert "<script>alert" not in page and "&lt;script&gt;" in page
