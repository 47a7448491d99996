"""What finance changes: parameters, working days, pauses of periods; and what auditors take away."""

from rulebook.models.pauses import Pause
from rulebook.models.proposals import CalendarYear, LogExport, ParameterChange, Proposal

__all__ = ["CalendarYear", "LogExport", "ParameterChange", "Pause", "Proposal"]
