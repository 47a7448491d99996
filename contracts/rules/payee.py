"""What must hold of the account to which is paid (B8.7): it is the provider's own, agreed by both heads, and seen by
the treasury before money goes there for the first time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from contracts.payees import payee_of, unseen
from contracts.rules.shared import to
from workflow.obstacles import Obstacle, stop

if TYPE_CHECKING:
    from workflow.act import Act

AFTER_DELIVERY = {"delivered", "accepted"}
"""Nothing is added to the contract any more, but money is still owed."""
OPEN = ("proposed", "purchaser_signed")


def changes_account(act: Act) -> bool:
    return bool(act.data["payee_account"])


def account_is_whole_and_proved(act: Act) -> Iterator[Obstacle]:
    """Holder, bank and number together, with what the bank has written about the account."""
    given = {name: act.data[name] for name in ("payee_name", "payee_bank", "payee_account")}
    if not any(given.values()) and not act.data["account_proof"]:
        return
    for name, value in given.items():
        if not value:
            text = _("Enter holder, bank and number of the account together.")
            yield stop(text, "B8.7", field=name)
    if not act.data["account_proof"]:
        text = _("Attach the bank's confirmation of the account.")
        yield stop(text, "B8.7", field="account_proof")


def account_is_the_providers(act: Act) -> Iterator[Obstacle]:
    """Who has performed is paid, nobody else."""
    provider = act.subject.contract.provider
    if changes_account(act) and act.data["payee_name"].strip() != provider.name:
        text = _("The holder must be the provider itself: %(provider)s.") % {"provider": provider.name}
        yield stop(text, "B8.7", field="payee_name")


def account_is_another_one(act: Act) -> Iterator[Obstacle]:
    if changes_account(act) and act.data["payee_account"] == payee_of(act.subject.contract).account:
        yield stop(_("This account is in force already."), "B8.7", field="payee_account")


def one_account_at_a_time(act: Act) -> Iterator[Obstacle]:
    """What is signed last holds: two that wait for signatures could overtake each other."""
    waiting = act.subject.contract.supplements.filter(state__in=OPEN).exclude(payee_account="").first()
    if changes_account(act) and waiting is not None:
        text = _("Another change of the account waits for signatures already.")
        mend = to("supplement", waiting, _("See the supplement"))
        yield stop(text, "B8.7", field="payee_account", mend=mend)


def nothing_else_after_delivery(act: Act) -> Iterator[Obstacle]:
    """Once the service was delivered only the account can change."""
    if act.subject.contract.state not in AFTER_DELIVERY:
        return
    text = _("The service has been delivered: a supplement can change the account only.")
    for name in ("amount", "ends_on"):
        if act.data[name]:
            yield stop(text, "B8.7", field=name)


def new_account_was_seen(act: Act) -> Iterator[Obstacle]:
    """Before the first transfer to an account that a supplement has agreed on."""
    payee = unseen(act.subject)
    if payee is not None and payee.number not in act.data.get("account_seen", ()):
        text = _("Compare the new account with the bank's confirmation, and confirm that you did.")
        mend = to("supplement", payee.supplement, _("See supplement and confirmation"))
        yield stop(text, "B8.7", field="account_seen", mend=mend)
