"""The budget ledger: lines, increases, cuts, the years to come."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accounts import demo as people
from disclosure.models import Notice
from procurement import demo
from procurement.models import BudgetEntry, BudgetLine, BudgetTable
from tests.procurement.refusals import refusal
from workflow.clock import legal_date
from workflow.engine import create, execute
from workflow.models import Duty


def line_of(city) -> BudgetLine:
    return BudgetLine.objects.get(pk=city.line.pk)


def test_an_approved_line_has_its_entry_and_its_document(city):
    entry = BudgetEntry.objects.get(line=city.line)
    assert entry.amount == line_of(city).amount == Decimal("10000000.00")
    assert entry.note == city.line.approval_number


def test_a5_2_an_increase_rests_on_an_approval(city):
    finance = city.actor("czj.shenhe")
    assert "approval_number" in refusal(city.line, "increase", finance, amount="5.00").errors
    execute(city.line, "increase", finance, amount="5.00", approval_number="长财预〔2026〕40号")
    assert line_of(city).amount == Decimal("10000005.00")


def test_a5_4_a_cut_never_goes_below_what_is_committed(city):
    demo.granted_project(city.hand, city.line)
    finance = city.actor("czj.juzhang")
    refused = refusal(city.line, "cut", finance, amount="9460000.01", reason="压减一般性支出")
    assert refused.rules == {"A5.4"}
    assert refused.obstacles[0].field == "amount"
    execute(city.line, "cut", finance, amount="9460000.00", reason="压减一般性支出")
    assert (line_of(city).amount, line_of(city).free) == (Decimal("540000.00"), 0)


@pytest.mark.parametrize("amount", ["0", "-5", "NaN", "1.005", "１０，０００", "1e5", "99999999999999999"])
def test_amounts_are_amounts(city, amount):
    data = {"amount": amount, "approval_number": "x"}
    if amount == "１０，０００":
        execute(city.line, "increase", city.actor("czj.shenhe"), data)
        assert line_of(city).amount == Decimal("10010000.00")
    else:
        assert "amount" in refusal(city.line, "increase", city.actor("czj.shenhe"), **data).errors


def test_a_line_is_entered_once_by_finance_of_the_units_own_level(city):
    data = {
        "purchaser": people.organisation("mzj"),
        "year": 2026,
        "code": city.line.code,
        "title": "x",
        "source": "general",
        "amount": "1.00",
        "approval_number": "x",
    }
    assert refusal(BudgetLine, "enter", city.actor("czj.shenhe"), **data).obstacles[0].field == "code"
    never = refusal(
        BudgetLine, "enter", city.actor("czj.shenhe"), **{**data, "code": "x", "year": 2028}
    ).obstacles
    assert [(o.rule, o.field) for o in never] == [("A5.1", "year")], "no budget of that year is approved yet"
    district = {**data, "purchaser": people.organisation("ngmz")}
    assert "purchaser" in refusal(BudgetLine, "enter", city.actor("czj.shenhe"), **district).errors
    assert refusal(BudgetLine, "enter", city.actor("mzj.lingdao"), **data).kind in {"actor", "input"}
    assert refusal(BudgetLine, "enter", city.actor("czj.guoku"), **data).kind == "actor"


@pytest.mark.parametrize(("category", "said"), [("养老", "“养老”不是"), ("Z99", "现行目录中没有“Z99”")])
@pytest.mark.parametrize(("step", "year"), [("enter", 2026), ("expect", 2028)])
def test_a3_5_a_line_is_meant_for_what_the_catalogue_has(city, step, year, category, said):
    data = {
        "purchaser": people.organisation("mzj"),
        "year": year,
        "code": "x",
        "title": "x",
        "category": category,
        "source": "general",
        "amount": "1,000,000.00元",
        "approval_number": "x",
    }
    finance = city.actor("czj.shenhe")
    refused = refusal(BudgetLine, step, finance, **data)
    found = [
        *refused.errors.get("category", []),
        *(o.text for o in refused.obstacles if o.field == "category"),
    ]
    assert len(found) == 1 and said in str(found[0]) and "A07" in str(found[0])
    for listed in ("A07", "Ａ", ""):
        made = create(BudgetLine, step, finance, {**data, "category": listed, "code": f"x{listed}"}).subject
        assert BudgetLine.objects.get(pk=made.pk).amount == Decimal("1000000.00")


def test_b8_12_the_plan_covers_the_two_years_after(city):
    finance = city.actor("czj.shenhe")
    for years in (["2026"], ["2029"], ["2027", "2027"]):
        rows = [{"year": year, "amount": "1"} for year in years]
        assert refusal(city.line, "plan", finance, plan_years=rows, reason="x").rules == {"B8.12"}
    rows = [{"year": "2027", "amount": "300000"}, {"year": "2028", "amount": "0"}]
    execute(city.line, "plan", finance, plan_years=rows, reason="中期规划调整")
    assert line_of(city).planned_years() == {2027}


def test_finance_of_another_level_keeps_its_hands_off(city):
    for name in ("ngcz.shenhe", "mzj.lingdao"):
        data = {"amount": "1.00", "approval_number": "x"}
        assert refusal(city.line, "increase", city.actor(name), **data).kind == "actor"


def test_a5_3_an_approved_budget_is_made_public_within_twenty_days(city):
    table = BudgetTable.objects.get()
    duty = Duty.objects.open().get(subject_id=table.pk)
    assert (duty.rule, duty.role) == ("budget.publication", "head")
    assert legal_date(duty.due_at).isoformat() == "2026-03-23"  # the 20th day, 22 March, is a Sunday
    table = demo.publish_budget(city.hand)
    assert table.state == "published"
    assert not Duty.objects.open().filter(subject_id=table.pk).exists()
    notice = Notice.objects.get(kind="AN-18")
    assert notice.payload["total"] == "10000000.00"
    assert "2026年" in notice.title and "2026" in notice.english["title"]
    assert [row["name"] for row in notice.payload["projects"]] == [city.line.title]


def test_an_18_tells_catalogue_code_plan_and_term_of_each_project(city):
    later = [{"year": 2027, "amount": Decimal("5.00")}, {"year": 2028, "amount": Decimal("7.00")}]
    demo.budget_line(city.hand, code="2026-mzj-02", category="A07", plan_years=later)
    demo.publish_budget(city.hand)
    first, second = Notice.objects.get(kind="AN-18").payload["projects"]
    assert first["term"]["zh"] == "2026年1月1日至2026年12月31日"
    assert "plan" not in first
    assert (second["code"], second["plan"]) == ("A07", "12.00")
    assert second["term"]["en"] == "1 January 2026 to 31 December 2028"


def test_the_head_reads_the_notice_before_it_is_public(city, sign_in):
    address = f"{BudgetTable.objects.get().get_absolute_url()}publish/"
    page = sign_in("mzj.lingdao").get(address).content.decode()
    demo.publish_budget(city.hand)
    notice = Notice.objects.get(kind="AN-18")
    assert notice.html in page and notice.title in page and "10,000,000.00" in page
    execute(city.line, "increase", city.actor("czj.shenhe"), amount="5.00", approval_number="x")
    page = sign_in("mzj.lingdao").get(address).content.decode()
    assert notice.number in page and "10,000,005.00" in page


def test_a5_3_a_changed_budget_is_made_public_anew(city):
    first = demo.publish_budget(city.hand)
    execute(city.line, "increase", city.actor("czj.shenhe"), amount="5.00", approval_number="x")
    assert BudgetTable.objects.get(pk=first.pk).state == "due"
    demo.publish_budget(city.hand)
    former, latest = Notice.objects.filter(kind="AN-18").order_by("published_at", "number")
    assert latest.corrects == former
    told = {name: latest.payload[name] for name in ("total", "changed_total", "stands_total")}
    assert list(told.values()) == ["10000000.00", "5.00", "10000005.00"], "approved is what the budget gave"
    assert latest.amount == former.amount == Decimal("10000000.00")
    (row,) = latest.payload["projects"]
    assert (row["amount"], row["changed"], row["stands"]) == tuple(told.values())
    assert "changed_total" not in former.payload and "changed" not in former.payload["projects"][0]


def test_only_the_unit_s_head_makes_its_budget_public_after_review(city):
    table = BudgetTable.objects.get()
    for name in ("mzj.jingban", "sfj.lingdao", "czj.shenhe"):
        assert refusal(table, "publish", city.actor(name), publication_reviewed=True).kind == "actor"
    assert refusal(table, "publish", city.actor("mzj.lingdao")).errors


@pytest.mark.parametrize("who", ["czj.shenhe", "sjj.shenji", "mzj.jingban"])
def test_acts_without_money_stand_in_the_history_of_the_line(city, sign_in, who):
    """Its years to come, and that it is out of use, are no entries in the ledger."""
    finance, rows = city.actor("czj.shenhe"), [{"year": "2027", "amount": "300000"}]
    execute(city.line, "plan", finance, plan_years=rows, reason="中期规划调整")
    execute(city.line, "close", finance, reason="项目整合")
    page = sign_in(who).get(city.line.get_absolute_url())
    told = [mark.text for mark in page.context["events"]]
    assert [any(reason in text for text in told[:2]) for reason in ("项目整合", "中期规划调整")] == [True] * 2
    html = page.content.decode()
    assert html.count("项目整合") == 1 and html.count("中期规划调整") == 1
