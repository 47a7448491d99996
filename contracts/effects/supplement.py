"""What follows from a supplement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.roles import Role
from contracts import notices, years
from contracts.effects.shared import CHINESE, keep, tell
from contracts.models import ContractEntry, FundYear, PlanRow
from contracts.models.schedules import Condition
from contracts.payees import Payee, proposed_in
from core.phrases import said
from disclosure.services import publish
from documents.services import request_pdf
from workflow.engine import follow
from workflow.registry import effect

if TYPE_CHECKING:
    from contracts.models import Supplement
    from workflow.act import Act


@effect("contracts.supplement.concluded")
def concluded(act: Act) -> None:
    """The ledger takes it, the payment plan and the year's funds grow by it, the contract records it."""
    supplement = act.subject
    if supplement.amount:
        enter(act, supplement)
    follow(act, supplement.contract, "record_supplement", ends_on=supplement.ends_on)
    if payee := proposed_in(supplement):
        tell_finance(supplement, payee)
    context = {"supplement": supplement, "contract": supplement.contract}
    request_pdf(
        supplement,
        "supplement",
        "contracts/print/supplement.html",
        context,
        title=str(supplement),
        issuer=supplement.contract.purchaser,
        act=act,
    )


@effect("contracts.supplement.keep_proof")
def keep_proof(act: Act) -> None:
    """What the bank has written about a new account."""
    keep(act, "account_proof", "account_proof", _("The bank's confirmation of the new account"))


def tell_finance(supplement: Supplement, payee: Payee) -> None:
    """Who reviews and who pays out hear of another account before the next payment comes to them."""
    contract = supplement.contract
    text = _(
        "%(holder)s, %(bank)s, %(tail)s. Compare it with the bank's confirmation before the next payment."
    )
    tell(
        contract.finance_id,
        said(_("The account for payments under %(contract)s has changed"), contract=contract.number),
        said(text, holder=payee.name, bank=payee.bank, tail=payee.tail),
        supplement.get_absolute_url(),
        [Role.REVIEWER, Role.TREASURER],
    )


def enter(act: Act, supplement: Supplement) -> None:
    contract = supplement.contract
    ContractEntry.objects.create(
        contract=contract,
        commitment=years.drawn_on(contract, act.today),
        kind=ContractEntry.Kind.SUPPLEMENT,
        amount=supplement.amount,
        supplement=supplement.amount,
        event_id=act.event_id,
    )
    last = contract.plan_rows.last()
    with override(CHINESE):
        PlanRow.objects.create(
            contract=contract,
            number=(last.number if last else 0) + 1,
            title=str(_("Supplement %(number)s") % {"number": supplement.number}),
            share=0,
            amount=supplement.amount,
            condition=Condition.PROGRESS,
        )
    year = act.today.year
    held = contract.fund_years.filter(year=year).first()
    if held:
        contract.fund_years.filter(year=year).update(amount=held.amount + supplement.amount)
    else:
        FundYear.objects.create(contract=contract, year=year, amount=supplement.amount)


@effect("contracts.supplement.announce")
def announce(act: Act) -> None:
    contract = act.subject.contract
    publish(
        act,
        "AN-10",
        act.subject,
        notices.supplement_payload(act.subject, act.today),
        title=notices.titled(contract, _("Contract change")),
        **notices.about(contract),
    )
