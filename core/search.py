"""Chinese full-text search: words (weight A) and two-character runs (weight D) in one `simple` vector.

Words alone miss fragments that cut across them; two-character runs find those. The embedded server
has no `pg_trgm`, so neither is used anywhere.
"""

from __future__ import annotations

import re
import unicodedata

import rjieba
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value
from django.db.models.expressions import CombinedExpression

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")


def normalise(text: str) -> str:
    """Full-width and upper-case forms compare equal to their plain ones."""
    return unicodedata.normalize("NFKC", text).lower()


def words(text: str) -> str:
    """Segmented words. Numbers with dashes fall apart into their parts: PostgreSQL would read `-12` as negative."""
    return " ".join(part for w in rjieba.cut_for_search(normalise(text)) for part in _WORDS.findall(w))


def bigrams(text: str) -> str:
    """Runs of two characters; a character that stands alone is a run of its own."""
    runs = _HAN.findall(normalise(text))
    return " ".join(run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1)))


def vector(text: str) -> CombinedExpression:
    """The value to store in a `SearchVectorField`."""
    return SearchVector(Value(words(text)), config="simple", weight="A") + SearchVector(
        Value(bigrams(text)), config="simple", weight="D"
    )


def query(text: str) -> SearchQuery | None:
    """The query for what a person typed, or None where a search cannot work (no word, one character)."""
    plain = normalise(text).replace("\x00", " ").strip()
    if len(plain) < 2 or not _WORD.search(plain):
        return None
    search = SearchQuery(words(plain), config="simple")
    # a character that stands alone may be part of a longer run in the text, so it is not asked for
    pairs = " ".join(pair for pair in bigrams(plain).split() if len(pair) == 2)
    if not pairs:
        return search
    others = words(_HAN.sub(" ", plain))  # figures and Latin words must occur on this side too
    return search | SearchQuery(f"{pairs} {others}", config="simple")
