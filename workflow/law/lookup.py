"""Finding the rule that holds: by id, jurisdiction and day.

The built-in records may be overridden for a jurisdiction from a day on (`set_overrides`; the rulebook does).
Answers are kept per process and dropped when the overrides' version changes, so that a lookup costs a
dictionary access.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from workflow.law import jurisdictions
from workflow.law.loading import built_in
from workflow.law.records import Rule
from workflow.law.strictness import is_as_strict

Overrides = Callable[[str, str], Iterable[Rule]]
Version = Callable[[], Hashable]
KEPT_ANSWERS = 50_000


class NotInForce(LookupError):
    """No record of this rule is in force there on that day."""

    def __init__(self, rule_id: str, jurisdiction: str, on: date) -> None:
        super().__init__(f"{rule_id} is not in force on {on} in {jurisdiction or 'the country'}")
        self.rule_id, self.jurisdiction, self.on = rule_id, jurisdiction, on


class UnknownRule(KeyError):
    """No rule has this id: a mistake in the code, not in the law."""


class _Registered:
    overrides: Overrides = staticmethod(lambda rule_id, jurisdiction: ())
    version: Version = staticmethod(lambda: 0)
    refresher: Callable[[], None] = staticmethod(lambda: None)
    seen: Hashable = None


_answers: dict[tuple[str, str, date], Rule | None] = {}
_watched: ContextVar[tuple[set[str], ...]] = ContextVar("watched_rules", default=())


def set_overrides(
    overrides: Overrides, version: Version, refresher: Callable[[], None] = lambda: None
) -> None:
    """Let `overrides(rule_id, jurisdiction)` add records that go before the built-in ones of that place.

    `version()` is called at every lookup and must be cheap; a new value drops the kept answers. `refresher()`
    is called at the beginning of every act and may ask the database whether something has changed.
    """
    _Registered.overrides, _Registered.version = staticmethod(overrides), staticmethod(version)
    _Registered.refresher = staticmethod(refresher)
    _answers.clear()


def registered() -> tuple[Overrides, Version, Callable[[], None]]:
    """What `set_overrides` was last given."""
    return _Registered.overrides, _Registered.version, _Registered.refresher


def refresh() -> None:
    """Take in changes that other processes have made since the last time."""
    _Registered.refresher()


def overrides(rule_id: str, jurisdiction: str) -> list[Rule]:
    """The registered changes to a rule in one jurisdiction."""
    return list(_Registered.overrides(rule_id, jurisdiction))


def find(rule_id: str, *, jurisdiction: str = "", on: date) -> Rule:
    """The record in force on that day: the nearest jurisdiction's, unless one above it is stricter.

    Raises `NotInForce` when there is none that day, `UnknownRule` when there never was.
    """
    rule = _find(rule_id, jurisdiction, on)
    if rule is None:
        raise NotInForce(rule_id, jurisdiction, on)
    for seen in _watched.get():
        seen.add(rule_id)
    return rule


@contextmanager
def watched() -> Iterator[set[str]]:
    """Fills the set with the ids of the rules that are found meanwhile."""
    seen: set[str] = set()
    token = _watched.set((*_watched.get(), seen))
    try:
        yield seen
    finally:
        _watched.reset(token)


def applies(rule_id: str, *, jurisdiction: str = "", on: date) -> bool:
    """Whether a record of this rule is in force there on that day."""
    return _find(rule_id, jurisdiction, on) is not None


def known(rule_id: str) -> bool:
    """Whether there is, or ever was, a rule with this id."""
    return rule_id in built_in()


def ids() -> list[str]:
    """Every id, in the order of the data files."""
    return list(built_in())


def history(rule_id: str) -> list[Rule]:
    """All built-in records of a rule, latest first: every jurisdiction, every span of time."""
    try:
        return list(built_in()[rule_id])
    except KeyError:
        raise UnknownRule(rule_id) from None


def own_record(rule_id: str, jurisdiction: str, on: date) -> Rule | None:
    """What one jurisdiction itself has laid down; changes go before what is built in."""
    changes = sorted(overrides(rule_id, jurisdiction), key=lambda r: r.effective_from, reverse=True)
    own = [rule for rule in history(rule_id) if rule.jurisdiction == jurisdiction]
    return next((rule for rule in (*changes, *own) if rule.in_force(on)), None)


def _find(rule_id: str, jurisdiction: str, on: date) -> Rule | None:
    version = _Registered.version()
    if version != _Registered.seen or len(_answers) > KEPT_ANSWERS:
        _answers.clear()
        _Registered.seen = version
    key = (rule_id, jurisdiction, on)
    if key not in _answers:
        _answers[key] = _strictest(rule_id, jurisdiction, on)
    return _answers[key]


def _strictest(rule_id: str, jurisdiction: str, on: date) -> Rule | None:
    """From the country down: a lower record counts when it is as strict as what stands above it."""
    best: Rule | None = None
    for code in reversed(jurisdictions.chain(jurisdiction)):
        own = own_record(rule_id, code, on)
        if own is not None and (best is None or is_as_strict(own, best)):
            best = own
    return best
