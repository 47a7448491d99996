"""A month's report on its way: filled in, checked, frozen, submitted, summed, returned, urged."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.html import strip_tags
from openpyxl import load_workbook

from accounts import demo as people
from accounts.models import Message
from accounts.telling import post
from contracts import demo as contracts
from core.dates import end_text, long_date
from providers.models import Provider
from reporting import demo
from reporting.filling import written
from reporting.models import Report, ReportFact, ReportValue, Template
from reporting.sheets import filled
from reporting.views.reports import changes_since, moved_since
from tests.contracts.world import further_award, sign_in
from tests.people import confirmed
from tests.reporting.conftest import APRIL, NOW
from workflow import clock, outbox
from workflow.models import Duty
from workflow.obstacles import Refused

ZONES = ("ngcz", "jycz")
PRESENT = {"overrides": {"A0.3": "净月高新区尚未报送，汇总数暂不含该区。"}}


@pytest.fixture
def template(city) -> Template:
    return demo.used(city.hand, since=APRIL)


@pytest.fixture
def own(city, template) -> Report:
    return demo.report_of(template, "czj", APRIL)


def figures(report: Report) -> dict[str, Any]:
    return {row.cell.cell: row.written for row in report.values.select_related("cell")}


def freeze(city: Any, report: Report, key: str = "czj", **options: Any) -> Report:
    from workflow.engine import execute

    return execute(report, "freeze", people.actor(f"{key}.juzhang"), **options).subject


def test_the_figures_are_those_of_the_books(city, own) -> None:
    found = figures(demo.filled(city.hand, own, "czj", note="四月两项合同。"))
    assert (found["C5"], found["D5"]) == (2, Decimal("80"))
    assert (found["C12"], found["D12"], found["C13"], found["D13"]) == (1, 50, 1, 30)
    assert (found["E16"], found["F16"], found["G16"]) == (2, 80, 0)
    assert (found["C18"], found["D18"]) == (50, Decimal("62.5"))
    assert (found["C6"], found["C19"]) == (0, 0)
    assert (found["B2"], found["B20"]) == ("长春市财政局", "四月两项合同。")


def test_the_superiors_excel_comes_out_filled_with_its_formulas(city, own) -> None:
    report = demo.filled(city.hand, own, "czj")
    page = load_workbook(BytesIO(filled(report.template.workbook.path, written(report)))).active
    assert (page["C5"].value, page["D5"].value, page["C4"].value) == (2, 80, "=SUM(C5:C10)")
    assert page["A1"].value.startswith(demo.NAME) and page["B2"].value == "长春市财政局"


def test_what_has_changed_since_the_filling_is_filled_in_again_before_it_is_frozen(city, own) -> None:
    report = demo.filled(city.hand, own, "czj")
    late = further_award(city.made, title="补录合同", provider="kangle")
    clock.set_legal_now(NOW.replace(month=4, day=29))
    contracts.concluded(city.hand, late)
    clock.set_legal_now(NOW)
    assert city.refused(report, "freeze", "czj.juzhang") == {"A0.3"}
    assert figures(demo.filled(city.hand, city.made.fresh(report), "czj"))["C5"] == 3


def test_another_person_freezes_and_the_missing_are_given_a_reason(city, own) -> None:
    report = demo.filled(city.hand, own, "czj")
    assert city.refused(report, "freeze", "czj.juzhang") == {"A0.3"}
    frozen = freeze(city, city.made.fresh(report), **PRESENT)
    assert frozen.state == "frozen"
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.filter(pk=own.pk).update(frozen_by=frozen.filled_by)


@pytest.mark.parametrize("rows", [ReportFact, ReportValue])
def test_frozen_figures_cant_be_moved_in_the_database(city, own, rows) -> None:
    frozen = freeze(city, demo.filled(city.hand, own, "czj"), **PRESENT)
    for change in (lambda found: found.delete(), lambda found: found.update(number="7")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(rows.objects.filter(report=frozen))
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.filter(pk=frozen.pk).update(note="anders")


def test_what_was_handed_in_and_not_yet_accepted_is_not_called_missing(city, template, own, client) -> None:
    """A district that has reported waits for the city's own acceptance; whoever fills in is told of the gap."""
    demo.submitted(city.hand, demo.report_of(template, "ngcz", APRIL), "ngcz")
    sign_in(client, "czj.shenhe")
    page = strip_tags(client.get(own.get_absolute_url()).content.decode())
    assert re.search(r"南关区\s*已报送，待审核", page)
    assert re.search(r"净月\S*\s*未报", page)
    page = strip_tags(client.get(own.step_url("fill")).content.decode())
    assert re.search(r"已报送但尚未审核通过，本次填报暂不含：\S*南关区。", page)
    demo.filled(city.hand, own, "czj")
    with pytest.raises(Refused) as refused:
        freeze(city, city.made.fresh(own))
    assert "南关区财政局（已报送，待审核）" in str(refused.value.obstacles[0].text)


def test_a_district_reports_and_the_city_sums_up(city, template, own) -> None:
    for key in ZONES:
        demo.accepted(city.hand, demo.report_of(template, key, APRIL), key)
    report = demo.frozen(city.hand, own, "czj")
    assert set(report.parts.values_list("part__jurisdiction__code", flat=True)) == {"220102", "220172"}
    sent = city.hand.do(report, "submit", people.actor("czj.shenhe"), **demo.dispatch(NOW.date()))
    assert (sent.state, sent.sent_note, sent.receiver) == ("submitted", "长财办发〔2026〕216号", None)
    part = demo.report_of(template, "ngcz", APRIL)
    assert city.refused(part, "send_back", "czj.shenhe", reason="重报") == {"A0.3"}
    city.hand.do(sent, "send_back", people.actor("czj.juzhang"), reason="省厅要求补充说明。")
    city.hand.do(part, "send_back", people.actor("czj.shenhe"), reason="数据有误。")
    again = demo.report_of(template, "ngcz", APRIL)
    assert (again.state, again.version) == ("open", 2)
    assert demo.report_of(template, "czj", APRIL).version == 2


def test_the_sum_is_that_of_its_parts(city, template, own) -> None:
    """A district's frozen facts count for the city, whatever becomes of them there."""
    part = demo.filled(city.hand, demo.report_of(template, "ngcz", APRIL), "ngcz")
    like = demo.filled(city.hand, own, "czj").facts.filter(book="contract").first()
    ReportFact.objects.create(
        report=part, book="contract", source_id=part.pk, number="NG-1", title="区级合同", on=APRIL,
        amount=Decimal("120000"), place_code="220102", category="A07", method="open", provider_kind="PRO-1",
        service_class=like.service_class,
    )  # fmt: skip
    Report.objects.filter(pk=part.pk).update(filled_at=NOW)
    from workflow import running

    with running.act_on(part, "fixture"):
        for before, after in (("filled", "frozen"), ("frozen", "submitted"), ("submitted", "accepted")):
            from tests.contracts.world import _event

            _event(part, before, after)
            Report.objects.filter(pk=part.pk).update(
                state=after, frozen_at=NOW, frozen_by=people.actor("ngcz.juzhang").user_id
            )
    found = figures(demo.filled(city.hand, city.made.fresh(own), "czj"))
    assert (found["C5"], found["D5"], found["C19"], found["D19"]) == (3, 92, 1, 12)
    assert found["D18"] == Decimal("67.39")


def test_who_is_late_is_urged_once_a_day(city, template) -> None:
    report = demo.report_of(template, "ngcz", APRIL)
    urged = city.hand.do(report, "urge", people.actor("czj.shenhe"), reason="请尽快报送。")
    assert city.refused(urged, "urge", "czj.shenhe") == {"obstacles"}
    outbox.sweep(kinds=post.ALL)
    assert Message.objects.filter(person__username="ngcz.shenhe", title__startswith="催报").exists()
    clock.set_legal_now(NOW + timedelta(days=1))
    assert city.hand.do(urged, "urge", people.actor("czj.shenhe")).urged_at > urged.urged_at
    clock.set_legal_now(NOW)
    duty = Duty.objects.open().get(subject_id=report.pk)
    assert duty.due_at == report.due_at
    day = report.period.due_day(template.due_days, template.used_from)
    assert clock.legal_date(report.due_at) == day, "it ends with its day, not with the next one's beginning"
    assert end_text(duty.due_at) == long_date(day)


def test_later_corrections_show_against_the_frozen_period(city, own) -> None:
    frozen = freeze(city, demo.filled(city.hand, own, "czj"), **PRESENT)
    assert changes_since(frozen) == []
    late = further_award(city.made, title="补录合同", provider="kangle")
    clock.set_legal_now(NOW.replace(month=4, day=29))
    signed = contracts.concluded(city.hand, late)
    clock.set_legal_now(NOW)
    found = city.made.fresh(frozen)
    assert [
        (change.before, change.fact.number)
        for change in changes_since(found)
        if change.fact.book == "contract"
    ] == [(None, signed.number)]
    moved = {row.cell.cell: (row.before, row.after) for row in moved_since(found)}
    assert moved["C5"] == (2, 3)
    assert figures(found)["C5"] == 2


def test_a_year_below_the_target_says_why(city) -> None:
    """Share of social organisations: Z54."""
    from workflow.engine import execute

    template = demo.used(city.hand, span="year", since="2026-01-01", includes_below=False)
    Provider.objects.filter(organisation=city.social.provider).update(kind="PRO-2")
    clock.set_legal_now(NOW.replace(year=2027, month=1))
    report = demo.report_of(template, "czj", APRIL.replace(month=1))
    filled_in = demo.filled(city.hand, report, "czj")
    assert city.refused(filled_in, "freeze", "czj.juzhang") == {"social.share_target"}
    reason = {"social.share_target": "新增公共服务项目由企业承接。"}
    frozen = execute(
        city.made.fresh(filled_in), "freeze", people.actor("czj.juzhang"), overrides=reason
    ).subject
    assert frozen.state == "frozen"
    clock.set_legal_now(NOW)


def test_a_draft_is_its_own_departments(city, template, client) -> None:
    report = demo.filled(city.hand, demo.report_of(template, "ngcz", APRIL), "ngcz", note="区里的说明")
    sign_in(client, "czj.shenhe")
    page = client.get(report.get_absolute_url()).content.decode()
    assert "区里的说明" not in page
    assert client.get(f"{report.get_absolute_url()}workbook/").status_code == 404
    handed_in = city.hand.do(report, "freeze", people.actor("ngcz.juzhang"))
    city.hand.do(handed_in, "submit", people.actor("ngcz.shenhe"))
    assert "区里的说明" in client.get(report.get_absolute_url()).content.decode()
    assert client.get(f"{report.get_absolute_url()}workbook/").status_code == 200
    confirmed(client)
