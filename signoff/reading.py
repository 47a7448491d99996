"""What was filled in for a step, as people read it, and where two versions differ."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.actor import Actor
from core.dates import long_date
from core.figures import amount_text
from core.money import MoneyFormField
from core.phrases import listed
from documents.forms import FilesField
from documents.models import StoredFile
from signoff.models import Circulation, Version
from workflow import engine
from workflow.act import Act
from workflow.events import canonical, plain
from workflow.forms import PASSING, StepForm

NOT_COMPARED = PASSING | {"reason", "publication_reviewed"}
"""What whoever takes the step says for themselves."""


@dataclass(frozen=True)
class Line:
    """One input: its label, what stands in it, and what stood there in the version before (None: the same)."""

    label: Any
    text: str
    before: str | None = None

    @property
    def changed(self) -> bool:
        return self.before is not None


@dataclass(frozen=True)
class Filled:
    """What came for a step: as the step will take it, what is wrong with it, and the files that came along.

    As text, which is how an event keeps it, it is a digest of all that isn't private.
    """

    agreed: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, Any] = field(default_factory=dict)
    files: list[StoredFile] = field(default_factory=list)
    private: frozenset[str] = frozenset()

    def __str__(self) -> str:
        open_part = {name: value for name, value in self.agreed.items() if name not in self.private}
        return "sha256:" + hashlib.sha256(canonical(open_part).encode()).hexdigest()


def filled(form: StepForm | None) -> Filled:
    """What stands in a step's own form."""
    if form is None:
        return Filled()
    if not form.is_valid():
        return Filled(faults=form.all_errors(), labels=labels_of(form))
    return Filled(agreed=as_taken(form), files=_files_in(form), private=form.private)


def as_taken(form: StepForm) -> dict[str, Any]:
    """The cleaned input of a valid form, in the form in which versions keep it."""
    return {name: plain(value) for name, value in form.collected().items() if name not in NOT_COMPARED}


def _files_in(form: StepForm) -> list[StoredFile]:
    """Files that were handed in, so that those who sign can read them."""
    rows = [form.cleaned_data, *(row for part in form.parts.values() for row in part.cleaned_data)]
    listed = [value for row in rows for value in row.values() if isinstance(value, list)]
    return [file for files in listed for file in files if isinstance(file, StoredFile)]


def differing(circulation: Circulation, act: Act) -> list[str]:
    """Labels of inputs of this act that are not what was signed."""
    agreed = circulation.latest.agreed
    given = {name: plain(value) for name, value in act.data.items() if name in agreed}
    names = [name for name, value in given.items() if value != agreed[name]]
    if not names:
        return []
    labels = labels_of(engine.form_of(act.step, act.subject, act.actor))
    return [str(labels.get(name, name)) for name in names]


def labels_of(form: StepForm) -> dict[str, Any]:
    """Label by input name, for fields and formsets."""
    labels = {name: form[name].label for name in form.fields}
    return labels | {name: getattr(part, "title", name) for name, part in form.parts.items()}


def lines(version: Version, actor: Actor) -> list[Line]:
    """A version as it was filled in, with what has changed since the one before."""
    circulation = version.circulation
    now = said(circulation, version.typed, actor)
    earlier = circulation.versions.filter(number=version.number - 1).first()
    before = said(circulation, earlier.typed, actor) if earlier else now
    found = []
    for name, (label, text) in now.items():
        old = before.get(name, (label, ""))[1]
        found.append(Line(label, text, old if old != text else None))
    return found + [Line(label, "", text) for name, (label, text) in before.items() if name not in now]


def said(circulation: Circulation, typed: Mapping[str, Any], actor: Actor) -> dict[str, tuple[Any, str]]:
    """Label and text of everything that was typed, in the order of the form."""
    form = engine.form_of(circulation.declared, circulation.subject, actor, typed)
    rows = {name: (form[name].label, text_of(form[name])) for name in form.fields if name not in NOT_COMPARED}
    for name, part in form.parts.items():
        rows[name] = (getattr(part, "title", name), "\n".join(_rows(part)))
    return {name: (label, text) for name, (label, text) in rows.items() if text}


def _rows(part: Any) -> Iterator[str]:
    for row in part.forms:
        cells = [f"{row[n].label} {text_of(row[n])}" for n in row.fields if n != "DELETE" and text_of(row[n])]
        if cells:
            yield " · ".join(cells)


def text_of(bound: Any) -> str:
    """What a reader sees of an input: labels of choices, names of files, yes and no."""
    field, value = bound.field, bound.value()
    if isinstance(field, FilesField):
        return listed(file.name for file in staged(field, value))
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else ""
    if isinstance(field, MoneyFormField | forms.DateField):
        return _figure_or_day(field, value)
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        wanted = {str(v) for v in value or ()}
        return listed(label for key, label in _choices(field) if key in wanted)
    if isinstance(field, forms.ChoiceField):
        return next((label for key, label in _choices(field) if key == str(value or "")), "") if value else ""
    return "" if value is None else str(value)


def _figure_or_day(field: forms.Field, value: Any) -> str:
    """As amounts and days are shown everywhere; what can't be read stands as it was typed."""
    try:
        read = field.to_python(value)
    except ValidationError:
        return str(value)
    if read is None:
        return ""
    return long_date(read) if isinstance(read, date) else amount_text(read)


def staged(field: FilesField, value: Any) -> list[StoredFile]:
    """The files behind what was typed; those that one may not open are named all the same."""
    keys = [
        str(getattr(each, "pk", each)) for each in (value if isinstance(value, list) else [value]) if each
    ]
    return list(StoredFile.objects.filter(pk__in=[key for key in keys if _is_key(key)]))


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _choices(field: Any) -> Iterator[tuple[str, str]]:
    for key, label in field.choices:
        if isinstance(label, list | tuple):
            yield from ((str(k), str(text)) for k, text in label)
        else:
            yield str(key), str(label)
