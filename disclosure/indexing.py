"""Search entries and filter choices: written with each notice, and rebuilt from the notices at any time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pypinyin import lazy_pinyin

from accounts.models import Jurisdiction, Organisation
from core import search
from disclosure.models import Facet, Notice, NoticeSearch
from disclosure.models.notice import TITLE
from disclosure.payloads import in_language
from disclosure.schema import Type
from workflow.clock import legal_date


def index(notice: Notice, withheld: Iterable[str] = ()) -> None:
    """Write the search entry and the filter choices of one notice."""
    text = " ".join(_texts(notice, frozenset(withheld)))
    NoticeSearch.objects.update_or_create(
        notice=notice, defaults={"vector": search.vector(text), "text": text}
    )
    Facet.objects.bulk_create(_facets(notice), ignore_conflicts=True)


def _texts(notice: Notice, withheld: frozenset[str]) -> Iterator[str]:
    """What can be found: number, title, names, and texts of the payload. Personal values are no part of it."""
    if TITLE not in withheld:
        yield notice.title
    yield from (notice.number, notice.purchaser_name, notice.provider_names)
    yield from (notice.project_number, notice.category_name)
    figures = {f["name"] for part in notice.layout for f in part["fields"] if f["type"] == Type.DATA}
    for name, value in notice.payload.items():
        if name not in withheld and name not in figures:
            yield from _leaves(value)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if "\ue000" not in value:
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)


def _facets(notice: Notice) -> list[Facet]:
    """The choices that this notice adds, in one fixed order, so that two acts never wait for each other."""
    dimension = Facet.Dimension
    found = [
        Facet(dimension=dimension.KIND, value=notice.kind, label=in_language(str(notice.kind), "zh")),
        Facet(dimension=dimension.YEAR, value=str(legal_date(notice.published_at).year), label=""),
        _jurisdiction(notice.jurisdiction),
    ]
    if notice.category:
        found.append(_category(notice))
    if notice.purchaser_id:
        found.append(_purchaser(notice))
    return sorted(found, key=lambda facet: (facet.dimension, facet.value))


def _category(notice: Notice) -> Facet:
    """The item as the notice names it, in both languages."""
    facet = _named(Facet.Dimension.CATEGORY, notice.category, notice.category_name, notice.category)
    facet.label_en = notice.english.get("category_name", "")
    return facet


def _purchaser(notice: Notice) -> Facet:
    """Under today's name: the notice keeps the one that it was published with."""
    unit = Organisation._base_manager.filter(pk=notice.purchaser_id).first()
    name = unit.name if unit else notice.purchaser_name
    facet = _named(Facet.Dimension.PURCHASER, str(notice.purchaser_id), name, _sort_key(name))
    facet.label_en = unit.name_en if unit else ""
    return facet


def rename_purchaser(unit: Organisation) -> None:
    """The choice bears the new name from now on."""
    facets = Facet.objects.filter(dimension=Facet.Dimension.PURCHASER, value=str(unit.pk))
    facets.update(label=unit.name, label_en=unit.name_en, sort_key=_sort_key(unit.name))


def _sort_key(name: str) -> str:
    return "".join(lazy_pinyin(name))[:200]


def _named(dimension: str, value: str, label: str, sort_key: str) -> Facet:
    return Facet(dimension=dimension, value=value, label=label or value, sort_key=sort_key)


def _jurisdiction(code: str) -> Facet:
    known = Jurisdiction.objects.filter(code=code).first()
    return Facet(
        dimension=Facet.Dimension.JURISDICTION,
        value=code,
        label=known.name if known else code,
        label_en=known.name_en if known else "",
        sort_key=f"{known.position:05d}" if known else code,
    )
