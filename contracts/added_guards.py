"""What contracts demand of steps in lower rooms. Registered when the portal starts; the diagrams show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts import years
from contracts.lifecycle.payment import PaymentState as S
from contracts.models import Contract, Payment
from contracts.rules.shared import to
from core.figures import amount_text
from procurement.services import hindrances
from workflow.act import Act
from workflow.obstacles import Obstacle, stop, warn
from workflow.registry import add_guard

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


hindrances.append(payments_under_way_come_first)
add_guard("procurement.project.close", nothing_waits_to_be_paid)
add_guard("procurement.project.close", the_rest_is_accounted_for)
