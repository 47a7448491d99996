"""Law as data: rules as records with article, dates, jurisdiction, value, enforcement and certainty.

law.find("open.bid_prep", on=day).value           # Decimal("20")
law.due("contract.sign", award_letter_sent).at     # last moment in time
law.earliest("open.bid_prep", documents_issued).at # first lawful deadline
law.threshold("open_goods_services", "220100", day)
law.find("A4.1", on=day).cite()                    # 长府办发〔2014〕18号第六部分
"""

from workflow.law import calendar, jurisdictions, lookup, notices
from workflow.law.biting import rules_in, rules_of
from workflow.law.instruments import Instrument
from workflow.law.lookup import (
    NotInForce,
    UnknownRule,
    applies,
    find,
    history,
    ids,
    known,
    overrides,
    own_record,
    refresh,
    set_overrides,
    watched,
)
from workflow.law.notices import Field, required_fields
from workflow.law.observing import add_observer, observe, observe_found, observe_met, remove_observer
from workflow.law.periods import (
    BEIJING,
    Due,
    Pause,
    due,
    due_by,
    earliest,
    latest_before,
    local_day,
    roll,
    run_on,
)
from workflow.law.records import Rule
from workflow.law.regimes import regime
from workflow.law.strictness import is_as_strict
from workflow.law.terms import Certainty, Enforcement, Op, Stricter, Unit
from workflow.law.thresholds import threshold

__all__ = [
    "BEIJING",
    "Certainty",
    "Due",
    "Enforcement",
    "Field",
    "Instrument",
    "NotInForce",
    "Op",
    "Pause",
    "Rule",
    "Stricter",
    "Unit",
    "UnknownRule",
    "add_observer",
    "applies",
    "calendar",
    "due",
    "due_by",
    "earliest",
    "find",
    "history",
    "ids",
    "is_as_strict",
    "jurisdictions",
    "known",
    "latest_before",
    "local_day",
    "lookup",
    "notices",
    "observe",
    "observe_found",
    "observe_met",
    "overrides",
    "own_record",
    "refresh",
    "regime",
    "remove_observer",
    "required_fields",
    "roll",
    "rules_in",
    "rules_of",
    "run_on",
    "set_overrides",
    "threshold",
    "watched",
]
