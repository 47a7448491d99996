"""How uploads reach the disk: no further than the largest file that could be accepted."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from documents.inspection.common import MOST


class CappedUpload(TemporaryFileUploadHandler):
    """Writes up to the limit and only counts the rest, so that the form can say how large the file is.

    The disk stays as it was however much somebody sends; the web server in front limits the request itself.
    """

    written = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.written = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = MOST - self.written
        if room > 0:
            self.file.write(raw_data[:room])
            self.written += min(room, len(raw_data))
