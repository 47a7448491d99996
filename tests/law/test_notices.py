"""Each kind of notice is refused while something that it must hold is missing, or nobody has read it for secrets."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from disclosure import registry
from disclosure.services import publish
from procurement.models import Project
from tests.law import elsewhere
from workflow import law, running
from workflow.obstacles import Refused

LISTED = {line.rule for line in elsewhere.lines()}
KINDS = [code for code in registry.kinds.codes() if registry.kinds[code].rule not in LISTED]
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_notice_is_refused_under_its_own_rule(kind: str, db: None) -> None:
    act, subject = SimpleNamespace(today=TODAY, data={}, cause=None), Project()
    with running.act_on(subject, "test"), pytest.raises(Refused) as refused:
        publish(act, kind, subject, {}, title="空白")
    rule = registry.kinds[kind].rule
    demands = any(field.is_demanded({}, TODAY) for field in registry.kinds[kind].fields())
    assert refused.value.rules == ({rule, "FOI.17"} if demands else {"FOI.17"})
    assert law.known(rule)
