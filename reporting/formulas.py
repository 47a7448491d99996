"""The few formulas that superiors' forms use, worked out without Excel: sums, differences, products, quotients.

    reckon("=SUM(C4:C9)+D3", {"C4": Decimal(1), …}.__getitem__)

What is not understood raises `Unknown`, and the cell is left to Excel: no figure is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, DivisionByZero, InvalidOperation

from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import rows_from_range

Ask = Callable[[str], Decimal]
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Z]+(?=\())|(?P<range>\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)"
    r"|(?P<cell>\$?[A-Z]{1,3}\$?\d+)|(?P<sign>[-+*/(),%]))",
    re.ASCII,
)
LONGEST, MOST_CELLS = 300, 5_000


class Unknown(ValueError):
    """This formula isn't one of those that can be worked out here."""


def reckon(formula: str, ask: Ask) -> Decimal:
    """The value of a formula; `ask` answers for each cell it names."""
    try:
        return _Reader(formula.removeprefix("="), ask).value()
    except (DivisionByZero, InvalidOperation, IndexError, RecursionError) as error:
        raise Unknown(formula) from error


class _Reader:
    def __init__(self, text: str, ask: Ask) -> None:
        self.tokens, self.at, self.ask = list(_tokens(text)), 0, ask

    def value(self) -> Decimal:
        found = self._sum()
        if self.at != len(self.tokens):
            raise Unknown
        return found

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self) -> tuple[str, str]:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def _sum(self) -> Decimal:
        found = self._product()
        while self._peek() in ("+", "-"):
            sign = self._take()[1]
            other = self._product()
            found = found + other if sign == "+" else found - other
        return found

    def _product(self) -> Decimal:
        found = self._single()
        while self._peek() in ("*", "/"):
            sign = self._take()[1]
            other = self._single()
            found = found * other if sign == "*" else found / other
        return found

    def _single(self) -> Decimal:
        kind, text = self._take()
        if text in ("+", "-"):
            inner = self._single()
            return inner if text == "+" else -inner
        found = self._operand(kind, text)
        while self._peek() == "%":
            self._take()
            found /= 100
        return found

    def _operand(self, kind: str, text: str) -> Decimal:
        if kind == "number":
            return Decimal(text)
        if kind == "cell":
            return self.ask(text.replace("$", ""))
        if text == "(":
            found = self._sum()
            self._close()
            return found
        if kind == "name" and text in FUNCTIONS:
            return FUNCTIONS[text](self._arguments())
        raise Unknown

    def _arguments(self) -> list[Decimal]:
        self._take()
        found: list[Decimal] = []
        while True:
            if self.tokens[self.at][0] == "range":
                found += [self.ask(name) for name in _cells(self._take()[1])]
            else:
                found.append(self._sum())
            if self._peek() != ",":
                break
            self._take()
        self._close()
        return found

    def _close(self) -> None:
        if self._take()[1] != ")":
            raise Unknown


def _rounded(arguments: list[Decimal]) -> Decimal:
    if len(arguments) != 2:
        raise Unknown
    value, places = arguments
    return value.quantize(Decimal(1).scaleb(-int(places)), rounding="ROUND_HALF_UP")


def _added(arguments: list[Decimal]) -> Decimal:
    return sum(arguments, Decimal(0))


FUNCTIONS: dict[str, Callable[[list[Decimal]], Decimal]] = {"SUM": _added, "ROUND": _rounded}


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    if len(text) > LONGEST:
        raise Unknown
    text, at = text.upper().strip(), 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise Unknown
        yield str(found.lastgroup), found.group(str(found.lastgroup))
        at = found.end()


def _cells(span: str) -> list[str]:
    plain = span.replace("$", "")
    left, top, right, bottom = range_boundaries(plain)
    if (right - left + 1) * (bottom - top + 1) > MOST_CELLS:
        raise Unknown
    return [name for row in rows_from_range(plain) for name in row]
