"""A requirement: its page, and the forms that begin from what the application says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.next_step import next_for
from core.actor import Actor
from core.components import Crumb
from disclosure.services import notices_of
from documents.services import papers
from documents.showing import shown
from procurement.lifecycle.requirement import FIELDS
from procurement.models import Hand, Project, Requirement, RequirementComment
from procurement.presenting_requirements import (
    arrangements_of,
    facts_of,
    first_draft,
    rules_of,
    way_of,
)
from workflow.clock import legal_date, legal_now
from workflow.obstacles import Refused
from workflow.views import StepView

DAYS_FOR_COMMENTS = 7
OVER = (Requirement.State.FIXED, Requirement.State.LAPSED)


@require_safe
def requirement(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Requirement.objects.visible_to(actor).select_related("project__purchaser", "project__finance")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    following = next_for([found], actor)
    following.over = found.state in OVER
    context = {
        "title": str(found),
        "requirement": found,
        "crumbs": [Crumb(str(found.project), found.project.get_absolute_url()), Crumb(_("Requirement"))],
        "next": following,
        "now": legal_now(),
        "way": list(way_of(found)),
        "facts": facts_of(found),
        "contents": list(found.drafts()),
        "arrangements": arrangements_of(found),
        "rules": list(rules_of(found)),
        "respondents": found.respondents(),
        "comments": found.comments.all(),
        "portal_comments": RequirementComment.objects.visible_to(actor).filter(requirement=found),
        "reviews": found.reviews.order_by("-round", "-kind"),
        "authors": found.hands.filter(part=Hand.Part.AUTHOR),
        "notices": notices_of(found),
        "papers": list(shown(papers(found, actor))),
    }
    return render(request, "procurement/requirements/requirement.html", context)


class WriteView(StepView):
    """Begun from what the application says already."""

    template_name = "procurement/requirements/write.html"
    draft = True

    def get_initial(self) -> dict[str, Any]:
        project = self.project()
        return first_draft(project) if project else {}

    def born_within(self) -> Project | None:
        return self.project()

    def project(self) -> Project | None:
        try:
            wanted = UUID(self.request.GET.get("project", ""))
        except ValueError:
            return None
        own = Project.objects.visible_to(self.actor).filter(purchaser_id=self.actor.organisation_id)
        return own.filter(pk=wanted, requirement=None).first()


class ReviseView(StepView):
    template_name = "procurement/requirements/write.html"
    draft = True

    def get_initial(self) -> dict[str, Any]:
        found: Requirement = self.subject
        values = {name: getattr(found, name) for name in FIELDS}
        return {**values, "revision": found.revision}

    def refuse(self, refused: Refused) -> Any:
        """Who was told that a colleague was faster may save again, knowing it."""
        if refused.form is not None and refused.obstacles:
            present = Requirement.objects.only("revision").get(pk=self.subject.pk).revision
            refused.form.data = refused.form.data.copy()
            refused.form.data["revision"] = str(present)
        return super().refuse(refused)


class SurveyView(StepView):
    def get_initial(self) -> dict[str, Any]:
        found: Requirement = self.subject
        return {
            "surveyed_on": found.surveyed_on,
            "survey_way": found.survey_way,
            "survey_findings": found.survey_findings,
            "respondents": list(found.respondents().values("name", "kind", "said")),
        }


class PutUpView(StepView):
    """The last day is proposed so that the prescribed days fit in."""

    template_name = "procurement/requirements/read.html"

    def get_initial(self) -> dict[str, Any]:
        return {"comments_until": legal_date() + timedelta(days=DAYS_FOR_COMMENTS)}

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"contents": list(self.subject.drafts())}


class SumUpView(StepView):
    """Above the form what came through the portal: it need not be entered again."""

    template_name = "procurement/requirements/sum_up.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"comments": self.subject.portal_comments_of_round()}


class ReadView(StepView):
    """What is reviewed or fixed, beside the form."""

    template_name = "procurement/requirements/read.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        found: Requirement = self.subject
        return super().get_context(form) | {
            "contents": [*found.drafts(), *rules_of(found)],
            "arrangements": arrangements_of(found),
        }


class CosignView(ReadView):
    """The special conditions before all else."""

    template_name = "procurement/requirements/cosign.html"

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.subject.revision}
