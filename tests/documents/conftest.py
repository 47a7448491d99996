from uuid import uuid4

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from core.actor import Actor, ActorKind
from documents.forms import FilesField
from tests.documents.samples import GOOD
from tests.sample.models import Paper
from workflow import engine, registry
from workflow.forms import StepForm


def upload(name, content=None):
    return SimpleUploadedFile(name, GOOD[name] if content is None else content)


def uploads(field, *given):
    return MultiValueDict({field: list(given)})


def person(**values):
    return Actor(
        kind=ActorKind.USER,
        **{
            "user_id": uuid4(),
            "user_name": "某人",
            "membership_id": uuid4(),
            "organisation_id": uuid4(),
            "roles": frozenset({"handler"}),
            "jurisdiction": "220100",
            **values,
        },
    )


@pytest.fixture
def owner():
    return person()


@pytest.fixture
def colleague(owner):
    return person(organisation_id=owner.organisation_id)


@pytest.fixture
def stranger():
    return person()


@pytest.fixture
def paper(db, owner):
    return engine.create(Paper, "write", owner, title="甲", pages=3, judge=uuid4()).subject


class PartForm(forms.Form):
    title = forms.CharField()
    scan = FilesField(most=1)


class NoteForm(StepForm):
    papers = FilesField(allowed=("pdf", "png"), most=2)
    remark = forms.CharField(max_length=5, required=False)
    formsets = {"parts": forms.formset_factory(PartForm, extra=0)}


@pytest.fixture
def note(monkeypatch, paper):
    """The sample's step `note` asks for files; its effect does what the test says."""
    monkeypatch.setitem(registry.forms._items, "sample.paper.note", NoteForm)
    step = Paper.steps()["note"]

    def run(actor, data, files=None, effect=lambda act: None, **options):
        monkeypatch.setitem(registry.effects._items, "tests.files", effect)
        monkeypatch.setattr(step, "effects", ("tests.files",))
        return engine.execute(paper, "note", actor, data, files=files, **options)

    return run


@pytest.fixture
def in_act_of(paper, owner, monkeypatch):
    """`in_act_of(function)` calls `function(act)` in the effects of an act on the sample paper."""

    def run(function):
        answers = []
        monkeypatch.setitem(registry.effects._items, "tests.now", lambda act: answers.append(function(act)))
        monkeypatch.setattr(Paper.steps()["note"], "effects", ("tests.now",))
        engine.execute(paper, "note", owner)
        return answers[0]

    return run
