"""The input of a step: a form plus named formsets, filled from a browser, from JSON or from Python alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.phrases import listed

if TYPE_CHECKING:
    from core.actor import Actor

LONGEST_REASON = 2000
OVERRIDES = "overrides-"
"""Before a rule's id: the name under which the reason to go on despite its warning comes."""
PASSING = frozenset(
    {"csrfmiddlewaretoken", "idempotency_key", "draft_version", "save_draft", "add_row", "next"}
    | {"on_paper", "paper_on", "paper_at", "paper_reason", "paper_scan", "paper_scan-remove"}
)
"""Names that a browser sends beside the input of the step itself."""


FIRST_YEAR, LAST_YEAR = 1900, 2200


EMPTY: tuple[Any, ...] = (None, "", [], False)
"""What a field holds in which nothing has been said."""


def tell_who_asks(form: forms.BaseForm, actor: Actor) -> None:
    """Tell the fields of a form who asks, where their answer depends on it."""
    for field in form.fields.values():
        if hasattr(field, "actor"):
            field.actor = actor


class _Introduced(BaseFormSet):
    """The row that a page adds to a formset knows who asks, as those that are there do."""

    actor: Actor

    @property
    def empty_form(self) -> forms.BaseForm:
        form = super().empty_form
        tell_who_asks(form, self.actor)
        return form


@cache
def knowing_who_asks(kind: type[BaseFormSet]) -> type[BaseFormSet]:
    return type(kind.__name__, (_Introduced, kind), {})


class StepForm(forms.Form):
    """Base of every step's form. It knows the subject and the actor.

    `formsets` names repeated groups of input, `private` the fields whose values must never stand in an event
    (a salted commitment stands there instead).
    """

    formsets: ClassVar[dict[str, type[BaseFormSet]]] = {}
    private: ClassVar[frozenset[str]] = frozenset()
    sections: ClassVar[list[tuple[str, Any, list[str]]]] = []
    """For long forms: (anchor, title, names of fields and formsets)."""
    parent: ClassVar[str] = ""
    """The input that says what a new subject is born in, where who may act depends on it."""

    def __init__(
        self, data: Any = None, files: Any = None, *, subject: Any = None, actor: Actor, initial: Any = None
    ):
        self.subject, self.actor = subject, actor
        bound = data is not None
        flat = flatten(data) if bound else None
        super().__init__(flat, files, initial=initial)
        self.parts: dict[str, BaseFormSet] = {
            name: self._part(name, kind, flat, files, initial) for name, kind in self.formsets.items()
        }
        self._introduce_actor()
        self._adapt_fields()

    def _adapt_fields(self) -> None:
        """A day that nobody means would break what is counted from it; a box that must be ticked says so."""
        for form in self._forms():
            for field in form.fields.values():
                if isinstance(field, forms.BooleanField) and field.required:
                    field.error_messages["required"] = _("Tick this to confirm it.")
                if isinstance(field, forms.DateField | forms.DateTimeField):
                    field.validators.append(within_reason)

    def introduce(self, actor: Actor) -> None:
        """Who asks, once it is known in what standing."""
        self.actor = actor
        self._introduce_actor()

    def _introduce_actor(self) -> None:
        """Fields whose answer depends on who asks have an attribute `actor`, in the rows of formsets too."""
        for form in self._forms():
            tell_who_asks(form, self.actor)
        for part in self.parts.values():
            part.actor = self.actor  # type: ignore[attr-defined]

    def _forms(self) -> Iterator[forms.BaseForm]:
        yield self
        for part in self.parts.values():
            yield from part.forms

    def stage(self) -> tuple[Any, Any]:
        """Input and files after fields that keep uploads (method `stage`) have put them by.

        An upload that was kept is named in the input by its id; one that is not acceptable stays where it was,
        so that validation says why. Call it outside of the act's transaction: a refusal then loses no upload.
        """
        data, files = self.data.copy(), self.files.copy()
        for form in self._forms():
            for name, field in form.fields.items():
                key = form.add_prefix(name)
                if key in files and (keep := getattr(field, "stage", None)):
                    kept, refused = keep(files.getlist(key))
                    chosen = [str(file.pk) for file in kept]
                    data.setlist(key, field.together(data.getlist(key), chosen))  # type: ignore[attr-defined]
                    files.setlist(key, refused)
        return data, files

    def _part(self, name: str, kind: type[BaseFormSet], data: Any, files: Any, initial: Any) -> BaseFormSet:
        rows = (initial or {}).get(name) if data is None else None
        if data is not None and f"{name}-TOTAL_FORMS" not in data:
            data = data.copy()
            data.update({f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"})
        return knowing_who_asks(kind)(data, files, prefix=name, initial=rows)

    def is_valid(self) -> bool:
        self._introduce_actor()
        parts = [part.is_valid() for part in self.parts.values()]
        return super().is_valid() and all(parts) and not self.unknown()

    def section_states(self) -> dict[str, str]:
        """For long forms: `done` or `open` by anchor. In a section that is done all is said that must be said."""
        return {
            anchor: "done" if self._is_filled(names) else "open" for anchor, _title, names in self.sections
        }

    def _is_filled(self, names: list[str]) -> bool:
        fields = [self[name] for name in names if name in self.fields]
        needed = [f for f in fields if f.field.required or getattr(f.field, "needed", False)] or fields
        rows = [self.parts[name] for name in names if name in self.parts]
        return all(f.value() not in EMPTY for f in needed) and all(len(part.forms) for part in rows)

    def unknown(self) -> list[str]:
        """Names that were handed in and mean nothing here. They are refused, not ignored."""
        if not self.is_bound:
            return []
        known = {self.add_prefix(n) for n in self.fields} | PASSING
        multi = {f"{self.add_prefix(n)}_{i}" for n, f in self.fields.items() for i in range(_subwidgets(f))}
        starts = (*tuple(f"{name}-" for name in self.parts), OVERRIDES)
        extra = tuple(f"{self.add_prefix(n)}-" for n in self.fields)
        return [n for n in self.data if n not in known | multi and not n.startswith(starts + extra)]

    def collected(self) -> dict[str, Any]:
        """Cleaned input of the form and of its formsets (lists of rows, deleted ones left out)."""
        data = dict(self.cleaned_data)
        for name, part in self.parts.items():
            data[name] = [
                {k: v for k, v in row.items() if k not in {"DELETE", "ORDER"}}
                for row in part.cleaned_data
                if row and not row.get("DELETE")
            ]
        return data

    def codes(self) -> Iterator[str]:
        """What its errors are called; some are called by the rule that refuses."""
        for form in self._forms():
            yield from (
                error.code for errors in form.errors.as_data().values() for error in errors if error.code
            )

    def all_errors(self) -> dict[str, list[str]]:
        """Every message by input name, `name-row-field` for formsets, in the order of the page."""
        found = {name: [str(e) for e in errors] for name, errors in self.errors.items()}
        for name, part in self.parts.items():
            found.update(_part_errors(name, part))
        if unknown := self.unknown():
            found["__all__"] = [
                *found.get("__all__", []),
                gettext("Not part of this form: %(names)s.") % {"names": listed(sorted(unknown))},
            ]
        return found


def within_reason(day: date) -> None:
    """Raises `ValidationError` for a year far from everybody's life."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("Enter a day between %(first)s and %(last)s."), code="year", params=years)


class ReasonForm(StepForm):
    """Input of steps that ask for nothing but a reason."""


class ReasonField(forms.CharField):
    """A written reason that the event keeps."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", _("Reason"))
        kwargs.setdefault("max_length", LONGEST_REASON)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)


def flatten(data: Any) -> MultiValueDict:
    """Python or JSON input in the form in which a browser would have sent it.

    Lists of mappings become formset rows; other lists become repeated values. A `QueryDict` passes unchanged.
    """
    if isinstance(data, QueryDict | MultiValueDict):
        return data
    flat: QueryDict = QueryDict(mutable=True)
    for name, value in dict(data).items():
        _put(flat, name, value)
    return flat


def _put(flat: QueryDict, name: str, value: Any) -> None:
    if isinstance(value, list | tuple) and value and all(isinstance(row, Mapping) for row in value):
        flat[f"{name}-TOTAL_FORMS"], flat[f"{name}-INITIAL_FORMS"] = str(len(value)), "0"
        for index, row in enumerate(value):
            for key, cell in row.items():
                _put(flat, f"{name}-{index}-{key}", cell)
    elif isinstance(value, list | tuple | set):
        if value:  # no rows and no choices: as if nothing had been sent
            flat.setlist(name, [_text(v) for v in value])
    elif value is not None and value is not False:
        flat[name] = _text(value)


def _text(value: Any) -> Any:
    key = getattr(value, "pk", value)
    if key is True:
        return "on"
    return key if hasattr(key, "isoformat") else str(key)


def _subwidgets(field: forms.Field) -> int:
    return len(getattr(field.widget, "widgets", ()))


def _part_errors(name: str, part: BaseFormSet) -> Iterator[tuple[str, list[str]]]:
    if part.non_form_errors():
        yield name, [str(e) for e in part.non_form_errors()]
    for index, errors in enumerate(part.errors):
        for key, messages in errors.items():
            yield f"{name}-{index}-{key}", [str(e) for e in messages]
