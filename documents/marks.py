"""The mark that every paper carries: a QR code by which a printed, signed and scanned copy is known again.

It holds an address of the portal with the paper's id and the first characters of its digest, so that whoever holds
the paper can ask the portal about it, and a copy of another text is told from the paper. What is frozen holds a
place for it only: the digest is of the page without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

if TYPE_CHECKING:
    from documents.models import Paper

PLACE = "<!--mark-->"
SHORT = 12
"""Characters of the digest in the address."""
_ADDRESS = re.compile(
    rf"/documents/([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/([0-9a-f]{{{SHORT}}})/?\Z"
)


@dataclass(frozen=True)
class Mark:
    """Which paper, and which text of it."""

    paper: UUID
    digest: str


def of(paper: Paper) -> Mark:
    return Mark(paper.pk, paper.digest[:SHORT])


def read(text: str) -> Mark | None:
    """The mark in the text of a QR code; None for any other code. The host doesn't matter: it may have moved."""
    found = _ADDRESS.search(text.strip())
    return Mark(UUID(found[1]), found[2]) if found else None


def address(paper: Paper) -> str:
    """Where anybody who holds the paper can ask about it."""
    return settings.PUBLIC_URL + reverse("documents:check", args=[paper.pk, paper.digest[:SHORT]])


def put_in(html: str, paper: Paper) -> str:
    """The page with its mark; a page without a place for one stays as it is."""
    if PLACE not in html:
        return html
    code = segno.make(address(paper), error="q", boost_error=False)
    context = {
        "picture": code.png_data_uri(scale=6, border=2),
        "address": address(paper),
        "digest": grouped(paper.digest),
    }
    with override(settings.LANGUAGE_CODE):
        return html.replace(PLACE, render_to_string("documents/mark.html", context))


def grouped(digest: str) -> str:
    """In groups of eight, which a person can compare."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
