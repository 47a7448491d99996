"""Uploads: what is accepted, and what is refused with which words."""

import pytest
from django.core.exceptions import ValidationError

from documents import inspection, names
from documents.inspection import archives
from tests.documents.samples import BAD, GOOD


@pytest.mark.parametrize("name", GOOD)
def test_accepted(tmp_path, name):
    path = tmp_path / "x"
    path.write_bytes(GOOD[name])
    assert inspection.inspect(path, name) == inspection.KINDS[names.extension(name)].media_type


@pytest.mark.parametrize("what", BAD)
def test_refused(tmp_path, what):
    name, content, code = BAD[what]
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(ValidationError) as refused:
        inspection.inspect(path, name)
    assert refused.value.code == code
    assert refused.value.messages[0][-1] in ".。"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "read", lambda *_: pytest.fail("unpacked"))
    path = tmp_path / "x"
    path.write_bytes(BAD["zip bomb"][1])
    with pytest.raises(ValidationError):
        inspection.inspect(path, "a.zip")


def test_a_step_may_narrow_the_kinds(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(GOOD["照片.png"])
    with pytest.raises(ValidationError) as refused:
        inspection.inspect(path, "a.png", frozenset({"pdf"}))
    assert refused.value.code == "extension"
