"""Sourcing's share of the pages in `portal/`: navigation, and the tender on a project's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from core.components import Fact, MoneyBar, NavItem, Panel, Person
from core.dates import long_date, with_time
from disclosure import services as disclosure
from disclosure.models import Notice
from procurement.models import Project
from sourcing import presenting
from sourcing.models import Award, PanelSeat, Tender
from workflow.availability import Available, offer
from workflow.clock import legal_now

CALL = "AN-03"
READERS = {
    OrganisationKind.PURCHASER,
    OrganisationKind.FINANCE,
    OrganisationKind.AUDITOR,
    OrganisationKind.PROVIDER,
}


def navigation(actor: Actor) -> Iterator[NavItem]:
    yield NavItem(gettext_lazy("How bids are sealed"), reverse("sourcing:sealing"), order=40, place="about")
    if not actor.is_user or actor.organisation_id is None:
        return
    if actor.organisation_kind in READERS:
        yield NavItem(gettext_lazy("Tenders"), reverse("sourcing:tenders"), order=20)
    if actor.has_role(Role.OPENING_OFFICER):
        yield NavItem(gettext_lazy("My opening key"), reverse("sourcing:officials"), order=25)


def notice_panels(notice: Notice, actor: Actor) -> Iterator[Panel]:
    """On a call that is still open: until when, and the way to bid. Knows the notice and its corrections only."""
    closes_at = disclosure.closing_of(notice) if notice.kind == CALL else None
    if closes_at and closes_at > legal_now():
        may_bid = actor.is_anonymous or actor.organisation_kind == OrganisationKind.PROVIDER
        names = {"bid": "sourcing:bid", "document": "sourcing:document"} if may_bid else {}
        ways = {key: reverse(name, args=[notice.subject_id]) for key, name in names.items()}
        yield Panel("sourcing/panels/call.html", {"closes_at": closes_at, "actor": actor, **ways})


def tenders_of(project: Project, actor: Actor) -> list[Tender]:
    """The runs of choosing a provider that the actor may see, latest first."""
    rows = Tender.objects.visible_to(actor).filter(project=project).select_related("purchaser", "finance")
    return list(rows.order_by("-round"))


def project_subjects(project: Project, actor: Actor) -> Iterator[Any]:
    for tender in tenders_of(project, actor):
        yield tender
        if not presenting.is_provider(actor):
            yield from PanelSeat.objects.filter(tender=tender, user_id=actor.user_id)


def project_untold(project: Project, actor: Actor) -> Iterator[str]:
    """No bidder ever learns that another one was asked about its price."""
    if presenting.is_provider(actor):
        yield "ask_about_price"


def project_offers(project: Project, actor: Actor) -> Iterator[Available]:
    """Drafting the tender, also again after one that failed."""
    if project.state == Project.State.GRANTED and actor.belongs_to(project.purchaser_id):
        draft = Tender(project=project, purchaser_id=project.purchaser_id, title=project.title)
        if found := offer(draft, "draft", actor):
            yield found


def project_money(project: Project, actor: Actor) -> Iterator[MoneyBar]:
    tender = next(iter(tenders_of(project, actor)), None)
    if tender is None or tender.published_at is None:
        return
    yield MoneyBar(_("Ceiling"), tender.ceiling, "", tender.get_method_display())
    award = Award.objects.visible_to(actor).filter(tender=tender).select_related("provider").first()
    if award is not None:
        yield MoneyBar(_("Award"), award.amount, "now", str(award.provider))


def project_facts(project: Project, actor: Actor) -> Iterator[Fact]:
    tender = next(iter(tenders_of(project, actor)), None)
    if tender is not None:
        yield Fact(_("Bids close"), with_time(long_date(tender.closes_at), tender.closes_at, seconds=False))


def project_standing(project: Project, actor: Actor) -> Iterator[str]:
    tender = next(iter(tenders_of(project, actor)), None)
    if tender is not None and tender.state == Tender.State.PUBLISHED:
        closes = with_time(long_date(tender.closes_at), tender.closes_at, seconds=False)
        yield _("Bids may be handed in until %(moment)s.") % {"moment": closes}


def project_people(project: Project, actor: Actor) -> Iterator[Person]:
    awards = Award.objects.visible_to(actor).filter(tender__project=project).select_related("provider")
    award = awards.order_by("announced_at").last()
    if award is not None:
        merged = not award.provider.is_active
        yield Person(award.provider, _("Won the award; merged since") if merged else _("Provider"))


def project_sections(project: Project, actor: Actor) -> Iterator[Panel]:
    rows = tenders_of(project, actor)
    if rows:
        yield Panel("sourcing/panels/tenders.html", {"tenders": rows}, order=20)
