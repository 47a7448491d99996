"""Bytes on disk: under their digest, once, private, and never half written."""

import hashlib
import os
import stat

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from documents import services, storage
from documents.models import StoredFile
from tests.documents.conftest import upload
from tests.documents.samples import BAD, GOOD

CONTENT = GOOD["合同.pdf"]
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def incoming():
    return os.listdir(settings.MEDIA_ROOT / "incoming")


def test_a_file_lies_under_its_digest(db, owner):
    file = services.stage(upload("合同.pdf"), owner)
    assert (file.digest, file.size, file.name) == (DIGEST, len(CONTENT), "合同.pdf")
    assert file.path == settings.MEDIA_ROOT / DIGEST[:2] / DIGEST[2:4] / DIGEST
    assert file.path.read_bytes() == CONTENT
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert incoming() == []


def test_the_same_bytes_are_kept_once_and_never_overwritten(db, owner, stranger):
    first = services.stage(upload("合同.pdf"), owner)
    before = first.path.stat()
    second = services.stage(upload("别名.pdf", CONTENT), stranger)
    after = second.path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert first.pk != second.pk


@pytest.mark.parametrize("what", ["html as pdf", "zip bomb", "program"])
def test_nothing_stays_of_a_refused_file(db, owner, what):
    name, content, _code = BAD[what]
    with pytest.raises(ValidationError):
        services.stage(upload(name, content), owner)
    assert not storage.path_of(hashlib.sha256(content).hexdigest()).exists()
    assert incoming() == []
    assert not StoredFile.objects.exists()


def test_an_empty_file_is_refused(db, owner):
    with pytest.raises(ValidationError) as refused:
        services.stage(upload("a.pdf", b""), owner)
    assert refused.value.code == "empty"


def test_writing_stops_at_the_limit(db):
    seen = []

    def endless():
        while True:
            seen.append(1)
            yield b"x" * 1024

    with pytest.raises(storage.TooLarge), storage.received(endless(), 10_000):
        pass
    assert len(seen) == 10
    assert incoming() == []


def test_the_row_follows_the_synced_bytes(db, owner, monkeypatch):
    order = []
    for name in ("fsync", "rename"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, real=real, name=name: (order.append(name), real(*a))[1])
    monkeypatch.setattr(StoredFile.objects, "create", lambda **_: order.append("row"))
    services.stage(upload("说明.txt", b"only here"), owner)
    assert order[0] == "fsync"
    assert order.index("rename") < order.index("row")
    assert "fsync" in order[order.index("rename") : order.index("row")]


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", "A" * 64, "g" * 64, DIGEST + "0"])
def test_only_digests_have_a_path(wrong):
    with pytest.raises(ValueError, match="SHA-256"):
        storage.path_of(wrong)


def test_rows_never_change(db, owner):
    file = services.stage(upload("合同.pdf"), owner)
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).update(digest="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        file.delete()


def test_only_the_group_reads_too_where_the_opener_has_a_user_of_its_own(db, owner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.FILE_MODE, settings.FOLDER_MODE = 0o640, 0o770
    path = services.stage(upload("合同.pdf"), owner).path
    assert [stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent)] == [0o640, 0o770]
