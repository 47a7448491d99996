"""A file that is too large is named as such, and never fills the disk."""

import os
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser

from documents import services, uploading

BOUNDARY = "x" * 30


def parsed(size):
    """What Django makes of a request with one file of `size` bytes."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="大.pdf"\r\n\r\n'.encode()
    body = head + b"%PDF-" + b"0" * (size - 5) + f"\r\n--{BOUNDARY}--\r\n".encode()
    meta = {"CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}", "CONTENT_LENGTH": str(len(body))}
    request = HttpRequest()
    handlers = [MemoryFileUploadHandler(request), uploading.CappedUpload(request)]
    _data, files = MultiPartParser(meta, BytesIO(body), handlers).parse()
    return files["f"]


def test_only_the_limit_reaches_the_disk(db, owner, monkeypatch):
    monkeypatch.setattr(uploading, "MOST", 3_000_000)
    upload = parsed(8_000_000)
    assert upload.size == 8_000_000
    assert os.path.getsize(upload.temporary_file_path()) == 3_000_000
    monkeypatch.setattr(services.inspection, "largest", lambda name: 3_000_000)
    with pytest.raises(ValidationError) as refused:
        services.stage(upload, owner)
    assert refused.value.code == "size"
    upload.close()


def test_files_within_the_limit_arrive_whole(db):
    upload = parsed(4_000_000)
    assert os.path.getsize(upload.temporary_file_path()) == 4_000_000
    path = Path(upload.temporary_file_path())
    upload.close()
    assert not path.exists()
    assert str(path).startswith(tempfile.gettempdir())
