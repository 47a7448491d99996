"""Several duties of the worklist at once: take them, or do those that need nothing but one's word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.actor import Actor
from core.components import Crumb
from portal.handing import give
from workflow import confirming, engine
from workflow.availability import available
from workflow.duties import may_do, may_give
from workflow.models import Duty
from workflow.obstacles import Obstacle, Refused
from workflow.steps import Step

MOST = 50
"""Duties of one page of the worklist."""


@dataclass
class Chosen:
    """A duty that was ticked, and what may be done with it from here."""

    duty: Duty
    step: Step | None = None
    subject: Any = None
    obstacles: list[Obstacle] = field(default_factory=list)
    refused: Refused | None = None
    done: bool = False

    @property
    def is_ready(self) -> bool:
        return self.step is not None and not self.obstacles and not self.done and self.refused is None


@require_http_methods(["GET", "HEAD", "POST"])
def selected(request: HttpRequest) -> HttpResponse:
    """`act` says what for: `take` gives all of them to oneself, `look` shows what could be done, `do` does it.

    GET only looks: one comes back here after confirming that it is oneself, where a grave step is among them.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    duties = ticked(request, actor)
    if not duties:
        messages.warning(request, _("Nothing is ticked. Tick the lines in the list first."))
        return HttpResponseRedirect(reverse("portal:worklist"))
    if request.POST.get("act") == "take":
        return _take(request, duties, actor)
    rows = [look_at(duty, actor) for duty in duties]
    if request.POST.get("act") == "do":
        if any(unconfirmed(row, actor) for row in rows):
            again = urlencode({"duty": [str(duty.pk) for duty in duties]}, doseq=True)
            return HttpResponseRedirect(confirming.address(f"{request.path}?{again}"))
        for row in rows:
            do(row, actor)
    crumbs = [Crumb(_("Worklist"), reverse("portal:worklist")), Crumb(_("Several at once"))]
    context = {"title": _("Several at once"), "crumbs": crumbs, "rows": rows}
    return render(request, "portal/selected.html", context | counted(rows))


def ticked(request: HttpRequest, actor: Actor) -> list[Duty]:
    """Open duties among the ticked ones that are the actor's to do, also in a colleague's stead."""
    given = request.POST if request.method == "POST" else request.GET
    wanted = [pk for text in given.getlist("duty")[:MOST] if (pk := _key(text))]
    found = Duty.objects.open().visible_to(actor).filter(pk__in=wanted).order_by("due_at", "pk")
    return [duty for duty in found if may_do(duty, actor)]


def look_at(duty: Duty, actor: Actor) -> Chosen:
    """Whether the duty's step is open to a single click: no obstacle, and nothing that must be filled in."""
    model = apps.get_model(duty.subject_type)
    subject = model.objects.visible_to(actor).filter(pk=duty.subject_id).first()
    options = available(subject, actor) if subject is not None else []
    option = next((option for option in options if option.step.id == duty.step), None)
    if option is None or asks(option.step, subject, actor):
        return Chosen(duty)
    return Chosen(duty, option.step, subject, option.obstacles)


def asks(step: Step, subject: Any, actor: Actor) -> bool:
    """Whether a step cannot be done without filling something in."""
    form = engine.form_of(step, subject, actor)
    return bool(form.parts) or any(one.required for one in form.fields.values())


def unconfirmed(row: Chosen, actor: Actor) -> bool:
    return row.is_ready and row.step is not None and bool(confirming.missing(row.step, row.subject, actor))


def do(row: Chosen, actor: Actor) -> None:
    """One act and one event for each; what refuses one does not stop the others."""
    if not row.is_ready or row.step is None:
        return
    try:
        engine.execute(row.subject, row.step.name, actor, {})
    except Refused as refused:
        row.refused = refused
        row.obstacles = list(refused.obstacles)
    else:
        row.done = True


def counted(rows: list[Chosen]) -> dict[str, int]:
    return {
        "ready": sum(row.is_ready for row in rows),
        "hindered": sum(bool(row.obstacles or row.refused) for row in rows),
        "finished": sum(row.done for row in rows),
    }


def _take(request: HttpRequest, duties: list[Duty], actor: Actor) -> HttpResponse:
    free = [duty for duty in duties if duty.user_id is None and may_give(duty, actor)]
    number = sum(give(request, duty, actor.user_id) for duty in free)
    said = ngettext("%(number)s is yours now.", "%(number)s are yours now.", number) % {"number": number}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("portal:worklist"))


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
