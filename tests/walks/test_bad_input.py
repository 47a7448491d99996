"""Bad input to every form: a clear message beside the field, nothing typed is lost, never a server error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.conf import settings
from django.test import Client

from accounts import demo as people
from tests import figures
from tests.walks import stops
from tests.walks.hostile import on_the_way, others
from workflow import registry

pytestmark = pytest.mark.django_db
SHOWN_ONLY = {"portal.gallery_forms"}
"""Examples on the page of components, which exists in a demonstration only and keeps nothing."""
READERS = ("", "czj.shenhe", "zhaohui.faren")


@pytest.fixture(scope="module")
def bound(patch):
    """Classes of forms that were given input."""
    found = set()
    clean = forms.BaseForm.full_clean

    def watched(form):
        found.add(type(form))
        return clean(form)

    patch.setattr(forms.BaseForm, "full_clean", watched)
    return found


@pytest.fixture(scope="module")
def faults(held, patch, bound):
    return on_the_way.faults(patch)


def test_every_step_bears_bad_input(faults):
    assert not faults


def test_every_other_form_bears_bad_input(faults):
    found = []
    for attack in others.attacks(found):
        attack.run()
    assert not found


def test_every_address_bears_odd_questions(faults):
    clients = [stops.client_of(people.actor(who)) if who else Client() for who in READERS]
    for client in clients:
        client.raise_request_exception = False
    asked = list(others.asked_of_addresses())
    wrong = {
        f"{address} {next(iter(query.values()))[:20]!r}"
        for number, (address, query) in enumerate(asked)
        if clients[number % len(clients)].get(address, query).status_code >= 500
    }
    figures.tell("addresses asked odd questions", len(asked))
    assert not wrong


def test_no_form_was_left_out(faults, bound):
    """Runs last: a new form that no walk fills in is found here."""
    hidden = {
        registry.forms.get(s.id)
        for s in registry.lifecycles.all_steps()
        if s.hidden or s.id in stops.NO_PAGE_OF_ITS_OWN
    }
    assert set(leaves(forms.Form)) - bound - hidden == set()


def leaves(kind: type) -> Iterator[type]:
    """Forms of the portal that no other form is made from."""
    below = [each for each in kind.__subclasses__() if _is_own(each)]
    for each in below:
        yield from leaves(each)
    yield from (each for each in kind.__subclasses__() if not _is_own(each) for each in leaves(each))
    if not below and _is_own(kind):
        yield kind


def _is_own(kind: type) -> bool:
    module = kind.__module__
    return module.split(".")[0] in settings.PORTAL_APPS and module not in SHOWN_ONLY
