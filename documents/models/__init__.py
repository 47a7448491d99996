"""Files that were handed in, what they belong to, and the portal's own papers with their numbers, scans and seals."""

from documents.models.files import Attachment, MadeFile, Paper, Rendering, StoredFile, WordCopy
from documents.models.numbers import DocumentNumber, DocumentRegister
from documents.models.scans import Scan
from documents.models.seals import SealedCopy, Sealing

__all__ = [
    "Attachment",
    "DocumentNumber",
    "DocumentRegister",
    "MadeFile",
    "Paper",
    "Rendering",
    "Scan",
    "SealedCopy",
    "Sealing",
    "StoredFile",
    "WordCopy",
]
