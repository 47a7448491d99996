"""This room's share of the pages in `portal/`: navigation, and contract, supervision and payments of a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import OrganisationKind
from catalog.models import Item
from catalog.services import counterparts
from contracts.lifecycle.states import SIGNED
from contracts.models import Contract, ContractEntry, Payment, PaymentEntry
from contracts.pages import actions, parts
from contracts.pages.standing import standing
from contracts.rules.payment import UNDER_WAY
from contracts.rules.shared import plain_percent
from core.actor import Actor
from core.components import Fact, MoneyBar, NavItem, Panel, Paper, Person
from core.money import ZERO
from procurement.ledger import CONTRACTED, PAID, Posting
from procurement.models import BudgetLine, Project, YearClosing
from procurement.year_end import Point, Row
from sourcing.models import Award
from workflow.availability import Available, offer

READERS = {
    OrganisationKind.PURCHASER,
    OrganisationKind.PROVIDER,
    OrganisationKind.FINANCE,
    OrganisationKind.AUDITOR,
}


def navigation(actor: Actor) -> Iterator[NavItem]:
    if actor.is_user and actor.organisation_kind in READERS:
        yield NavItem(gettext_lazy("Contracts"), reverse("contracts:contracts"), order=30)
        yield NavItem(gettext_lazy("Payments"), reverse("contracts:payments"), order=35)


def contracts_of(project: Project, actor: Actor) -> list[Contract]:
    """The project's contracts that the actor may see, the latest first."""
    found = Contract.objects.visible_to(actor).filter(project=project).exclude(state="withdrawn")
    return list(found.select_related("provider", "purchaser", "finance", "authority", "commitment"))


def project_subjects(project: Project, actor: Actor) -> Iterator[Any]:
    for contract in contracts_of(project, actor):
        yield from actions.history_subjects(contract)


def budget_line_entries(line: BudgetLine) -> Iterator[Posting]:
    """What contracts bound of a budget line, and what was paid from it."""
    entries = ContractEntry.objects.filter(commitment__line=line).select_related("contract__project")
    for entry in entries:
        yield _posting(CONTRACTED, entry, entry.get_kind_display(), entry.amount)
    paid = PaymentEntry.objects.filter(commitment__line=line).exclude(paid=0)
    for payment in paid.select_related("contract__project"):
        yield _posting(PAID, payment, _("Paid"), payment.paid)


def year_end_points(closing: YearClosing) -> Iterator[Point]:
    """Payments that were asked for and wait: made in time, or from the next year's budget."""
    waiting = Payment.objects.filter(
        contract__project__commitments__line__in=closing.lines,
        contract__commitment__year__lte=closing.year,
        state__in=UNDER_WAY,
    )
    rows = [
        Row(each, each.get_absolute_url(), each.contract.purchaser, each.amount)
        for each in waiting.select_related("contract__purchaser").order_by("asked_at")
    ]
    hint = _("Pay them before payments of the year end. After that they go along with what is reserved.")
    yield Point("payments", _("Payments under way"), hint, "A7.13", rows, stops=False)


def _posting(figure: str, entry: Any, kind: Any, amount: Decimal) -> Posting:
    contract = entry.contract
    url = contract.project.get_absolute_url()
    return Posting(
        figure, entry.entered_at, kind, amount, entry.event_id, contract.project, url, contract.number
    )


def project_offers(project: Project, actor: Actor) -> Iterator[Available]:
    """Drawing up the contract on an announced award."""
    if not actor.belongs_to(project.purchaser_id):
        return
    announced = Award.objects.visible_to(actor).filter(tender__project=project, announced_at__isnull=False)
    award = announced.order_by("announced_at").last()
    if award and not award.contracts.exclude(state="withdrawn").exists():
        contract = Contract(
            award=award, project=project, purchaser_id=project.purchaser_id, title=project.title
        )
        if found := offer(contract, "draw_up", actor):
            yield found


def project_money(project: Project, actor: Actor) -> Iterator[MoneyBar]:
    for contract in contracts_of(project, actor):
        yield parts.contract_bar(contract)
        if contract.signed_on:
            yield replace(parts.paid_bar(contract), limit_means=_("At most payable by now"))


def project_facts(project: Project, actor: Actor) -> Iterator[Fact]:
    for contract in contracts_of(project, actor):
        yield Fact(_("Contract"), contract.number, url=contract.get_absolute_url())
        yield Fact(_("Verified progress"), plain_percent(contract.progress), number=True)
        yield Fact(_("Due and not done"), parts.overdue(contract))


def project_people(project: Project, actor: Actor) -> Iterator[Person]:
    for contract in contracts_of(project, actor):
        yield Person(contract.provider, _("Provider"))
        if contract.authority:
            yield Person(contract.authority, _("Industry authority"))


def project_papers(project: Project, actor: Actor) -> Iterator[Paper]:
    for contract in contracts_of(project, actor):
        yield from parts.papers(contract, actor)


def project_standing(project: Project, actor: Actor) -> Iterator[str]:
    for contract in contracts_of(project, actor):
        yield from standing(contract)


def project_sections(project: Project, actor: Actor) -> Iterator[Panel]:
    for contract in contracts_of(project, actor):
        context = {"contract": contract, "milestones": contract.milestones.all(), "now": None}
        context["payments"] = contract.payments.select_related("plan_row")
        yield Panel("contracts/panels/contract.html", context, order=30)


def item_sections(item: Item, actor: Actor) -> Iterator[Panel]:
    """What is under contract and has been paid for the item, by budget year, as far as the reader may see it."""
    signed = Contract.objects.visible_to(actor).filter(state__in=SIGNED)
    years = list(
        signed.filter(project__item__in=counterparts(item))
        .values("project__year")
        .annotate(
            contracts=Count("pk"),
            contracted=Sum(F("amount") + F("supplemented"), default=ZERO),
            sum_paid=Sum("paid", default=ZERO),
        )
        .order_by("-project__year")
    )
    if years:
        yield Panel("contracts/panels/item.html", {"years": years}, order=30)
