"""What must hold before a contract is signed, and while it is in force (A4.4, A4.5, B8)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from contracts import challenges, years
from contracts.rules.shared import HUNDRED, in_force, last_day_of_term, same_text, to, total
from core.figures import amount_text
from core.money import ZERO
from core.phrases import listed
from workflow.obstacles import Mend, Obstacle, stop, warn

if TYPE_CHECKING:
    from workflow.act import Act

GROUPS = {
    "scope": _("The scope of the service is missing."),
    "service": _("The subject of the contract is missing."),
    "quantity": _("The quantity is missing."),
    "quality": _("The quality requirements are missing."),
    "ends_on": _("The period of the service is missing."),
    "payment_terms": _("The way of payment is missing."),
    "purchaser_duties": _("The rights and duties of the purchaser are missing."),
    "provider_duties": _("The rights and duties of the provider are missing."),
    "breach": _("The liability for breach is missing."),
}
"""The eight groups that A4.5 asks for; rights and duties have two sides."""
FURTHER = {
    "place": _("Say where and how the service is rendered."),
    "acceptance_terms": _("Say how the service is accepted."),
    "disputes": _("Say how disputes are settled."),
    "payee_account": _("Enter the account to which is paid."),
}
LONG_TERM_GROUNDS = ("budget", "fixed", "continuous", "funding", "price")


def award_is_ours(act: Act) -> Iterator[Obstacle]:
    """Only the unit that awarded may draw up the contract."""
    if not (act.actor.is_system or act.actor.belongs_to(act.data["award"].tender.purchaser_id)):
        yield stop(_("This award was made by another unit."), "B8.1", field="award")


def award_is_announced(act: Act) -> Iterator[Obstacle]:
    """The contract follows the letter of acceptance."""
    if act.data["award"].announced_at is None:
        yield stop(_("The result hasn't been announced yet."), "B8.2", field="award")


def project_goes_on(act: Act) -> Iterator[Obstacle]:
    """With a project that was terminated its money went back."""
    project = act.data["award"].tender.project
    if project.state == project.State.TERMINATED:
        text = _("The project has been terminated. What is still needed is applied for anew.")
        yield stop(text, "A5.1", field="award", mend=Mend(project.get_absolute_url(), _("See the project")))


def commitment_is_there(act: Act) -> Iterator[Obstacle]:
    if not act.data["award"].tender.project.commitments.exists():
        yield stop(_("No budget was granted for this project."), "A5.1", field="award")


def award_has_no_contract(act: Act) -> Iterator[Obstacle]:
    if act.data["award"].contracts.exclude(state="withdrawn").exists():
        yield stop(_("There is already a contract for this award."), "B8.1", field="award")


def eight_groups_are_filled(act: Act) -> Iterator[Obstacle]:
    """The eight groups of A4.5, and what B8.6 adds."""
    mend = to("contract-settle-terms", act.subject, _("Complete the terms"))
    for name, text in GROUPS.items():
        if not getattr(act.subject, name):
            yield stop(text, "A4.5", mend=mend)
    for name, text in FURTHER.items():
        if not getattr(act.subject, name):
            yield stop(text, "B8.6", mend=mend)


def schedules_are_complete(act: Act) -> Iterator[Obstacle]:
    mend = to("contract-settle-terms", act.subject, _("Complete the terms"))
    if not act.subject.plan_rows.exists():
        yield stop(_("The payment plan has no rows."), "A4.6", mend=mend)
    if not act.subject.milestones.exists():
        yield stop(_("No milestone says by what progress is measured."), "A4.7", mend=mend)


def no_substantive_change(act: Act) -> Iterator[Obstacle]:
    """Subject, quantity, quality, amount and length follow tender and bid; more detail is no change."""
    basis, data = act.subject.basis, act.data
    if not same_text(data["service"] or "", basis["service"]):
        yield stop(_("The subject differs from the tender and the bid."), "B8.1", field="service")
    if data["quantity"] is not None and data["quantity"] != Decimal(basis["quantity"]):
        yield stop(
            _("The quantity tendered and bid is %(quantity)s.") % {"quantity": basis["quantity"]},
            "B8.1",
            field="quantity",
        )
    if "".join(basis["quality"].split()) not in "".join((data["quality"] or "").split()):
        yield stop(
            _("The quality requirements of the tender must stand in the contract unshortened."),
            "B8.1",
            field="quality",
        )
    yield from _same_period(act)


def account_is_the_providers_own(act: Act) -> Iterator[Obstacle]:
    """Who performs is paid, nobody else."""
    provider = act.subject.provider
    if act.data["payee_name"] and act.data["payee_name"].strip() != provider.name:
        text = _("The account must be the provider's own; its holder is %(provider)s.")
        yield stop(text % {"provider": provider.name}, "B8.6", field="payee_name")


def _same_period(act: Act) -> Iterator[Obstacle]:
    starts, ends = act.data["starts_on"], act.data["ends_on"]
    if starts and ends and ends < starts:
        yield stop(_("The term ends before it begins."), "B8.11", field="ends_on")
    elif starts and ends and (ends - starts).days > act.subject.basis["days"]:
        yield stop(_("The term is longer than the one tendered."), "B8.1", field="ends_on")


def term_is_lawful(act: Act) -> Iterator[Obstacle]:
    """At most one year; at most three where all the conditions hold."""
    starts, ends = act.data["starts_on"], act.data["ends_on"]
    usual, most = in_force(act, "contract.term_max"), in_force(act, "contract.term_max_long")
    if not (starts and ends and usual and most):
        return
    if ends > last_day_of_term(starts, int(most.value or 0)):
        yield stop(_("A contract for services runs for three years at most."), "B8.11", field="ends_on")
    elif ends > last_day_of_term(starts, int(usual.value or 0)):
        missing = set(LONG_TERM_GROUNDS) - set(act.data["long_term_grounds"])
        if missing:
            yield stop(
                _("A term of more than one year needs all the conditions listed to hold."),
                "B8.11",
                field="long_term_grounds",
            )


def plan_adds_up(act: Act) -> Iterator[Obstacle]:
    """The payment plan covers the whole, and its advances are the agreed advance."""
    rows = act.data["plan"]
    if total(rows, "share") != HUNDRED:
        yield stop(_("The shares of the payment plan must add up to 100%."), "A4.6", field="plan")
    advances = total((r for r in rows if r["condition"] == "signed"), "share")
    if advances != (act.data["advance_share"] or 0):
        yield stop(
            _("The rows due after signing must add up to the agreed advance."), "A7.8", field="advance_share"
        )
    numbers = {index for index, _row in enumerate(act.data["milestones"], start=1)}
    for row in rows:
        if row["condition"] == "milestone" and row["milestone"] not in numbers:
            yield stop(_("A row due with a milestone must name one of the milestones."), "A4.6", field="plan")


def milestones_add_up(act: Act) -> Iterator[Obstacle]:
    rows = act.data["milestones"]
    if total(rows, "weight") != HUNDRED:
        yield stop(_("The weights of the milestones must add up to 100%."), "A7.8", field="milestones")
    ends = act.data["ends_on"]
    if ends and any(row["due_on"] and row["due_on"] > ends for row in rows):
        yield stop(_("A milestone lies after the end of the term."), "A4.5", field="milestones")


def funds_add_up(act: Act) -> Iterator[Obstacle]:
    """The annual fund plan covers the whole; no year falls below what was already approved."""
    rows = act.data["funds"]
    if total(rows, "amount") != act.subject.total:
        yield stop(
            _("The annual funds must add up to the amount of the contract, %(amount)s yuan.")
            % {"amount": amount_text(act.subject.total)},
            "A7.8",
            field="funds",
        )
    planned = {row["year"]: row["amount"] for row in rows}
    if len(planned) != len(rows):
        yield stop(_("A year stands twice in the fund plan."), "A7.8", field="funds")
    for held in act.subject.fund_years.filter(agreed__gt=0):
        if planned.get(held.year, ZERO) < held.agreed:
            yield stop(
                _("%(agreed)s yuan are already approved for %(year)s.")
                % {"agreed": amount_text(held.agreed), "year": held.year},
                "A7.8",
                field="funds",
            )


def years_have_funds(act: Act) -> Iterator[Obstacle]:
    """A service that runs in a year for which no funds are planned can't be paid for then."""
    starts, ends = act.data["starts_on"], act.data["ends_on"]
    if not starts or not ends or ends < starts:
        return
    planned = {row["year"] for row in act.data["funds"] if row["amount"]}
    bare = [str(year) for year in range(starts.year, ends.year + 1) if year not in planned]
    if bare:
        yield warn(
            _(
                "The service runs in %(years)s as well, and the fund plan has nothing for it: nothing could be paid "
                "then. Plan the funds by the years of the term, or write why nothing is to be paid."
            )
            % {"years": listed(bare)},
            "A7.8",
            field="funds",
        )


def deposit_is_lawful(act: Act) -> Iterator[Obstacle]:
    limit = in_force(act, "deposit.performance_max")
    deposit = act.data["deposit"] or ZERO
    if limit and deposit > act.subject.amount * limit.value:
        yield stop(
            _("The performance deposit may be at most %(limit)s yuan, a tenth of the contract.")
            % {"limit": amount_text(act.subject.amount * limit.value)},
            "B7.4",
            field="deposit",
        )


def subcontracting_is_lawful(act: Act) -> Iterator[Obstacle]:
    """A part only, not the main one, by whom the bid names; never the whole (that is a transfer)."""
    named, part = act.data["subcontractor"], act.data["subcontracting"]
    if named and not part:
        yield stop(_("Say which part is subcontracted."), "B8.10", field="subcontracting")
    if part and not named:
        yield stop(_("Name the subcontractor that the bid named."), "B8.10", field="subcontractor")
    if part and not act.data["not_main_part"]:
        yield stop(
            _("Only a part that is neither main nor key may be subcontracted; confirm it."),
            "B8.10",
            field="not_main_part",
        )


def sme_period_is_lawful(act: Act) -> Iterator[Obstacle]:
    """Payment to small and medium enterprises within the agreed period, sixty days at most (PAY-4)."""
    limit = in_force(act, "pay.sme_agreed_max")
    if limit and act.data["sme_provider"] and not limit.holds(act.data["payment_days"]):
        yield stop(
            _("A small or medium enterprise is paid within %(days)s days at most.")
            % {"days": int(limit.value)},
            "PAY-4",
            field="payment_days",
        )


def invoices_are_paid_in_time(act: Act) -> Iterator[Obstacle]:
    """Once conditions are met an invoice is paid within thirty days; longer needs a written ground (PAY-2)."""
    limit = in_force(act, "pay.invoice_38")
    if limit and not limit.holds(act.data["payment_days"]):
        yield warn(
            _("Invoices are paid within %(days)s days. Write why this contract needs longer.")
            % {"days": int(limit.value)},
            "pay.invoice_38",
            field="payment_days",
        )


def no_open_challenge(act: Act) -> Iterator[Obstacle]:
    """A challenge that may affect the result suspends the signing (CH-9)."""
    if challenges.is_open(act.subject.tender):
        yield stop(
            _(
                "A challenge to this procurement is open; signing and performance are suspended until it is answered."
            ),
            "CH-9",
            mend=Mend(act.subject.tender.get_absolute_url(), _("See the challenge")),
        )


def text_is_unchanged(act: Act) -> Iterator[Obstacle]:
    """Both sign the same text."""
    if act.subject.digest_of_text() != act.subject.text_digest:
        yield stop(_("The text is no longer the one that was submitted for signature."), "B8.1")


def provider_sends_back_only_its_turn(act: Act) -> Iterator[Obstacle]:
    if act.actor.belongs_to(act.subject.provider_id) and act.subject.state != "purchaser_signed":
        yield stop(_("The purchaser hasn't signed yet."), "B8.1")


def commitment_covers(act: Act) -> Iterator[Obstacle]:
    """Contracts stay within the commitment (A5.4), in each year; the database refuses it as well."""
    contract = act.subject
    for commitment, amount in years.spread(contract, years.plan_of(contract)).items():
        if commitment.free < amount:
            yield stop(_too_little(contract, commitment, commitment.free), "A5.4")


def _too_little(contract: Any, commitment: Any, free: Decimal) -> Any:
    if contract.project.commitments.count() == 1:
        text = _("The commitment of this project has only %(free)s yuan left.")
    else:
        text = _("Of what was granted for %(year)s only %(free)s yuan are left for this contract.")
    return text % {"free": amount_text(free), "year": commitment.year}


def funds_keep_to_the_grants(act: Act) -> Iterator[Obstacle]:
    """A purchase of several years: what the fund plan means for a year was granted for it (A5.4, A7.8)."""
    contract = act.subject
    before = years.spread(contract, years.plan_of(contract) if contract.signed_on else {})
    for commitment, amount in years.spread(contract, years.rows_as_plan(act.data["funds"])).items():
        room = commitment.free + before[commitment]
        if len(before) > 1 and amount > room:
            yield stop(_too_little(contract, commitment, room), "A5.4", field="funds")


def transfer_is_forbidden(act: Act) -> Iterator[Obstacle]:
    """The provider declares that it renders the service itself."""
    if not act.data["no_transfer"]:
        yield stop(
            _("The provider must declare that it will not transfer the contract to others."),
            "A4.4",
            field="no_transfer",
        )


def copy_is_filed(act: Act) -> Iterator[Obstacle]:
    if not act.subject.filed_at:
        yield stop(_("The purchaser hasn't filed the copy yet."), "B8.5")


def suspension_has_a_ground(act: Act) -> Iterator[Obstacle]:
    if not act.data["ground"]:
        yield stop(_("Name the legal ground."), "B8.8", field="ground")


def termination_has_a_ground(act: Act) -> Iterator[Obstacle]:
    """No unauthorised end; by agreement it passes with a written reason only."""
    ground = act.data["ground"]
    if not ground:
        yield stop(_("Name the legal ground on which the contract ends."), "B8.8", field="ground")
    elif ground == "agreed":
        yield warn(
            _("Parties don't end a procurement contract at will. Write why going on would be harmful."),
            "B8.8",
            field="ground",
        )


def no_payment_under_way(act: Act) -> Iterator[Obstacle]:
    waiting = act.subject.payments.filter(state="agreed").first()
    if waiting:
        yield stop(
            _("A payment is approved and not yet paid out. Pay it or have it returned first."),
            "A7.13",
            mend=to("payment", waiting, _("See the payment")),
        )
