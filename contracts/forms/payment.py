"""Input of the steps of a payment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.forms.base import OfContractForm, sentences
from contracts.models import PlanRow
from contracts.payees import unseen
from core.figures import amount_text
from core.forms import CodeField, NumberField
from core.money import CENT, MoneyFormField
from documents.forms import FilesField
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


class PlanRowField(forms.ModelChoiceField):
    """A row of the payment plan, with what is left of it."""

    def label_from_instance(self, row: Any) -> str:
        return _("%(row)s — %(left)s yuan left, %(condition)s") % {
            "row": row,
            "left": amount_text(row.open_amount),
            "condition": row.get_condition_display(),
        }


class RequestFields(forms.Form):
    """What the provider asks for, and the invoice behind it."""

    plan_row = PlanRowField(
        PlanRow.objects.none(), label=_("Row of the payment plan"), empty_label=_("Choose")
    )
    amount = MoneyFormField(
        label=_("Amount (yuan)"), min_value=CENT, widget=forms.TextInput(attrs={"data-words": ""})
    )
    invoice_number = CodeField(
        r"^[0-9A-Za-z-]{6,40}\Z",
        label=_("Invoice number"),
        error_messages={"invalid": _("Enter the number as it stands on the invoice: digits and letters.")},
    )
    invoiced_on = forms.DateField(label=_("Date of the invoice"), initial=legal_date)
    invoice = FilesField(label=_("Invoice"), allowed=("pdf", "jpg", "jpeg", "png"), most=5)
    note = sentences(_("Note to the purchaser"), required=False)

    def offer_rows(self, contract_id: Any) -> None:
        rows = PlanRow.objects.visible_to(self.actor).filter(contract_id=contract_id)  # type: ignore[attr-defined]
        self.fields["plan_row"].queryset = rows.select_related("milestone")  # type: ignore[attr-defined]


@form_for("contracts.payment.request")
class RequestForm(RequestFields, OfContractForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self["contract"].value() or self.subject.contract_id
        self.offer_rows(self.fields["contract"].to_python(chosen) if chosen else None)

    def clean(self) -> dict[str, Any]:
        return super().clean() or {}


@form_for("contracts.payment.resubmit")
class ResubmitForm(RequestFields, StepForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows(self.subject.contract_id)


@form_for("contracts.payment.verify")
class VerifyForm(StepForm):
    opinion = sentences(_("Opinion: progress, invoice, account"))


@form_for("contracts.payment.disburse")
class DisburseForm(StepForm):
    paid_on = forms.DateField(label=_("Date of the transfer"), initial=legal_date)
    transfer_no = NumberField(label=_("Number of the transfer"), max_length=60)
    account_seen = forms.TypedMultipleChoiceField(
        label=_("The account has changed"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payee = unseen(self.subject)
        if payee is None:
            del self.fields["account_seen"]
            return
        said = {"number": payee.number, "holder": payee.name, "bank": payee.bank, "account": payee.account}
        text = gettext(
            "Supplement %(number)s: %(holder)s, %(bank)s, %(account)s. I have compared it with the proof."
        )
        self.fields["account_seen"].choices = [(payee.number, text % said)]  # type: ignore[attr-defined]
