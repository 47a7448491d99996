"""Parameters are changed by finance: proposed by one, decided by another, never backwards, below only stricter."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rulebook import current
from rulebook.models import ParameterChange
from tests.rulebook.conftest import TODAY, TOMORROW, actor, decide, proposal, propose, value
from workflow import engine, law
from workflow.models import Duty
from workflow.obstacles import Refusal, Refused


def refusal(act) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def test_decided_change_counts_from_its_day_in_its_place_and_below(city, district) -> None:
    decide(propose(city), city.head)
    assert value("contract.publish", "220100", TODAY) == 2
    assert value("contract.publish", "220100", TOMORROW) == 1
    assert value("contract.publish", "220102", TOMORROW) == 1
    assert value("contract.publish", "220000", TOMORROW) == 2


def test_proposal_counts_for_nothing_until_it_is_decided(city) -> None:
    change = propose(city)
    current.refresh()
    assert value("contract.publish", "220100", TOMORROW) == 2
    engine.execute(change, "refuse", actor(city.head), reason="另行研究")
    assert value("contract.publish", "220100", TOMORROW) == 2


def test_head_finds_the_proposal_among_what_waits(city) -> None:
    change = propose(city)
    assert Duty.objects.open().get(subject_id=change.pk).role == "finance_head"
    decide(change, city.head)
    assert not Duty.objects.open().filter(subject_id=change.pk).exists()


def test_who_proposes_does_not_decide(city) -> None:
    """A7.12."""
    change = engine.create(ParameterChange, "propose", actor(city.head), proposal(city)).subject
    assert refusal(lambda: decide(change, city.head)).rules == {"A7.12"}
    assert decide(change, city.deputy).state == "in_force"


def test_change_never_reaches_back(city) -> None:
    """B0."""
    assert refusal(lambda: propose(city, effective_from=TODAY)).rules == {"B0"}
    assert propose(city, effective_from=TOMORROW)


def test_change_whose_day_has_come_undecided_is_refused(city, legal_time) -> None:
    """B0."""
    change = propose(city)
    legal_time(change.proposed_at + timedelta(days=1))
    assert refusal(lambda: decide(change, city.head)).rules == {"B0"}


def test_figure_that_was_never_confirmed_may_be_put_right_from_its_own_day(city) -> None:
    """U1: Changchun's thresholds before 2024 were not found."""
    rule_id, then = "threshold.quota_goods_services", date(2016, 5, 1)
    assert law.find(rule_id, jurisdiction="220100", on=then).unconfirmed
    decide(propose(city, rule_id, value=300_000, effective_from=date(2015, 1, 1)), city.head)
    found = law.find(rule_id, jurisdiction="220100", on=then)
    assert found.value == 300_000
    assert not found.unconfirmed
    assert found.source == "财采〔2026〕1号"


def test_district_may_only_be_stricter(city, district) -> None:
    """B0.STRICTER."""
    assert refusal(lambda: propose(district, "open.bid_prep", value=15)).rules == {"B0.STRICTER"}
    decide(propose(district, "open.bid_prep", value=25), district.head)
    assert value("open.bid_prep", "220102", TOMORROW) == 25
    assert value("open.bid_prep", "220100", TOMORROW) == 20


def test_district_is_held_to_what_the_city_has_set_meanwhile(city, district) -> None:
    """B0.STRICTER, asked again when it is decided."""
    change = propose(district, "open.bid_prep", value=25)
    decide(propose(city, "open.bid_prep", value=30), city.head)
    assert refusal(lambda: decide(change, district.head)).rules == {"B0.STRICTER"}


def test_city_sets_parameters_of_the_portal_freely_but_a_district_does_not(city, district) -> None:
    decide(propose(city, "suggestion.reply", value=20), city.head)
    assert value("suggestion.reply", "220100", TOMORROW) == 20
    assert refusal(lambda: propose(district, "suggestion.reply", value=25)).rules == {"B0.STRICTER"}


def test_place_lies_within_ones_own(city, district) -> None:
    refused = refusal(lambda: propose(district, jurisdiction=city.place))
    assert refused.kind in {Refusal.INPUT, Refusal.OBSTACLES}
    assert "jurisdiction" in refused.errors or refused.rules == {"B0.STRICTER"}


def test_shares_are_typed_in_per_cent(city) -> None:
    decide(propose(city, "deposit.bid_max", value=1), city.head)
    assert value("deposit.bid_max", "220100", TOMORROW) == Decimal("0.01")


def test_range_needs_both_ends(city) -> None:
    refused = refusal(lambda: propose(city, "sme.deduct", value=12))
    assert "upper" in refused.errors
    decide(propose(city, "sme.deduct", value=12, upper=15), city.head)
    found = law.find("sme.deduct", jurisdiction="220100", on=TOMORROW)
    assert (found.value, found.upper) == (Decimal("0.12"), Decimal("0.15"))


def test_days_are_whole(city) -> None:
    refused = refusal(lambda: propose(city, value="1.5"))
    assert [o.field for o in refused.obstacles] == ["value"]


def test_switchable_rule_is_turned_into_a_warning(city) -> None:
    """B1.6: quotations for services."""
    decide(propose(city, "B1.6", value=None, enforcement="W"), city.head)
    found = law.find("B1.6", jurisdiction="220100", on=TOMORROW)
    assert found.enforcement is law.Enforcement.WARN


@pytest.mark.parametrize("rule_id", ["challenge.file", "complaint.file", "A4.1", "no.such.rule"])
def test_rights_and_texts_are_not_for_finance_to_change(city, rule_id) -> None:
    assert "rule_id" in refusal(lambda: propose(city, rule_id)).errors


def test_change_ends_on_a_later_day(city, legal_time) -> None:
    change = decide(propose(city), city.head)
    early = {"effective_to": TODAY - timedelta(days=1), "reason": "恢复原标准"}
    assert refusal(lambda: engine.execute(change, "end", actor(city.head), early)).rules == {"B0"}
    late = {"effective_to": date(2026, 12, 31), "reason": "恢复原标准"}
    engine.execute(change, "end", actor(city.head), late)
    assert value("contract.publish", "220100", date(2026, 12, 31)) == 1
    assert value("contract.publish", "220100", date(2027, 1, 1)) == 2


def test_later_change_takes_the_place_of_an_earlier_one(city, legal_time) -> None:
    decide(propose(city, "award.decide", value=4), city.head)
    legal_time(propose(city, "award.decide", value=3, effective_from=date(2027, 1, 1)).proposed_at)
    change = ParameterChange.objects.get(value=3)
    decide(change, city.head)
    assert value("award.decide", "220100", date(2026, 12, 31)) == 4
    assert value("award.decide", "220100", date(2027, 1, 1)) == 3


def test_others_neither_propose_nor_decide(city, district) -> None:
    change = propose(city)
    assert refusal(lambda: decide(change, district.head)).kind is Refusal.ACTOR
    assert refusal(lambda: decide(change, city.reviewer)).kind is Refusal.ACTOR


def test_only_the_proposer_withdraws(city) -> None:
    change = propose(city)
    assert refusal(lambda: engine.execute(change, "withdraw", actor(city.head))).obstacles
    engine.execute(change, "withdraw", actor(city.reviewer))


def test_proposals_are_seen_by_their_own_department_only(city, district) -> None:
    change = propose(city)
    assert change in ParameterChange.objects.visible_to(actor(city.head))
    assert change not in ParameterChange.objects.visible_to(actor(district.head))
    decide(change, city.head)
    assert change in ParameterChange.objects.visible_to(actor(district.head))


def test_change_decided_by_another_process_is_taken_in_at_the_next_act(city) -> None:
    decide(propose(city), city.head)
    current.forget()
    assert value("contract.publish", "220100", TOMORROW) == 2
    law.refresh()
    assert value("contract.publish", "220100", TOMORROW) == 1
