import pytest
from stdnum.cn import uscc

from accounts import demo
from accounts.demonstration import accounts_to_show
from accounts.models import Jurisdiction, Membership, Organisation

pytestmark = pytest.mark.django_db


def test_the_city_has_units_of_every_kind_and_valid_codes():
    demo.build()
    shown = {account.username for account in accounts_to_show()}
    drawn = Membership.objects.filter(roles__contains=["expert"]).values_list("user__username", flat=True)
    assert shown >= set(drawn), "whoever is drawn for a panel can be played"
    assert {o.kind for o in Organisation.objects.all()} == {
        "finance", "purchaser", "provider", "evaluator", "regulator", "auditor", "platform",
    }  # fmt: skip
    assert all(uscc.is_valid(o.code) for o in Organisation.objects.all())
    assert Organisation.objects.filter(kind="provider").count() >= 25
    assert Jurisdiction.objects.filter(organisations__kind="purchaser").distinct().count() >= 3


def test_building_twice_changes_nothing():
    demo.build()
    before = Membership.objects.count()
    demo.build()
    assert Membership.objects.count() == before


def test_duties_that_must_be_separate_lie_with_different_people():
    demo.build()
    handler, head = demo.actor("mzj.jingban"), demo.actor("mzj.lingdao")
    assert handler.organisation_id == head.organisation_id and handler.user_id != head.user_id
    assert "220102" in demo.actor("czj.shenhe").jurisdictions
    assert demo.actor("ngcz.shenhe").jurisdictions == {"220102"}
