"""Collects which rules tests saw at work, and writes the law report.

Every obstacle that the engine returns, every rule that a step met and every value that an act asked for is observed
(`law.observe`); this plugin notes under which test, and at the end writes `law-report.json` (option
`--law-report PATH`): for each rule, the tests that saw it violated and those that saw it met. It counts what
happened, not what tests are called. After a run of all tests (`--law-complete`) each rule must have been observed,
or stand in `elsewhere.toml` with the part of the portal where it will be, or the reason why not.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.figures import tell
from tests.law import elsewhere
from workflow import law

LABELS = {
    "observed": "rules observed at work",
    "built_in": "rules built into forms and figures",
    "later": "rules that come with later parts",
    "outside": "rules outside of the portal",
    "met_only": "rules with nothing to refuse",
}
OF_THE_SAMPLE = ("tests/workflow/", "tests/law/test_biting.py", "tests/law/test_observing.py")
"""What these see at work is a lifecycle made for tests: it shows nothing of the portal's."""
Seen = dict[str, dict[str, set[str]]]


class LawReport:
    """Notes what was observed; a worker of pytest-xdist hands its notes to the controller."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.test = ""
        self.faults: list[str] = []
        self.seen: Seen = defaultdict(lambda: {"violated": set(), "met": set()})

    def note(self, rule_id: str, violated: bool) -> None:
        if self.test and not self.test.startswith(OF_THE_SAMPLE):
            self.seen[rule_id]["violated" if violated else "met"].add(self.test)

    def merge(self, other: dict[str, dict[str, list[str]]]) -> None:
        for rule_id, kinds in other.items():
            for kind, tests in kinds.items():
                self.seen[rule_id][kind].update(tests)

    def as_lists(self) -> dict[str, dict[str, list[str]]]:
        return {
            rule_id: {kind: sorted(tests) for kind, tests in kinds.items()}
            for rule_id, kinds in sorted(self.seen.items())
        }

    def report(self) -> dict[str, object]:
        """Every rule with what was seen of it."""
        seen = self.as_lists()
        return {
            "figures": elsewhere.figures(seen),
            "rules": {rule_id: seen.get(rule_id, {"violated": [], "met": []}) for rule_id in law.ids()},
            "unknown": [rule_id for rule_id in seen if not law.known(rule_id)],
            "faults": list(elsewhere.faults(seen)),
        }

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.test = item.nodeid
        try:
            return (yield)
        finally:
            self.test = ""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        self.merge(getattr(node, "workeroutput", {}).get("law_seen", {}))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            output["law_seen"] = self.as_lists()
            return
        if path := self.config.getoption("law_report"):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self.report(), ensure_ascii=False, indent=1)
            Path(path).write_text(text + "\n", encoding="utf-8")
            for name, value in elsewhere.figures(self.as_lists()).items():
                tell(LABELS[name], value)
        if self.config.getoption("law_complete"):
            self.faults = [str(fault) for fault in elsewhere.faults(self.as_lists())]
            session.exitstatus = session.exitstatus or (1 if self.faults else 0)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.faults:
            terminalreporter.section("law report")
            for fault in self.faults:
                terminalreporter.line(fault)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--law-report", default="", help="write which rules were observed at work to this file")
    parser.addoption(
        "--law-complete", action="store_true", help="fail where a rule is neither observed nor listed"
    )


def pytest_configure(config: pytest.Config) -> None:
    plugin = LawReport(config)
    config.pluginmanager.register(plugin, "law-report")
    law.add_observer(plugin.note)
