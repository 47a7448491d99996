"""A budget year ends by a check list: payments end, what is open goes on in the next year, the rest lapses."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.models import Message
from accounts.telling import post
from procurement import demo
from procurement.models import BudgetEntry, BudgetLine, BudgetMove, Commitment, LineImport, YearClosing
from tests.procurement.refusals import guard_rules, refusal
from workflow import clock, outbox
from workflow.availability import available
from workflow.engine import create, execute

NEW_YEAR = datetime(2027, 1, 8, 10, 0, tzinfo=clock.SHANGHAI)
ADJUST = {
    "direction": "more",
    "amount": "12.00",
    "approval_number": "长财预〔2027〕3号",
    "reason": "更正录入错误。",
}


def fresh(subject):
    return type(subject)._base_manager.get(pk=subject.pk)


@pytest.fixture
def finance(city):
    return city.actor("czj.shenhe")


@pytest.fixture
def closing(city, finance):
    """Prepared in autumn; now it is January."""
    given = {"year": 2026, "payments_until": date(2026, 12, 20)}
    found = create(YearClosing, "open", finance, given).subject
    clock.set_legal_now(NEW_YEAR)
    return found


@pytest.fixture
def following(city):
    return demo.budget_line(city.hand, code="2027-mzj-01", year=2027, amount=Decimal("50000.00"))


@contextmanager
def in_autumn():
    """What was begun before the year was over."""
    clock.set_legal_now(datetime(2026, 11, 2, 9, 0, tzinfo=clock.SHANGHAI))
    yield
    clock.set_legal_now(NEW_YEAR)


def close(closing, finance):
    return execute(closing, "close", finance, lapse_acknowledged=True).subject


def test_a_year_is_prepared_once_by_the_department_that_keeps_its_lines(city, finance, closing):
    given = {"year": 2026, "payments_until": date(2026, 12, 20)}
    for actor, values, rules in (
        (finance, given, {"A5.4"}),
        (finance, given | {"year": 2025, "payments_until": date(2025, 12, 20)}, {"A5.4"}),
        (finance, given | {"payments_until": date(2027, 1, 2)}, {"A5.4"}),
    ):
        assert refusal(YearClosing, "open", actor, **values).rules == rules
    assert refusal(YearClosing, "open", city.actor("mzj.lingdao"), **given).kind == "actor"


def test_a5_4_finance_is_told_of_years_that_are_over_and_not_closed(city, finance, closing, sign_in):
    """On any year's page and on another closing's; from there the closing is prepared."""
    demo.budget_line(city.hand, code="2025-mzj-09", year=2025, amount=Decimal("4321.00"))
    office, lines = sign_in("czj.shenhe"), reverse("procurement:budgetline-list")
    told = office.get(lines + "?year=2026").context["years_over"]
    assert [(row.year, row.lines, row.free, row.closing) for row in told] == [
        (2025, 1, Decimal("4321.00"), None),
        (2026, 1, city.line.free, closing),
    ]
    opening = reverse("procurement:yearclosing-open") + "?year=2025"
    for page in (lines, closing.get_absolute_url()):
        assert opening in office.get(page).content.decode(), page
    form = office.get(opening).context["form"]
    assert (form["year"].value(), form["payments_until"].value()) == (2025, date(2025, 12, 31))
    execute(
        create(YearClosing, "open", finance, {"year": 2025, "payments_until": date(2025, 12, 31)}).subject,
        "close",
        finance,
        lapse_acknowledged=True,
    )
    assert [row.year for row in YearClosing.years_over(closing.finance_id, NEW_YEAR.date())] == [2026]
    assert sign_in("mzj.lingdao").get(lines).context["years_over"] == []


def test_the_units_are_told_until_when_payments_are_made(city, finance, closing):
    clock.set_legal_now(datetime(2026, 12, 1, 9, 0, tzinfo=clock.SHANGHAI))
    outbox.sweep(kinds=post.ALL)
    assert Message.objects.filter(title__contains="2026年12月20日").exists()
    for day in (25, 24):  # the second is told only in January, when it calls nobody any more
        execute(closing, "move_cutoff", finance, payments_until=date(2026, 12, day), reason="国库系统停机。")
        if day == 25:
            outbox.sweep(kinds=post.ALL)
            clock.set_legal_now(NEW_YEAR)
    outbox.sweep(kinds=post.ALL)
    told = Message.objects.filter(title__contains="预算支付截止于").values_list("title", flat=True)
    assert {title[-4:] for title in told} == {"月20日", "月25日"}


def test_a5_4_payments_do_not_end_on_a_day_that_is_over(city, finance, closing):
    """As long as the year runs; what is prepared only after it names a day of it."""
    clock.set_legal_now(datetime(2026, 12, 1, 9, 0, tzinfo=clock.SHANGHAI))
    past = {"payments_until": date(2026, 11, 30), "reason": "x"}
    assert [o.field for o in refusal(closing, "move_cutoff", finance, **past).obstacles] == ["payments_until"]
    execute(closing, "move_cutoff", finance, payments_until=date(2026, 12, 1), reason="国库系统停机。")


def test_a5_4_no_year_is_closed_before_its_payments_have_ended(city, finance, closing):
    clock.set_legal_now(datetime(2026, 12, 20, 9, 0, tzinfo=clock.SHANGHAI))
    assert guard_rules(closing, "close", finance) == {"A5.4"}


def test_a5_1_an_application_is_decided_and_a_grant_reserved_before_the_year_closes(
    city, finance, closing, following
):
    with in_autumn():
        submitted = demo.submitted_project(city.hand, city.line)
    assert guard_rules(closing, "close", finance) == {"A5.1"}
    execute(
        submitted, "grant", finance, amount=submitted.requested_amount, decision_number="长财社〔2026〕12号"
    )
    assert guard_rules(closing, "close", finance) == {"A5.4"}
    commitment = Commitment.objects.get()
    given = {"commitment": commitment, "target": following, "approval_number": "长财预〔2027〕2号"}
    execute(city.line, "reserve", finance, **given)
    assert guard_rules(closing, "close", finance) == set()
    assert fresh(commitment).amount == 0
    new = Commitment.objects.get(line=following)
    assert (new.project, new.amount) == (submitted, Decimal("540000.00"))
    assert fresh(following).amount == Decimal("590000.00")
    assert BudgetMove.objects.get().kind == BudgetMove.Kind.CARRIED


def test_a5_1_a_grant_goes_on_upon_a_line_for_its_service(city, finance, closing, sign_in):
    with in_autumn():
        project = demo.granted_project(city.hand, city.line)
    other = demo.budget_line(city.hand, code="2027-mzj-02", year=2027, category="E12")
    given = {"commitment": Commitment.objects.get(), "target": other, "approval_number": "x"}
    assert [o.field for o in refusal(city.line, "reserve", finance, **given).obstacles] == ["target"]
    office = sign_in("czj.shenhe")
    page = office.get(f"{closing.get_absolute_url()}reserve/").context["grants"]
    assert page[0].form is None and str(project.item) in page[0].notes[0], (
        "nothing to tick where no line fits"
    )
    one = reverse("procurement:budgetline-reserve", args=[city.line.pk])
    assert other.code not in office.get(one).content.decode(), "nor is it offered for a single grant"
    fits = demo.budget_line(city.hand, code="2027-mzj-03", year=2027, category=project.item.code)
    target = office.get(one).context["form"].fields["target"]
    assert target.initial == fits and other.code not in office.get(one).content.decode()


def test_a5_1_nothing_is_reserved_where_nothing_is_open_or_the_next_year_has_no_line(city, finance):
    assert guard_rules(city.line, "reserve", finance) == {"A5.1", "A5.4"}


def test_a5_4_what_lapses_is_acknowledged_and_kept(city, finance, closing):
    assert refusal(closing, "close", finance).rules == {"A5.4"}
    closed = close(closing, finance)
    assert (closed.state, closed.lapsed) == ("closed", city.line.amount)
    assert fresh(city.line).state == BudgetLine.State.SETTLED


def test_a5_4_a_closed_year_takes_nothing_but_an_adjustment(city, finance, closing, following):
    close(closing, finance)
    line, head = fresh(city.line), city.actor("czj.juzhang")
    assert [option.step.name for who in (finance, head) for option in available(line, who)] == ["adjust"]
    assert refusal(line, "adjust", finance, **ADJUST).kind == "actor"
    execute(line, "adjust", head, **ADJUST)
    assert fresh(line).amount == city.line.amount + 12
    assert BudgetEntry.objects.get(kind="adjustment").note == ADJUST["approval_number"]
    too_much = ADJUST | {"direction": "less", "amount": "10000013.00"}
    assert refusal(line, "adjust", head, **too_much).rules == {"A5.4"}
    new = {"purchaser": line.purchaser, "year": 2026, "code": "x", "title": "x", "source": "general"}
    new |= {"amount": "1.00", "approval_number": "x", "plan_years": []}
    assert refusal(BudgetLine, "enter", finance, **new).rules == {"A5.4"}


def test_a_workbook_brings_no_line_into_a_closed_year(city, finance, closing):
    close(closing, finance)
    refused = refusal(LineImport, "read", finance, workbook=[demo.acts.workbook(finance, ROW)])
    assert [fault.cell for fault in refused.form.faults] == ["B2"]


ROW = {
    "purchaser": "长春市民政局",
    "year": 2026,
    "code": "2026-mzj-09",
    "title": "社会救助入户核查",
    "category": "",
    "source": "general",
    "amount": Decimal("7.00"),
    "approval_number": "长财预〔2026〕44号",
}
ENTRY = {"amount": Decimal("1.00"), "event_id": "00000000-0000-0000-0000-000000000001"}


def test_a5_4_the_database_keeps_a_closed_year_whoever_writes(city, finance, closing, following):
    project = demo.draft_project(city.hand)
    old = Commitment.objects.create(project=project, line=city.line)
    close(closing, finance)
    writes = {
        "increase": lambda: BudgetEntry.objects.create(line=city.line, kind="increase", **ENTRY),
        "grant": lambda: old.entries.create(kind="grant", **ENTRY),
        "out": lambda: BudgetMove.objects.create(source=city.line, target=following, kind="carried", **ENTRY),
        "line": lambda: BudgetLine.objects.bulk_create(
            [
                BudgetLine(
                    purchaser=city.line.purchaser,
                    finance=city.line.finance,
                    year=2026,
                    code="y",
                    jurisdiction=city.line.jurisdiction,
                )
            ]
        ),
    }
    for name, write in writes.items():
        with pytest.raises(DatabaseError, match=r"closed|mixed"), transaction.atomic():
            write()
            pytest.fail(f"{name} was taken")


def test_the_check_list_leads_to_what_is_open(city, closing, following, sign_in):
    with in_autumn():
        demo.granted_project(city.hand, city.line)
    client = sign_in("czj.shenhe")
    page = client.get(closing.get_absolute_url())
    points = {point.name: len(point.rows) for point in page.context["points"]}
    assert points == {"applications": 0, "payments": 0, "commitments": 1, "publication": 1, "free": 1}
    reserve = next(p for p in page.context["points"] if p.name == "commitments").rows[0].mends[0].url
    form = client.get(reserve).content.decode()
    assert f'value="{Commitment.objects.get().pk}" selected' in form
    assert f'value="{following.pk}" selected' in form
    assert client.get(reverse("procurement:budgetline-list")).context["closings"].count() == 1
    assert sign_in("mzj.lingdao").get(closing.get_absolute_url()).status_code == 404


def test_open_grants_are_reserved_together_each_by_an_act_of_its_own(city, closing, following, sign_in):
    """What hinders one stands beside it and doesn't stop the others."""
    lone = demo.budget_line(
        city.hand, code="2026-mzj-02", year=2026, source="fund", amount=Decimal("600000.00")
    )
    with in_autumn():
        first, second = (demo.granted_project(city.hand, city.line, title=t) for t in ("甲服务", "乙服务"))
        demo.granted_project(city.hand, lone, title="丙服务")
    client, page = sign_in("czj.shenhe"), f"{closing.get_absolute_url()}reserve/"
    shown = client.get(page).context["grants"]
    assert {g.commitment.project.title: bool(g.obstacles) for g in shown} == {
        "甲服务": False,
        "乙服务": False,
        "丙服务": True,
    }
    one, other = (Commitment.objects.get(project=each) for each in (first, second))
    ticked = {f"{one.pk}-take": "on", f"{one.pk}-target": str(following.pk)}
    assert client.post(page, ticked).status_code == 422
    for bad in ("x", str(city.line.pk), "\x00", ""):
        hostile = {f"{one.pk}-take": "on", f"{one.pk}-target": bad, "approval_number": "x"}
        assert client.post(page, hostile).status_code == 422
    without = client.post(page, {f"{one.pk}-take": "on", "approval_number": "长财预〔2027〕2号"})
    assert without.status_code == 422 and without.context["grants"][0].form.errors
    on_top = f'href="#id_{one.pk}-target">甲服务 · '
    assert on_top in without.content.decode(), "said on top of the page as well, of which grant"
    answer = client.post(page, ticked | {"approval_number": "长财预〔2027〕2号", "key": "k"})
    assert (answer.context["done"], answer.context["refused"]) == (1, 0)
    assert fresh(one).amount == 0 and fresh(other).amount > 0
    assert BudgetMove.objects.get().target == following
    assert client.post(page, {"approval_number": "x"}).status_code == 422
    assert sign_in("czj.guoku").get(page).status_code == 403
