"""Payments: the numbers of invoice and transfer. Never an amount: an invoice with a wrong one is issued anew."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from contracts import policies
from contracts.corrections.common import not_in_the_future, parties, project_is_open
from contracts.effects.payment import print_voucher
from contracts.forms.payment import RequestFields
from contracts.models import Payment
from contracts.rules.payment import stands_elsewhere
from core.forms import NumberField
from corrections.declaring import Again, Change, Correctable, Dependent, Entry, Never, party
from corrections.kinds import How
from corrections.services import declare
from workflow.obstacles import Obstacle, stop


def is_verified(payment: Payment, row: Any) -> Iterator[Obstacle]:
    if payment.state not in payment.CHECKED:
        yield stop(
            _(
                "The request isn't verified yet: the purchaser returns it, and the provider hands it in again."
            ),
            "PAY-1",
        )


def is_paid(payment: Payment, row: Any) -> Iterator[Obstacle]:
    if payment.state != "paid":
        yield stop(_("Nothing was paid out yet."), "PAY-1")


def invoice_is_new(change: Change) -> Iterator[Obstacle]:
    others = change.subject.contract.payments.exclude(pk=change.subject.pk).exclude(state="withdrawn")
    if others.filter(invoice_number=change.after).exists():
        yield stop(_("This invoice already stands behind another payment."), "PAY-1", field="value")


def transfer_is_of_this_payment(change: Change) -> Iterator[Obstacle]:
    """As at the treasury's desk, after which the other payment is seen by whoever decides."""
    yield from stands_elsewhere(change.subject, change.after, change.subject.payee_account, field="value")


def what_rests_on_the_invoice(payment: Payment, row: Any) -> Iterator[Dependent]:
    text = _("The period within which is paid counts from the day on which the purchaser had the invoice")
    yield Dependent(How.KEPT, text, payment.get_absolute_url())


def of_the_invoice(name: str, field: Any, *checks: Any) -> Entry:
    return Entry(
        name,
        field,
        by=policies.provider_agent | policies.purchaser_handler,
        decider=party("purchaser_id", Role.HEAD),
        bars=(is_verified, project_is_open),
        checks=checks,
        depends=what_rests_on_the_invoice,
        papers=("voucher",),
        proof=True,
        not_by_who_entered=True,
    )


def number_field() -> forms.Field:
    """As the provider types it when it asks for payment."""
    return deepcopy(RequestFields.base_fields["invoice_number"])


declare(
    Correctable(
        Payment,
        entries=(
            of_the_invoice("invoice_number", number_field, invoice_is_new),
            of_the_invoice(
                "invoiced_on",
                lambda: forms.DateField(label=_("Date of the invoice")),
                not_in_the_future("PAY-1"),
            ),
            Entry(
                "transfer_no",
                lambda: NumberField(label=_("Number of the transfer"), max_length=60),
                by=policies.treasurer,
                decider=party("finance_id", Role.REVIEWER),
                bars=(is_paid, project_is_open),
                checks=(transfer_is_of_this_payment,),
                papers=("voucher",),
                proof=True,
                not_by_who_entered=True,
            ),
        ),
        nevers=(
            Never(
                _("Amount"),
                _(
                    "An invoice with a wrong amount is issued anew. Before it is paid the request is returned and "
                    "handed in again; what was paid is put right by a further payment or a refund, each with its entry "
                    "in the ledger."
                ),
                "A7.8",
            ),
            Never(
                _("Account of the payee"),
                _(
                    "It stands in the contract that both parties signed; another account is agreed in a supplement."
                ),
                "B8.7",
            ),
        ),
        papers=(Again("voucher", print_voucher),),
        concerned=lambda payment: (*parties(payment), payment.finance_id),
    )
)
