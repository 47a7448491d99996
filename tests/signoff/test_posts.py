"""Who signs for a post: the chief of a section, whoever that is today; and a deputy, for a person and for a role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from accounts import demo as people
from accounts.deputies import choices
from accounts.models import Deputyship, Membership, Section
from signoff import services
from signoff.models import Circulation, Signature
from tests.signoff.world import CHIEF, DEPUTY, HANDLER, fresh, member, station
from workflow.clock import legal_date
from workflow.engine import create, execute
from workflow.models import Duty, Event
from workflow.obstacles import Refusal, Refused

ELDERLY, RELIEF, COLLEAGUE, STAND_IN = "mzj.yanglao", "mzj.jiuzhu", "mzj.zhuli", "mzj.jiandu"
SIGN = "signoff.signature.sign"


def section_of(username: str) -> Section:
    return Membership.objects.get(user__username=username).section


def chief(username: str) -> str:
    """The post of who leads that person's section."""
    return f"section:{section_of(username).pk}"


def appoint(principal: str, deputy: str, *steps: str) -> Deputyship:
    today = legal_date()
    given = {
        "principal": Membership.objects.get(user__username=principal),
        "deputy": Membership.objects.get(user__username=deputy),
        "first_day": today,
        "last_day": today + timedelta(days=5),
        "note": "外出培训",
        "steps": list(steps or [SIGN]),
    }
    return create(Deputyship, "appoint", people.actor(principal), given).subject


def refused(signature: Signature, who: str) -> Refused:
    with pytest.raises(Refused) as caught:
        execute(signature, "sign", people.actor(who), {"opinion": "同意。"})
    return caught.value


def asked(circulation: Circulation) -> Signature:
    return circulation.signatures.get(state="asked")


@pytest.fixture
def going(world):
    """Something that goes round by these stations."""

    def send(*stations, who: str = HANDLER) -> Circulation:
        world.chain(*stations)
        return world.send(world.presented(), who=who)

    return send


def test_a_sections_chief_signs_and_no_other_chief(world, going):
    circulation = going(station(1, chief(ELDERLY)))
    duty = Duty.objects.open().get(subject_id=asked(circulation).pk)
    assert duty.user_id == people.actor(ELDERLY).user_id
    assert {refused(asked(circulation), who).kind for who in (RELIEF, COLLEAGUE)} == {Refusal.ACTOR}
    assert world.sign(circulation, ELDERLY).state == "agreed"


def test_it_is_whoever_leads_the_section_today(world, going):
    circulation = going(station(1, chief(ELDERLY)))
    Membership.objects.filter(user__username=ELDERLY).update(is_chief=False)
    Membership.objects.filter(user__username=COLLEAGUE).update(is_chief=True)
    assert refused(asked(circulation), ELDERLY).kind is Refusal.ACTOR
    assert world.sign(circulation, COLLEAGUE).state == "agreed"


def test_the_post_is_named_in_both_languages(world):
    row = world.chain(station(1, chief(ELDERLY))).stations.get()
    with override("en"):
        assert str(row) == "Chief of Elderly Care Section"
    with override("zh-hans"):
        assert str(row) == "养老服务科负责人"


def test_a_section_that_nobody_leads_is_no_choice(world):
    Membership.objects.filter(user__username=ELDERLY).update(is_chief=False)
    with pytest.raises(Refused) as caught:
        world.chain(station(1, chief(ELDERLY)))
    assert caught.value.kind is Refusal.INPUT


@pytest.mark.parametrize(
    ("post", "principal"), [(lambda: member(CHIEF), CHIEF), (lambda: chief(STAND_IN), STAND_IN)]
)
def test_a_deputy_signs_for_the_person_at_the_post(world, going, post, principal):
    deputy = COLLEAGUE
    circulation = going(station(1, post()))
    assert refused(asked(circulation), deputy).kind is Refusal.ACTOR
    row = appoint(principal, deputy)
    assert Duty.objects.open().for_actor(people.actor(deputy)).filter(step=SIGN).exists()
    signature = execute(asked(circulation), "sign", people.actor(deputy), {"opinion": "代签，同意。"}).subject
    assert signature.signed_by_id == row.deputy.user_id and signature.signed_for_id == row.principal.user_id
    with override("zh-hans"):
        assert signature.signer == f"{row.deputy.user.name}（代{row.principal.user.name}）"
    content = Event.objects.get(subject_id=signature.pk, step="sign", outcome="done").content
    assert content["deputyship"] == str(row.pk) and "stands_for" not in content["actor"]
    assert fresh(circulation).state == "agreed"


def test_a_deputy_signs_for_a_role_in_the_unit(world, going):
    circulation = going(station(1, "role:cashier"))
    appoint(DEPUTY, STAND_IN)
    assert world.sign(circulation, STAND_IN).state == "agreed"


def test_the_deputy_of_another_signs_nothing(world, going):
    circulation = going(station(1, member(CHIEF)))
    appoint(ELDERLY, COLLEAGUE)
    assert refused(asked(circulation), COLLEAGUE).kind is Refusal.ACTOR


def test_a_person_and_their_deputy_are_one_pair_of_eyes(world, going):
    """Who is represented doesn't sign what the deputy signed for them, nor the deputy what they sent round."""
    Membership.objects.filter(user__username=CHIEF).update(roles=["acceptor", "opening_officer"])
    circulation = going(station(1, member(CHIEF)), station(2, "role:opening_officer"))
    appoint(CHIEF, COLLEAGUE)
    circulation = world.sign(circulation, COLLEAGUE)
    assert refused(asked(circulation), CHIEF).rules == {"A7.12"}
    other = world.send(world.presented(title="第二件"), who=COLLEAGUE)
    assert refused(asked(other), COLLEAGUE).rules == {"A7.12"}


def test_only_units_that_have_chains_can_pass_signing_on(world):
    def offered(username: str) -> set[str]:
        return choices.ids_for(Membership.objects.get(user__username=username))

    assert {SIGN, "signoff.signature.send_back"} <= offered(HANDLER)
    assert SIGN not in offered("zhaohui.faren")


def test_whoever_stands_in_for_the_head_is_shown_what_is_to_be_sent_round(world):
    """What a unit could do is asked in the one place that knows of deputies."""
    world.chain(station(1, member(CHIEF)))
    offers = list(services.offers([world.presented()], people.actor(HANDLER)))
    assert [offer.subject.step for offer in offers] == ["submit"]
