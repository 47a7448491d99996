"""What the law fixes is nobody's to change, and what may be made stricter only so far that one can still comply."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from rulebook import bounds, measures
from rulebook.models import ParameterChange
from sourcing.models import Tender
from sourcing.rules import drafting
from tests import people
from tests.rulebook.conftest import TOMORROW, actor, decide, propose, value
from tests.rulebook.test_changes import refusal
from workflow import law
from workflow.act import Act
from workflow.law import Certainty, Unit

COUNTS = [
    rule
    for rule_id in law.ids()
    if (rule := law.history(rule_id)[0]).unit is Unit.COUNT and rule.certainty is not Certainty.DESIGN
]


@pytest.mark.parametrize("rule", COUNTS, ids=lambda rule: rule.id)
def test_numbers_of_bidders_and_members_are_the_laws(rule: law.Rule) -> None:
    """B0.STRICTER: how many must bid or sit on a panel is fixed, or says itself how far it may go."""
    assert not measures.may_be_changed(rule) or rule.most is not None


@pytest.mark.parametrize("rule", measures.changeable(), ids=lambda rule: rule.id)
def test_every_changeable_value_has_room_and_stands_within_it(rule: law.Rule) -> None:
    """B0.STRICTER."""
    if rule.switchable:
        return
    low, high = bounds.room(rule)
    assert low <= rule.value <= high
    assert low < high


@pytest.mark.parametrize(
    "rule_id", ["open.min_bidders", "open.committee_min", "expert.share_min", "complaint.explain"]
)
def test_what_the_law_fixes_is_refused_with_its_article(city, rule_id) -> None:
    """B0.STRICTER."""
    said = str(refusal(lambda: propose(city, rule_id, value=7)).errors["rule_id"])
    assert law.history(rule_id)[0].cite() in said
    assert rule_id not in {rule.id for rule in measures.changeable()}


@pytest.mark.parametrize(
    ("rule_id", "typed", "said"),
    [
        ("open.bid_prep", 99999, "60日"),
        ("open.bid_prep", 61, "60日"),
        ("intention.lead", 91, "90日"),
        ("award.decide", 1, "2个工作日"),
        ("record.retention", 46, "45年"),
        ("consultation.group_min", 9, "7人"),
        ("budget.cutoff_month", 13, "12月"),
        ("suggestion.reply", 46, "45个工作日"),
        ("open.price_weight_services_min", 31, "30%"),
    ],
)
def test_stricter_has_an_end(city, rule_id, typed, said) -> None:
    """B0.STRICTER."""
    refused = refusal(lambda: propose(city, rule_id, value=typed))
    assert [(o.field, said in str(o.text)) for o in refused.obstacles] == [("value", True)]


def test_an_odd_number_stays_odd(city) -> None:
    """B0.STRICTER: 财库〔2014〕214号, article 14."""
    refused = refusal(lambda: propose(city, "consultation.group_min", value=4))
    assert "单数" in str(refused.obstacles[0].text)
    decide(propose(city, "consultation.group_min", value=5), city.head)
    assert value("consultation.group_min", "220100", TOMORROW) == 5


def test_security_may_be_waived_altogether(city) -> None:
    assert decide(propose(city, "deposit.bid_max", value=0), city.head).state == "in_force"


@pytest.mark.parametrize(("rule_id", "typed"), [("open.min_bidders", 5), ("open.bid_prep", 400)])
def test_what_was_proposed_before_is_not_decided(city, rule_id, typed) -> None:
    """B0.STRICTER, asked again when it is decided."""
    change = propose(city, "open.bid_prep", value=25)
    ParameterChange.objects.filter(pk=change.pk).update(rule_id=rule_id, value=typed)
    assert refusal(lambda: decide(change, city.head)).rules == {"B0.STRICTER"}


def test_what_was_published_before_keeps_its_value(city) -> None:
    """B0: the day of the first notice decides; a tender in hand is not judged by a later number."""
    decide(propose(city, "open.price_weight_services_min", value=20), city.head)
    office, noon = (
        people.organisation("purchaser", jurisdiction=city.place),
        datetime(2026, 11, 23, 12, tzinfo=law.BEIJING),
    )
    found = {}
    for day in (0, 1):
        tender = Tender(purchaser=office, published_at=noon + timedelta(days=day))
        act = Act(Tender.steps()["publish"], tender, actor(city.head), noon)
        found[day] = drafting.value_of(act, "open.price_weight_services_min")
    assert found == {0: Decimal("0.1"), 1: Decimal("0.2")}


def test_who_decides_reads_what_they_decide(city, client) -> None:
    decide(propose(city, "suggestion.reply", value=10), city.head)
    change = propose(city, "suggestion.reply", value=8, effective_from=date(2027, 1, 1))
    assert change.former_limit == "不超过10个工作日"
    client.force_login(city.head.user)
    people.confirmed(client)
    for step in ("decide", "refuse"):
        page = strip_tags(client.get(f"{change.get_absolute_url()}{step}/").content.decode())
        for words in (
            "答复公众提问和建议的期限",
            "不超过10个工作日",
            "不超过8个工作日",
            "2027年1月1日",
            "仍适用开始时的标准",
        ):
            assert words in page, (step, words)


def test_decided_is_not_yet_in_force(city, client, legal_time) -> None:
    change = decide(propose(city), city.head)
    for url in (change.get_absolute_url(), "/rules/changes/", "/rules/contract.publish/"):
        page = strip_tags(client.get(url).content.decode())
        assert "已批准，尚未施行" in page and "自2026年11月24日起" in page, url
        assert "已生效" not in page, url
    legal_time(change.decided_at + timedelta(days=1))
    assert "已生效" in client.get(change.get_absolute_url()).content.decode()


def test_choices_leave_out_what_the_law_fixes(city, client) -> None:
    client.force_login(city.reviewer.user)
    people.confirmed(client)
    page = client.get("/rules/changes/propose/?rule=open.min_bidders", follow=True).content.decode()
    assert "《政府采购法》第三十六条" in page
    assert "?rule=open.min_bidders" not in page
    assert "不属于可以调整的标准" in client.get("/rules/open.min_bidders/").content.decode()
    assert (
        "可设定的范围：20日至60日"
        in client.get("/rules/changes/propose/?rule=open.bid_prep").content.decode()
    )
