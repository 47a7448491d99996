"""What contracts demand of steps in lower rooms. Registered when the portal starts; the diagrams show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts import years
from contracts.lifecycle.payment import PaymentState as S
from contracts.lifecycle.states import LIVE, UNSIGNED
from contracts.models import Contract, Payment
from contracts.rules.shared import to
from core.figures import amount_text
from procurement.services import hindrances
from sourcing.models import Award, Tender
from workflow import duties
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop, warn
from workflow.registry import add_general_effect, add_guard

ON_ITS_WAY = (S.REQUESTED, S.VERIFIED, S.WITH_AUTHORITY, S.WITH_FINANCE, S.AGREED)
"""The provider has asked, and somebody on the paying side must act."""


def nothing_waits_to_be_paid(act: Act) -> Iterator[Obstacle]:
    """A7.13: no project is closed over money that was asked for or approved and hasn't been paid."""
    waiting = Payment._base_manager.filter(contract__project=act.subject, state__in=ON_ITS_WAY)
    for payment in waiting.select_related("contract").order_by("contract__number", "number"):
        yield stop(
            _("Not paid yet: %(payment)s (%(state)s). Pay it, or return it with the reason.")
            % {"payment": payment, "state": payment.get_state_display()},
            "A7.13",
            mend=to("payment", payment, _("See the payment")),
        )


def the_rest_is_accounted_for(act: Act) -> Iterator[Obstacle]:
    """PAY-1: what an accepted contract promised and nobody has paid or asked for passes with a written reason."""
    for contract in Contract._base_manager.filter(project=act.subject, state="accepted").order_by("number"):
        rest = contract.total - contract.paid
        if rest > 0 and not contract.payments.filter(state__in=ON_ITS_WAY).exists():
            said = {
                "contract": contract.number,
                "rest": amount_text(rest),
                "paid": amount_text(contract.paid),
            }
            yield warn(
                _(
                    "Under %(contract)s %(paid)s yuan were paid; %(rest)s yuan are still open. "
                    "Say why they are not due, e.g. a deduction that the contract provides for."
                )
                % said,
                "PAY-1",
                mend=to("contract", contract, _("See the contract")),
            )


def payments_under_way_come_first(commitment: Any, today: date) -> Iterator[Obstacle]:
    """A7.8: what a provider has asked for is paid from the year's money as long as the year pays; only what is open
    after that day goes on in the next year."""
    until = commitment.line.payments_until()
    if until is not None and today > until:
        return
    waiting = Payment._base_manager.filter(contract__project=commitment.project, state__in=ON_ITS_WAY)
    for payment in waiting.select_related("contract").order_by("contract__number", "number"):
        if years.drawn_on(payment.contract, today) != commitment:
            continue
        text = _(
            "Under way: %(payment)s (%(state)s). Pay it from this year's money, or return it with the reason."
        )
        said = {"payment": payment, "state": payment.get_state_display()}
        yield stop(text % said, "A7.8", mend=to("payment", payment, _("See the payment")))


def no_contract_runs(act: Act) -> Iterator[Obstacle]:
    """B8.8: what was agreed is ended by law and under the contract, never by giving up the project beside it."""
    if act.actor.is_system:
        return
    for contract in Contract._base_manager.filter(project=act.subject, state__in=LIVE).order_by("number"):
        text = _("The contract %(number)s is running. End the contract first.")
        mend = to("contract", contract, _("See the contract"))
        yield stop(text % {"number": contract.number}, "B8.8", mend=mend)


def no_award_binds(act: Act) -> Iterator[Obstacle]:
    """B8.2: the letter of acceptance binds both; whoever gives up after it says so to the provider first."""
    if act.actor.is_system:
        return
    awards = Award._base_manager.filter(tender__project=act.subject, announced_at__isnull=False)
    for award in awards.select_related("tender"):
        unsigned = award.contracts.filter(state__in=UNSIGNED).first()
        if not award.contracts.exists():
            text = _(
                "The award to %(provider)s is announced, and the letter of acceptance binds both sides. Draw up "
                "the contract; if it isn't concluded, the head of either side says so there with the reason."
            )
            mend = Mend(
                f"{reverse('contracts:contract-draw-up')}?award={award.pk}", _("Draw up the contract")
            )
            yield stop(text % {"provider": award.provider}, "B8.2", mend=mend)
        elif unsigned is not None:
            text = _(
                "The contract %(number)s waits to be signed. Conclude it, or say there that it isn't concluded."
            )
            mend = to("contract", unsigned, _("See the contract"))
            yield stop(text % {"number": unsigned.number}, "B8.2", mend=mend)


def nobody_waits_for_a_contract(act: Act) -> None:
    """With the project ends what was still awaited of it and of its tenders."""
    if act.step.id == "procurement.project.terminate":
        for subject in (act.subject, *Tender._base_manager.filter(project=act.subject)):
            duties.end(act, subject)


hindrances.append(payments_under_way_come_first)
add_general_effect(nobody_waits_for_a_contract)
add_guard("procurement.project.terminate", no_contract_runs)
add_guard("procurement.project.terminate", no_award_binds)
add_guard("procurement.project.close", nothing_waits_to_be_paid)
add_guard("procurement.project.close", the_rest_is_accounted_for)
