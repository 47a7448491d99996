"""What a line of the log may hold: where something failed and why, never what stands in the rows, such as names and
bank accounts.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

LEFT_OUT = "(left out)"
_ROWS = re.compile(
    r"\b(DETAIL|CONTEXT):.*?(?=\n\nThe above exception was|\n\nDuring handling of|\nTraceback \(most recent|\Z)",
    re.DOTALL,
)
"""From the database's words on the row to the next error or the end: texts in rows have lines of their own."""


class WithoutRows(logging.Formatter):
    """Leaves out what the database tells of the row that it refused, in the message and in the traceback.

    In whatever language it tells it: known by the error itself where that goes along, else by its English heading.
    """

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for told in _told(record.exc_info[1] if record.exc_info else None):
            text = text.replace(told, LEFT_OUT)
        return _ROWS.sub(rf"\1: {LEFT_OUT}", text)


def _told(error: BaseException | None) -> Iterator[str]:
    """What the database said on rows, in an error and in those that led to it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if diag := getattr(error, "diag", None):
            yield from filter(None, (diag.message_detail, diag.context))
        error = error.__cause__ or error.__context__
