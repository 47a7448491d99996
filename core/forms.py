"""One look for every form: the renderer that all forms and formsets of the portal use (docs/adr/)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DASHES = "---------"
"""What Django offers where nothing is chosen yet."""
ISO_DATE, ISO_MINUTE = "%Y-%m-%d", "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error beside its field. `code` may be the id of the rule behind it: `ValidationError(text, code="A5.1")`."""

    text: str
    code: str = ""
    target: str = ""
    label: Any = ""


def problems_in(errors: Any, target: str = "", label: Any = "") -> list[Problem]:
    """What an `ErrorList` says, with the rules that its errors name."""
    return [
        Problem(text, getattr(error, "code", None) or "", target, label)
        for error in errors.as_data()
        for text in (error.messages if isinstance(error, ValidationError) else [str(error)])
    ]


class PortalBoundField(BoundField):
    """A field that knows the classes of its input, and that keeps what was typed when it is refused."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str):
        super().__init__(form, field, name)
        _adapt(field.widget)
        if getattr(field, "empty_label", None) == DASHES:
            field.empty_label = _("Please choose") if field.required else _("None of them")  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """Which of the templates' shapes fits: `options`, `check`, `file` or `plain`."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "options"
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        return "file" if isinstance(widget, forms.FileInput) else "plain"

    @property
    def is_optional(self) -> bool:
        """May stay empty for good. A field that a later step demands carries `needed = True`; a box that is left
        unticked says no, and isn't empty."""
        return self.kind != "check" and not self.field.required and not getattr(self.field, "needed", False)

    @property
    def problems(self) -> list[Problem]:
        return problems_in(self.errors, self.target, self.label)

    @property
    def target(self) -> str:
        """The id that a link from the summary leads to: the input, or the first of several."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label or self.auto_id

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        names = [css_class(widget), widget.attrs.get("class"), attrs.get("class")]
        if joined := " ".join(name for name in names if name):
            built["class"] = joined
        return built


class CodeField(forms.RegexField):
    """A number or code of digits and letters: full-width ones, as Chinese keyboards give them, count as plain."""

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFKC", super().to_python(value) or "").strip()


class NumberField(forms.CharField):
    """The number of a document: full-width forms count as plain ones, and spaces are no part of it, so that one
    number is the same however it was typed."""

    def to_python(self, value: Any) -> str:
        return "".join(unicodedata.normalize("NFKC", super().to_python(value) or "").split())


def css_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "" if widget.is_hidden else "form-control"


def _adapt(widget: forms.Widget) -> None:
    """Native pickers for dates; plain text for numbers, since a number input drops what it can't read."""
    if type(widget) is forms.DateInput:
        widget.input_type, widget.format = "date", ISO_DATE
    elif type(widget) is forms.DateTimeInput:
        widget.input_type, widget.format = "datetime-local", ISO_MINUTE
    elif type(widget) is forms.NumberInput:
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "decimal")
        widget.attrs.setdefault("autocomplete", "off")
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} num".strip()
        for name in ("step", "min", "max"):
            widget.attrs.pop(name, None)


class PortalRenderer(TemplatesSetting):
    """`FORM_RENDERER`: templates under `templates/components/forms/` and `templates/django/forms/`."""

    form_template_name = "components/form.html"
    formset_template_name = "components/forms/formset.html"
    field_template_name = "components/forms/field.html"
    bound_field_class = PortalBoundField


def all_problems(parts: Iterable[forms.BaseForm | forms.BaseFormSet]) -> list[Problem]:
    """What the summary on top says: in the order of the page, each with the id to go to."""
    found: list[Problem] = []
    for part in parts:
        if isinstance(part, forms.BaseFormSet):
            found += problems_in(part.non_form_errors(), f"{part.prefix}-table")
            for number, form in enumerate(part.forms, start=1):
                if not (part.can_delete and part._should_delete_form(form)):
                    found += of_row(form, number)
        else:
            found += problems_in(part.non_field_errors())
            found += [problem for field in part for problem in field.problems]
    return found


def of_row(form: forms.BaseForm, number: int) -> list[Problem]:
    """Errors of one of several rows say which: by the row's own name (`row_name`), else by its number."""
    row = getattr(form, "row_name", "") or gettext("row %(number)s") % {"number": number}
    return [
        replace(problem, label=f"{row} · {problem.label}" if problem.label else row)
        for problem in all_problems([form])
    ]
