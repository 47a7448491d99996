"""Writers that race for the same money, and a reader that looks on all the time."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from uuid import UUID

import psycopg
from psycopg import IsolationLevel, errors

from tests.security.money.books import STEP, Book, faults, move

Turn = Callable[[psycopg.Connection, list[UUID], random.Random, Counter], None]
RETRIED = (errors.SerializationFailure, errors.DeadlockDetected)
CUT = Decimal("50.00")
PAUSE = 0.01
MOST = 5000
"""More entries than any row of these proofs could bear."""


def run(
    book: Book,
    keys: list[UUID],
    address: str,
    level: IsolationLevel,
    threads: int,
    tries: int,
    first: int = 0,
    turn: Turn | None = None,
) -> Counter:
    """All writers, watched. Answers how often entries were written, refused and retried; faults are kept too.

    `first` is the seed of the first writer: another one makes another race. `turn` is what a writer does each time.
    """
    tally: Counter = Counter()
    lock = threading.Lock()
    with watched(book, address, tally):
        writers = [
            threading.Thread(
                target=_write,
                args=(turn or spend_and_cut(book), keys, address, level, tries, seed, tally, lock),
            )
            for seed in range(first, first + threads)
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
    return tally


def _write(
    turn: Turn,
    keys: list[UUID],
    address: str,
    level: IsolationLevel,
    tries: int,
    seed: int,
    tally: Counter,
    lock: threading.Lock,
) -> None:
    dice = random.Random(seed)
    mine: Counter = Counter()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.isolation_level = level
        for _ in range(tries):
            turn(connection, keys, dice, mine)
    with lock:
        tally.update(mine)


def spend_and_cut(book: Book) -> Turn:
    """Mostly spend; sometimes take back, sometimes cut the limit and give it back."""

    def turn(connection: psycopg.Connection, keys: list[UUID], dice: random.Random, tally: Counter) -> None:
        key, chance = dice.choice(keys), dice.random()
        if chance < 0.8:
            insist(connection, book.entry, key, STEP, tally)
        elif chance < 0.9:
            insist(connection, book.entry, key, -STEP, tally)
        elif insist(connection, book.limit, key, -CUT, tally):
            insist(connection, book.limit, key, CUT, tally)

    return turn


def insist(
    connection: psycopg.Connection, statement: str, key: UUID, amount: Decimal, tally: Counter
) -> bool:
    """Write an entry, trying again when the database asks for it. False: refused."""
    while True:
        try:
            move(connection, statement, key, amount)
        except RETRIED:
            tally["retried"] += 1
        except errors.CheckViolation:
            tally["refused"] += 1
            return False
        else:
            tally["written"] += 1
            return True


@contextmanager
def watched(book: Book, address: str, tally: Counter) -> Iterator[None]:
    """Look at the book every ten milliseconds, each time in a snapshot of its own."""
    stop = threading.Event()

    def look() -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            while not stop.wait(PAUSE):
                tally["looks"] += 1
                tally["faults"] += len(faults(connection, book))

    reader = threading.Thread(target=look)
    reader.start()
    try:
        yield
    finally:
        stop.set()
        reader.join()


def take_back(book: Book, keys: list[UUID], address: str, steps: int) -> None:
    """Make room for so many entries under each row, so that the next race begins near the limit."""
    with psycopg.connect(address, autocommit=True) as connection:
        for key in keys:
            move(connection, book.entry, key, -steps * STEP)


def fill(book: Book, keys: list[UUID], address: str) -> None:
    """Spend one after the other until every row refuses: shows that nothing was refused without need."""
    tally: Counter = Counter()
    with psycopg.connect(address, autocommit=True) as connection:
        for key in keys:
            while insist(connection, book.entry, key, STEP, tally):
                assert tally["written"] < MOST, "nothing limits it"
