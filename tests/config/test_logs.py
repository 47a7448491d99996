"""No line of the log holds what stands in a row."""

import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from config.logs import WithoutRows

ACCOUNT = "6210980000012345678"
ROW = ["张三).\n\n  王五", ACCOUNT]
TABLE = "CREATE TEMPORARY TABLE refusing (holder text, account text, agreed int, CONSTRAINT within CHECK (agreed < 10))"


def written(**values):
    """The line that the portal writes of an error that the database raised."""
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s", ("x",), None)
    record.__dict__.update(values)
    return WithoutRows(settings.LOGGING["formatters"]["plain"]["format"]).format(record)


@pytest.fixture
def refused(db):
    with connection.cursor() as cursor, pytest.raises(IntegrityError) as caught, transaction.atomic():
        cursor.execute(TABLE)
        cursor.execute("INSERT INTO refusing VALUES (%s, %s, 11)", ROW)
    assert ACCOUNT in str(caught.value), "what this is about"
    return caught


def test_a_traceback_names_the_constraint_and_not_the_row(refused):
    line = written(exc_info=(refused.type, refused.value, refused.tb))
    assert "within" in line and "IntegrityError" in line
    assert ACCOUNT not in line and "王五" not in line


def test_nor_does_a_message_into_which_the_error_was_written(refused):
    line = written(msg="Task failed: %s", args=(refused.value,))
    assert "within" in line and ACCOUNT not in line and "王五" not in line


def test_all_lines_pass_through_it():
    """No handler of another framework stands beside it."""
    [handler] = settings.LOGGING["handlers"].values()
    assert settings.LOGGING["formatters"][handler["formatter"]]["()"] == "config.logs.WithoutRows"
    assert settings.LOGGING["root"]["handlers"] == ["console"] and logging.getLogger("django").handlers == []
