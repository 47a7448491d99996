"""The pages: who gets them, that they hold, and that nothing typed is an error of the server."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from contracts import demo
from contracts.models import Contract, Payment, Supplement
from contracts.pages import parts
from contracts.rules.payment import missing_months
from tests.contracts import world
from tests.pictures import PNG
from workflow.clock import legal_date

INSIDE = [
    "mzj.jingban",
    "mzj.lingdao",
    "mzj.yanshou",
    "chunhui.jingban",
    "czj.shenhe",
    "czj.guoku",
    "sjj.shenji",
]
OUTSIDE = ["sfj.jingban", "zhaohui.jingban", "ngcz.shenhe", "ngmz.jingban", "shzz.jianguan", "mz3.pingjia"]

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def everything(city, running) -> dict[str, object]:
    """One of each kind of subject of a contract."""
    payment = demo.requested(
        city.hand, running, running.plan_rows.get(condition="progress"), Decimal("100000.00")
    )
    inspection = demo.inspection(city.hand, running, demo.finding())
    given = {"contract": running, "amount": Decimal("1000.00"), "clauses": "三", "text": "x", "grounds": "x"}
    supplement = city.hand.make(Supplement, "propose", city.actor("mzj.jingban"), **given)
    demo.put_right(city.hand, inspection.findings.get())
    demo.progress(city.hand, running, 100, 100)
    acceptance = demo.convened(city.hand, demo.delivered(city.hand, city.fresh(running)))
    return {
        "contract": running,
        "payment": payment,
        "report": running.reports.first(),
        "inspection": inspection,
        "finding": inspection.findings.get(),
        "supplement": supplement,
        "acceptance": acceptance,
    }


@pytest.mark.parametrize("who", INSIDE)
def test_every_paper_that_a_contracts_page_names_can_be_opened(client, everything, who):
    world.sign_in(client, who)
    page = client.get(everything["contract"].get_absolute_url()).content.decode()
    named = set(re.findall(r'href="(/documents/[^"]+/)"', page))
    assert len(named) > 3
    assert {path: code for path in named if (code := client.get(path).status_code) not in {200, 503}} == {}


@override("zh-hans")
def test_a_contract_says_what_is_due_and_not_done(city, running):
    assert parts.arrears(running) == []
    city.at(world.SIGNING.replace(year=running.ends_on.year + 1, month=running.ends_on.month, day=1))
    told = parts.overdue(running)
    late = sum(m.due_on < legal_date() and not m.is_done for m in running.milestones.all())
    assert late and f"成果未核验{late}项" in told
    assert f"缺服务台账{len(missing_months(running, legal_date()))}个月" in told


def test_the_project_says_how_it_stands_while_it_is_nobodys_turn(city, running, client):
    world.sign_in(client, "czj.guoku")
    city.at(world.SIGNING.replace(year=running.ends_on.year + 1, month=running.ends_on.month, day=1))
    project = client.get(running.project.get_absolute_url()).content.decode()
    assert '<a href="/procurement/projects/" aria-current="page">' in project
    for address in (running.project.get_absolute_url(), running.get_absolute_url()):
        standing = client.get(address).context["next"].standing
        late = [m for m in running.milestones.all() if m.due_on < legal_date() and not m.is_done]
        assert late and all(f"“{m.title}”" in said for m, said in zip(late, standing, strict=False))
        assert "缺服务台账" in standing[-1] and all(str(running.provider) in said for said in standing)


def test_who_has_a_part_sees_every_page(everything, client):
    for name in INSIDE:
        world.sign_in(client, name)
        for subject in everything.values():
            answer = client.get(subject.get_absolute_url())
            assert answer.status_code == 200, (name, subject)
            assert everything["contract"].number in answer.content.decode()


def test_every_page_is_there_in_english(everything, client):
    world.sign_in(client, "mzj.jingban")
    client.cookies["django_language"] = "en"
    for subject in everything.values():
        assert "History" in client.get(subject.get_absolute_url()).content.decode()


def steps_of(subject) -> list[str]:
    return [
        reverse(f"contracts:{subject._meta.model_name}-{step.slug}", args=[subject.pk])
        for step in type(subject).steps().values()
        if not step.first and not step.hidden
    ]


def test_who_has_no_part_gets_what_a_wrong_address_gets(everything, client):
    for name in OUTSIDE:
        world.sign_in(client, name)
        for kind, subject in everything.items():
            assert client.get(reverse(f"contracts:{kind}", args=[NOBODY])).status_code == 404
            assert client.get(subject.get_absolute_url()).status_code == 404, (name, kind)


@pytest.mark.parametrize("name", ["sfj.lingdao", "zhaohui.faren"])
def test_who_has_no_part_reaches_no_step(everything, client, name):
    world.sign_in(client, name)
    for subject in everything.values():
        for address in steps_of(subject):
            assert client.get(address).status_code == 404, address
            assert client.post(address, {}).status_code == 404, address


def test_nobody_signed_out_gets_anything(everything, client):
    for subject in everything.values():
        assert client.get(subject.get_absolute_url()).status_code == 302


def test_a_provider_sees_a_contract_once_the_purchaser_has_signed(city, client):
    contract = demo.drawn_up(city.hand, city.award)
    world.sign_in(client, "zhaohui.faren")
    assert client.get(contract.get_absolute_url()).status_code == 404
    city.hand.do(contract, "propose", city.actor("mzj.jingban"))
    assert client.get(contract.get_absolute_url()).status_code == 404
    city.hand.do(contract, "sign", city.actor("mzj.lingdao"))
    assert client.get(contract.get_absolute_url()).status_code == 200
    world.sign_in(client, "czj.shenhe")
    assert client.get(contract.get_absolute_url()).status_code == 404, "finance sees what is signed by both"


def test_an_industry_authority_sees_the_contract_that_names_it(city, client):
    named = demo.concluded(city.hand, city.award, authority=city.actor("wjw.lingdao").organisation_id)
    world.sign_in(client, "wjw.lingdao")
    assert client.get(named.get_absolute_url()).status_code == 200
    assert client.get(city.contract.get_absolute_url()).status_code == 404


def test_the_page_says_what_stands_in_the_way_before_the_click(city, running, client):
    row = running.plan_rows.get(condition="progress")
    payment = demo.approved(city.hand, demo.requested(city.hand, running, row, Decimal("250000.00")))
    demo.inspection(city.hand, running, demo.finding())
    world.sign_in(client, "czj.shenhe")
    page = client.get(payment.get_absolute_url()).content.decode()
    assert "还差 1 项" in page and "上门时长不足" in page
    assert "已满足" in page and "资金在年度计划内" in page
    assert "贰拾伍万元整" in page


def test_the_account_number_is_shown_by_its_last_digits_only(running, client):
    for name in ("czj.shenhe", "chunhui.jingban"):
        world.sign_in(client, name)
        page = client.get(running.get_absolute_url()).content.decode()
        assert "5678" in page and running.payee_account not in page


def test_lists_show_what_one_may_see_and_export_it(city, running, client):
    for name, seen in (
        ("mzj.jingban", 1),
        ("chunhui.jingban", 1),
        ("czj.shenhe", 1),
        ("sfj.jingban", 0),
        ("ngcz.shenhe", 0),
    ):
        world.sign_in(client, name)
        page = client.get("/contracts/").content.decode()
        assert page.count(f'href="{running.get_absolute_url()}"') == seen, name
    world.sign_in(client, "mzj.jingban")
    book = load_workbook(BytesIO(client.get("/contracts/?export=1&state=in_force").content))
    rows = list(book.active.values)
    assert len(rows) == 2 and running.amount in rows[1]


def test_an_award_without_a_contract_waits_on_the_list_and_on_the_projects_page(city, client):
    world.sign_in(client, "mzj.jingban")
    link = f"{reverse('contracts:contract-draw-up')}?award={city.award.pk}"
    assert link in client.get("/contracts/").content.decode()
    assert link in client.get(city.award.tender.project.get_absolute_url()).content.decode()


def test_the_projects_page_shows_its_contract(city, running, client):
    world.sign_in(client, "czj.shenhe")
    page = client.get(running.project.get_absolute_url()).content.decode()
    assert running.number in page and "核验进度" in page


BAD = [
    "?state=nonsense",
    "?words=%00",
    "?words=" + "x" * 3000,
    "?ends_before=2026-02-30",
    "?sort=password",
    "?page=-1",
    "?page=99999999999999999999",
    "?per_page=abc",
    "?asked_from=9999-99-99",
    "?export=1&sort=x;drop",
]


@pytest.mark.parametrize("query", BAD)
def test_no_query_is_an_error_of_the_server(running, client, query):
    world.sign_in(client, "czj.guoku")
    for page in ("/contracts/", "/contracts/payments/", "/contracts/idle/"):
        assert client.get(page + query).status_code in {200, 404}


@pytest.mark.parametrize(
    "name", ["payment-request", "progressreport-submit", "supplement-propose", "acceptance-convene"]
)
@pytest.mark.parametrize("contract", ["", "x", "\x00", NOBODY])
def test_what_is_born_within_a_contract_needs_one(city, client, name, contract):
    world.sign_in(client, "mzj.jingban")
    address = reverse(f"contracts:{name}")
    assert client.get(address, {"contract": contract}).status_code == 404
    assert client.post(address, {"contract": contract}).status_code == 404


def test_a_payment_is_requested_in_the_browser_and_nothing_typed_is_lost(city, running, client):
    world.sign_in(client, "chunhui.jingban")
    address = reverse("contracts:payment-request")
    page = client.get(address, {"contract": running.pk})
    assert "400,000.00" in page.content.decode()
    given = {
        "contract": str(running.pk),
        "plan_row": str(running.plan_rows.get(condition="progress").pk),
        "amount": "１２３，４５６．７８",
        "invoice_number": "22000099",
        "invoiced_on": legal_date().isoformat(),
        "note": "第三季度",
    }
    answer = client.post(address, given)
    assert answer.status_code == 422 and "第三季度" in answer.content.decode()
    invoice = demo.file(city.actor("chunhui.jingban"), "invoice.png", PNG)
    answer = client.post(address, given | {"invoice": str(invoice.pk)})
    assert answer.status_code == 302
    assert Payment.objects.get(invoice_number="22000099").amount == Decimal("123456.78")


def test_terms_are_settled_in_the_browser(city, client):
    contract = city.hand.make(Contract, "draw_up", city.actor("mzj.jingban"), award=city.award)
    world.sign_in(client, "mzj.jingban")
    address = reverse("contracts:contract-settle-terms", args=[contract.pk])
    form = client.get(address).context["form"]
    given = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False, [])}
    for name, part in form.parts.items():
        given |= {f"{name}-TOTAL_FORMS": len(part.forms), f"{name}-INITIAL_FORMS": 0}
        for row in part.forms:
            given |= {row.add_prefix(n): row[n].value() for n in row.fields if row[n].value() is not None}
    given |= {"payee_bank": "长春农商银行", "payee_account": "6210980000012345678"}
    assert client.post(address, given).status_code == 302
    assert city.fresh(contract).payee_bank == "长春农商银行"
    assert client.post(address, given | {"plan-0-share": "29"}).status_code == 422
