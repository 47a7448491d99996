"""Parts of a contract's page: money, facts, people, papers, clocks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.lifecycle.states import ContractState
from contracts.models import Contract, Payment
from contracts.payees import Payee, payee_of
from contracts.rules.payment import missing_months
from contracts.rules.shared import plain_percent
from core import components as c
from core.actor import Actor
from core.dates import long_date, month_text
from core.figures import amount_text, measured, percent_text, unit_text
from core.phrases import bracketed
from documents.services import papers as papers_of
from documents.showing import shown
from providers.services import lapsed
from workflow.clock import LegalNow, legal_date
from workflow.models import Duty

OVER = {ContractState.TERMINATED, ContractState.WITHDRAWN}
PERFORMED = {"in_force", "delivered", "rectifying"}
"""While the service is rendered and not yet accepted."""


def money(contract: Contract) -> list[c.MoneyBar]:
    """One scale: what was committed, the contract, what is approved, what is paid; the red line is the limit."""
    granted = contract.project.commitments.aggregate(all=Sum("amount"))["all"]
    rows = [c.MoneyBar(_("Commitment"), granted, "base", _("granted"))]
    rows.append(contract_bar(contract))
    rows.append(c.MoneyBar(_("Approved"), contract.agreed, "", _of_contract(contract, contract.agreed)))
    rows.append(paid_bar(contract))
    return rows


def contract_bar(contract: Contract) -> c.MoneyBar:
    return c.MoneyBar(_("Contract"), contract.total, "now", _supplemented(contract))


def paid_bar(contract: Contract) -> c.MoneyBar:
    return c.MoneyBar(
        _("Paid"),
        contract.paid,
        "paid",
        _of_contract(contract, contract.paid),
        limit=contract.payable_limit if contract.may_still_pay else None,
    )


def _of_contract(contract: Contract, amount: Any) -> str:
    return _("%(share)s of the contract") % {"share": percent_text(amount * 100 / contract.total)}


def _supplemented(contract: Contract) -> str:
    if contract.supplemented:
        return _("supplements %(amount)s") % {"amount": amount_text(contract.supplemented)}
    return _("as awarded")


def facts(contract: Contract) -> Iterator[c.Fact]:
    yield c.Fact(_("Quantity"), measured(contract.quantity, contract.unit), number=True)
    if contract.unit_price:
        price = _("%(price)s yuan per %(unit)s") % {
            "price": amount_text(contract.unit_price),
            "unit": unit_text(contract.unit, Decimal(1)),
        }
        yield c.Fact(_("Unit price"), price, number=True)
    yield c.Fact(_("Term"), term(contract))
    yield c.Fact(_("Verified progress"), plain_percent(contract.progress), number=True)
    yield c.Fact(_("Agreed advance"), plain_percent(contract.advance_share), number=True)
    if contract.deposit:
        yield c.Fact(_("Performance deposit"), amount_text(contract.deposit), number=True)
    if contract.signed_on:
        yield c.Fact(_("Signed on"), long_date(contract.signed_on))
    if (payee := payee_of(contract)).account:
        yield _account(payee)
    yield c.Fact(_("Due and not done"), overdue(contract))


def term(contract: Contract) -> str:
    return _("%(start)s to %(end)s") % {
        "start": long_date(contract.starts_on),
        "end": long_date(contract.ends_on),
    }


def overdue(contract: Contract) -> str:
    return " · ".join(arrears(contract)) or _("nothing")


def arrears(contract: Contract) -> list[str]:
    """What is due and not done: deliverables not verified in full, months without a ledger, duties that ran out."""
    parts = []
    if contract.state in PERFORMED:
        today = legal_date()
        if late := contract.milestones.filter(due_on__lt=today, verified__lt=F("weight")).count():
            parts.append(_("deliverables not verified: %(number)s") % {"number": late})
        if months := len(missing_months(contract, today)):
            parts.append(_("service ledgers missing: %(number)s") % {"number": months})
    if duties := Duty.objects.open().filter(subject_id=contract.pk, due_at__lt=LegalNow()).count():
        parts.append(_("duties overdue: %(number)s") % {"number": duties})
    return parts


def people(contract: Contract) -> Iterator[c.Person]:
    yield c.Person(contract.purchaser, _("Purchaser"))
    yield c.Person(contract.provider, _("Provider"))
    if contract.concluded_by:
        yield c.Person(contract.concluded_by, _("Signed as the provider; merged into it since"))
    yield c.Person(contract.finance, _("Finance department"))
    if contract.authority:
        yield c.Person(contract.authority, _("Industry authority"))


def registration(contract: Contract) -> dict[str, Any] | None:
    """That the provider's registration doesn't hold any more, where its contract is still to be performed or paid.

    A note, no obstacle: no rule ends a contract by that, and what was performed is paid as agreed (PAY-1).
    """
    if contract.state in OVER or (contract.state == ContractState.ACCEPTED and not contract.may_still_pay):
        return None
    provider = lapsed(contract.provider_id, legal_date())
    if provider is None:
        return None
    url = reverse("providers:entry", args=[provider.pk])
    return {"provider": provider, "url": url, "expired": provider.has_run_out_on(legal_date())}


def papers(contract: Contract, actor: Actor) -> Iterator[c.Paper]:
    """Newest first; ledgers that should be there and are not come on top."""
    if contract.state in PERFORMED:
        for month in missing_months(contract, legal_date()):
            title = _("Service ledger of %(month)s") % {"month": month_text(month)}
            yield c.Paper(title, missing=True)
    subjects: list[Any] = [contract, *contract.supplements.all(), *contract.payments.all()]
    subjects += [*contract.reports.all(), *contract.inspections.all(), *contract.findings.all()]
    subjects += contract.acceptances.all()
    for subject in subjects:
        yield from of_subject(subject, actor)


def of_subject(subject: Any, actor: Actor) -> Iterator[c.Paper]:
    """The papers of one subject, newest first."""
    yield from reversed(list(shown(papers_of(subject, actor))))


def clocks(*subjects: Any) -> list[Duty]:
    """Open duties with a due time, soonest first."""
    ids = [s.pk for s in subjects]
    return list(Duty.objects.open().filter(subject_id__in=ids, due_at__isnull=False).order_by("due_at"))


def where_to(payment: Payment) -> Payee:
    """Where a payment went, or would go now."""
    if payment.payee_account:
        return Payee(payment.payee_name, payment.payee_bank, payment.payee_account)
    return payee_of(payment.contract)


def _account(payee: Payee) -> c.Fact:
    """Of another account than the contract's: which supplement agreed on it."""
    text = f"{payee.bank} {payee.tail}"
    if payee.supplement is None:
        return c.Fact(_("Account"), text)
    said = _("%(account)s, by supplement %(number)s of %(day)s")
    day = long_date(payee.supplement.signed_on)
    url = payee.supplement.get_absolute_url()
    return c.Fact(_("Account"), said % {"account": text, "number": payee.number, "day": day}, url=url)


def payment_facts(payment: Payment) -> Iterator[c.Fact]:
    contract, payee = payment.contract, where_to(payment)
    yield c.Fact(_("Row of the plan"), payment.plan_row)
    yield c.Fact(_("Invoice"), bracketed(payment.invoice_number, long_date(payment.invoiced_on)))
    yield c.Fact(_("Account holder"), payee.name)
    if contract.concluded_by:
        said = _(
            "%(before)s has been merged into %(after)s. Pay to another account only as a supplement says."
        )
        yield c.Fact(
            _("Before you pay"), said % {"before": contract.concluded_by, "after": contract.provider}
        )
    yield _account(payee)
    yield c.Fact(_("Verified progress"), plain_percent(contract.progress), number=True)
    if contract.may_still_pay:
        yield c.Fact(_("Payable by now"), amount_text(contract.payable_limit), number=True)
    if payment.paid_on:
        yield c.Fact(_("Paid on"), long_date(payment.paid_on))
        yield c.Fact(_("Number of the transfer"), payment.transfer_no)
