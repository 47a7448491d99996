"""Procurement's share of the pages in `portal/`: navigation, and the application and its money on a project's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.reforms.names import formerly
from accounts.roles import OrganisationKind
from catalog.models import Item
from catalog.services import counterparts
from core.actor import ANONYMOUS, Actor
from core.components import Fact, MoneyBar, NavItem, Panel, Paper, Person, Stage
from core.dates import span
from core.figures import grade_name, measured, number_text
from core.money import ZERO
from core.phrases import bracketed
from disclosure.models import Notice
from documents.services import papers
from documents.showing import shown
from procurement import policies, stages
from procurement.models import CommitmentEntry, Intention, Project, Requirement, RequirementComment
from procurement.models.intention import is_to_be_told
from procurement.presenting import changes_since_last
from procurement.proportion import needs_of
from procurement.side_by_side import asked_of_each_year, granted_in_each_year
from workflow.availability import Available, offer
from workflow.clock import legal_date, legal_now

CALL = "AN-15"
"""A requirement that is put up for comment."""
SHOWN_PROJECTS = 20
ASKING = {Project.State.DRAFT, Project.State.PRESENTED, Project.State.RETURNED, Project.State.SUBMITTED}
"""While a project still asks for money, it shows with what it counts together."""
OVERSEERS = {OrganisationKind.FINANCE, OrganisationKind.AUDITOR, OrganisationKind.REGULATOR}


OF_PROJECTS = ("/projects/", "/procurement/requirements/")
OF_PLANS = ("/procurement/intentions/", "/procurement/conferences/")
"""Addresses of pages that hang on projects and on plans."""


def navigation(actor: Actor) -> Iterator[NavItem]:
    if not actor.is_user or actor.organisation_id is None:
        return
    own = actor.organisation_kind == OrganisationKind.PURCHASER
    label = gettext_lazy("Our projects") if own else gettext_lazy("Projects")
    yield NavItem(label, reverse("procurement:project-list"), order=10, holds=OF_PROJECTS)
    if own or actor.organisation_kind in OVERSEERS:
        yield NavItem(
            gettext_lazy("Annual plans"), reverse("procurement:purchaseplan-list"), order=12, holds=OF_PLANS
        )
        yield NavItem(gettext_lazy("Budget"), reverse("procurement:budgetline-list"), order=15)
    if actor.organisation_kind in OVERSEERS:
        yield NavItem(gettext_lazy("Purchasers"), reverse("procurement:purchaserprofile-list"), order=70)


def notice_panels(notice: Notice, actor: Actor) -> Iterator[Panel]:
    """On the notice that puts a requirement up: the way to comment, and what others said. Nothing that isn't public."""
    found = Requirement.objects.filter(pk=notice.subject_id).first() if notice.kind == CALL else None
    if found is None:
        return
    comments = RequirementComment.objects.visible_to(ANONYMOUS).filter(requirement=found)
    told: dict[str, Any] = {"comments": comments, "until": None, "way": ""}
    if notice.closes_at == found.comments_until and found.takes_comments(legal_now()):
        if actor.is_user:
            way = f"{reverse('procurement:requirementcomment-submit')}?requirement={found.pk}"
        else:
            way = reverse("procurement:requirementcomment-new", args=[found.pk])
        told |= {"until": found.last_day_of_comment, "way": way}
    yield Panel("procurement/panels/comments.html", told)


def project_stages(project: Project, actor: Actor) -> Iterator[Stage]:
    yield from stages.of(project)


def project_subjects(project: Project, actor: Actor) -> Iterator[Any]:
    yield project
    yield from Requirement.objects.visible_to(actor).filter(project=project)
    yield from Intention.objects.visible_to(actor).filter(project=project)


def project_offers(project: Project, actor: Actor) -> Iterator[Available]:
    """The requirement, and the intention of what stands in no plan, once the application is with finance."""
    ripe = project.state in {Project.State.SUBMITTED, Project.State.GRANTED}
    if not ripe or not actor.belongs_to(project.purchaser_id):
        return
    today = legal_date()
    wanted: list[tuple[Any, str]] = []
    if not hasattr(project, "requirement") and needs_of(project, today).document:
        wanted.append((Requirement(project=project), "write"))
    if project.plan_line_id is None and not hasattr(project, "intention") and is_to_be_told(project, today):
        wanted.append((Intention.of_project(project), "prepare"))
    for born, step in wanted:
        if found := offer(born, step, actor):
            yield found


def project_money(project: Project, actor: Actor) -> Iterator[MoneyBar]:
    if project.granted_amount is not None:
        yield MoneyBar(_("Budget"), project.granted_amount, "base", project.grant_number)
    elif project.requested_amount is not None:
        yield MoneyBar(_("Requested"), project.requested_amount, "base", _("not granted yet"))


def project_facts(project: Project, actor: Actor) -> Iterator[Fact]:
    yield Fact(_("Budget year"), str(project.year))
    if project.recipients:
        yield Fact(_("Recipients"), project.recipients)
    if project.recipient_number:
        yield Fact(_("Number of recipients"), number_text(project.recipient_number), number=True)
    if project.quantity:
        yield Fact(_("Quantity"), measured(project.quantity, project.unit), number=True)
    if project.starts_on and project.ends_on:
        yield Fact(_("Term"), span(project.starts_on, project.ends_on))
    if project.service_class:
        yield Fact(_("Class of service"), project.get_service_class_display())
    if project.budget_line is not None and policies.is_insider(actor, project):
        yield Fact(_("Budget line"), project.budget_line, url=project.budget_line.get_absolute_url())
    requirement = Requirement.objects.visible_to(actor).filter(project=project).first()
    if requirement is not None:
        url = requirement.get_absolute_url()
        yield Fact(_("Requirement"), requirement.get_state_display(), url=url)
    last = project.grades().exclude(project=project).select_related("project").first()
    if last is not None:
        yield Fact(
            _("Last evaluation under this item"),
            bracketed(f"{grade_name(last.grade)} {number_text(last.score, 2)}", last.year),
            url=last.project.get_absolute_url(),
        )


def project_people(project: Project, actor: Actor) -> Iterator[Person]:
    handler = project.handler.name if project.handler and policies.is_insider(actor, project) else ""
    part = _("Purchaser · handler %(name)s") % {"name": handler} if handler else _("Purchaser")
    if before := formerly(project.purchaser):
        part = f"{part} · {before}"
    yield Person(project.purchaser, part, project.purchaser.get_absolute_url())
    yield Person(project.finance, _("Finance department"))


def project_papers(project: Project, actor: Actor) -> Iterator[Paper]:
    yield from shown(papers(project, actor))


def project_sections(project: Project, actor: Actor) -> Iterator[Panel]:
    insider = policies.is_insider(actor, project)
    if insider and project.remark and project.state in {"draft", "returned", "refused", "terminated"}:
        yield Panel("procurement/panels/remark.html", {"project": project}, order=-1)
    if insider and project.state == Project.State.SUBMITTED and (found := changes_since_last(project)):
        yield Panel("procurement/panels/changes.html", {"changes": found}, order=2)
    if insider and project.state in ASKING and (parts := project.splitting(legal_date())).others:
        yield Panel("procurement/panels/splitting.html", {"splitting": parts}, order=3)
    if insider and (found_years := granted_in_each_year(project)):
        yield Panel("procurement/panels/years.html", {"years": found_years}, order=59)
    entries = CommitmentEntry.objects.filter(commitment__project=project)
    if insider and entries.exists():
        rows = entries.select_related("commitment__line")
        yield Panel("procurement/panels/ledger.html", {"project": project, "entries": rows}, order=60)
    yield Panel(
        "procurement/panels/application.html",
        application_of(project) | {"insider": insider, "is_open": project.granted_at is None},
        order=70,
    )


def application_of(project: Project) -> dict[str, Any]:
    """What the templates of the application draw."""
    return {
        "project": project,
        "cost_rows": project.cost_rows.all(),
        "asked": asked_of_each_year(project),
        "indicators": project.indicators.all(),
        "applying": project.exclusions.filter(applies=True),
        "exclusions_answered": project.exclusions.count(),
    }


def item_sections(item: Item, actor: Actor) -> Iterator[Panel]:
    """Projects under the item over the years, as far as the reader may see them."""
    filed = Project.objects.visible_to(actor).filter(item__in=counterparts(item))
    years = list(
        filed.values("year")
        .annotate(
            projects=Count("pk"),
            requested=Sum("requested_amount", default=ZERO),
            granted=Sum("granted_amount", default=ZERO),
        )
        .order_by("-year")
    )
    if years:
        latest = filed.select_related("purchaser").order_by("-year", "-number")[:SHOWN_PROJECTS]
        yield Panel("procurement/panels/item.html", {"years": years, "projects": latest}, order=20)
