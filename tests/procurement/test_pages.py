"""The pages of procurement in the hands of those who use them."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from documents.models import Attachment
from procurement import demo
from procurement.models import BudgetTable, Project, PurchaserProfile
from procurement.services import record_grade
from workflow import running
from workflow.engine import execute


def form_values(page) -> dict[str, str]:
    """What a browser would send back from the form on a page that was just opened."""
    form = page.context["form"]
    values = {}
    for part in (form, *(row for rows in form.parts.values() for row in rows.forms)):
        for bound in part:
            value = bound.value()
            if not (value is None or value is False or value in ("", [])):
                values[bound.html_name] = "on" if value is True else str(getattr(value, "pk", value))
    for name, rows in form.parts.items():
        values[f"{name}-TOTAL_FORMS"] = str(rows.total_form_count())
        values[f"{name}-INITIAL_FORMS"] = str(rows.initial_form_count())
    return values


def address(project: Project, step: str) -> str:
    return reverse(f"procurement:project-{step}", args=[project.pk])


def test_the_list_is_filtered_sorted_and_exported_alike(city, sign_in):
    demo.granted_project(city.hand, city.line, title="甲项目")
    demo.draft_project(city.hand, title="乙项目", item="B03")
    client = sign_in("mzj.jingban")
    url = reverse("procurement:project-list")

    def titles(**query) -> list[str]:
        return [row.record.title for row in client.get(url, query).context["table"].rows]

    assert set(titles()) == {"甲项目", "乙项目"}
    assert titles(state="draft") == titles(category="B") == titles(q="乙") == ["乙项目"]
    assert titles(sort="title") == list(reversed(titles(sort="-title")))
    assert titles(q="没有的") == []
    answer = client.get(url, {"state": "granted", "export": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows[1:]] == ["甲项目"]
    assert 540000 in rows[1]


@pytest.mark.parametrize(
    "query", ["state=x", "year=x", "category=%00", "q=%00%27", "sort=x", "page=x", "purchaser=1"]
)
def test_no_filter_is_an_error(city, sign_in, query):
    for name in ("project-list", "budgetline-list"):
        for person in ("mzj.jingban", "czj.shenhe"):
            assert sign_in(person).get(f"{reverse(f'procurement:{name}')}?{query}").status_code == 200


def test_an_application_is_filled_in_bit_by_bit_in_the_browser(city, sign_in):
    client = sign_in("mzj.jingban")
    item = demo.draft_project(city.hand).item
    client.post(
        reverse("procurement:project-draft"), {"title": "新的申报", "item": str(item.pk), "year": "2026"}
    )
    project = Project.objects.get(title="新的申报")
    page = client.get(address(project, "prepare"))
    assert page.context["form"].section_states()["need"] == "open"
    assert page.context["form"].section_states()["indicators"] == "done"
    values = form_values(page) | {
        "need": "老年人居家照护需求",
        "cost_rows-0-name": "上门照护",
        "cost_rows-0-quantity": "1,000",
        "cost_rows-0-unit": "人次",
        "cost_rows-0-unit_price": "９０.５０",
        "papers": SimpleUploadedFile("询价.txt", "三家询价记录".encode()),
    }
    values["cost_rows-0-quantity"] = "1000"
    answer = client.post(address(project, "prepare"), values)
    assert answer.status_code == 302
    project = Project.objects.get(pk=project.pk)
    assert (project.need, str(project.requested_amount)) == ("老年人居家照护需求", "90500.00")
    assert Attachment.objects.of(project).get().title == "询价.txt"
    again = form_values(client.get(address(project, "prepare")))
    assert again["need"] == "老年人居家照护需求"
    assert again["cost_rows-0-name"] == "上门照护"


def test_nothing_typed_is_lost_when_something_is_wrong(city, sign_in):
    project = demo.prepare(city.hand, demo.draft_project(city.hand), city.line)
    client = sign_in("mzj.jingban")
    values = form_values(client.get(address(project, "prepare")))
    values |= {"need": "改过的理由", "recipient_number": "很多", "cost_rows-0-unit_price": "九十"}
    page = client.post(address(project, "prepare"), values)
    assert page.status_code == 422
    text = page.content.decode()
    assert "改过的理由" in text
    assert 'value="很多"' in text
    assert 'value="九十"' in text
    assert Project.objects.get(pk=project.pk).need != "改过的理由"


def test_a_slower_colleague_is_told_and_can_save_knowingly(city, sign_in):
    project = demo.prepare(city.hand, demo.draft_project(city.hand), city.line)
    client = sign_in("mzj.jingban")
    mine = form_values(client.get(address(project, "prepare"))) | {"need": "我的"}
    demo.prepare(city.hand, project, city.line, need="同事的")
    page = client.post(address(project, "prepare"), mine)
    assert page.status_code == 422
    assert "周静" in page.content.decode()
    again = form_values(page) | {"need": "我的"}
    assert client.post(address(project, "prepare"), again).status_code == 302
    assert Project.objects.get(pk=project.pk).need == "我的"


def test_the_project_s_page_says_what_is_missing_and_where(city, sign_in):
    project = demo.draft_project(city.hand)
    page = sign_in("mzj.jingban").get(project.get_absolute_url()).content.decode()
    for anchor in ("need", "exclusions", "service", "budget", "assessment"):
        assert f"{address(project, 'prepare')}#{anchor}" in page


def test_finance_sees_line_grades_and_changes_where_it_decides(city, sign_in):
    project = demo.submitted_project(city.hand, city.line)
    client = sign_in("czj.shenhe")
    page = client.get(address(project, "grant"))
    assert page.status_code == 200
    assert str(page.context["form"]["amount"].value()) == "540000.00"
    assert str(page.context["money"][0].amount) == "10000000.00"
    answer = client.post(address(project, "grant"), {"amount": "999999999", "decision_number": "12"})
    assert answer.status_code == 422
    assert 'value="999999999"' in answer.content.decode()
    answer = client.post(address(project, "grant"), {"amount": "540,000.00", "decision_number": "12"})
    assert answer.status_code == 302
    assert Project.objects.get(pk=project.pk).state == "granted"


def test_the_ledger_leads_to_every_entry(city, sign_in):
    project = demo.granted_project(city.hand, city.line)
    page = sign_in("czj.shenhe").get(city.line.get_absolute_url())
    text = page.content.decode()
    assert "9,460,000.00" in text
    assert project.get_absolute_url() in text
    assert [str(bar.amount) for bar in page.context["money"]] == ["10000000.00", "540000.00", "0.00", "0.00"]


def test_registers_and_lists_of_purchasers_open(city, sign_in):
    profile = PurchaserProfile.objects.get()
    for name in ("mzj.jingban", "czj.shenhe"):
        client = sign_in(name)
        assert client.get(reverse("procurement:purchaserprofile-list")).status_code == 200
        assert client.get(profile.get_absolute_url()).status_code == 200
    assert sign_in("sfj.jingban").get(reverse("procurement:purchaserprofile-register")).status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_of_every_step_opens_in_both_languages(city, sign_in, language):
    project = demo.submitted_project(city.hand, city.line)
    draft = demo.draft_project(city.hand)
    client = sign_in("mzj.jingban")
    client.cookies["django_language"] = language
    for url in (
        reverse("procurement:project-list"),
        reverse("procurement:project-draft"),
        address(draft, "prepare"),
        address(draft, "present"),
        draft.get_absolute_url(),
        project.get_absolute_url(),
    ):
        assert client.get(url).status_code == 200, url
    client = sign_in("czj.shenhe")
    line = city.line
    for url in (
        address(project, "grant"),
        address(project, "give-back"),
        address(project, "refuse"),
        address(project, "terminate"),
        reverse("procurement:budgetline-list"),
        reverse("procurement:budgetline-enter"),
        BudgetTable.objects.get().get_absolute_url(),
        *(
            reverse(f"procurement:budgetline-{s}", args=[line.pk])
            for s in ("increase", "cut", "plan", "close")
        ),
    ):
        assert client.get(url).status_code == 200, url


def test_a6_4_the_last_grade_is_seen_while_drafting_and_while_deciding(city, sign_in):
    former = demo.granted_project(city.hand, city.line)
    with running.act_on(former, "test"):
        record_grade(project=former, year=2025, score=Decimal("57.50"), grade="差", provider_name="某中心")
    draft, submitted = demo.draft_project(city.hand), demo.submitted_project(city.hand, city.line)
    for person, url in (
        ("mzj.jingban", address(draft, "prepare")),
        ("czj.shenhe", address(submitted, "grant")),
        ("czj.shenhe", submitted.get_absolute_url()),
    ):
        assert "57.5" in sign_in(person).get(url).content.decode(), url


def test_rows_are_added_without_javascript_and_nothing_typed_is_lost(city, sign_in):
    project = demo.draft_project(city.hand)
    client = sign_in("mzj.jingban")
    values = form_values(client.get(address(project, "prepare")))
    for part in ("cost_rows", "indicators"):
        page = client.post(address(project, "prepare"), {**values, "need": "写到一半", "add_row": part})
        assert page.status_code == 200
        assert page.context["form"].parts[part].total_form_count() == int(values[f"{part}-TOTAL_FORMS"]) + 1
        assert "写到一半" in page.content.decode()


@pytest.mark.parametrize(
    "harm",
    [
        {"cost_rows-TOTAL_FORMS": "x"},
        {"cost_rows-TOTAL_FORMS": "999999"},
        {"exclusions-TOTAL_FORMS": "99"},
        {"exclusions-0-rule": "NEG-99"},
        {"exclusions-0-applies": "maybe"},
        {"item": "x"},
        {"item": "00000000-0000-0000-0000-000000000000"},
        {"budget_line": "1"},
        {"starts_on": "2026-02-30"},
        {"recipient_number": "9" * 30},
        {"quantity": "1e400"},
        {"title": "\x00"},
        {"need": "字" * 3000},
        {"papers": "../../etc/passwd"},
        {"revision": "x"},
        {"unheard_of": "1"},
        {"indicators-0-target": "NaN", "indicators-0-points": "Infinity"},
    ],
    ids=str,
)
def test_no_input_is_a_server_error(city, sign_in, harm):
    project = demo.draft_project(city.hand)
    client = sign_in("mzj.jingban")
    values = form_values(client.get(address(project, "prepare")))
    assert client.post(address(project, "prepare"), values | harm).status_code == 422
    assert Project.objects.get(pk=project.pk).revision == 0


def test_why_it_was_refused_comes_first_and_nothing_is_left_to_do(city, sign_in):
    project = demo.submitted_project(city.hand, city.line)
    client = sign_in("mzj.jingban")
    assert "已无待办事项" not in client.get(project.get_absolute_url()).content.decode()
    execute(project, "refuse", city.actor("czj.shenhe"), reason="数据可以共享，不再安排资金。")
    page = client.get(project.get_absolute_url()).content.decode()
    assert page.index("数据可以共享，不再安排资金。") < page.index("已无待办事项") < page.index("p-money")
