"""Pages of annual plans: what whom they show."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.models import User
from procurement.demo import plans
from tests.procurement.test_plans import as_rows


def client(username: str) -> Client:
    made = Client(headers={"accept-language": "en"})
    made.force_login(User.objects.get(username=username))
    return made


def page(username: str, address: str) -> str:
    answer = client(username).get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def adjusted(city):
    rows = [plans.plan_line(), plans.plan_line("社区助餐", "120000.00")]
    plan = plans.confirmed_plan(city.hand, lines=rows)
    plan = city.hand.do(plan, "adjust", city.actor("mzj.jingban"), reason="上级追加任务。")
    first = {**as_rows(plan)[0], "amount": "612345.00", "new_or_temporary": True, "function_note": "早筛"}
    plan = city.hand.do(plan, "fill", city.actor("mzj.jingban"), lines=[first])
    plan = city.hand.do(plan, "submit", city.actor("mzj.lingdao"))
    return plans.confirm(city.hand, plan, document_number="2号", **{"overrides-A7.4": "已说明。"})


def test_the_plan_shows_its_versions_with_what_differs(city):
    plan = adjusted(city)
    said = page("mzj.lingdao", plan.get_absolute_url())
    for text in ("社区助餐", "Dropped", "540,000.00", "612,345.00", "上级追加任务。"):
        assert text in said
    sent, confirmed = (User.objects.get(username=who).name for who in ("mzj.lingdao", "czj.shenhe"))
    assert confirmed not in said, "the unit knows its own people"
    overseen = page("sjj.shenji", plan.get_absolute_url())
    for text in ("已说明。", sent, confirmed):
        assert text in overseen, "with which reasons what stood against it was passed, and by whom"
    former = page("mzj.lingdao", reverse("procurement:purchaseplan-version", args=[plan.pk, 1]))
    assert "社区助餐" in former and "612,345.00" not in former
    assert client("mzj.lingdao").get(f"{plan.get_absolute_url()}versions/3/").status_code == 404


def test_the_functions_show_what_became_of_them(city):
    adjusted(city)
    said = page("bwb.jianguan", reverse("procurement:function-list"))
    assert "早筛" in said and "No application yet" in said
    assert "早筛" not in page("ngmz.lingdao", reverse("procurement:function-list"))


def test_a3_1_the_years_stand_beside_each_other(city):
    plans.confirmed_plan(city.hand, year=2025, lines=[plans.plan_line(amount="100000.00")])
    plans.confirmed_plan(city.hand, year=2026)
    said = page("czj.shenhe", reverse("procurement:purchaseplan-list"))
    assert "440,000.00" in said


def test_a_draft_is_the_units_own_affair(city):
    plan = plans.filled_plan(city.hand)
    assert client("czj.shenhe").get(plan.get_absolute_url()).status_code == 404
    assert client("wjw.lingdao").get(plan.get_absolute_url()).status_code == 404
    assert "失能老年人" in page("mzj.jingban", f"{plan.get_absolute_url()}fill/")


def test_who_is_asked_sees_the_plan_and_answers(city):
    plan = plans.asked_plan(city.hand, trade=("wjw",))
    opinion = plan.opinions.get(office="trade")
    assert "失能老年人" in page("wjw.lingdao", plan.get_absolute_url())
    assert "失能老年人" in page("wjw.lingdao", f"{opinion.get_absolute_url()}give/")
    staffing = plan.opinions.get(office="staffing")
    assert "posts-0-posts" in page("bwb.jianguan", f"{staffing.get_absolute_url()}give/")
    assert "posts-0-posts" not in page("wjw.lingdao", f"{opinion.get_absolute_url()}give/")
    assert client("sfj.lingdao").get(opinion.get_absolute_url()).status_code == 404
