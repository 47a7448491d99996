"""Input: a superior's form, its mapped cells, and the steps of a report."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from core import numbers
from core.dates import long_date
from core.formsets import AddedRow
from core.workbooks import Fault
from documents.forms import FilesField
from library.kinds import Way
from reporting import parts, sheets
from reporting.figures import MEASURES, Kind, Over, Unit, fits
from reporting.models import Report, Template
from reporting.models.template import MOST_DAYS
from reporting.periods import Period, Span
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for

MOST_CELLS = 300


@form_for("reporting.template.draft")
class DraftForm(StepForm):
    title = forms.CharField(
        label=_("Title of the form"), max_length=200, help_text=_("As it stands above the superior's table.")
    )
    issuer = forms.CharField(
        label=_("Laid down by"), max_length=200, help_text=_("The office above, for example 吉林省财政厅.")
    )
    number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=80,
        help_text=_("By which the report is asked for."),
    )
    span = forms.ChoiceField(
        label=pgettext_lazy("report", "How often"), choices=Span.choices, widget=forms.RadioSelect
    )
    due_days = numbers.IntegerField(
        label=_("Due how many days after the end of the period"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=5,
        help_text=_("Where that day is a day off, the next working day counts."),
    )
    since = forms.DateField(
        label=_("First period"),
        help_text=_("The first day of the first month, quarter or year to be reported."),
    )
    includes_below = forms.BooleanField(
        label=_("Districts and development zones report too, and their figures are summed up"), required=False
    )
    workbook = FilesField(
        label=_("The superior's Excel"),
        allowed=("xlsx",),
        most=1,
        help_text=_("The empty form as it came (.xlsx). It comes out again with the figures in it."),
    )

    faults: list[Fault]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faults = []
        self.fields["since"].initial = legal_date().replace(month=1, day=1)

    def clean_since(self) -> Any:
        """Not so long ago that reports of many years would fall due at once."""
        since, this_year = self.cleaned_data["since"], legal_date().year
        if not this_year - 1 <= since.year <= this_year + 1:
            raise ValidationError(_("Choose a day of last year, this year or next year."), code="since")
        if span := self.cleaned_data.get("span"):
            self._judge_beginning(since, Period.of(since, span))
        return since

    def _judge_beginning(self, since: date, period: Period) -> None:
        """A day within a period would be taken for all of it: what is reported before that day is nobody's guess."""
        if since != period.first:
            text = _(
                "%(day)s lies within %(period)s. Periods are reported whole: enter %(first)s, or %(next)s for the next "
                "one."
            )
            words = {"day": long_date(since), "period": period, "first": long_date(period.first)}
            raise ValidationError(text % {**words, "next": long_date(period.following.first)}, code="since")

    def clean_workbook(self) -> Any:
        """Refused while it can't be used; `faults` says why, cell by cell."""
        found = self.cleaned_data["workbook"]
        self.faults = sheets.read(found[0].path).faults
        if self.faults:
            self.data = self.data.copy()  # the next file takes the place of this one
            self.data.pop("workbook", None)
            text = _("The workbook can't be used as it is; what is wrong is listed above the form.")
            raise ValidationError(text, code="workbook")
        return found


class CellForm(AddedRow):
    """One cell: where it is, and what goes into it."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    cell = forms.CharField(
        label=_("Cell"), max_length=8, widget=forms.TextInput(attrs={"class": "num", "autocomplete": "off"})
    )
    measure = forms.ChoiceField(
        label=_("Figure"), choices=[("", "—"), *((m.code, m.label) for m in MEASURES.values())]
    )
    part = forms.ChoiceField(label=_("Of which"), required=False)
    over = forms.ChoiceField(label=_("Over which time"), choices=Over.choices)
    unit = forms.ChoiceField(
        label=pgettext_lazy("report", "Unit"), choices=[("", "—"), *Unit.choices], required=False
    )

    book: sheets.Book | None = None

    def offer(self, book: sheets.Book, choices: list[Any]) -> None:
        self.book = book
        self.fields["sheet"].choices = [(page.name, page.name) for page in book.pages]  # type: ignore[attr-defined]
        self.fields["part"].choices = choices  # type: ignore[attr-defined]

    def clean_cell(self) -> str:
        """Such a cell is there, and nothing stands in it."""
        name = self.cleaned_data["cell"].strip().upper().replace("$", "")
        page = self.book.page(self.cleaned_data.get("sheet", "")) if self.book else None
        if page is not None and (trouble := page.trouble_with(name)):
            raise ValidationError(trouble, code="cell")
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        measure = MEASURES.get(data.get("measure", ""))
        if measure is None:
            return data
        if not fits(measure, data.get("part", "")):
            self.add_error("part", ValidationError(_("This figure can't be divided that way."), code="part"))
        if measure.kind is Kind.TEXT:
            data["over"], data["unit"] = Over.PERIOD, Unit.YUAN
        elif measure.kind is not Kind.MONEY:
            data["unit"] = Unit.YUAN
        elif not data.get("unit") and "unit" not in self.errors:
            self.add_error(
                "unit", ValidationError(_("Say in which unit the amount is written."), code="unit")
            )
        if measure.whole_year_only:
            data["over"] = Over.YEAR
        return data


class Cells(forms.BaseFormSet):
    title = _("Cells and their figures")
    hint = _("One row for each cell that the portal is to fill. Cells that you leave out stay empty.")
    offered: tuple[Any, Any] | None = None

    def offer(self, book: sheets.Book, choices: list[Any]) -> None:
        self.offered = (book, choices)
        for form in self.forms:
            form.offer(book, choices)

    @property
    def empty_form(self) -> forms.BaseForm:
        form = super().empty_form
        if self.offered:
            form.offer(*self.offered)
        return form

    def clean(self) -> None:
        """No cell twice; said at the second one."""
        seen: dict[tuple[str, str], int] = {}
        for number, form in enumerate(self.forms, 1):
            data = getattr(form, "cleaned_data", {})
            if not data.get("cell") or data.get("DELETE"):
                continue
            place = (data.get("sheet", ""), data["cell"])
            if place in seen:
                words = {"cell": data["cell"], "row": seen[place]}
                form.add_error("cell", ValidationError(_("%(cell)s stands in row %(row)s already.") % words))
            seen.setdefault(place, number)


CellRows = forms.formset_factory(
    CellForm,
    formset=Cells,
    extra=0,
    can_delete=True,
    max_num=MOST_CELLS,
    absolute_max=MOST_CELLS,
    validate_max=True,
)


@form_for("reporting.template.map")
class MapForm(StepForm):
    formsets: ClassVar[dict[str, Any]] = {"cells": CellRows}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.parts["cells"]
        rows.offer(self.subject.book, parts.choices(self.subject.jurisdiction.code))


@form_for("reporting.report.open")
class OpenForm(StepForm):
    template = forms.ModelChoiceField(Template.objects.all())
    organisation = forms.ModelChoiceField(Organisation.objects.all())
    starts_on = forms.DateField()
    version = numbers.IntegerField(min_value=1)


@form_for("reporting.report.fill")
class FillForm(StepForm):
    note = forms.CharField(
        label=_("Note to the report"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the superior should know about the figures. It goes up with the report."),
    )


@form_for("reporting.report.submit")
class SubmitForm(StepForm):
    """To a superior outside of the portal it is sent by hand: when, how, and with which number."""

    sent_on = forms.DateField(label=_("Sent on"))
    sent_how = forms.ChoiceField(label=_("Way"), choices=Way.choices, widget=forms.RadioSelect)
    sent_note = forms.CharField(label=_("Number of the dispatch or receipt"), required=False, max_length=200)
    files = FilesField(label=pgettext_lazy("report", "Receipt"), required=False, most=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report: Report | None = self.subject
        if report is not None and report.organisation_id and not report.is_for_outside:
            self.fields.clear()
        elif "sent_on" in self.fields:
            self.fields["sent_on"].initial = legal_date()
