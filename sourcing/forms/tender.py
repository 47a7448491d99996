"""Drafting, publishing and changing a tender."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.formsets import AddedRow
from core.money import CENT, ZERO, MoneyFormField
from core.phones import PhoneField
from disclosure.forms import ReviewedField
from procurement.models import Project, Requirement
from sourcing.forms.fields import moment, percent, text
from sourcing.kinds import CriterionKind, FailureGround, Method, SmeChoice
from sourcing.models import OfficialKey, OpenedBid
from workflow.forms import StepForm
from workflow.registry import form_for


class CriterionForm(AddedRow):
    kind = forms.ChoiceField(label=_("Kind"), choices=CriterionKind.choices)
    name = forms.CharField(label=_("Factor"), max_length=120)
    standard = text(_("How points are given"), rows=2, most=2000)
    weight = percent(_("Weight (%)"))
    objective = forms.BooleanField(label=_("Objective"), required=False)


class PaperForm(forms.Form):
    name = forms.CharField(label=_("Paper"), max_length=120)
    hint = forms.CharField(label=_("What it must show"), max_length=300, required=False)
    required = forms.BooleanField(label=_("Required"), required=False)


class CriterionRows(forms.BaseFormSet):
    """Factors as cards: how points are given needs room."""

    template = "sourcing/_criteria.html"


Criteria = forms.formset_factory(
    CriterionForm,
    CriterionRows,
    extra=0,
    can_delete=True,
    min_num=1,
    validate_min=True,
    max_num=40,
    absolute_max=60,
)
Papers = forms.formset_factory(PaperForm, extra=0, can_delete=True, max_num=40, absolute_max=60)
STANDS_THERE = _("They stand in the requirement, where finance co-signs them: change them there.")
NEEDED = {
    "what": ("title", "requirement", "contract_period"),
    "whom": ("conditions",),
    "money": ("ceiling",),
    "time": ("documents_from", "documents_until", "documents_how", "closes_at", "opening_place"),
    "contact": ("contact_name", "contact_phone"),
}
"""What makes a section complete."""


def rate(label: Any) -> numbers.DecimalField:
    return numbers.DecimalField(
        label=label,
        help_text=_(
            "0.65 stands for 65%. A price below this share is examined. Empty: the rate of the rule."
        ),
        max_digits=4,
        decimal_places=2,
        min_value=0,
        max_value=1,
        required=False,
    )


def is_hundred(weights: list[Any]) -> bool:
    try:
        return sum(Decimal(str(weight or 0)) for weight in weights) == 100
    except InvalidOperation:
        return False


class TenderForm(StepForm):
    """Everything that the tender document says in fields."""

    title = forms.CharField(label=_("Title"), max_length=200)
    method = forms.ChoiceField(label=_("Procurement method"), choices=Method.choices, initial=Method.OPEN)
    requirement = text(
        _("What is wanted"),
        rows=8,
        most=20000,
        help_text=_("Services, quantity, quality, time and place, acceptance."),
    )
    contract_period = forms.CharField(label=_("Contract period"), max_length=200)
    service_place = forms.CharField(label=_("Place of service"), max_length=200, required=False)
    conditions = text(_("Conditions for providers"), rows=5)
    special_conditions = text(
        _("Special conditions"),
        required=False,
        help_text=_("Set together with the finance department: they need its signature before publication."),
    )
    """Where the project has a requirement they stand there, and are only shown here."""
    taken: str | None = None
    """What the requirement says of them, where there is one."""
    consortium = forms.BooleanField(label=_("Consortia may bid"), required=False)
    sme_choice = forms.ChoiceField(label=_("Small and medium enterprises"), choices=SmeChoice.choices)
    sme_reason = forms.CharField(label=_("Reason for not reserving"), max_length=300, required=False)
    sme_deduction = percent(_("Price deduction for small enterprises (%)"), required=False)
    ceiling = MoneyFormField(label=_("Ceiling price (yuan)"), min_value=CENT)
    deposit = MoneyFormField(label=_("Bid security (yuan)"), required=False, min_value=ZERO)
    low_price_mean = rate(_("Low price: share of the mean"))
    low_price_second = rate(_("Low price: share of the second lowest"))
    low_price_ceiling = rate(_("Low price: share of the ceiling"))
    documents_from = moment(_("Documents available from"))
    documents_until = moment(_("Documents available until"))
    documents_how = forms.CharField(label=_("Where to obtain the documents"), max_length=300)
    documents_price = MoneyFormField(label=_("Price of the documents (yuan)"), required=False, min_value=ZERO)
    closes_at = moment(_("Bids close, and are opened, at"))
    opening_place = forms.CharField(label=_("Place of opening"), max_length=200)
    contact_name = forms.CharField(label=_("Contact person"), max_length=60)
    contact_phone = PhoneField(label=_("Telephone"))
    remarks = text(_("Other matters"), required=False)
    statutory_url = forms.URLField(label=_("Statutory publication"), required=False, assume_scheme="https")

    formsets = {"criteria": Criteria, "papers": Papers}
    private = frozenset({"contact_name", "contact_phone"})
    sections = [
        ("what", _("What is wanted"), ["title", "method", "requirement", "contract_period", "service_place"]),
        (
            "whom",
            _("From whom"),
            ["conditions", "special_conditions", "consortium", "sme_choice", "sme_reason", "sme_deduction"],
        ),
        ("money", _("Money"), ["ceiling", "deposit"]),
        (
            "time",
            _("Time and place"),
            [
                "documents_from",
                "documents_until",
                "documents_how",
                "documents_price",
                "closes_at",
                "opening_place",
            ],
        ),
        (
            "criteria",
            _("Evaluation of bids"),
            ["criteria", "low_price_mean", "low_price_second", "low_price_ceiling"],
        ),
        ("papers", _("What a bid must contain"), ["papers"]),
        ("contact", _("Contact"), ["contact_name", "contact_phone", "remarks", "statutory_url"]),
    ]

    def take_over(self, project: Any) -> None:
        """Special conditions are entered once: in the requirement, where finance co-signs them (A2.7)."""
        found = Requirement.objects.filter(project=project).first()
        if found is None:
            return
        field, self.taken = self.fields["special_conditions"], found.special_conditions
        field.widget.attrs["readonly"] = True
        self.initial = {**self.initial, "special_conditions": self.taken}
        field.help_text = STANDS_THERE

    def clean_special_conditions(self) -> str:
        said: str = self.cleaned_data["special_conditions"]
        if self.taken is None:
            return said
        if said and said.splitlines() != self.taken.splitlines():
            raise forms.ValidationError(STANDS_THERE)
        return self.taken

    def section_states(self) -> dict[str, str]:
        """Done is what holds everything that the notice needs."""
        states = {
            anchor: "done" if all(self[name].value() for name in names) else "open"
            for anchor, names in NEEDED.items()
        }
        weights = [row["weight"].value() for row in self.parts["criteria"].forms]
        states["criteria"] = "done" if is_hundred(weights) else "open"
        return states | {"papers": "done"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("deposit", "documents_price", "sme_deduction"):
            if name in data and data[name] is None:
                data[name] = ZERO
        first, last = data.get("documents_from"), data.get("documents_until")
        if first and last and last <= first:
            self.add_error("documents_until", _("This lies before the documents become available."))
        return data


@form_for("sourcing.tender.revise")
class ReviseForm(TenderForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.take_over(self.subject.project_id)


@form_for("sourcing.tender.draft")
class DraftForm(TenderForm):
    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"))
    sections = [("project", _("Project"), ["project"]), *TenderForm.sections]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        own = Project.objects.visible_to(self.actor).filter(purchaser_id=self.actor.organisation_id)
        field: Any = self.fields["project"]
        field.queryset, named = own, self["project"].value()
        named = str(getattr(named, "pk", named))
        if any(str(p.pk) == named for p in own):
            self.take_over(named)
        offered = [p for p in own if p.state == Project.State.GRANTED or str(p.pk) == named]
        field.widget.choices = [("", _("Please choose")), *((p.pk, str(p)) for p in offered)]

    def section_states(self) -> dict[str, str]:
        return super().section_states() | {"project": "done" if self["project"].value() else "open"}


class KeyChoice(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, key: Any) -> str:
        return f"{key.user} · {key.organisation} · {key.get_seat_display()}"


@form_for("sourcing.tender.name_officials")
class OfficialsForm(StepForm):
    officials = KeyChoice(OfficialKey.objects.none(), label=_("Opening officials"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["officials"].queryset = OfficialKey.objects.eligible_for(self.subject)


class PublishingForm(StepForm):
    """A step that publishes: a person confirms that the notice may be public."""

    publication_reviewed = ReviewedField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.order_fields([*(n for n in self.fields if n != "publication_reviewed"), "publication_reviewed"])


@form_for("sourcing.tender.publish")
class PublishForm(PublishingForm):
    """The notice is made of the draft."""


@form_for("sourcing.tender.clarify")
class ClarifyForm(PublishingForm):
    item = forms.CharField(label=_("Item"), max_length=120, help_text=_("E.g. “Evaluation, factor 2”."))
    before = text(_("Before the correction"), required=False)
    after = text(_("After the correction"))
    affects_bids = forms.BooleanField(
        label=_("It affects the preparation of bids"), required=False, initial=True
    )
    closes_at = moment(_("New time at which bids close and are opened"), required=False)


@form_for("sourcing.tender.fail")
class FailForm(PublishingForm):
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[c for c in FailureGround.choices if c[0] != FailureGround.CANCELLED],
    )


@form_for("sourcing.tender.cancel")
class CancelForm(PublishingForm):
    pass


@form_for("sourcing.tender.award_contract")
class AwardForm(StepForm):
    winner = forms.ModelChoiceField(OpenedBid.objects.none(), label=_("Winner"), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.subject is not None and self.subject.pk:
            bids = OpenedBid.objects.filter(tender=self.subject, assessment__rank__isnull=False)
            self.fields["winner"].queryset = bids.order_by("assessment__rank")


@form_for("sourcing.tender.announce")
class AnnounceForm(PublishingForm):
    pass


@form_for("sourcing.tender.postpone")
class PostponeForm(StepForm):
    """What a pause brings about."""

    closes_at = moment(_("Bids close at"))
    document = forms.CharField(max_length=120)
