"""Input of the steps on annual plans and of the departments' opinions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core import numbers
from core.formsets import AddedRow
from core.money import CENT, MoneyFormField
from procurement.forms.fields import ItemField, ItemRows
from procurement.models import JointOpinion, PlanLine, PurchasePlan
from procurement.models.plan import Method
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for

MOST_LINES, MOST_TRANSFERS = 100, 20


@form_for("procurement.purchaseplan.open")
class OpenPlanForm(StepForm):
    year = numbers.IntegerField(label=_("Budget year"), min_value=2014, max_value=2099)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = legal_date().year + 1


class PlanLineForm(AddedRow):
    DETAILS = ("requirement", "service_class", "years", "new_or_temporary", "function_note")

    line = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Project name"), max_length=120)
    item = ItemField()
    amount = MoneyFormField(label=_("Amount planned (yuan)"), min_value=CENT)
    month = numbers.IntegerField(label=_("Month in which sourcing begins"), min_value=1, max_value=12)
    method = forms.ChoiceField(label=_("Method foreseen"), choices=Method.choices)
    service_class = forms.TypedChoiceField(
        label=_("Class of service"),
        choices=PlanLine.ServiceClass.choices,
        coerce=int,
        initial=PlanLine.ServiceClass.PUBLIC,
    )
    years = numbers.IntegerField(
        label=_("Years that it runs"), help_text=_("Three at most."), min_value=1, max_value=3, initial=1
    )
    requirement = forms.CharField(
        label=_("Requirement in brief"),
        help_text=_(
            "What is bought, how much, of which quality and when: as the intention notice will say it."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    new_or_temporary = forms.BooleanField(label=_("New or temporary function"), required=False)
    function_note = forms.CharField(
        label=_("If so: which function, since or until when"), max_length=300, required=False
    )

    @property
    def details(self) -> list[forms.BoundField]:
        """What is folded away on the page."""
        return [self[name] for name in self.DETAILS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new_or_temporary") and not data.get("function_note", "").strip():
            self.add_error(
                "function_note", forms.ValidationError(_("Say which function this is."), code="A3.2")
            )
        return data


class PlanLines(ItemRows):
    title = _("Projects of the year")
    template = "procurement/plans/_lines.html"


PlanLineRows = forms.formset_factory(
    PlanLineForm,
    formset=PlanLines,
    extra=0,
    can_delete=True,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES,
    validate_max=True,
)


@form_for("procurement.purchaseplan.fill")
class FillPlanForm(StepForm):
    revision = numbers.IntegerField(required=False, widget=forms.HiddenInput)
    formsets = {"lines": PlanLineRows}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts["lines"].offer(self.subject, self.actor)  # type: ignore[attr-defined]


@form_for("procurement.purchaseplan.ask")
class AskForm(StepForm):
    """Which unit is heard in which capacity. Whoever was asked last time is proposed."""

    staffing = forms.ModelChoiceField(Organisation.objects.none(), label=JointOpinion.Office.STAFFING.label)
    labour = forms.ModelChoiceField(Organisation.objects.none(), label=JointOpinion.Office.LABOUR.label)
    civil = forms.ModelChoiceField(Organisation.objects.none(), label=JointOpinion.Office.CIVIL.label)
    market = forms.ModelChoiceField(Organisation.objects.none(), label=JointOpinion.Office.MARKET.label)
    trade = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=JointOpinion.Office.TRADE.label,
        help_text=_("The authorities in whose trades the projects lie, where it isn't the unit itself."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = departments_for(self.subject)
        for name in self.base_fields:
            self.fields[name].queryset = units  # type: ignore[attr-defined]
        for office, unit in asked_before(self.subject):
            self.fields[office].initial = unit


def departments_for(plan: PurchasePlan) -> Any:
    """Units of the plan's government, and of those above it where a district has none of its own."""
    above = plan.jurisdiction.parent_id
    places = [plan.jurisdiction_id, *([above] if above else [])]
    kinds = (OrganisationKind.PURCHASER, OrganisationKind.REGULATOR)
    units = Organisation.objects.of_kind(*kinds).filter(jurisdiction__in=places, is_active=True)
    return units.exclude(pk=plan.purchaser_id).select_related("jurisdiction").order_by("kind", "sort_key")


def asked_before(plan: PurchasePlan) -> list[tuple[str, Any]]:
    """Who was asked in each capacity when finance last asked anybody."""
    rows = JointOpinion.objects.filter(plan__finance_id=plan.finance_id).exclude(office="trade")
    rows = rows.exclude(organisation_id=plan.purchaser_id)
    last = rows.order_by("office", "-asked_at").distinct("office")
    return list(last.values_list("office", "organisation"))


@form_for("procurement.purchaseplan.confirm")
class ConfirmPlanForm(StepForm):
    document_number = forms.CharField(label=_("Document number"), max_length=80)


@form_for("procurement.jointopinion.ask")
class AskedForm(StepForm):
    plan = forms.ModelChoiceField(PurchasePlan.objects.all())
    office = forms.ChoiceField(choices=JointOpinion.Office.choices)
    organisation = forms.ModelChoiceField(Organisation.objects.all())


class PostsForm(forms.Form):
    line = forms.UUIDField(widget=forms.HiddenInput)
    posts = numbers.IntegerField(label=_("Posts asked for"), min_value=0, max_value=9999, initial=0)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class PostsRows(forms.BaseFormSet):
    title = _("No new posts")
    template = "procurement/plans/_posts.html"
    titles: dict[str, str] = {}

    @property
    def named_forms(self) -> list[tuple[str, forms.BaseForm]]:
        """Each row with the title of its line."""
        return [(self.titles.get(str(form["line"].value()), ""), form) for form in self.forms]


class TransferForm(AddedRow):
    function = forms.CharField(label=_("Function"), max_length=200)
    since = forms.DateField(label=_("Transferred on"))
    basis = forms.CharField(label=_("Document"), max_length=120)


class TransferRows(forms.BaseFormSet):
    title = _("Functions transferred to society")
    hint = _("Functions of this unit that it has given up, so that they are purchased and not staffed.")


@form_for("procurement.jointopinion.give")
class OpinionForm(StepForm):
    """The department for posts also notes, line by line, whether posts are asked for (A7.10)."""

    verdict = forms.ChoiceField(
        label=_("Opinion"), choices=JointOpinion.Verdict.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Reasons and remarks"),
        help_text=_("Needed unless you simply agree."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    formsets = {
        "posts": forms.formset_factory(
            PostsForm, formset=PostsRows, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES
        ),
        "transfers": forms.formset_factory(
            TransferForm,
            formset=TransferRows,
            extra=0,
            can_delete=True,
            max_num=MOST_TRANSFERS,
            absolute_max=MOST_TRANSFERS,
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        subject = kwargs.get("subject")
        if subject is not None and subject.office != JointOpinion.Office.STAFFING:
            self.formsets = {}  # type: ignore[misc]  # the others have nothing to note on posts
        super().__init__(*args, **kwargs)
        if "posts" in self.parts:
            lines = self.subject.plan.lines.values_list("pk", "title")
            self.parts["posts"].titles = {str(pk): title for pk, title in lines}  # type: ignore[attr-defined]
