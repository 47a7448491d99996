"""What follows from the acts on a payment: the ledger, the clocks, the voucher."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts.effects.shared import keep, tell
from contracts.models import FundYear, Payment, PaymentEntry
from core.figures import amount_text
from core.money import ZERO
from core.phrases import later, said
from documents.services import request_pdf
from workflow import duties, law
from workflow.registry import effect
from workflow.steps import Clock

if TYPE_CHECKING:
    from workflow.act import Act

WATCHED = ("pay.invoice_38", "pay.sme")
"""Periods that the purchaser's payment officer watches besides the ten working days of each step."""


@effect("contracts.payment.keep_files")
def keep_invoice(act: Act) -> None:
    keep(act, "invoice", "invoice", _("Invoice %(number)s") % {"number": act.subject.invoice_number})


@effect("contracts.payment.start_clocks")
def start_clocks(act: Act) -> None:
    """Thirty days from the invoice (PAY-2); thirty from delivery for small and medium enterprises (PAY-4)."""
    payment = act.subject
    for rule in WATCHED:
        if rule == "pay.sme" and not payment.contract.sme_provider:
            continue
        if law.applies(rule, jurisdiction=payment.jurisdiction_code(), on=payment.regime_date()):
            clock = Clock(
                rule,
                step="pay_in_time",
                party="purchaser_id",
                role=Role.CASHIER,
                label=_("See that the invoice is paid in time"),
                since="asked_at",
            )
            duties.open_for(act, payment, clock)


@effect("contracts.payment.enter_agreed")
def enter_agreed(act: Act) -> None:
    """From now on the money is spoken for: contract, row of the plan and year all carry it."""
    payment = act.subject
    _enter(act, payment, agreed=payment.amount, year=payment.year)


@effect("contracts.payment.enter_paid")
def enter_paid(act: Act) -> None:
    payment = act.subject
    _enter(act, payment, paid=payment.amount, year=payment.year)


@effect("contracts.payment.reverse_agreed")
def reverse_agreed(act: Act) -> None:
    """An entry is never taken out: another one takes the amount back."""
    payment = act.subject
    made = payment.entries.filter(agreed__gt=0).last()
    _enter(act, payment, agreed=-payment.amount, year=made.fund_year.year)


def _enter(act: Act, payment: Payment, *, year: int, agreed=ZERO, paid=ZERO) -> None:
    PaymentEntry.objects.create(
        contract=payment.contract,
        payment=payment,
        plan_row=payment.plan_row,
        fund_year=FundYear.objects.get(contract=payment.contract, year=year),
        agreed=agreed,
        paid=paid,
        event_id=act.event_id,
    )


@effect("contracts.payment.voucher")
def voucher(act: Act) -> None:
    """The payment voucher, and word of it to the provider."""
    payment = act.subject
    print_voucher(act, payment)
    tell(
        payment.provider_id,
        said(_("%(amount)s yuan were paid"), amount=amount_text(payment.amount)),
        later(str, payment),
        payment.get_absolute_url(),
        [Role.PROVIDER_AGENT, Role.PROVIDER_HEAD],
    )


def print_voucher(act: Act, payment: Payment, replaced: Any = None) -> None:
    """With the amount in words."""
    today: date = act.today
    context = {"payment": payment, "contract": payment.contract, "today": today}
    request_pdf(
        payment,
        "voucher",
        "contracts/print/voucher.html",
        context,
        title=str(payment),
        issuer=payment.contract.finance,
        replaced=replaced,
        act=act,
    )
