"""What the page of rules shows of each rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import pgettext

from rulebook import bites, measures, parts
from rulebook.bites import Bite
from rulebook.parts import Part
from workflow import law
from workflow.law import Certainty, Enforcement, Rule, wording

SHOWN_BITES = 2
TONES = {
    Enforcement.STOP: "",
    Enforcement.WARN: "amber",
    Enforcement.CLOCK: "blue",
    Enforcement.PARAMETER: "",
}


@dataclass
class Entry:
    """A rule in one place on one day; where it is not in force that day, its nearest record."""

    rule: Rule
    in_force: bool
    on: date

    @property
    def part(self) -> Part:
        return parts.part_of(self.rule)

    @cached_property
    def limit(self) -> str:
        return measures.words(self.rule) if self.rule.switchable else wording.limit(self.rule)

    @property
    def since(self) -> date | None:
        return None if self.rule.effective_from == date.min else self.rule.effective_from

    @property
    def kind(self) -> str:
        """What the portal does with it, in one word."""
        return {
            Enforcement.STOP: pgettext("rules", "binding"),
            Enforcement.WARN: pgettext("rules", "warns"),
            Enforcement.CLOCK: pgettext("rules", "time limit"),
            Enforcement.PARAMETER: pgettext("rules", "noted"),
        }[self.rule.enforcement]

    @property
    def tone(self) -> str:
        return TONES[self.rule.enforcement]

    @property
    def by_portal(self) -> bool:
        return self.rule.certainty is Certainty.DESIGN

    @property
    def enforcement(self) -> str:
        return wording.enforcement(self.rule)

    @property
    def certainty(self) -> str:
        return wording.certainty(self.rule)

    @property
    def ahead(self) -> bool:
        """True where it comes into force later than that day."""
        return not self.in_force and self.rule.effective_from > self.on

    @cached_property
    def bites(self) -> list[Bite]:
        return bites.of_rule(self.rule.id)

    @cached_property
    def first_bites(self) -> list[str]:
        """The first steps at which it bites, each once."""
        return list(dict.fromkeys(str(bite.step) for bite in self.bites))[:SHOWN_BITES]

    @property
    def more_bites(self) -> int:
        return len({str(bite.step) for bite in self.bites}) - len(self.first_bites)

    @cached_property
    def searched(self) -> str:
        """Everything a search looks at, in both languages."""
        rule = self.rule
        texts = [rule.id, rule.name_zh, rule.name_en, rule.text_zh, rule.text_en]
        return " ".join([*texts, rule.article_zh, rule.article_en, self.limit]).casefold()


def entry(rule_id: str, place: str, on: date) -> Entry:
    """Raises `law.UnknownRule` for an id that never was."""
    if law.applies(rule_id, jurisdiction=place, on=on):
        return Entry(law.find(rule_id, jurisdiction=place, on=on), True, on)
    return Entry(measures.built_in_at(rule_id, place, on), False, on)


def everything(place: str, on: date) -> list[Entry]:
    """All rules, by part and in the order of the data. Earlier versions kept under an id of their own are left out."""
    found = [entry(rule_id, place, on) for rule_id in law.ids()]
    order = {part.key: number for number, part in enumerate(parts.PARTS)}
    return sorted(found, key=lambda e: order[e.part.key])


def matching(found: Iterable[Entry], words: str) -> Iterator[Entry]:
    """Those in which every word occurs."""
    wanted = words.casefold().split()
    return (one for one in found if all(word in one.searched for word in wanted))
