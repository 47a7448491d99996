"""From the opened bids to the announced result: who may do what, and what stands in the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from accounts import demo as people
from accounts.models import MailboxMessage, Membership
from disclosure.models import Notice
from disclosure.reading import NoticePage
from disclosure.rendering import fill_html
from documents.models import Paper
from procurement.models import Project
from providers import demo as providers
from sourcing import demo, draw, experts
from sourcing.demo import evaluating
from sourcing.demo.opening import fresh
from sourcing.effects.panel import low_price_rates
from sourcing.models import Assessment, Award, PanelSeat, Tender
from tests.sourcing.world import BIDDERS
from workflow import outbox
from workflow.engine import execute, form_of
from workflow.models import Duty, Event
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db
HANDLER, HEAD = "mzj.jingban", "mzj.lingdao"


def rules_of(*args, **kwargs):
    with pytest.raises(Refused) as caught:
        execute(*args, **kwargs)
    return caught.value.rules


def rows(tender, **values):
    usual = {"credit_clean": "yes", "eligible": "yes", "reason": ""}
    return [{"opened_bid": bid, **usual, **values} for bid in tender.opened_bids.all()]


@pytest.fixture
def opened(world):
    return world.opened()


@pytest.fixture
def seated(world, opened):
    tender = demo.form_panel(world.hand, demo.check_eligibility(world.hand, opened))
    evaluating.declare(world.hand, tender)
    return tender


# Eligibility


def test_every_bid_is_checked_and_whoever_is_listed_is_not_eligible(opened):
    actor = people.actor(HANDLER)
    assert rules_of(opened, "check_eligibility", actor, rows=rows(opened)[:2]) == {"B4.8"}
    listed = [rows(opened)[0] | {"credit_clean": "no"}, *rows(opened)[1:]]
    with pytest.raises(Refused) as caught:
        execute(opened, "check_eligibility", actor, rows=listed)
    assert "rows-0-eligible" in caught.value.errors
    assert execute(opened, "check_eligibility", actor, rows=rows(opened)).subject
    assert Assessment.objects.filter(tender=opened, eligible=True, credit_clean=True).count() == 3


def test_a_bid_of_another_tender_is_no_row_here(world, opened):
    rubbish = rows(opened)
    rubbish[0]["opened_bid"] = opened.pk
    with pytest.raises(Refused) as caught:
        execute(opened, "check_eligibility", people.actor(HANDLER), rows=rubbish)
    assert caught.value.kind == "input"


def test_the_panel_doesnt_check_eligibility_and_the_bidder_neither(opened):
    for username in ("zjk.zj1", "kangle.faren", "czj.shenhe"):
        with pytest.raises(Refused):
            execute(opened, "check_eligibility", people.actor(username), rows=rows(opened))


def test_with_two_eligible_bidders_nothing_is_evaluated(world, opened):
    tender = demo.check_eligibility(world.hand, opened, refused=("kangle",))
    assert rules_of(tender, "form_panel", people.actor(HEAD), size=5) == {"B6.1"}
    failed = execute(
        tender,
        "fail",
        people.actor(HEAD),
        ground="too_few",
        reason="合格供应商不足三家",
        publication_reviewed=True,
    ).subject
    assert failed.state == "failed"
    assert Project.objects.get(pk=world.project.pk).state == "granted"
    assert Notice.objects.filter(kind="AN-08", subject_id=tender.pk).exists()


def test_a_ground_that_is_not_true_fails_nothing(world, opened):
    tender = demo.check_eligibility(world.hand, opened)
    for ground in ("too_few", "over_budget"):
        data = {"ground": ground, "reason": "不想采购了", "publication_reviewed": True}
        assert rules_of(tender, "fail", people.actor(HEAD), data) == {"B6.1"}


# The panel


@pytest.mark.parametrize(("size", "rules"), [(4, {"B2.7"}), (3, {"B2.7"}), (6, {"B2.7"})])
def test_a_panel_has_an_odd_number_of_at_least_five(world, opened, size, rules):
    tender = demo.check_eligibility(world.hand, opened)
    assert rules_of(tender, "form_panel", people.actor(HEAD), size=size) == rules


def test_two_thirds_are_experts(world, opened):
    tender = demo.check_eligibility(world.hand, opened)
    members = list(Membership.objects.filter(user__username__in=["mzj.yanshou", "mzj.caiwu"]))
    assert rules_of(tender, "form_panel", people.actor(HEAD), size=5, representatives=members) == {
        "expert.share_min"
    }


def test_who_opened_doesnt_evaluate(world, opened):
    tender = demo.check_eligibility(world.hand, opened)
    official = list(Membership.objects.filter(user__username="mzj.kaibiao"))
    assert rules_of(tender, "form_panel", people.actor(HEAD), size=5, representatives=official) == {"B4.7"}


def test_who_opens_is_not_offered_as_representative_and_the_form_says_so(world, opened):
    tender = demo.check_eligibility(world.hand, opened)
    field = form_of(Tender.steps()["form_panel"], tender, people.actor(HEAD)).fields["representatives"]
    offered = dict(field.widget.choices)
    usual = Membership.objects.get(user__username="mzj.yanshou")
    official = Membership.objects.get(user__username="mzj.kaibiao")
    assert usual.pk in offered and official.pk not in offered
    assert official.user.name in str(field.help_text) and usual.user.name not in str(field.help_text)


def test_a_pool_that_is_too_small_forms_no_panel(world, opened):
    tender = demo.check_eligibility(world.hand, opened)
    assert rules_of(tender, "form_panel", people.actor(HEAD), size=11) == {"B4.1"}


def test_experts_are_drawn_and_anyone_entitled_can_draw_again(seated):
    record, drawn = seated.opening_record, seated.draws.get()
    seed = draw.seed_of(str(seated.pk), record.digest, drawn.pool, drawn.number)
    assert (drawn.seed, drawn.order) == (seed, draw.order(seed, drawn.pool))
    chosen = PanelSeat._base_manager.filter(tender=seated, role="expert")
    assert {str(s.user_id) for s in chosen} == set(drawn.order[:4])
    assert str(chosen.get(is_chair=True).user_id) == drawn.order[0], "the first drawn chairs"


def test_experts_tied_to_a_bidder_are_not_in_the_pool(world, opened):
    expert = Membership.objects.get(user__username="zjk.zj3")
    assert expert.user_id in {m.user_id for m in experts.pool(opened)}
    Membership.objects.create(user=expert.user, organisation=people.organisation("kangle"), roles=[])
    assert expert.user_id not in {m.user_id for m in experts.pool(opened)}


def test_names_are_secret_until_the_result(world, seated):
    for username in (HEAD, HANDLER, "czj.juzhang", "kangle.faren", "sjj.shenji"):
        assert not PanelSeat.objects.visible_to(people.actor(username)).exists(), username
    told = Event.objects.filter(subject_type="sourcing.panelseat")
    assert told.exists() and not told.exclude(user_id=None, organisation_id=None).exists()
    for seat in PanelSeat._base_manager.filter(tender=seated):
        assert not told.filter(body__contains=str(seat.user_id)).exists()


def test_members_see_bids_only_once_they_declared(world, opened):
    tender = demo.form_panel(world.hand, demo.check_eligibility(world.hand, opened))
    seat = next(seat for seat in evaluating.seats(tender) if seat.role == "expert")
    member = evaluating.member(seat)
    assert not tender.opened_bids.model.objects.visible_to(member).exists()
    half = {"no_employment": True, "no_control": True, "no_kinship": True}
    assert rules_of(seat, "declare", member, half) == {"CF-1"}
    execute(seat, "declare", member, {**half, "no_other_tie": True})
    assert tender.opened_bids.model.objects.visible_to(member).count() == 3


def test_who_recuses_is_followed_by_the_next_in_the_draw(world, seated):
    chair = next(s for s in evaluating.seats(seated) if s.is_chair)
    execute(chair, "recuse", evaluating.member(chair), reason="与投标人负责人系同学")
    drawn = seated.draws.get()
    seats = evaluating.seats(seated)
    assert len(seats) == 5 and str(chair.user_id) not in {str(s.user_id) for s in seats}
    follower = next(s for s in seats if str(s.user_id) == drawn.order[4])
    assert follower.is_chair and follower.state == "appointed"


def test_duties_of_a_panel_are_the_members_own(seated):
    duties = Duty.objects.open().filter(subject_type="sourcing.panelseat")
    assert duties.count() == 5 and not duties.filter(user_id=None).exists()


# Conformity and points


def test_the_majority_decides_on_conformity(world, seated):
    for number, seat in enumerate(evaluating.seats(seated)):
        verdicts = [
            {
                "opened_bid": bid,
                "conforms": "no" if against else "yes",
                "reason": "未响应服务时限" if against else "",
            }
            for bid in seated.opened_bids.all()
            for against in [bid.provider.pk == people.organisation("kangle").pk and number < 3]
        ]
        execute(seat, "judge", evaluating.member(seat), rows=verdicts)
    conforming = {
        a.opened_bid.provider.name: a.conforms
        for a in seated.assessments.select_related("opened_bid__provider")
    }
    assert conforming.pop(people.organisation("kangle").name) is False
    assert set(conforming.values()) == {True}


def test_nobody_scores_before_all_have_judged(world, seated):
    first, *_others = evaluating.seats(seated)
    verdicts = [{"opened_bid": b, "conforms": "yes"} for b in seated.opened_bids.all()]
    first = execute(first, "judge", evaluating.member(first), rows=verdicts).subject
    assert "B4.8" in rules_of(first, "score", evaluating.member(first), rows=[])


def test_points_stay_within_their_factor_and_none_is_left_out(world, seated):
    evaluating.judge(world.hand, seated)
    seat = evaluating.seats(seated)[0]
    sheet = [
        {"opened_bid": bid, "criterion": criterion, "points": criterion.weight}
        for bid in seated.opened_bids.all()
        for criterion in seated.criteria.exclude(kind="price")
    ]
    member = evaluating.member(seat)
    assert rules_of(seat, "score", member, rows=sheet[:-1]) == {"B5"}
    with pytest.raises(Refused) as caught:
        execute(seat, "score", member, rows=[sheet[0] | {"points": sheet[0]["points"] + 1}, *sheet[1:]])
    assert "rows-0-points" in caught.value.errors
    assert execute(seat, "score", member, rows=sheet).subject.state == "scored"


def test_another_members_seat_cant_be_used(world, seated):
    one, other, *_rest = evaluating.seats(seated)
    with pytest.raises(Refused):
        execute(one, "judge", evaluating.member(other), rows=[])


def test_objective_points_must_agree(world, seated):
    seated.criteria.filter(name="同类项目业绩").update(objective=True)
    evaluating.judge(world.hand, seated)
    given = iter(range(1000))
    evaluating.score(world.hand, seated, lambda b, c, s: Decimal(next(given) % 7))
    chair = next(s for s in evaluating.seats(seated) if s.is_chair)
    assert rules_of(fresh(seated), "conclude", evaluating.member(chair)) == {"B4.14"}


def test_the_panel_concludes_only_when_all_have_scored(world, seated):
    evaluating.judge(world.hand, seated)
    chair = next(s for s in evaluating.seats(seated) if s.is_chair)
    assert rules_of(fresh(seated), "conclude", evaluating.member(chair)) == {"B5"}
    with pytest.raises(Refused):
        execute(fresh(seated), "conclude", people.actor(HEAD))


def test_an_abnormally_low_price_is_looked_into_and_rules_nobody_out_by_itself(world):
    tender = world.published()
    providers.approved("songhe")
    demo.bid(tender, "songhe", "210000.00")
    tender = world.opened(tender)
    tender = demo.form_panel(world.hand, demo.check_eligibility(world.hand, tender))
    evaluating.declare(world.hand, tender)
    evaluating.judge(world.hand, tender)
    low = tender.assessments.get(opened_bid__provider=people.organisation("songhe"))
    assert low.low_price_rules == ["lowprice.mean", "lowprice.second", "lowprice.ceiling"] and low.is_valid
    evaluating.score(world.hand, tender)
    chair = next(s for s in evaluating.seats(tender) if s.is_chair)
    member = evaluating.member(chair)
    assert rules_of(fresh(tender), "conclude", member) == {"B5.LOW"}
    inquiry = evaluating.explained(world.hand, evaluating.asked(world.hand, fresh(tender), "songhe"))
    assert rules_of(fresh(tender), "conclude", member) == {"B5.LOW"}, "nobody has judged it yet"
    evaluating.weighed(world.hand, inquiry, accepted=False)
    tender = fresh(tender)
    tender = execute(tender, "conclude", member).subject
    low.refresh_from_db()
    assert low.rank is None and tender.assessments.filter(rank=1).exists()
    assert tender.assessments.filter(rank__isnull=False).count() == 3


# The result


def test_the_award_goes_to_the_first_in_rank(world, opened):
    tender = demo.evaluate(world.hand, opened)
    second = tender.assessments.get(rank=2).opened_bid
    assert rules_of(tender, "award_contract", people.actor(HEAD), winner=second) == {"B2.14"}


def test_clocks_run_from_report_to_decision_to_notice(world, opened):
    tender = demo.evaluate(world.hand, opened)
    decide = Duty.objects.open().get(subject_id=tender.pk, step="sourcing.tender.award_contract")
    assert decide.rule == "award.decide" and decide.due_at is not None
    tender = demo.award(world.hand, tender)
    publish = Duty.objects.open().get(subject_id=tender.pk)
    assert publish.rule == "award.publish" and publish.due_at is not None
    evaluating.announce(world.hand, tender)
    assert not Duty.objects.open().filter(subject_id=tender.pk).exists(), "sourcing has done its part"


def test_the_announcement_names_winner_score_and_experts_and_sends_the_letter(world, opened):
    tender = demo.evaluate(world.hand, opened)
    award = demo.announced(world.hand, tender)
    notice = Notice.objects.get(kind="AN-07", subject_id=tender.pk)
    assert notice.payload["awards"][0]["amount"] and notice.payload["awards"][0]["score"]
    names = set(notice.personal_values.filter(field__startswith="experts").values_list("value", flat=True))
    seats = PanelSeat._base_manager.filter(tender=tender)
    assert names == {s.user.name for s in seats}
    ours = seats.get(role="representative").user.name
    for language, word in (("zh-hans", "（采购人代表）"), ("en", " (purchaser's representative)")):
        with override(language):
            page = NoticePage(notice)
            told = [row["name"] for row in page.values["experts"]]
            assert ours + word in told and [n for n in told if word in n] == [ours + word]
            assert any(ours + word in c.text for p in page.parts for e in p.entries for c in e.cells)
    assert f"{ours}（采购人代表）" in fill_html(notice.html, page.reader.personal)
    assert Paper.objects.filter(subject_id=tender.pk, kind="letter_of_acceptance").exists()
    project = Project.objects.get(pk=world.project.pk)
    assert (project.state, project.awarded_amount) == ("sourcing", award.amount)
    assert Award.objects.visible_to(people.actor(f"{_stem(award)}.faren")).exists()


def test_losers_learn_their_own_points_and_nobody_elses(world, opened):
    tender = demo.evaluate(world.hand, opened)
    award = demo.announced(world.hand, tender)
    outbox.sweep(1000)
    loser = next(k for k in BIDDERS if k != _stem(award))
    own = tender.assessments.get(opened_bid__provider=people.organisation(loser))
    mail = MailboxMessage.objects.get(user__username=f"{loser}.faren", body__contains=str(own.total))
    others = tender.assessments.exclude(pk=own.pk)
    assert not any(str(a.total) in mail.body for a in others if a.total != own.total)
    assert not Award.objects.visible_to(people.actor(f"{loser}.faren")).exists()


def _stem(award):
    return next(k for k in BIDDERS if people.organisation(k).pk == award.provider_id)


def test_before_2026_a_low_price_was_left_to_the_panels_judgement(world, opened):
    earlier = Tender.objects.get(pk=opened.pk)
    earlier.published_at = earlier.published_at.replace(year=2025)
    assert low_price_rates(opened) is not None and low_price_rates(earlier) is None
