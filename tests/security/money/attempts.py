"""Statements that the database itself must turn away."""

from __future__ import annotations

from django.db import DatabaseError, connection, transaction


def refused(statement: str) -> bool:
    """Each in a transaction that is rolled back; deferred triggers are asked at once."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False
