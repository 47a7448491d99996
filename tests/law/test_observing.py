"""The law report counts what was observed."""

from providers.kinds import Condition
from workflow import law


def test_observers_hear_of_violations_and_of_rules_met() -> None:
    heard: list[tuple[str, bool]] = []

    def note(rule_id: str, violated: bool) -> None:
        heard.append((rule_id, violated))

    law.add_observer(note)
    try:
        law.observe("A0.1")
        law.observe("A0.1", violated=False)
    finally:
        law.remove_observer(note)
    law.observe("A0.1")
    assert heard == [("A0.1", True), ("A0.1", False)]


def test_a_choice_called_by_its_rule_is_told_as_plain_text() -> None:
    heard: list[type] = []

    def note(rule_id: str, violated: bool) -> None:
        heard.append(type(rule_id))

    law.add_observer(note)
    try:
        law.observe(Condition.TAXES)
    finally:
        law.remove_observer(note)
    assert heard == [str]
