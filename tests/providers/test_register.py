"""How a provider comes on the register, stays on it, and leaves it (长府办发〔2014〕18号 §4; rules A2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from stdnum.cn import uscc

from accounts import demo as people
from accounts.models import Membership, Organisation, User
from disclosure.models import Notice
from providers import demo, services
from providers.kinds import CREDIT_CODES_SINCE, ProviderKind
from providers.models import PerformanceRecord, Provider
from providers.register import entries
from providers.rules import is_valid_code
from workflow import clock
from workflow.engine import create, execute
from workflow.models import Duty
from workflow.obstacles import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
REGULATOR = "shzz.jianguan"


def register(key="kangle", **values):
    return create(
        Provider, "register", people.actor(f"{key}.faren"), {**demo.registration(key), **values}
    ).subject


def rules_of(**values):
    with pytest.raises(Refused) as caught:
        register(**values)
    return caught.value.rules


def decide(provider, step, **data):
    return execute(provider, step, people.actor(REGULATOR), data).subject


def approve(provider, **data):
    return decide(provider, "approve", **{"basis": "符合条件", "valid_until": date(2028, 12, 31), **data})


# Codes


@pytest.mark.parametrize(
    ("code", "registered_on", "valid"),
    [
        ("91220101MA0Y3GDX5E", date(2020, 1, 1), None),
        ("91220101MA0Y3GDX5X", date(2020, 1, 1), False),
        ("吉民证字第010123号", CREDIT_CODES_SINCE - timedelta(days=1), True),
        ("220100010123", CREDIT_CODES_SINCE, False),
        ("220100010123", CREDIT_CODES_SINCE - timedelta(days=1), True),
        ("", date(2010, 1, 1), False),
    ],
)
def test_codes_carry_their_check_digit_unless_they_are_older(code, registered_on, valid):
    if valid is None:
        code, valid = people.organisation("kangle").code, True
    assert is_valid_code(code, registered_on) is valid


# Registering


def test_a_registration_with_all_proof_awaits_its_regulator_within_the_period():
    provider = register()
    duty = Duty.objects.open().get(subject_id=provider.pk)
    assert (provider.state, duty.rule, duty.organisation_id) == (
        "registered",
        "qualification.decide",
        provider.regulator_id,
    )
    assert not services.approved(provider.organisation_id, clock.legal_date())


@pytest.mark.parametrize("number", range(1, 8))
def test_each_condition_needs_proof(number):
    assert rules_of(**{f"elg_{number}_files": []}) == {f"ELG-{number}"}


def test_the_declaration_is_asked_for_only_since_march_2015():
    clock.set_legal_now(datetime(2015, 2, 27, 10, 0, tzinfo=clock.SHANGHAI))
    assert register().state == "registered"
    assert not Provider.objects.get().evidence.filter(condition="ELG-7").exists()


def test_proof_that_has_run_out_is_none():
    assert rules_of(elg_5_until=clock.legal_date() - timedelta(days=1)) == {"ELG-5"}


def test_pro_1_nobody_registers_who_does_not_exist_yet():
    assert rules_of(registered_on=clock.legal_date() + timedelta(days=1)) == {"PRO-1"}


def test_kinds_are_registered_by_their_own_authorities():
    assert rules_of(kind="PRO-1", authority="market") == {"PRO-1"}
    assert rules_of(kind="PRO-2", authority="civil_affairs") == {"PRO-2"}


def test_institutions_of_class_one_could_provide_until_2020():
    assert rules_of(key="jiaoyu", institution_class="1") == {"O102-8"}
    clock.set_legal_now(datetime(2020, 2, 28, 10, 0, tzinfo=clock.SHANGHAI))
    assert register("jiaoyu", institution_class="1").state == "registered"


def test_a_class_is_stated_for_institutions_and_for_them_only():
    assert rules_of(key="jiaoyu", institution_class="") == {"PRO-3"}
    assert rules_of(institution_class="2") == {"PRO-3"}


def test_nobody_registers_twice():
    register()
    with pytest.raises(Refused):
        register()


def test_only_providers_people_register():
    with pytest.raises(Refused):
        create(Provider, "register", people.actor("mzj.lingdao"), demo.registration("kangle"))


def test_all_proofs_are_said_to_be_needed_and_named_in_the_first_round():
    client = Client()
    client.force_login(User.objects.get(username="kangle.faren"))
    address = reverse("providers:provider-register")
    form = client.get(address).context["form"]
    assert not any(form[f"elg_{number}_files"].is_optional for number in range(1, 8))
    answer = client.post(address, {"kind": "PRO-1", "elg_5_until": "2020-01-01"})
    errors = answer.context["form"].errors
    assert "registration_number" in errors and all(f"elg_{number}_files" in errors for number in range(1, 8))


def test_a_proof_that_has_run_out_is_named():
    with pytest.raises(Refused) as caught:
        register(elg_5_until=clock.legal_date() - timedelta(days=1))
    (obstacle,) = caught.value.obstacles
    assert "依法缴纳税收" in str(obstacle.text) and obstacle.field == "elg_5_until"


# Deciding


def test_an_approved_provider_stands_on_the_public_register():
    provider = approve(register())
    assert services.approved(provider.organisation_id, clock.legal_date())
    notice = Notice.objects.get(kind="AN-19", subject_id=provider.pk)
    assert notice.payload["providers"][0]["code"] == provider.organisation.code
    assert (notice.category, notice.category_name) == ("", ""), "a kind of provider is no catalogue item"
    page = Client().get(reverse("providers:register")).content.decode()
    assert provider.organisation.name in page
    kind = provider.get_kind_display()
    assert f'data-l="类别">{kind}<' in page, "the list says of which kind a provider is"
    others = next(value for value in ProviderKind.values if value != provider.kind)
    for value, is_found in ((provider.kind, True), (others, False)):
        found = Client().get(reverse("providers:register"), {"kind": value}).content.decode()
        assert (provider.organisation.name in found) is is_found
    own = Client().get(reverse("providers:entry", args=[provider.pk])).content.decode()
    assert "符合条件" in own


def test_an_approval_runs_out():
    provider = approve(register())
    assert services.approved(provider.organisation_id, date(2028, 12, 31))
    assert not services.approved(provider.organisation_id, date(2029, 1, 1))


def test_a_returned_registration_is_handed_in_again():
    provider = decide(register(), "send_back", reason="审计报告缺页")
    assert (provider.state, provider.remark) == ("returned", "审计报告缺页")
    again = execute(provider, "resubmit", people.actor("kangle.faren"), demo.registration("kangle")).subject
    assert approve(again).state == "approved"


def test_suspension_is_public_and_bars_until_it_is_lifted():
    provider = decide(approve(register()), "suspend", reason="年检不合格")
    assert not services.approved(provider.organisation_id, clock.legal_date())
    assert entries().get(subject_id=provider.pk).payload["entry"]["state"] == "suspended"
    assert Notice.objects.filter(kind="AN-19", subject_id=provider.pk).count() == 2, (
        "the earlier entry stays readable"
    )
    assert decide(provider, "reinstate", reason="整改合格").state == "approved"


def test_nothing_is_approved_on_proof_that_ran_out_meanwhile():
    provider = register(elg_4_until=clock.legal_date() + timedelta(days=3))
    clock.set_legal_now(clock.legal_now() + timedelta(days=5))
    with pytest.raises(Refused) as caught:
        approve(provider)
    assert caught.value.rules == {"ELG-4"}
    assert services.lapsed_evidence(provider.organisation_id, clock.legal_date())[0].condition == "ELG-4"


def test_a_provider_renews_its_proof_without_losing_its_place():
    provider = approve(register(elg_4_until=clock.legal_date() + timedelta(days=3)))
    clock.set_legal_now(clock.legal_now() + timedelta(days=5))
    fresh = {
        "elg_4_files": [demo.paper(people.actor("kangle.faren"), "新证明.pdf")],
        "elg_4_until": date(2027, 1, 1),
    }
    execute(provider, "supplement", people.actor("kangle.faren"), fresh)
    assert services.approved(provider.organisation_id, clock.legal_date())
    assert not services.lapsed_evidence(provider.organisation_id, clock.legal_date())


@pytest.mark.parametrize("username", ["kangle.faren", "mzj.lingdao", "czj.juzhang", "scjg.jianguan"])
def test_only_the_own_regulator_decides(username):
    provider = register()
    with pytest.raises(Refused):
        execute(provider, "approve", people.actor(username), basis="x")


# Seeing


def test_a_registration_is_the_providers_own_and_the_authorities_affair():
    provider = register()
    for username, seen in {
        "kangle.jingban": True,
        REGULATOR: True,
        "czj.shenhe": True,
        "sjj.shenji": True,
        "zhaohui.faren": False,
        "mzj.lingdao": False,
        "zjk.zj1": False,
    }.items():
        assert Provider.objects.visible_to(people.actor(username)).filter(pk=provider.pk).exists() is seen, (
            username
        )
    assert Client().get(reverse("providers:entry", args=[provider.pk])).status_code == 404, (
        "not public before approval"
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_open(language):
    provider = approve(register())
    waiting = register("zhaohui")
    headers = {"accept-language": language}
    for username, addresses in {
        "kangle.faren": [
            reverse("providers:provider", args=[provider.pk]),
            reverse("providers:provider-supplement", args=[provider.pk]),
        ],
        "yixin.faren": [reverse("providers:provider-register")],
        REGULATOR: [
            reverse("providers:providers"),
            reverse("providers:provider", args=[waiting.pk]),
            reverse("providers:provider-approve", args=[waiting.pk]),
            reverse("providers:provider-send-back", args=[waiting.pk]),
        ],
    }.items():
        client = Client()
        client.force_login(User.objects.get(username=username))
        for address in addresses:
            assert client.get(address, headers=headers).status_code == 200, (username, address)
    for address in ("providers:register", "providers:join"):
        assert Client().get(reverse(address), headers=headers).status_code == 200
    assert Client().get(reverse("providers:register") + "?export=xlsx").status_code == 200


# The performance record


def test_a_published_grade_enters_the_record_once_and_stays():
    provider = approve(register())
    grade = dict(
        organisation_id=provider.organisation_id,
        project_id=provider.pk,
        project_title="居家养老",
        purchaser_name="市民政局",
        period="2025年度",
        score=Decimal("92.50"),
        grade="优",
    )
    first, again = services.record_grade(**grade), services.record_grade(**grade)
    assert first == again and PerformanceRecord.objects.count() == 1


# Joining


def join(**values):
    data = {
        "name": "长春市新芽社会工作服务中心",
        "code": "52220100MJ00000091",
        "jurisdiction": Organisation.objects.first().jurisdiction_id,
        "address": "人民大街1号",
        "phone": "0431-80000000",
        "person": "林晓",
        "email": "lin@example.org",
        "password": "an uncommon sentence",
        "again": "an uncommon sentence",
        **values,
    }
    client = Client()
    return client, client.post(reverse("providers:join"), data)


def valid_code():
    body = "52220100MJ0000009"
    return body + uscc.calc_check_digit(body)


def test_a_new_organisation_opens_its_account_and_goes_on_to_register():
    client, answer = join(code=valid_code())
    assert answer.status_code == 302 and answer.url == reverse("providers:provider-register")
    assert client.get(answer.url).status_code == 200
    organisation = Organisation.objects.get(code=valid_code())
    assert organisation.kind == "provider" and not services.approved(organisation.pk, clock.legal_date())
    assert Membership.objects.get(organisation=organisation).user.username == valid_code()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": "52220100MJ0000009X"}, "code"),
        ({"code": "<script>"}, "code"),
        ({"again": "another sentence"}, "again"),
        ({"password": "short", "again": "short"}, "password"),
        ({"email": "nobody"}, "email"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_made(values, field):
    organisations = Organisation.objects.count()
    _client, answer = join(**{"code": valid_code(), **values})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert Organisation.objects.count() == organisations


def test_an_organisation_that_is_here_already_isnt_made_again():
    _client, answer = join(code=people.organisation("kangle").code)
    assert answer.status_code == 422
