"""Projects: the list, the long form of an application, and finance's review."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.roles import Role
from core import excel
from core.actor import Actor
from core.components import Paper
from core.lists import ListPage
from procurement import review
from procurement.filters import ProjectFilter
from procurement.lifecycle.project import FIELDS
from procurement.models import Project
from procurement.panels import project_papers
from procurement.proportion import demands_of, has_outgrown
from procurement.rules.assessment import exclusions_in_force, plain
from procurement.starting import template_for
from procurement.summary import SUMMARY, may_draw, projects_of, rows_of
from procurement.tables import ProjectTable
from workflow.availability import can_create
from workflow.clock import legal_date
from workflow.obstacles import Refused
from workflow.views import StepView


class ProjectList(ListPage):
    filter_class = ProjectFilter
    table_class = ProjectTable
    template_name = "procurement/projects.html"
    bulk = "procurement.project"
    bulk_roles = (Role.HANDLER, Role.HEAD, Role.REVIEWER, Role.FINANCE_HEAD)

    def get_title(self) -> Any:
        return _("Our projects") if self.actor.organisation_kind == "purchaser" else _("Projects")

    def get_rows(self, actor: Actor) -> QuerySet:
        rows = Project.objects.visible_to(actor).select_related("item", "purchaser")
        return rows.annotate(at_stake=Coalesce("contract_amount", "granted_amount", "requested_amount"))

    def get_table(self, rows: QuerySet) -> ProjectTable:
        own = self.actor.organisation_kind == "purchaser"
        return ProjectTable(rows, exclude=("purchaser",) if own else ())

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        return {
            "may_open": can_create(Project, "draft", self.actor),
            "may_draw": may_draw(self.actor),
            "year": self.request.GET.get("year", ""),
        }


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """The table of a year's applications; `year` names another than the present one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not may_draw(actor):
        raise PermissionDenied
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) == 4 else legal_date().year
    return excel.sheet(str(SUMMARY.title), SUMMARY.heads(), rows_of(projects_of(actor, year)))


class DraftView(StepView):
    """A title and an item of the catalogue: the form itself comes next."""

    button = _("Begin")


class PrepareView(StepView):
    """The application, section by section. Saving keeps what is there; what is missing is said on the way."""

    template_name = "procurement/prepare.html"
    draft = saves_anyway = True
    button = _("Save the application")

    def get_initial(self) -> dict[str, Any]:
        project: Project = self.subject
        values = {name: getattr(project, name) for name in FIELDS}
        values["quality_standard"] = project.quality_standard or template_for(project.item.code).quality
        values["new_or_temporary"] = {True: "yes", False: "no"}.get(project.new_or_temporary)
        return {
            **values,
            "revision": project.revision,
            "quantity": short(project.quantity),
            "cost_rows": [
                {**row, "quantity": short(row["quantity"])}
                for row in project.cost_rows.values("name", "quantity", "unit", "unit_price")
            ],
            "later_years": list(project.year_shares.values("line", "amount")),
            "indicators": [
                {**row, **{name: short(row[name]) for name in ("target", "zero_at", "points")}}
                for row in project.indicators.values()
            ],
            "exclusions": self.exclusions(project),
        }

    def exclusions(self, project: Project) -> list[dict[str, Any]]:
        """The points in force, each with the answer given so far."""
        given = project.exclusion_answers()
        rows = []
        for rule in exclusions_in_force(project.jurisdiction_code(), legal_date()):
            answer = given.get(rule.id)
            applies = {None: None, True: "yes", False: "no"}[answer.applies if answer else None]
            rows.append({"rule": rule.id, "applies": applies, "law": answer.law if answer else ""})
        return rows

    def refuse(self, refused: Refused) -> Any:
        """Who was told that a colleague was faster may save again, knowing it."""
        if refused.form is not None and refused.obstacles:
            present = Project.objects.only("revision").get(pk=self.subject.pk).revision
            refused.form.data = refused.form.data.copy()
            refused.form.data["revision"] = str(present)
        return super().refuse(refused)

    def get_context(self, form: Any) -> dict[str, Any]:
        papers: list[Paper] = list(project_papers(self.subject, self.actor))
        project: Project = self.subject
        earlier, today = project.copied_from, legal_date()
        return super().get_context(form) | {
            "papers": papers,
            "grades": project.grades(),
            "demands": demands_of(project, today),
            "small": project.is_short(today),
            "documents": template_for(project.item.code).documents,
            "outgrown": has_outgrown(project, today),
            "earlier": earlier,
            "since": review.since_earlier(project),
            "splitting": project.splitting(today),
        }


def short(number: Decimal | None) -> Decimal | None:
    """Without the noughts that the database adds: 15 instead of 15.00."""
    return None if number is None else Decimal(plain(number))


class ReviewView(StepView):
    """What finance needs to see before it decides, on the page on which it decides."""

    template_name = "procurement/review.html"

    def get_initial(self) -> dict[str, Any]:
        asked = list(self.subject.year_shares.values("year", "amount"))
        return {"amount": self.subject.requested_amount, "later_years": asked}

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | review.context_of(self.subject, self.actor)
