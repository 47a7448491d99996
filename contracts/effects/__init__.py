"""What follows from the acts of this room: rows, ledgers, papers, notices, messages, other subjects' steps."""

from contracts.effects import acceptance, contract, payment, supervision, supplement, year_end

__all__ = ["acceptance", "contract", "payment", "supervision", "supplement", "year_end"]
