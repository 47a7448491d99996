"""Who is called away while checking or scoring finds everything again, and only they."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import User
from sourcing import demo
from sourcing.demo import evaluating
from workflow.models import Draft

pytestmark = pytest.mark.django_db


def fields(page):
    """What a browser would send from the page as it stands."""
    form = page.context["form"]
    rows = form.parts["rows"]
    sent = {f"rows-{name}": str(len(rows.forms)) for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for row in rows.forms:
        sent |= {bound.html_name: bound.value() for bound in row if bound.value() is not None}
    return sent


def save(client, address, **typed):
    page = client.get(address)
    draft = page.context["draft"]
    version = draft.version if draft else 0
    kept = client.post(address, fields(page) | typed | {"save_draft": "1", "draft_version": str(version)})
    assert kept.status_code == 302
    return fields(client.get(address))


def test_a_check_of_eligibility_is_taken_up_again(world, client):
    tender = world.opened()
    client.force_login(User.objects.get(username="mzj.jingban"))
    address = reverse("sourcing:tender-check-eligibility", args=[tender.pk])
    found = save(client, address, **{"rows-1-eligible": "no", "rows-1-reason": "资格条件未"})
    assert (found["rows-1-eligible"], found["rows-1-reason"]) == ("no", "资格条件未")
    assert "rows-0-eligible" not in found
    demo.check_eligibility(world.hand, tender)
    assert not Draft.objects.filter(subject_id=tender.pk).exists()


@pytest.fixture
def scoring(world):
    tender = world.opened()
    evaluating.sit(world.hand, tender)
    return tender


def test_points_are_kept_for_the_member_alone(world, scoring, client):
    one, other = evaluating.seats(scoring)[:2]
    client.force_login(one.user)
    address = reverse("sourcing:panelseat-score", args=[one.pk])
    found = save(client, address, **{"rows-0-points": "12.5", "rows-3-note": "方案较完整"})
    assert (found["rows-0-points"], found["rows-3-note"]) == ("12.5", "方案较完整")
    client.force_login(other.user)
    assert client.get(address).status_code == 404
    theirs = fields(client.get(reverse("sourcing:panelseat-score", args=[other.pk])))
    assert not any(name.endswith(("points", "note")) and value for name, value in theirs.items())
    evaluating.score(world.hand, scoring)
    assert not Draft.objects.exists()


def test_a_bid_that_fell_out_takes_its_points_with_it(world, scoring, client):
    seat = evaluating.seats(scoring)[0]
    client.force_login(seat.user)
    address = reverse("sourcing:panelseat-score", args=[seat.pk])
    rows = fields(client.get(address))
    out = rows["rows-0-opened_bid"]
    last = max(int(name.split("-")[1]) for name in rows if name.endswith("criterion"))
    save(client, address, **{"rows-0-points": "1", f"rows-{last}-points": "7"})
    scoring.assessments.filter(opened_bid=out).update(conforms=False)
    after = fields(client.get(address))
    assert str(out) not in {str(value) for value in after.values()}
    points = {name: value for name, value in after.items() if name.endswith("points")}
    assert list(points.values()) == ["7"]
    assert points.keys() == {f"rows-{int(after['rows-TOTAL_FORMS']) - 1}-points"}
    scoring.assessments.filter(opened_bid=out).update(conforms=True)
    back = fields(client.get(address))
    assert (back["rows-0-points"], back[f"rows-{last}-points"]) == ("1", "7")
