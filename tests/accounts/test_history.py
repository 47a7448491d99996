"""The history of a subject as people read it."""

import json
from types import SimpleNamespace
from uuid import uuid4

from django.utils.translation import override

from accounts import history
from accounts.reforms.names import Names
from workflow.models import Event


def an_event(**content):
    return Event(organisation_id=None, body=json.dumps(content))


def test_what_a_sealed_act_led_to_hides_for_whom_it_was_done():
    event = an_event(on_behalf_of="sha256:4f1a")
    assert history._organisations([event]) == set()
    with override("en"):
        assert history._by(event, event.content, Names([]), {}) == "The portal"


def test_the_portal_names_the_unit_on_whose_behalf_it_acts():
    unit = uuid4()
    event = an_event(on_behalf_of={"organisation_id": str(unit)})
    units = SimpleNamespace(at=lambda asked, when: "Civil Affairs" if asked == unit else "")
    assert history._by(event, event.content, units, {}) == "Civil Affairs"
