"""Changes of parameters: what was decided, for everybody; what is proposed, for finance."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.components import Crumb
from rulebook import bites, measures, parts
from rulebook.models import ParameterChange
from rulebook.policies import finance_proposer
from rulebook.views.rules import crumbs
from workflow import law
from workflow.availability import available
from workflow.clock import legal_date
from workflow.views import StepView

PER_PAGE = 30


@require_safe
@login_not_required
def changes(request: HttpRequest) -> HttpResponse:
    rows = ParameterChange.objects.visible_to(request.actor).select_related("jurisdiction", "finance")  # type: ignore[attr-defined]
    context = {
        "title": _("Changed parameters"),
        "crumbs": crumbs(Crumb(_("Changed parameters"))),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_propose": finance_proposer(request.actor),  # type: ignore[attr-defined]
        "today": legal_date(),
    }
    return render(request, "rulebook/changes.html", context)


@require_safe
@login_not_required
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    rows = ParameterChange.objects.visible_to(request.actor).select_related("jurisdiction", "finance")  # type: ignore[attr-defined]
    found = get_object_or_404(rows, pk=pk)
    parent = Crumb(_("Changed parameters"), reverse("rulebook:changes"))
    context = subject_context(request, found) | {"crumbs": crumbs(parent, Crumb(found.base.name))}
    return render(request, "rulebook/change.html", context)


def subject_context(request: HttpRequest, subject: Any) -> dict[str, Any]:
    """What every page of a proposal shows: its title and what the reader can do with it."""
    actor = request.actor  # type: ignore[attr-defined]
    return {
        "title": str(subject),
        "subject": subject,
        "options": available(subject, actor) if actor.is_user else [],
        "today": legal_date(),
    }


class ProposeView(StepView):
    """The rule comes with the address; without it, one is chosen first."""

    template_name = "rulebook/propose.html"

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("rule", "")
        found = next((rule for rule in measures.changeable() if rule.id == asked), None)
        if found is None:
            return {}
        present = measures.built_in_at(found.id, self.actor.jurisdiction, legal_date())
        return {
            "rule_id": found.id,
            "value": measures.to_input(present, present.value),
            "upper": measures.to_input(present, present.upper),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.get_initial():
            self.say_why_not()
            return redirect("rulebook:choose")
        return super().get(request, *args, **kwargs)

    def say_why_not(self) -> None:
        """A number that the law fixes was asked for."""
        asked = self.request.GET.get("rule", "")
        if law.known(asked) and (rule := law.history(asked)[0]).fixed:
            messages.warning(self.request, measures.why_fixed(rule))

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"rule": form.rule, "today": legal_date()}


class JudgeView(StepView):
    """Approving or refusing with what is proposed before one's eyes: whoever decides reads what they decide."""

    template_name = "rulebook/judge.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        steps = bites.of_rule(self.subject.rule_id)
        return super().get_context(form) | {
            "change": self.subject,
            "bites": steps,
            "open_matters": self.subject.open_matters(),
            "today": legal_date(),
        }


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which rule to change."""
    context = {
        "title": _("Which parameter is to change?"),
        "crumbs": crumbs(
            Crumb(_("Changed parameters"), reverse("rulebook:changes")), Crumb(_("Choose a parameter"))
        ),
        "parts": parts.in_parts(measures.changeable()),
    }
    return render(request, "rulebook/choose.html", context)
