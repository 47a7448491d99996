"""Collects which rules tests saw at work, and writes the law report.

Every obstacle that the engine returns and every rule that a step met is observed (`law.observe`); this plugin
notes under which test, and at the end writes `law-report.json` (option `--law-report PATH`): for each
enforceable rule, the tests that saw it violated and those that saw it met. It counts what happened, not
what tests are called.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

from workflow import law

Seen = dict[str, dict[str, set[str]]]


class LawReport:
    """Notes what was observed; a worker of pytest-xdist hands its notes to the controller."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.test = ""
        self.seen: Seen = defaultdict(lambda: {"violated": set(), "met": set()})

    def note(self, rule_id: str, violated: bool) -> None:
        if self.test:
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
        """Rules that stop or warn, with what was seen of them; then those never seen violated."""
        asked = sorted(rule_id for rule_id in law.ids() if _stops_or_warns(rule_id))
        seen = self.as_lists()
        return {
            "rules": {rule_id: seen.get(rule_id, {"violated": [], "met": []}) for rule_id in asked},
            "others": {rule_id: kinds for rule_id, kinds in seen.items() if rule_id not in set(asked)},
            "unknown": [rule_id for rule_id in seen if not law.known(rule_id)],
            "never_violated": [rule_id for rule_id in asked if not seen.get(rule_id, {}).get("violated")],
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

    def pytest_sessionfinish(self) -> None:
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            output["law_seen"] = self.as_lists()
            return
        path = self.config.getoption("law_report")
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self.report(), ensure_ascii=False, indent=1)
            Path(path).write_text(text + "\n", encoding="utf-8")


def _stops_or_warns(rule_id: str) -> bool:
    return any(
        rule.enforcement in {law.Enforcement.STOP, law.Enforcement.WARN} for rule in law.history(rule_id)
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--law-report", default="", help="write which rules were observed at work to this file")


def pytest_configure(config: pytest.Config) -> None:
    plugin = LawReport(config)
    config.pluginmanager.register(plugin, "law-report")
    law.add_observer(plugin.note)
