"""The access log of a demonstration names no link that opens something by itself."""

import pytest

from config.access import OPENING


@pytest.mark.parametrize("path", ["/evaluation/s/ABCDEFGHJKMNPQRSTVWXYZ2345/", "/accounts/reset/MQ/abc-123/"])
def test_what_opens_something_is_left_out(path):
    line = OPENING.sub(r"\1/…", f"GET {path} HTTP/1.1")
    assert path not in line and line.endswith("/… HTTP/1.1")


def test_all_else_is_written_down():
    line = "GET /evaluation/results/PJ-1/ HTTP/1.1"
    assert OPENING.sub(r"\1/…", line) == line
