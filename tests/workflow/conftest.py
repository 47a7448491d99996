from dataclasses import replace
from uuid import uuid4

import pytest

from core.actor import Actor, ActorKind
from tests.sample.models import Paper
from workflow import engine


def person(*roles):
    return Actor(
        kind=ActorKind.USER,
        user_id=uuid4(),
        user_name="某人",
        membership_id=uuid4(),
        organisation_id=uuid4(),
        roles=frozenset(roles),
        jurisdiction="220100",
    )


@pytest.fixture
def writer():
    return person("handler")


@pytest.fixture
def judge():
    return person("reviewer")


@pytest.fixture
def stranger(writer):
    return replace(writer, organisation_id=uuid4(), membership_id=uuid4())


@pytest.fixture
def paper(db, writer, judge):
    return engine.create(Paper, "write", writer, title="甲", pages=3, judge=judge.organisation_id).subject
