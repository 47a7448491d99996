"""What the public reads. Upper apps import from here: `from disclosure.models import Notice`."""

from disclosure.models.index import Facet, NoticeSearch, SerialNumber
from disclosure.models.notice import Notice, NoticeQuerySet
from disclosure.models.sidenotes import PersonalValue, StatutoryPublication
from disclosure.models.withholding import Withheld, Withholding

__all__ = [
    "Facet",
    "Notice",
    "NoticeQuerySet",
    "NoticeSearch",
    "PersonalValue",
    "SerialNumber",
    "StatutoryPublication",
    "Withheld",
    "Withholding",
]
