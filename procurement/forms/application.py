"""The application: a short form that opens it, and the long one that fills it in section by section."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.figures import amount_text
from core.money import CENT, MoneyFormField
from documents.forms import FilesField
from procurement.forms.fields import ItemField, PlanLineField
from procurement.forms.rows import (
    CostRowForm,
    CostRows,
    ExclusionForm,
    ExclusionRows,
    IndicatorForm,
    IndicatorRows,
    rows_of,
)
from procurement.forms.years import LaterYearRows, is_about_later_years
from procurement.hints import hints_on
from procurement.models import BudgetLine, Project
from procurement.rules import application
from procurement.rules.assessment import EXCLUSIONS
from workflow.availability import obstacles_of
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


def text(label: Any, *, help_text: Any = "", rows: int = 3, most: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def class_field(help_text: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Class of service"),
        help_text=help_text,
        choices=Project.ServiceClass.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


@form_for("procurement.project.draft")
class DraftForm(StepForm):
    title = forms.CharField(label=_("Project name"), max_length=120)
    item = ItemField()
    year = numbers.IntegerField(
        label=_("Budget year"),
        min_value=2014,
        max_value=2099,
        widget=forms.Select,
        help_text=_("Of whose budget it is paid."),
    )
    service_class = class_field(
        help_text=_("With the amount it decides whether the short form is enough. It may be changed later.")
    )
    estimate = MoneyFormField(
        label=_("What it will cost, roughly (yuan)"),
        help_text=_("Below the quota one page is enough. The cost rows decide in the end."),
        min_value=CENT,
        required=False,
    )
    earlier = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Begin from an earlier application"),
        help_text=_(
            "Its text, cost rows and indicators are taken over; exclusions, budget and declarations are given anew."
        ),
        empty_label=_("Begin afresh"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].offer(self.subject, self.actor)  # type: ignore[attr-defined]
        today = legal_date()
        self.fields["year"].initial = today.year
        self.fields["year"].widget.choices = [(year, str(year)) for year in application.years_on_offer(today)]
        own = Project.objects.visible_to(self.actor).filter(purchaser_id__in=self.actor.files_of)
        self.fields["earlier"].queryset = own  # type: ignore[attr-defined]
        self.fields["earlier"].label_from_instance = with_year  # type: ignore[attr-defined]


@form_for("procurement.project.prepare")
class ApplicationForm(StepForm):
    """What is typed is kept even when it is not complete; what is missing is said at submission."""

    NEEDED = (
        *(name for fields in application.NEEDED.values() for name, _label in fields),
        *("budget_line", "new_or_temporary", "benefit_function", "benefit_cost", "benefit_quality"),
        *("posts_note", "no_double_provision", "ex_ante_evaluation"),
    )
    revision = numbers.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Project name"), max_length=120)
    item = ItemField()
    service_class = class_field(
        help_text=_("For class 3 the public is asked for its opinion and recipients take part in acceptance.")
    )
    need = text(
        _("Why the service is needed"), help_text=_("Which public need, and why society can meet it."), rows=4
    )
    recipients = forms.CharField(
        label=_("Service recipients"), help_text=_("Who they are, in words."), max_length=300, required=False
    )
    recipient_number = numbers.IntegerField(
        label=_("Number of recipients"), min_value=1, max_value=2_000_000_000, required=False
    )
    quantity = numbers.DecimalField(
        label=_("Quantity"), min_value=CENT, max_digits=12, decimal_places=2, required=False
    )
    unit = forms.CharField(
        label=_("Unit"), help_text=_("Such as visits, cases or reports."), max_length=20, required=False
    )
    quality_standard = text(
        _("Quality standard"), help_text=_("Name the national, sector or local standard where there is one.")
    )
    starts_on = forms.DateField(label=_("Service starts"), required=False)
    ends_on = forms.DateField(
        label=_("Service ends"), help_text=_("Normally within a year of the start."), required=False
    )
    term_basis = text(
        _("Why more than a year"),
        help_text=_(
            "Only where the budget is secured, the content fixed and continuous, funding stable "
            "and prices change little. Three years at most."
        ),
    )
    budget_line = forms.ModelChoiceField(
        BudgetLine.objects.none(),
        label=_("Budget line"),
        help_text=_("Only lines of your unit in the budget year are offered."),
        empty_label=_("Choose"),
        required=False,
    )
    plan_line = PlanLineField()
    new_or_temporary = forms.TypedChoiceField(
        label=_("Is this a new or temporary function?"),
        help_text=_(
            "New functions that society can take on are purchased; no institutions or posts are added."
        ),
        choices=[("yes", _("Yes, new or temporary")), ("no", _("No, an existing function"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    new_or_temporary_note = forms.CharField(
        label=_("If so: until when, or since when"), max_length=300, required=False
    )
    benefit_function = text(_("How it helps to change what government does itself"))
    benefit_cost = text(_("How it lowers the cost of the service"))
    benefit_quality = text(_("How it raises quality and the effect of the money"))
    posts_note = text(
        _("Posts that do this work today"),
        help_text=_("How many, and what becomes of them. “None” where there are none."),
    )
    no_double_provision = forms.BooleanField(
        label=_("No posts are kept for the work that this project purchases"), required=False
    )
    ex_ante_evaluation = text(
        _("Ex-ante evaluation"),
        help_text=_(
            "Necessity, cost-effectiveness, soundness of the targets, feasibility, lawfulness of funding."
        ),
        rows=4,
    )
    none_applies = forms.BooleanField(
        label=_("I have read all points: none of those left unanswered applies to this project"),
        help_text=_("Answer single points below where one does apply."),
        required=False,
    )
    papers = FilesField(
        label=_("Attachments"),
        help_text=_("Price enquiries, the ex-ante evaluation, minutes of the decision and the like."),
        required=False,
    )
    formsets = {
        "exclusions": rows_of(ExclusionForm, ExclusionRows, len(EXCLUSIONS), fixed=True),
        "cost_rows": rows_of(CostRowForm, CostRows, 100),
        "later_years": LaterYearRows,
        "indicators": rows_of(IndicatorForm, IndicatorRows, 60),
    }
    sections = [
        (
            "need",
            _("Need and recipients"),
            ["title", "item", "service_class", "need", "recipients", "recipient_number"],
        ),
        ("exclusions", _("Negative list"), ["exclusions"]),
        (
            "service",
            _("Service and term"),
            ["quantity", "unit", "quality_standard", "starts_on", "ends_on", "term_basis"],
        ),
        ("budget", _("Budget and cost"), ["plan_line", "budget_line", "cost_rows", "later_years"]),
        (
            "assessment",
            _("Assessment"),
            [
                "new_or_temporary",
                "new_or_temporary_note",
                "benefit_function",
                "benefit_cost",
                "benefit_quality",
                "posts_note",
                "no_double_provision",
                "ex_ante_evaluation",
            ],
        ),
        ("indicators", _("Performance indicators"), ["indicators"]),
        ("papers", _("Attachments"), ["papers"]),
    ]

    short_sections = [
        (
            "need",
            _("What is needed, for whom, when"),
            [
                *("title", "item", "service_class", "need", "recipients", "recipient_number"),
                *("quantity", "unit", "quality_standard", "starts_on", "ends_on"),
            ],
        ),
        ("budget", _("Budget and cost"), ["plan_line", "budget_line", "cost_rows", "later_years"]),
        ("exclusions", _("Negative list"), ["none_applies", "exclusions"]),
        (
            "assessment",
            _("Assessment"),
            [
                *("benefit_function", "benefit_cost", "benefit_quality", "ex_ante_evaluation"),
                *("posts_note", "no_double_provision", "new_or_temporary"),
            ],
        ),
        (
            "rest",
            _("Only where it applies"),
            ["new_or_temporary_note", "term_basis", "papers", "indicators"],
        ),
    ]
    """The same fields, fewer decisions: what was typed in one form stands in the other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = self.subject
        self.is_short = project.is_short(legal_date())
        if self.is_short:
            self._shorten()
        else:
            del self.fields["none_applies"]
        for name in self.NEEDED:
            self.fields[name].needed = True  # type: ignore[attr-defined]
        self.fields["item"].offer(project, self.actor)  # type: ignore[attr-defined]
        self.fields["plan_line"].offer(project.purchaser_id, project.year)  # type: ignore[attr-defined]
        lines = BudgetLine.objects.visible_to(self.actor).usable_by(project.purchaser_id, project.year)
        self.fields["budget_line"].queryset = lines  # type: ignore[attr-defined]
        self.fields["budget_line"].label_from_instance = with_free  # type: ignore[attr-defined]
        ahead = BudgetLine.objects.visible_to(self.actor).ahead_of(project.purchaser_id, project.year)
        self.parts["later_years"].offer(ahead)  # type: ignore[attr-defined]
        if not (is_about_later_years(project) or self._says_something_of("later_years")):
            self._leave_out("later_years")
        self.parts["exclusions"].hints = hints_on(project)  # type: ignore[attr-defined]

    def _shorten(self) -> None:
        """One page; the long lists are folded until they are wanted."""
        self.sections = self.short_sections  # type: ignore[misc]
        for name in ("need", "quality_standard", "ex_ante_evaluation"):
            self.fields[name].widget.attrs["rows"] = 2
        for name in ("exclusions", "indicators"):
            self.parts[name].folded = True  # type: ignore[attr-defined]

    def _says_something_of(self, part: str) -> bool:
        return self.is_bound and any(name.startswith(f"{part}-") for name in self.data)

    def _leave_out(self, part: str) -> None:
        """A purchase of one year isn't asked about others."""
        del self.parts[part]
        self.sections = [  # type: ignore[misc]
            (anchor, title, [name for name in names if name != part])
            for anchor, title, names in self.sections
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The service ends before it starts."))
        return data

    def section_states(self) -> dict[str, str]:
        """Which sections are complete: those that no guard of the next step sends one back to."""
        project = self.subject
        found = obstacles_of(type(project).steps()["present"], project, self.actor)
        open_ones = {urlsplit(o.mend.url).fragment for o in found if o.mend}
        states = {
            anchor: "open" if anchor in open_ones else "done" for anchor, _title, _names in self.sections
        }
        return states if self.is_short else states | {"papers": "done"}


def with_free(line: BudgetLine) -> str:
    """A budget line with what is still free on it."""
    return gettext("%(line)s (%(free)s yuan free)") % {"line": line, "free": amount_text(line.free)}


def with_year(project: Project) -> str:
    """An earlier application with its year."""
    return f"{project.year} · {project.title}"
