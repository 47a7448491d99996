"""Which sets of rules are in force on a day: the policy of 2014 and the orders that came after it."""

from __future__ import annotations

from datetime import date

from workflow.law.instruments import Instrument, everything

SEED = "CC-2014-18"
"""长府办发〔2014〕18号: the city's own policy, the first rule set."""


def table() -> list[Instrument]:
    """The instruments that make up the regimes, oldest first."""
    return [instrument for instrument in everything().values() if instrument.regime]


def regime(on: date) -> list[Instrument]:
    """The instruments that govern a procurement activity begun on that day (first notice or invitation)."""
    return [instrument for instrument in table() if instrument.in_force(on)]
