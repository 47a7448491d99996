"""Workbooks of items for tests."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from catalog import workbook
from catalog.models import Edition

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(book: Workbook) -> SimpleUploadedFile:
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("目录.xlsx", out.getvalue(), TYPE)


def catalogue_workbook(edition: Edition) -> SimpleUploadedFile:
    """The items as they are."""
    book = Workbook()
    book.active.append(workbook.SHAPE.heads())
    for line in workbook.lines(edition):
        book.active.append(line)
    return upload(book)
