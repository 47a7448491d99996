"""Money that moves between lines while others spend, cut and release: what every writer of the race does."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import psycopg

from tests.security.money import race
from tests.security.money.books import LINE, STEP, Book

MOVED = (
    "INSERT INTO procurement_budgetmove (id, source_id, target_id, kind, amount, event_id, note) "
    "SELECT %(id)s, s.id, t.id, '{kind}', %(amount)s, %(event)s, '' FROM procurement_budgetline s "
    "JOIN procurement_budgetline t ON t.id <> s.id AND t.year = s.year + {years} "
    "WHERE s.id = %(key)s ORDER BY random() LIMIT 1"
)
TRANSFER, CARRY = MOVED.format(kind="transfer", years=0), MOVED.format(kind="carried", years=1)

MOVES: Book = replace(
    LINE,
    name="money that moves between lines",
    sums=(
        "SELECT l.id, l.committed, coalesce((SELECT sum(e.amount) FROM procurement_commitmententry e "
        "JOIN procurement_commitment c ON c.id = e.commitment_id WHERE c.line_id = l.id), 0), "
        "l.amount, coalesce((SELECT sum(b.amount) FROM procurement_budgetentry b WHERE b.line_id = l.id), 0) "
        "+ coalesce((SELECT sum(m.amount) FROM procurement_budgetmove m WHERE m.target_id = l.id), 0) "
        "- coalesce((SELECT sum(m.amount) FROM procurement_budgetmove m WHERE m.source_id = l.id), 0) "
        "FROM procurement_budgetline l"
    ),
)
WHOLE = "SELECT (SELECT sum(amount) FROM procurement_budgetline), (SELECT sum(amount) FROM procurement_budgetentry)"


def turn(connection: psycopg.Connection, keys: list[UUID], dice: random.Random, tally: Counter) -> None:
    """Mostly spend; release, cut and give back, transfer in the year, carry over into the next."""
    key, chance = dice.choice(keys), dice.random()
    amount = dice.choice([STEP, Decimal("50.00"), Decimal("333.33")])
    if chance < 0.4:
        race.insist(connection, MOVES.entry, key, STEP, tally)
    elif chance < 0.55:
        race.insist(connection, MOVES.entry, key, -STEP, tally)
    elif chance < 0.65 and race.insist(connection, MOVES.limit, key, -amount, tally):
        race.insist(connection, MOVES.limit, key, amount, tally)
    elif chance < 0.9:
        tally["moved"] += race.insist(connection, TRANSFER, key, amount, tally)
    else:
        tally["moved"] += race.insist(connection, CARRY, key, amount, tally)
