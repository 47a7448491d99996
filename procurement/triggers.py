"""What the database keeps of budget years: closed ones, those not approved yet, and which year a row belongs to."""

from __future__ import annotations

from typing import Any

import pgtrigger

from workflow.totals import key_of

LINES, CLOSINGS = "procurement_budgetline", "procurement_yearclosing"
SETTLED = "settled"
EXPECTED = "expected"


class OfAnOpenYear(pgtrigger.Trigger):
    """Refuses an entry on a line whose year is closed; `but` names the kind that alone may still come.

    `line` is the path of foreign keys from the entry to the line. The line is locked first, so that an entry and the
    closing of its year follow one another.
    """

    def __init__(self, line: str, *, but: str = "") -> None:
        self.line, self.but = line, but
        super().__init__(
            name="of_an_open_year", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Insert
        )

    def get_func(self, model: Any) -> str:
        key, _line = key_of(model, self.line)
        exempt = f"AND NEW.kind <> '{self.but}'" if self.but else ""
        return f"""
            PERFORM 1 FROM "{LINES}" WHERE id = {key} FOR NO KEY UPDATE;
            IF (SELECT state FROM "{LINES}" WHERE id = {key}) = '{SETTLED}' {exempt} THEN
                RAISE EXCEPTION 'the budget year of this line is closed' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """  # noqa: S608  names come from the models


class LineOfAnOpenYear(pgtrigger.Trigger):
    """No line is entered in a year that its finance department has closed."""

    def __init__(self) -> None:
        super().__init__(
            name="line_of_an_open_year",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
        )

    def get_func(self, model: Any) -> str:
        same = f'FROM "{CLOSINGS}" WHERE finance_id = NEW.finance_id AND year = NEW.year'
        return f"""
            PERFORM 1 {same} FOR SHARE;
            IF EXISTS (SELECT 1 {same} AND state = 'closed') THEN
                RAISE EXCEPTION 'the budget year % is closed', NEW.year USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


PROPOSALS, ROUNDS, ITEMS = "procurement_budgetproposal", "procurement_budgetround", "catalog_item"
PASSED = {
    ("draft", "returned"): (
        "proposal_id",
        "position",
        "title",
        "item_id",
        "source",
        "kind",
        "quantity",
        "unit",
        "unit_price",
        "need",
        "next",
        "after",
        "requested",
    ),
    ("draft", "returned", "sent"): ("figure", "figure_reason", "seen"),
    ("figures", "revising"): ("draft",),
}
"""Columns of a row by the states of its proposal in which they may still be written."""
ONCE = ("approved", "approved_reason")
"""Columns that an approval writes, and nobody after it."""


class PassedRounds(pgtrigger.Trigger):
    """What a row of a proposal said in a round stays as it was once that round has passed.

    Rows come and go while the unit draws up its requests. What was approved is written once, as its proposal is
    approved. Its line stays, unless that one gave way to another: then it is the other.
    """

    def __init__(self) -> None:
        super().__init__(
            name="passed_rounds",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        refuse = (
            "RAISE EXCEPTION 'this round of the budget has passed: % of a row can no longer be changed', TG_OP "
            "USING ERRCODE = 'check_violation';"
        )
        kept = "\n".join(
            f"IF ({_moved(columns)}) AND state_now NOT IN ({_listed(states)}) THEN {refuse} END IF;"
            for states, columns in PASSED.items()
        )
        return f"""
            SELECT state INTO state_now FROM "{PROPOSALS}"
                WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END;
            IF TG_OP <> 'UPDATE' THEN
                IF state_now NOT IN ({_listed(("draft", "returned"))}) THEN {refuse} END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            {kept}
            IF ({_moved(ONCE)}) AND (OLD.approved IS NOT NULL OR state_now <> 'approved') THEN {refuse} END IF;
            IF ({_moved(("line_id",))}) AND (OLD.approved IS NOT NULL OR state_now <> 'approved') AND NOT EXISTS (
                SELECT 1 FROM "{LINES}" WHERE id = OLD.line_id AND gave_way_to_id = NEW.line_id
            ) THEN {refuse} END IF;
            RETURN NEW;
        """  # noqa: S608  names come from the model

    def get_declare(self, model: Any) -> list[tuple[str, str]]:
        return [("state_now", "TEXT")]


class LineOfTheRow(pgtrigger.Trigger):
    """The line of an approved row is its unit's, of that year, for that item and source, and of that amount: whether
    it was entered by the approval or stood before."""

    def __init__(self) -> None:
        super().__init__(
            name="line_of_the_row", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update
        )

    def get_func(self, model: Any) -> str:
        return f"""
            IF NEW.line_id IS NOT NULL AND NEW.line_id IS DISTINCT FROM OLD.line_id AND NOT EXISTS (
                SELECT 1 FROM "{LINES}" line
                JOIN "{PROPOSALS}" proposal ON proposal.id = NEW.proposal_id
                JOIN "{ROUNDS}" round ON round.id = proposal.round_id
                JOIN "{ITEMS}" item ON item.id = NEW.item_id
                WHERE line.id = NEW.line_id AND line.purchaser_id = proposal.purchaser_id
                    AND line.year = round.year AND line.source = NEW.source
                    AND starts_with(item.code, line.category) AND line.amount = NEW.approved
            ) THEN
                RAISE EXCEPTION 'this is not the budget line of that row' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """  # noqa: S608  names come from the models


def _moved(columns: tuple[str, ...]) -> str:
    return " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)


def _listed(states: tuple[str, ...]) -> str:
    return ", ".join(f"'{state}'" for state in states)


class YearOfLine(pgtrigger.Trigger):
    """A row that rests on a budget line bears the line's year, whoever writes it."""

    def __init__(self) -> None:
        super().__init__(
            name="year_of_line", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Insert
        )

    def get_func(self, model: Any) -> str:
        return f"""
            NEW.year := (SELECT year FROM "{LINES}" WHERE id = NEW.line_id);
            RETURN NEW;
        """  # noqa: S608  names come from the models


class PaidFromAnApprovedYear(pgtrigger.Trigger):
    """Nothing is paid from a line of a year whose budget isn't approved yet. `amount` names what the entry pays."""

    def __init__(self, line: str, amount: str) -> None:
        self.line, self.amount = line, amount
        super().__init__(
            name="paid_from_an_approved_year",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
        )

    def get_func(self, model: Any) -> str:
        key, _line = key_of(model, self.line)
        return f"""
            IF NEW."{self.amount}" <> 0 AND (SELECT state FROM "{LINES}" WHERE id = {key}) = '{EXPECTED}' THEN
                RAISE EXCEPTION 'the budget year of this line is not approved yet'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """  # noqa: S608  names come from the models
