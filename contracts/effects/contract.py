"""What follows from the acts on a contract."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.roles import Role
from contracts import notices, prefill, years
from contracts.effects.shared import CHINESE, keep, keep_file, tell
from contracts.models import Contract, ContractEntry, FundYear, Milestone, PlanRow, ServiceLedger
from core.dates import month_text
from core.money import CENT
from core.phrases import said
from disclosure.services import publish
from documents.services import request_pdf
from procurement.services import Part, involve
from workflow import duties
from workflow.clock import legal_date
from workflow.engine import follow
from workflow.registry import effect

if TYPE_CHECKING:
    from procurement.models import Commitment
    from workflow.act import Act


@effect("contracts.contract.propose_schedules")
def propose_schedules(act: Act) -> None:
    proposed = prefill.schedules(act.subject)
    write_milestones(act.subject, proposed["milestones"])
    write_plan(act.subject, proposed["plan"])
    write_funds(act.subject, proposed["funds"])


@effect("contracts.contract.write_schedules")
def write_schedules(act: Act) -> None:
    """The rows as settled take the place of those before. Only a draft has rows that can be taken away."""
    contract = act.subject
    contract.plan_rows.all().delete()
    contract.milestones.all().delete()
    write_milestones(contract, act.data["milestones"])
    write_plan(contract, act.data["plan"])
    write_funds(contract, act.data["funds"])


def write_milestones(contract: Contract, rows: list[dict[str, Any]]) -> None:
    Milestone.objects.bulk_create(
        Milestone(contract=contract, number=number, **row) for number, row in enumerate(rows, start=1)
    )


def write_plan(contract: Contract, rows: list[dict[str, Any]]) -> None:
    """Amounts follow from the shares; the last row takes what rounding leaves."""
    milestones = {m.number: m for m in contract.milestones.all()}
    left, made = contract.amount, []
    for number, row in enumerate(rows, start=1):
        amount = (contract.amount * row["share"] / Decimal(100)).quantize(CENT, rounding=ROUND_DOWN)
        amount = left if number == len(rows) else amount
        left -= amount
        milestone = milestones.get(row["milestone"]) if row["condition"] == "milestone" else None
        made.append(
            PlanRow(
                contract=contract,
                number=number,
                title=row["title"],
                share=row["share"],
                amount=amount,
                condition=row["condition"],
                milestone=milestone,
            )
        )
    PlanRow.objects.bulk_create(made)


def write_funds(contract: Contract, rows: list[dict[str, Any]]) -> None:
    """Years that are no longer planned vanish unless money was approved in them (the rules see to that)."""
    planned = {row["year"]: row["amount"] for row in rows}
    contract.fund_years.exclude(year__in=planned).delete()
    for year, amount in planned.items():
        if not contract.fund_years.filter(year=year).update(amount=amount):
            FundYear.objects.create(contract=contract, year=year, amount=amount)


@effect("contracts.contract.concluded")
def concluded(act: Act) -> None:
    """Money is bound, the project moves on, the paper is printed, the clock of the letter stops."""
    contract = act.subject
    for commitment, amount in years.spread(contract, years.plan_of(contract)).items():
        bind(act, contract, commitment, amount, ContractEntry.Kind.CONCLUDED)
    duties.meet(act, contract.tender, "contract.sign")
    duties.meet(act, contract.project, "contract.sign")
    involve(contract.project, contract.provider_id, Part.PROVIDER)
    if contract.authority_id:
        involve(contract.project, contract.authority_id, Part.OPINION)
    follow(act, contract.project, "record_contract", amount=contract.amount)
    print_contract(act, contract)
    tell(
        contract.purchaser_id,
        said(_("The contract %(number)s is concluded"), number=contract.number),
        _("Publish it and file a copy with finance within the periods."),
        contract.get_absolute_url(),
        [Role.HANDLER],
    )


def bind(act: Act, contract: Contract, commitment: Commitment, amount: Decimal, kind: str) -> None:
    """One entry in the contract's ledger; none where nothing moves."""
    if amount:
        ContractEntry.objects.create(
            contract=contract, commitment=commitment, kind=kind, amount=amount, event_id=act.event_id
        )


def print_contract(act: Act, contract: Contract, replaced: Any = None) -> None:
    context = {
        "contract": contract,
        "milestones": list(contract.milestones.all()),
        "plan": list(contract.plan_rows.select_related("milestone")),
        "funds": list(contract.fund_years.all()),
        "indicators": list(contract.project.indicators.all()),
    }
    with override(CHINESE):
        title = str(_("Contract %(number)s") % {"number": contract.number})
    request_pdf(
        contract,
        "contract",
        "contracts/print/contract.html",
        context,
        title=title,
        issuer=contract.purchaser,
        replaced=replaced,
        act=act,
    )


@effect("contracts.contract.not_concluded")
def not_concluded(act: Act) -> None:
    for party in (act.subject.purchaser_id, act.subject.provider_id):
        tell(
            party,
            said(_("The contract %(number)s will not be concluded"), number=act.subject.number),
            act.reason,
            act.subject.get_absolute_url(),
            [Role.HEAD, Role.PROVIDER_HEAD],
        )


@effect("contracts.contract.announce")
def announce(act: Act) -> None:
    contract = act.subject
    publish(
        act,
        "AN-09",
        contract,
        **notices.contract_notice(contract, act.today),
        statutory_url=contract.statutory_url,
        statutory_published_at=act.now,
        **notices.about(contract),
    )


@effect("contracts.contract.announce_end")
def announce_end(act: Act) -> None:
    contract = act.subject
    publish(
        act,
        "AN-10",
        contract,
        notices.end_payload(contract, legal_date(contract.ended_at), act.today),
        title=notices.titled(contract, _("Contract change")),
        **notices.about(contract),
    )


@effect("contracts.contract.tell_finance")
def tell_finance(act: Act) -> None:
    contract = act.subject
    tell(
        contract.finance_id,
        said(_("A contract was filed: %(number)s"), number=contract.number),
        said(
            _("%(purchaser)s filed the copy of its contract with %(provider)s."),
            purchaser=contract.purchaser,
            provider=contract.provider,
        ),
        contract.get_absolute_url(),
        [Role.REVIEWER],
    )


@effect("contracts.contract.keep_ledger")
def keep_ledger(act: Act) -> None:
    data = act.data
    [file] = data["file"]
    ServiceLedger.objects.create(
        contract=act.subject,
        month=data["month"],
        file=file,
        people=data["people"],
        services=data["services"],
        event_id=act.event_id,
    )
    with override(CHINESE):
        month = month_text(data["month"])
        title = _("Service ledger of %(month)s") % {"month": month}
    keep_file(act, act.subject, file, "ledger", title)


@effect("contracts.contract.replan_funds")
def replan_funds(act: Act) -> None:
    """What moves between years moves between their commitments, where a year has one of its own."""
    contract = act.subject
    before = years.spread(contract, years.plan_of(contract))
    after = years.spread(contract, years.rows_as_plan(act.data["funds"]))
    for commitment, amount in after.items():
        bind(act, contract, commitment, amount - before[commitment], ContractEntry.Kind.REPLANNED)
    write_funds(contract, act.data["funds"])


@effect("contracts.contract.keep_delivery")
def keep_delivery(act: Act) -> None:
    keep(act, "files", "delivery")
    tell(
        act.subject.purchaser_id,
        said(_("Final delivery under %(number)s"), number=act.subject.number),
        act.data["report"],
        act.subject.get_absolute_url(),
        [Role.HANDLER, Role.ACCEPTOR],
    )


@effect("contracts.contract.terminated")
def terminated(act: Act) -> None:
    """What was not paid is free again, in each year."""
    contract = act.subject
    for commitment in contract.project.commitments.order_by("year"):
        rest = years.unpaid_on(contract, commitment)
        bind(act, contract, commitment, -rest, ContractEntry.Kind.RELEASE)
    tell(
        contract.provider_id,
        said(_("The contract %(number)s is terminated"), number=contract.number),
        act.reason,
        contract.get_absolute_url(),
        [Role.PROVIDER_HEAD, Role.PROVIDER_AGENT],
    )
