"""What must hold before money moves (A4.6, A7.8, A7.12, PAY)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from contracts import years
from contracts.payees import payee_of
from contracts.rules.shared import HUNDRED, add_months, asked_amount, plain_percent, says, to, to_anchor
from contracts.rules.year_money import payable_on
from core.dates import long_date, month_text
from core.figures import amount_text
from core.money import ZERO
from procurement.services import payment_stop
from workflow.clock import legal_date
from workflow.obstacles import Mend, Obstacle, stop, warn

if TYPE_CHECKING:
    from workflow.act import Act

WAITING = ("requested", "returned", "verified", "with_authority", "with_finance")
"""Asked for and not yet entered in the ledger."""
UNDER_WAY = (*WAITING, "agreed")


def _row(act: Act) -> Any:
    return act.data.get("plan_row") or act.subject.plan_row


@says(_("contract in force"))
def contract_pays(act: Act) -> Iterator[Obstacle]:
    """Payments belong to a signed contract; not while it is suspended, nor once it was ended."""
    state = act.subject.contract.state
    if state == "suspended":
        yield stop(_("Performance of the contract is suspended; nothing is paid meanwhile."), "CH-9")
    elif state not in {"in_force", "delivered", "rectifying", "accepted"}:
        yield stop(_("There is no contract in force to pay under."), "PAY-1")


def something_is_left(act: Act) -> Iterator[Obstacle]:
    """PAY-1: nobody pays more than the contract promises, and asks for nothing twice."""
    contract = act.subject.contract
    if contract.paid >= contract.total:
        yield stop(
            _("All that the contract promises has been paid. There is nothing left to ask for."), "PAY-1"
        )
        return
    waiting = sum((p.amount for p in contract.payments.filter(state__in=WAITING)), ZERO)
    if contract.agreed + waiting >= contract.total:
        text = _("All that the contract promises has been asked for already; payments are under way.")
        yield stop(text, "PAY-1")


def row_is_of_the_contract(act: Act) -> Iterator[Obstacle]:
    if act.data["plan_row"].contract_id != act.subject.contract_id:
        yield stop(_("This row belongs to another contract."), "A4.6", field="plan_row")


def invoice_is_new(act: Act) -> Iterator[Obstacle]:
    held = act.subject.contract.payments.exclude(pk=act.subject.pk).exclude(state="withdrawn")
    if held.filter(invoice_number=act.data["invoice_number"]).exists():
        yield stop(_("This invoice already stands behind another payment."), "PAY-1", field="invoice_number")
    if act.data["invoiced_on"] > act.today:
        yield stop(_("The invoice is dated in the future."), "PAY-1", field="invoiced_on")


def within_the_row(act: Act) -> Iterator[Obstacle]:
    """A payment cites a row of the plan and stays within it, others under way included."""
    row = _row(act)
    waiting = row.payments.exclude(pk=act.subject.pk).filter(state__in=WAITING)
    left = row.open_amount - sum((p.amount for p in waiting), ZERO)
    if asked_amount(act) > left:
        yield stop(
            _("This row of the payment plan has %(left)s yuan left.") % {"left": amount_text(left)},
            "A4.6",
            field="amount",
        )


def condition_is_met(act: Act) -> Iterator[Obstacle]:
    """The condition of the row has come about (REG 51: as the contract says)."""
    row, contract = _row(act), act.subject.contract
    if row.condition == "accepted" and contract.state != "accepted":
        yield stop(_("This row falls due after acceptance."), "A4.6", field="plan_row")
    if row.condition == "milestone" and row.milestone and not row.milestone.is_done:
        yield stop(
            _("This row falls due when “%(milestone)s” is verified; %(done)s of it is.")
            % {"milestone": row.milestone.title, "done": plain_percent(row.milestone.share_done)},
            "A4.6",
            field="plan_row",
        )


@says(_("within verified progress and advance"))
def within_progress(act: Act) -> Iterator[Obstacle]:
    """Cumulative payments within verified progress plus the agreed advance; the database refuses it as well."""
    contract, amount = act.subject.contract, asked_amount(act)
    if contract.agreed + amount > contract.payable_limit:
        share = (contract.agreed + amount) * HUNDRED / contract.total
        yield stop(
            _(
                "Payments would add up to %(share)s, above the verified progress of %(progress)s plus the agreed "
                "advance of %(advance)s. At most %(most)s yuan this time."
            )
            % {
                "share": plain_percent(share),
                "progress": plain_percent(contract.progress),
                "advance": plain_percent(contract.advance_share),
                "most": amount_text(payable_on(contract, act.today)),
            },
            "A7.8",
            mend=to_anchor(contract, "milestones", _("See the verified progress")),
            field="amount",
        )


@says(_("industry authority agreed, or none is named"))
def authority_has_agreed(act: Act) -> Iterator[Obstacle]:
    """Second input of A7.8: the approval of the industry authority that the contract names."""
    if act.subject.authority_id and not act.subject.endorsed_at:
        yield stop(_("The industry authority hasn't agreed yet."), "A7.8")


def missing_months(contract: Any, today: date) -> list[date]:
    """Months of the term that have ended and for which no service ledger was handed in."""
    held = set(contract.ledgers.values_list("month", flat=True))
    return [month for month in contract.months if add_months(month, 1) <= today and month not in held]


@says(_("service ledgers complete"))
def ledgers_are_complete(act: Act) -> Iterator[Obstacle]:
    """Third input of A7.8: the provider's papers. An advance rests on the signature alone.

    Those that were due when it was last asked for: that others took their time adds nothing to it.
    """
    if _row(act).condition == "signed":
        return
    asked_on = legal_date(act.subject.last_asked_at) if act.subject.last_asked_at else act.today
    for month in missing_months(act.subject.contract, asked_on):
        yield stop(
            _("The provider hasn't handed in the service ledger of %(month)s.")
            % {"month": month_text(month)},
            "A7.8",
            mend=to_anchor(act.subject.contract, "ledgers", _("Ask the provider for it")),
        )


@says(_("findings of inspections closed"))
def findings_are_closed(act: Act) -> Iterator[Obstacle]:
    """What inspections found is put right before money follows."""
    for finding in act.subject.contract.findings.exclude(state="closed"):
        yield stop(
            _("The finding of %(day)s (%(finding)s) isn't closed yet.")
            % {"day": long_date(finding.found_on), "finding": finding.text[:40]},
            "A4.7",
            mend=to("finding", finding, _("See the rectification")),
        )


@says(_("contract on file with finance"))
def filing_is_confirmed(act: Act) -> Iterator[Obstacle]:
    """Finance pays under contracts of which it holds the copy."""
    if not act.subject.contract.filing_confirmed_at:
        yield stop(
            _("The copy of the contract isn't on file with finance yet."),
            "B8.5",
            mend=to("contract", act.subject.contract, _("See the contract")),
        )


def transfer_is_dated(act: Act) -> Iterator[Obstacle]:
    if act.data["paid_on"] > act.today:
        yield stop(_("The transfer can't lie in the future."), "PAY-1", field="paid_on")
    elif act.subject.agreed_at and act.data["paid_on"] < legal_date(act.subject.agreed_at):
        yield stop(_("The transfer lies before the approval."), "PAY-1", field="paid_on")


def transfer_is_of_this_payment(act: Act) -> Iterator[Obstacle]:
    """PAY-1, A5.4: what is paid rests on its own transfer. One number is given once in a treasury."""
    account = payee_of(act.subject.contract).account
    yield from stands_elsewhere(act.subject, act.data["transfer_no"], account, field="transfer_no")


def stands_elsewhere(payment: Any, number: str, account: str, *, field: str) -> Iterator[Obstacle]:
    """Another payment of the same finance department that rests on this transfer.

    One transfer may pay several requests at once, as long as all the money goes to one account: then a reason is
    asked for. To two accounts goes none.
    """
    paid = type(payment).objects.filter(contract__finance_id=payment.finance_id, transfer_no__iexact=number)
    others = paid.exclude(pk=payment.pk).select_related("contract").order_by("paid_at")
    to_the_same = {"payee_account": account, "contract__provider_id": payment.provider_id}
    other = others.exclude(**to_the_same).first()
    if other is not None:
        text = _(
            "Transfer %(number)s already paid “%(payment)s”, to another account: it can't have paid this one too. "
            "Enter this payment's own number. If it is the other one that is wrong, have that corrected first."
        )
        said = {"number": number, "payment": other}
        yield stop(text % said, "PAY-1", field=field, mend=to("payment", other, _("See the other payment")))
    elif (other := others.first()) is not None:
        text = _(
            "“%(payment)s” was paid by transfer %(number)s already. Enter this payment's own number; if one "
            "transfer pays both, say so."
        )
        said = {"number": number, "payment": other}
        yield warn(text % said, "PAY-1", field=field, mend=to("payment", other, _("See the other payment")))


def the_day_draws_on_enough(act: Act) -> Iterator[Obstacle]:
    """A5.4: what is paid on a day comes from that year's money; what an earlier year left open is reserved before."""
    contract = act.subject.contract
    commitment = years.drawn_on(contract, act.data["paid_on"])
    if commitment != years.drawn_on(contract, act.today):
        yield from payment_stop(commitment.line, act.data["paid_on"])
    left = commitment.contracted - commitment.paid
    if act.subject.amount > left:
        text = _(
            "Of what the contract has bound in %(year)s only %(left)s yuan are left. Finance reserves what an earlier "
            "year left open in that year's budget first."
        )
        values = {"year": commitment.year, "left": amount_text(left)}
        mend = Mend(commitment.line.get_absolute_url(), _("See the line"))
        yield stop(text % values, "A5.4", field="paid_on", mend=mend)
