"""One rule as a record: what it asks, in which words, by which article, where and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workflow.law import citation, wording
from workflow.law.terms import PERIODS, Certainty, Enforcement, Op, Stricter, Unit, chinese, exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule in one jurisdiction and one span of time.

    `value` is the limit; `upper` the other end of `between`; `choices` what `in` allows.
    `effective_to` is the last day in force. `jurisdiction` is "" for the whole country.
    """

    id: str
    name_en: str
    name_zh: str
    scope: str = "general"
    article: str = ""
    text_en: str = ""
    text_zh: str = ""
    op: Op = Op.NONE
    value: Decimal | None = None
    upper: Decimal | None = None
    choices: tuple[str, ...] = ()
    unit: Unit = Unit.NONE
    noun: str = ""  # what a count counts, e.g. "supplier"
    trigger: str = ""
    regime: str = ""
    jurisdiction: str = ""
    effective_from: date = date.min
    effective_to: date | None = None
    enforcement: Enforcement = Enforcement.STOP
    switchable: bool = False
    certainty: Certainty = Certainty.FULL
    percent: int | None = None
    source: str = ""
    note_en: str = ""
    note_zh: str = ""
    stricter: Stricter = Stricter.NEVER
    rolls: bool = True
    binds_below: bool = True
    """False where those below may set their own value freely: parameters of the portal, a province's own row."""
    fixed: bool = False
    """True where the article itself fixes the number: no place below sets another, not even a stricter one."""
    least: Decimal | None = None
    most: Decimal | None = None
    """How far a place below may go at all, where that is not the general measure."""
    odd: bool = False
    """True where the rule asks for an odd number."""
    fields: tuple[str, ...] = ()  # of a notice: keys in notice-fields.toml

    @property
    def name(self) -> str:
        return self.name_zh if chinese() else self.name_en

    @property
    def text(self) -> str:
        """What the rule asks, in one or two sentences."""
        return self.text_zh if chinese() else self.text_en

    @property
    def article_zh(self) -> str:
        return citation.chinese(self.article)

    @property
    def article_en(self) -> str:
        return citation.english(self.article)

    def cite(self) -> str:
        """The article as an official quotes it, e.g. 《政府采购法》第三十五条."""
        return self.article_zh if chinese() else self.article_en

    def cite_short(self) -> str:
        """As `cite`, for tables: orders by their number alone."""
        return citation.short(self.article) if chinese() else self.article_en

    @property
    def trigger_text(self) -> str:
        """The event from which a period counts, e.g. "the letter of acceptance was sent"."""
        return wording.trigger(self)

    @property
    def note(self) -> str:
        """What must be known beside the value, e.g. that it is a placeholder."""
        return self.note_zh if chinese() else self.note_en

    @property
    def limit(self) -> str:
        """The value in words, e.g. "at least 20 days" / 不少于20日; empty for a rule without a value."""
        return wording.limit(self)

    @property
    def unconfirmed(self) -> bool:
        """True when neither the article nor a reliable source was at hand; no choice of the portal is."""
        return self.certainty in {Certainty.KNOWLEDGE, Certainty.UNKNOWN}

    @property
    def is_period(self) -> bool:
        return self.unit in PERIODS and self.value is not None

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def holds(self, fact: Decimal | Fraction | int | str) -> bool:
        """Whether `fact` satisfies the rule. 以上/以下 include the number (Order 87, art. 86)."""
        if self.op is Op.ONE_OF:
            return fact in self.choices
        if self.value is None:
            raise ValueError(f"{self.id} has no value to compare with")
        number, limit = Fraction(fact), exact(self.value)
        match self.op:
            case Op.AT_LEAST:
                return number >= limit
            case Op.AT_MOST:
                return number <= limit
            case Op.BELOW:
                return number < limit
            case Op.BETWEEN:
                return limit <= number <= exact(self.upper if self.upper is not None else self.value)
            case _:
                return number == limit
