"""Canaries: a word of its own at the head of every text in every row that isn't public: a leak names its source.

A canary's *label* is `<app>.<model>.<field>` and, behind `@`, whose it is: the project that the row belongs to, or
the unit, where that isn't the main project's. Papers and uploaded files are labelled by what they belong to:
`documents.<model>.<kind>`, and carry a word in their content too. Amounts can't carry words: they are labelled by every
field that holds them (`amounts.py`). `canaries.csv` says who may ever be shown what.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, models
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from accounts.models import Organisation, User
from documents import storage
from documents.models import Attachment, Paper, StoredFile
from documents.outbox import make_paper
from procurement.models import Project
from sourcing.models import OpenedBid
from tests.security.matrix.table import COLUMNS

TOKEN = re.compile(rb"ZQ\d{5}")
PLANTED_APPS = {
    "catalog",
    "procurement",
    "providers",
    "sourcing",
    "contracts",
    "evaluation",
    "reporting",
    "documents",
    "library",
    "signoff",
    "workflow",
}
PUBLIC = {
    "catalog.edition",
    "catalog.item",
    "library.policy",
    "workflow.legalrule",
    "workflow.chainhead",
    "workflow.outboxrow",
    "workflow.event",
    "workflow.idempotencykey",
}
"""Kinds of rows that anybody may read, or that no page reads."""
NOT_TEXT = re.compile(
    r"(^|_)(digest|number|no|code|url|token|seed|rule|step|kind|type|seat|state|condition|username|password|row)$"
    r"|^(html|body|unit|jurisdiction|category|role|error|label|secret_hash|wrapped|theme|fault|version|sheet|cell|part)$"
)
"""Fields by whose value rows are found, compared or drawn."""
FAR = 3
"""So many links away is looked for whom a row belongs to."""
LONG_ENOUGH = 8
"""Characters of a text that nobody writes by chance."""
DAY = re.compile(r"\d{4}年\d{1,2}月(\d{1,2}日)?")
"""A day or a month is as long, and everybody writes it."""
FILE = Path(__file__).parent / "canaries.csv"
_numbers = count(1)


def plant(owners: dict[Any, str]) -> dict[bytes, str]:
    """Token → label. `owners`: what to write behind `@`, by project and organisation."""
    planted: dict[bytes, str] = {}
    with connections["owner"].cursor() as cursor:
        for model, fields in chosen():
            table = model._meta.db_table
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            for row in model._base_manager.all():
                for name in fields:
                    if text := getattr(row, name):
                        token = _token(planted, label_of(row, name, owners))
                        longest = model._meta.get_field(name).max_length
                        cursor.execute(
                            f'UPDATE "{table}" SET "{name}" = %s WHERE id = %s',
                            [f"{token}{text}"[:longest], row.pk],
                        )
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    return planted


def chosen() -> Iterator[tuple[Any, list[str]]]:
    """Every model of the domain with those of its fields in which people have written something."""
    for model in apps.get_models():
        if (
            model._meta.app_label not in PLANTED_APPS
            or model._meta.label_lower in PUBLIC
            or not model._meta.managed
        ):
            continue
        names = [f.name for f in model._meta.concrete_fields if _is_text(f)]
        if names:
            yield model, names
    yield User, ["name"]


def _is_text(field: Any) -> bool:
    texts = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.UUIDField)
    return texts and not field.choices and not field.unique and not NOT_TEXT.search(field.name)


def label_of(row: Any, name: str, owners: dict[Any, str]) -> str:
    part = _part(row)
    subject = part.subject if part else row
    owner = owners.get(_owner(subject, owners), "")
    what = f"documents.{subject._meta.model_name}.{part.kind}" if part else f"{row._meta.label_lower}.{name}"
    return what + (f"@{owner}" if owner else "")


@dataclass(frozen=True)
class Part:
    """What a paper or file is to which subject."""

    subject: Any
    kind: str


def _part(row: Any) -> Part | None:
    if isinstance(row, StoredFile):
        row = row.attachments.first() or Paper.objects.filter(rendering__file=row).first()
    if not isinstance(row, Attachment | Paper):
        return None
    subject = apps.get_model(row.subject_type)._base_manager.get(pk=row.subject_id)
    return Part(subject, row.kind)


def _owner(row: Any, owners: dict[Any, str], depth: int = FAR) -> Any:
    """What of `owners` a row belongs to, however far away: it, its project; else its organisation."""
    if row is None or isinstance(row, Project) or row.pk in owners:
        return row and row.pk
    bid = row if isinstance(row, OpenedBid) else getattr(row, "opened_bid", None)
    if bid and depth == FAR:  # what hangs on a bid further away belongs to the project
        return bid.provider_id
    if isinstance(row, User):
        return row.username.split(".")[0]
    links = [f.name for f in row._meta.concrete_fields if f.many_to_one or f.one_to_one] if depth else []
    near = (getattr(row, name) for name in links)
    far = (_owner(one, owners, depth - 1) for one in near if not isinstance(one, Organisation | User))
    return next((owner for owner in far if owner is not None), getattr(row, "organisation_id", None))


def originals(owners: dict[Any, str]) -> dict[str, list[str]]:
    """What people wrote, before it is planted: for what was sent out until then. Text → labels."""
    found: dict[str, set[str]] = defaultdict(set)
    for model, fields in chosen():
        if model._meta.app_label == "workflow":  # what the portal itself made of the others
            continue
        for row in model._base_manager.all():
            for name in fields:
                if len(text := getattr(row, name)) >= LONG_ENOUGH and not DAY.fullmatch(text):
                    found[text].add(label_of(row, name, owners))
    return {text: sorted(labels) for text, labels in found.items()}


def plant_files(owners: dict[Any, str]) -> dict[bytes, str]:
    """A word in every uploaded file. Its new content is kept under its new digest."""
    planted: dict[bytes, str] = {}
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE documents_storedfile DISABLE TRIGGER USER")
        for file in StoredFile._base_manager.filter(attachments__isnull=False).distinct():
            token = _token(planted, label_of(file, "content", owners))
            digest, content = keep(token, file.media_type)
            cursor.execute(
                "UPDATE documents_storedfile SET digest = %s, size = %s WHERE id = %s",
                [digest, len(content), file.pk],
            )
        cursor.execute("ALTER TABLE documents_storedfile ENABLE TRIGGER USER")
    return planted


def keep(token: str, media_type: str) -> tuple[str, bytes]:
    content = paged(token) if media_type == "application/pdf" else f"{token}\n".encode()
    return storage.store(content), content


def paged(text: str) -> bytes:
    """A PDF of one page whose text can't be read without unpacking it."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 100)
    drawn = StreamObject()
    drawn.set_data(f"BT /F1 12 Tf 20 50 Td ({text}) Tj ET".encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def plant_papers(papers: Iterable[Paper], owners: dict[Any, str]) -> dict[bytes, str]:
    """A word in these frozen pages, and the PDFs made of them."""
    planted: dict[bytes, str] = {}
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE documents_paper DISABLE TRIGGER USER")
        for paper in papers:
            token = _token(planted, label_of(paper, "html", owners))
            html = paper.html.replace("</body>", f"<p>{token}</p></body>")
            cursor.execute("UPDATE documents_paper SET html = %s WHERE id = %s", [html, paper.pk])
        cursor.execute("ALTER TABLE documents_paper ENABLE TRIGGER USER")
    for paper in papers:
        make_paper({"paper": paper.pk})
    return planted


def _token(planted: dict[bytes, str], label: str) -> str:
    token = f"ZQ{next(_numbers):05d}"
    planted[token.encode()] = label
    return token


def allowed() -> dict[str, set[str]]:
    """Label, or the beginning of labels → the columns that may be shown it."""
    with open(FILE, encoding="utf-8", newline="") as file:
        return {
            line["canary"]: {column for column in COLUMNS if line[column] == "A"}
            for line in csv.DictReader(file)
        }


def rule_for(label: str, rules: dict[str, set[str]]) -> set[str]:
    """The most exact rule there is: for the field, for the model; of that owner. None at all: nobody may."""
    what, _at, owner = label.partition("@")
    behind = f"@{owner}" if owner else ""
    field, model = f"{what}{behind}", f"{what.rpartition('.')[0]}{behind}"
    return rules.get(field, rules.get(model, set()))


def found_in(content: bytes) -> set[bytes]:
    return set(TOKEN.findall(content))


def suggestion(shown: dict[str, set[str]]) -> Iterator[str]:
    """Lines of CSV as this run has seen them, for a person to judge."""
    for label, columns in sorted(shown.items()):
        yield ",".join(["canary", label, *("A" if column in columns else "" for column in COLUMNS), ""])
