"""Input of the steps of a contract."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from contracts.forms.base import PAPERS, account_number, count, legal_ground, sentences, share
from contracts.models.contract import EndGround
from contracts.models.schedules import Condition
from contracts.rules.contract import FURTHER, GROUPS
from core import numbers
from core.formsets import AddedRow
from core.money import CENT, ZERO, MoneyFormField
from disclosure.forms import ReviewedField
from documents.forms import FilesField
from procurement.models import Commitment
from sourcing.models import Award
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for

LONG_TERM = [
    ("budget", _("The budget is secured for the whole term")),
    ("fixed", _("The content is relatively fixed")),
    ("continuous", _("The service is continuous")),
    ("funding", _("The source of funds is stable")),
    ("price", _("Prices change little")),
]


class MilestoneRow(forms.Form):
    title = forms.CharField(label=_("Deliverable"), max_length=200)
    standard = forms.CharField(label=_("Quantity and standard"), max_length=500, required=False)
    due_on = forms.DateField(label=_("Due on"))
    weight = share(_("Share of the whole (%)"))


class PlanForm(AddedRow):
    title = forms.CharField(label=_("Payment"), max_length=200)
    share = share(_("Share (%)"))
    condition = forms.ChoiceField(label=_("Falls due"), choices=Condition.choices)
    milestone = numbers.IntegerField(label=_("Milestone no."), min_value=1, max_value=100, required=False)


class FundForm(forms.Form):
    year = numbers.IntegerField(label=_("Year"), min_value=2014, max_value=2099)
    amount = MoneyFormField(label=_("Amount (yuan)"), min_value=ZERO)


MilestoneRows = forms.formset_factory(MilestoneRow, extra=0, can_delete=True, max_num=60, absolute_max=100)
MilestoneRows.title = _("Milestones")
MilestoneRows.hint = _("Progress is verified against these; their shares add up to 100%.")
PlanRows = forms.formset_factory(PlanForm, extra=0, can_delete=True, max_num=60, absolute_max=100)
PlanRows.title = _("Payment plan")
PlanRows.hint = _("Each payment cites one of these rows; their shares add up to 100%.")
FundRows = forms.formset_factory(FundForm, extra=0, can_delete=True, max_num=6, absolute_max=12)
FundRows.title = _("Annual fund plan")
FundRows.hint = _("How much of the contract the budget of each year pays.")


@form_for("contracts.contract.draw_up")
class DrawUpForm(StepForm):
    award = forms.ModelChoiceField(Award.objects.none(), label=_("Award"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Award.objects.visible_to(self.actor).filter(announced_at__isnull=False)
        self.fields["award"].queryset = offered.select_related("tender", "provider")  # type: ignore[attr-defined]


@form_for("contracts.contract.settle_terms")
class TermsForm(StepForm):
    """The eight groups and the schedules. What is left empty is said beside its field by the rules."""

    title = forms.CharField(label=_("Contract name"), max_length=200)
    scope = sentences(_("Scope of the service"), rows=5, required=False)
    service = sentences(_("Subject of the contract"), rows=2, required=False)
    quantity = numbers.DecimalField(
        label=_("Quantity"), min_value=CENT, max_digits=14, decimal_places=2, required=False
    )
    quality = sentences(
        _("Quality requirements"),
        rows=5,
        required=False,
        help_text=_("What the tender says must stay; you may add detail."),
    )
    starts_on = forms.DateField(label=_("Begins on"))
    ends_on = forms.DateField(label=_("Ends on"))
    long_term_grounds = forms.MultipleChoiceField(
        label=_("Only for a term of more than one year: all of these hold"),
        choices=LONG_TERM,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.CharField(label=_("Place and manner"), max_length=300, required=False)
    advance_share = share(_("Agreed advance (%)"), required=False)
    payment_terms = sentences(_("Way of payment"), required=False)
    payment_days = numbers.IntegerField(
        label=_("Invoices are paid within (days)"), min_value=1, max_value=365
    )
    sme_provider = forms.BooleanField(label=_("The provider is a small or medium enterprise"), required=False)
    deposit = MoneyFormField(
        label=_("Performance deposit (yuan)"),
        min_value=ZERO,
        required=False,
        widget=forms.TextInput(attrs={"data-words": ""}),
    )
    payee_name = forms.CharField(label=_("Account holder"), max_length=200, required=False)
    payee_bank = forms.CharField(label=_("Bank"), max_length=200, required=False)
    payee_account = account_number(label=_("Account number"), help_text=_("Digits only."), required=False)
    authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Industry authority that approves each payment"),
        required=False,
        empty_label=_("None is named"),
    )
    purchaser_duties = sentences(_("Rights and duties of the purchaser"), required=False)
    provider_duties = sentences(_("Rights and duties of the provider"), required=False)
    subcontractor = forms.CharField(label=_("Subcontractor named in the bid"), max_length=200, required=False)
    subcontracting = sentences(_("Part that is subcontracted"), rows=2, required=False)
    not_main_part = forms.BooleanField(label=_("This part is neither main nor key"), required=False)
    breach = sentences(_("Liability for breach"), required=False)
    acceptance_terms = sentences(_("Acceptance"), required=False)
    disputes = sentences(_("Settlement of disputes"), rows=2, required=False)
    formsets = {"milestones": MilestoneRows, "plan": PlanRows, "funds": FundRows}
    private = frozenset({"payee_account"})
    sections = [
        ("scope", _("Scope and subject"), ["title", "scope", "service"]),
        ("quantity", _("Quantity and quality"), ["quantity", "quality", "milestones"]),
        ("period", _("Period and place"), ["starts_on", "ends_on", "long_term_grounds", "place"]),
        (
            "payment",
            _("Payment"),
            [
                "payment_terms",
                "advance_share",
                "plan",
                "funds",
                "payment_days",
                "sme_provider",
                "deposit",
                "authority",
                "payee_name",
                "payee_bank",
                "payee_account",
            ],
        ),
        (
            "duties",
            _("Rights and duties"),
            ["purchaser_duties", "provider_duties", "subcontractor", "subcontracting", "not_main_part"],
        ),
        ("breach", _("Breach, acceptance, disputes"), ["breach", "acceptance_terms", "disputes"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.subject.jurisdiction
        units = Organisation.objects.of_kind(OrganisationKind.PURCHASER, OrganisationKind.REGULATOR)
        offered = units.filter(is_active=True, jurisdiction__code=place).exclude(pk=self.subject.purchaser_id)
        self.fields["authority"].queryset = offered  # type: ignore[attr-defined]

        for name in (*GROUPS, *FURTHER):
            self.fields[name].needed = True  # type: ignore[attr-defined]

    def clean_deposit(self) -> Any:
        return self.cleaned_data["deposit"] or ZERO

    def clean_advance_share(self) -> Any:
        return self.cleaned_data["advance_share"] or ZERO


@form_for("contracts.contract.countersign")
class CountersignForm(StepForm):
    no_transfer = forms.BooleanField(
        label=_("We render the service ourselves and will not transfer the contract to others."),
        required=False,
    )


@form_for("contracts.contract.publish")
class PublishForm(StepForm):
    publication_reviewed = ReviewedField()
    withheld = sentences(
        _("Passages withheld as state or business secret"),
        rows=2,
        required=False,
        help_text=_("Leave empty if the whole contract is published."),
    )
    statutory_url = forms.URLField(
        label=_("Address of the publication in the designated medium"), required=False, assume_scheme="https"
    )


@form_for("contracts.contract.publish_end")
class PublishEndForm(StepForm):
    publication_reviewed = ReviewedField()


def last_month() -> str:
    """The month that is just over: what is entered next, and so the example that helps."""
    return f"{legal_date().replace(day=1) - timedelta(days=1):%Y-%m}"


class MonthInput(forms.TextInput):
    """A month, picked in the browser. Browsers without a picker show how to write it."""

    input_type = "month"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, value, {"placeholder": last_month(), **(attrs or {})})


class MonthField(forms.DateField):
    """A month, as its first day. Reads `2026-03` and any day of the month."""

    widget = MonthInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m", "%Y-%m-%d"], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        try:
            found = super().to_python(value)
        except ValidationError:
            raise _no_month() from None
        if found and found.year < 2014:
            raise _no_month()
        return found.replace(day=1) if found else found


def _no_month() -> ValidationError:
    text = _("Enter a month, such as %(month)s.")
    return ValidationError(text, code="invalid", params={"month": last_month()})


@form_for("contracts.contract.upload_ledger")
class LedgerForm(StepForm):
    month = MonthField(label=_("Month"))
    people = count(_("People served"))
    services = count(_("Services rendered"))
    file = FilesField(
        label=_("Service ledger"), allowed=("xlsx", "csv", "pdf"), most=1, help_text=_("Excel, CSV or PDF.")
    )


@form_for("contracts.contract.plan_funds")
class FundsForm(StepForm):
    formsets = {"funds": FundRows}


@form_for("contracts.contract.suspend")
class SuspendForm(StepForm):
    ground = legal_ground(
        [
            ("challenge", _("A challenge is open that may affect the result")),
            ("complaint", _("The finance department suspended the procurement")),
            ("public_interest", _("Going on would harm the state's or the public interest")),
            ("force_majeure", _("Force majeure")),
        ]
    )


@form_for("contracts.contract.terminate")
class TerminateForm(StepForm):
    ground = legal_ground(EndGround.choices)


@form_for("contracts.contract.deliver")
class DeliverForm(StepForm):
    report = sentences(_("What was delivered, in all"), rows=5)
    files = FilesField(label=_("Final report and evidence"), allowed=PAPERS, most=20)


@form_for("contracts.contract.record_rectification")
class RectificationForm(StepForm):
    rectify_by = forms.DateTimeField()


@form_for("contracts.contract.record_supplement")
class SupplementedForm(StepForm):
    ends_on = forms.DateField(required=False)


@form_for("contracts.contract.draw_on")
class DrawOnForm(StepForm):
    commitment = forms.ModelChoiceField(Commitment.objects.all())
