"""The chain of totals as the database keeps it: what is limited, by what, and which entries move it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

import psycopg

STEP = Decimal("7.00")


@dataclass(frozen=True)
class Book:
    """A parent row whose `part` may not exceed its `whole`; entries move the one, limit entries the other.

    `entry` and `limit` are statements with the parameters id, key, amount, event.
    """

    name: str
    parent: str
    part: str
    whole: str
    entry: str
    limit: str
    sums: str
    """Rows of (key, part as kept, sum of its entries, whole as kept, sum of its limit entries)."""


LINE = Book(
    name="commitments within the budget line",
    parent="procurement_budgetline",
    part="committed",
    whole="amount",
    entry=(
        "INSERT INTO procurement_commitmententry (id, commitment_id, amount, event_id, kind, note) "
        "SELECT %(id)s, c.id, %(amount)s, %(event)s, 'grant', '' FROM procurement_commitment c "
        "WHERE c.line_id = %(key)s"
    ),
    limit=(
        "INSERT INTO procurement_budgetentry (id, line_id, amount, event_id, kind, note) "
        "VALUES (%(id)s, %(key)s, %(amount)s, %(event)s, 'cut', '')"
    ),
    sums=(
        "SELECT l.id, l.committed, coalesce((SELECT sum(e.amount) FROM procurement_commitmententry e "
        "JOIN procurement_commitment c ON c.id = e.commitment_id WHERE c.line_id = l.id), 0), "
        "l.amount, coalesce((SELECT sum(b.amount) FROM procurement_budgetentry b WHERE b.line_id = l.id), 0) "
        "FROM procurement_budgetline l"
    ),
)


def move(connection: psycopg.Connection, statement: str, key: UUID, amount: Decimal) -> None:
    """One entry, in a transaction of its own."""
    with connection.transaction():
        connection.execute(statement, {"id": uuid4(), "key": key, "amount": amount, "event": uuid4()})


def faults(connection: psycopg.Connection, book: Book) -> list[str]:
    """What is wrong with the book in one snapshot."""
    found = []
    with connection.transaction():
        for key, part, parts, whole, wholes in connection.execute(book.sums).fetchall():
            if not 0 <= part <= whole:
                found.append(f"{key}: {part} of {whole}")
            if part != parts or whole != wholes:
                found.append(f"{key}: kept {part} of {whole}, entries say {parts} of {wholes}")
    return found
