"""Chinese search finds words, fragments across them, and figures; and not what merely shares a character."""

import pytest
from django.db import connection

from core import search
from workflow.models import OutboxRow

TEXT = "第2号：居家养老上门服务（南关区）招标公告 ZB-220100-2026-0012，ABC 公司"


def matches(text, typed):
    """Ask the database itself, by way of any table."""
    vector, query = search.vector(text), search.query(typed)
    row = OutboxRow.objects.annotate(v=vector).filter(v=query)
    sql, parameters = row.query.sql_with_params()
    with connection.cursor() as cursor:
        OutboxRow.objects.create(kind="any")
        cursor.execute(sql, parameters)
        return cursor.fetchone() is not None


@pytest.mark.parametrize(
    "typed",
    [
        "居家养老",
        "家养",
        "老上门服",
        "南关区招标",
        "第2号",
        "ＺＢ-220100",
        "0012",
        "abc",
        "养老 招标",
        "门服务（南",
    ],
)
def test_found(db, typed):
    assert matches(TEXT, typed)


@pytest.mark.parametrize("typed", ["居家养殖", "第3号", "关南", "0013", "养老 中标", "航空"])
def test_not_found(db, typed):
    assert not matches(TEXT, typed)


@pytest.mark.parametrize("typed", ["", " ", "养", "，。", "\x00", "a"])
def test_too_short_for_the_index(typed):
    assert search.query(typed) is None
