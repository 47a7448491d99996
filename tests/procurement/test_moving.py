"""Money moves between lines, back to a line and into the next year: never more than is free, each with its act."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import User
from disclosure.models import Notice
from procurement import demo
from procurement.models import BudgetLine, BudgetMove, BudgetTable, YearClosing
from tests.procurement.refusals import guard_rules, refusal
from workflow.engine import execute
from workflow.models import Event

MOVE = {"amount": "1000.00", "approval_number": "长财预〔2026〕88号", "reason": "项目之间调剂使用。"}


def fresh(line) -> BudgetLine:
    return BudgetLine.objects.get(pk=line.pk)


@pytest.fixture
def finance(city):
    return city.actor("czj.shenhe")


@pytest.fixture
def other(city):
    return demo.budget_line(city.hand, code="2026-mzj-02", amount=Decimal("50000.00"))


@pytest.fixture
def following(city):
    return demo.budget_line(city.hand, code="2027-mzj-01", year=2027, amount=Decimal("50000.00"))


def test_a5_2_a_transfer_moves_free_money_and_leaves_the_sum_as_it_was(city, finance, other):
    before = fresh(city.line).amount + fresh(other).amount
    event = execute(city.line, "transfer", finance, target=other, **MOVE).event_id
    assert fresh(other).amount == Decimal("51000.00")
    assert fresh(city.line).amount + fresh(other).amount == before
    move = BudgetMove.objects.get()
    assert (move.event_id, move.note) == (event, MOVE["approval_number"])
    assert Event.objects.get(uuid=event).content["reason"] == MOVE["reason"]


def test_a5_4_no_more_is_transferred_than_is_free(city, finance, other):
    demo.granted_project(city.hand, city.line)
    free = fresh(city.line).free
    refused = refusal(city.line, "transfer", finance, target=other, **MOVE | {"amount": free + 1})
    assert refused.rules == {"A5.4"}
    assert refused.obstacles[0].field == "amount"
    execute(city.line, "transfer", finance, target=other, **MOVE | {"amount": free})
    assert fresh(city.line).free == 0
    assert guard_rules(fresh(city.line), "transfer", finance) == {"A5.4"}


def test_a5_1_money_keeps_its_year_and_its_source(city, finance, following):
    assert guard_rules(city.line, "transfer", finance) == {"A5.1"}
    fund = demo.budget_line(city.hand, code="2026-mzj-03", source="fund")
    for target in (following, fund, city.line):
        assert "target" in refusal(city.line, "transfer", finance, target=target, **MOVE).errors


def test_a_transfer_says_where_it_goes_on_what_approval_and_why(city, finance, other):
    for missing in ("amount", "approval_number", "reason"):
        given = {name: value for name, value in MOVE.items() if name != missing}
        assert missing in refusal(city.line, "transfer", finance, target=other, **given).errors
    assert "target" in refusal(city.line, "transfer", finance, **MOVE).errors
    assert refusal(city.line, "transfer", city.actor("mzj.lingdao"), target=other, **MOVE).kind == "actor"


def test_what_is_left_is_carried_over_to_the_same_units_line_of_the_next_year(city, finance, following):
    elsewhere = demo.budget_line(city.hand, "sfj", code="2027-sfj-01", year=2027)
    assert "target" in refusal(city.line, "carry_over", finance, target=elsewhere, **MOVE).errors
    execute(city.line, "carry_over", finance, target=following, **MOVE)
    assert fresh(following).amount == Decimal("51000.00")
    assert fresh(city.line).amount == Decimal("9999000.00")


def test_a5_1_what_is_carried_over_keeps_its_purpose(city, finance):
    """Budget Law, art. 42."""
    line = demo.budget_line(city.hand, code="2026-mzj-71", category="A07", amount=Decimal("5000.00"))
    for category, warned in (("B02", True), ("A07", False), ("A", False), ("", False)):
        code = f"2027-mzj-7{category or 'x'}"
        target = demo.budget_line(city.hand, code=code, year=2027, category=category)
        if warned:
            (found,) = refusal(line, "carry_over", finance, target=target, **MOVE).obstacles
            assert (found.is_warning, found.rule, found.field) == (True, "A5.1", "target")
        else:
            execute(line, "carry_over", finance, target=target, **MOVE)


def test_a5_4_what_two_years_have_not_used_is_carried_on_only_for_a_reason(city, finance, following):
    """Budget Law, art. 42: of the line, only what its own year gave goes on unasked."""
    later = demo.budget_line(city.hand, code="2028-mzj-01", year=2027, amount=Decimal("1.00"))
    old = demo.budget_line(city.hand, code="2025-mzj-71", year=2025, amount=Decimal("3000.00"))
    line = demo.budget_line(city.hand, code="2026-mzj-71", amount=Decimal("5000.00"))
    execute(old, "carry_over", finance, target=line, **MOVE)
    line = fresh(line)
    execute(line, "carry_over", finance, target=later, **MOVE | {"amount": "5000.00"})
    (found,) = refusal(fresh(line), "carry_over", finance, target=later, **MOVE).obstacles
    assert (found.is_warning, found.rule) == (True, "A5.4") and "1,000.00" in str(found.text)
    execute(fresh(line), "cut", finance, amount="500.00", reason="压减。")
    (found,) = refusal(
        fresh(line), "carry_over", finance, target=later, **MOVE | {"amount": "400.00"}
    ).obstacles
    assert "400.00" in str(found.text), "never more than what is moved"


def test_a5_2_a_year_that_is_over_is_increased_only_for_a_reason(city, finance):
    old = demo.budget_line(city.hand, code="2025-mzj-71", year=2025, amount=Decimal("3000.00"))
    given = {"amount": "1.00", "approval_number": "x"}
    (found,) = refusal(old, "increase", finance, **given).obstacles
    assert (found.is_warning, found.rule) == (True, "A5.2")
    assert execute(old, "increase", finance, given, overrides={"A5.2": "补记上年已批复的追加。"})


def test_a5_4_what_open_applications_ask_for_is_taken_only_for_a_reason(
    city, finance, other, following, sign_in
):
    project = demo.presented_project(city.hand, city.line)
    asked, line = project.requested_amount, fresh(city.line)
    given = MOVE | {"amount": line.free - asked + 1}
    for step, values in (("transfer", {"target": other}), ("carry_over", {"target": following}), ("cut", {})):
        some = {name: value for name, value in given.items() if step != "cut" or name != "approval_number"}
        (found,) = refusal(line, step, finance, **some, **values).obstacles
        assert (found.is_warning, found.rule, found.field) == (True, "A5.4", "amount"), step
    office = sign_in("czj.shenhe")
    shown = f"{asked:,.2f}"
    assert shown in office.get(reverse("procurement:budgetline-carry-over", args=[line.pk])).content.decode()
    closing = city.hand.make(YearClosing, "open", finance, year=2026, payments_until=date(2026, 12, 20))
    assert shown in office.get(closing.get_absolute_url()).content.decode()
    execute(line, "carry_over", finance, target=following, **given | {"amount": line.free - asked})
    left = fresh(line).free
    reasoned = {"overrides": {"A5.4": "申报已商定改列下年预算。"}}
    execute(fresh(line), "carry_over", finance, target=following, **MOVE | {"amount": left}, **reasoned)
    assert fresh(line).free == 0


def test_a5_1_nothing_is_carried_over_into_a_year_without_a_line(city, finance):
    assert guard_rules(city.line, "carry_over", finance) == {"A5.1"}


def test_a5_3_a_budget_into_which_money_is_carried_is_made_public_anew(city, finance, following, sign_in):
    for year in (2026, 2027):
        demo.publish_budget(city.hand, year=year)
    execute(city.line, "carry_over", finance, target=following, **MOVE)
    states = dict(BudgetTable.objects.values_list("year", "state"))
    assert states == {2026: "published", 2027: "due"}
    demo.publish_budget(city.hand, year=2027)
    notice = Notice.objects.filter(kind="AN-18").order_by("-published_at", "-number")[0]
    assert (notice.amount, notice.payload["changed_total"]) == (50000, "1000.00"), (
        "carried over isn't approved"
    )
    page = sign_in("mzj.lingdao").get(BudgetTable.objects.get(year=2026).get_absolute_url())
    assert page.context["total"] == {
        "approved": Decimal("10000000.00"),
        "changed": Decimal("-1000.00"),
        "amount": Decimal("9999000.00"),
    }


def test_a5_4_nothing_is_released_before_a_contract_shows_what_was_saved(city, finance):
    project = demo.granted_project(city.hand, city.line)
    assert guard_rules(city.line, "release", finance) == {"A5.4"}
    given = {"commitment": project.commitments.get(), "amount": "1.00", "reason": "采购节约"}
    assert refusal(city.line, "release", finance, **given).errors


def test_the_ledger_shows_each_entry_with_its_act(city, finance, other, sign_in):
    demo.granted_project(city.hand, city.line)
    execute(city.line, "transfer", finance, target=other, **MOVE)
    page = sign_in("czj.shenhe").get(city.line.get_absolute_url())
    sections = {section.name: section for section in page.context["sections"]}
    assert User.objects.get(username="czj.shenhe").name in sections["amount"].rows[0][1].by
    assert sections["amount"].total == fresh(city.line).amount
    assert sections["committed"].total == fresh(city.line).committed
    assert all(act for section in sections.values() for _entry, act in section.rows)
    text = page.content.decode()
    for said in (MOVE["approval_number"], MOVE["reason"], other.code, "-1,000.00"):
        assert said in text


def test_pages_of_moves_open(city, other, sign_in):
    client = sign_in("czj.shenhe")
    for name in ("transfer", "carry-over", "release"):
        assert client.get(reverse(f"procurement:budgetline-{name}", args=[city.line.pk])).status_code == 200
