"""The pages for several lines at once: take them, assign them, or do the same step with each."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import Membership
from core.actor import Actor
from core.components import Crumb
from portal import bulk
from portal.bulk import Item
from portal.handing import back, colleagues, give, tell_of
from portal.several_forms import AssignForm, ReasonsForm
from workflow import confirming, duties, registry, typed
from workflow.models import Duty
from workflow.obstacles import Refused
from workflow.steps import Reason, Step


@require_http_methods(["GET", "HEAD", "POST"])
def selected(request: HttpRequest) -> HttpResponse:
    """`act` says what for: `take`, `assign` and `give` say who is to handle the ticked duties. Else the page shows what
    could be done with what was ticked, and `do` names the step that is then done.

    GET only looks: one comes back here after confirming that it is oneself, where the step is a grave one.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    act = request.POST.get("act", "look")
    given = request.POST if request.method == "POST" else request.GET
    keys = [*given.getlist("duty"), *given.getlist("subject")]
    if act in {"take", "assign", "give"} and keys:
        return _handing(request, act, _open_duties(keys, actor), actor)
    rows = bulk.items(keys, actor)
    if not rows:
        messages.warning(request, _("Nothing is ticked. Tick the lines in the list first."))
        return HttpResponseRedirect(back(request))
    return _done(request, rows, actor) if "do" in request.POST else _look(request, rows, actor)


def _open_duties(keys: list[str], actor: Actor) -> list[Duty]:
    wanted = [pk for key in keys[: bulk.MOST] if (pk := bulk.key_of(key))]
    found = Duty.objects.open().visible_to(actor).filter(pk__in=wanted).order_by("due_at", "pk")
    return [duty for duty in found if duties.may_give(duty, actor)]


# What could be done, and doing it ------------------------------------------------------------------------------


def _look(
    request: HttpRequest, rows: list[Item], actor: Actor, refused: ReasonsForm | None = None
) -> HttpResponse:
    """The preview: what stands in the way of each, before anything is done. What was typed stays."""
    choices = bulk.look(rows, actor)
    wanted = request.POST.get("do") or request.POST.get("step") or request.GET.get("step", "")
    if not wanted and choices and choices[0].awaited and choices[0].ready:
        wanted = choices[0].step.id
    chosen = bulk.prepare(rows, wanted, actor) if wanted else None
    form = refused
    if form is None and chosen is not None and chosen.step.reason is not Reason.NONE:
        form = _reasons(request.POST or typed.find(request), rows, chosen.step).as_typed()
    for item in rows:
        item.own = form.asked_of(item.key) if form is not None and item.is_ready else None
    context = {
        "rows": rows,
        "choices": choices,
        "chosen": chosen,
        "form": form,
        "key": bulk.new_key(),
        "hindered": sum(not item.is_ready for item in rows) if chosen else 0,
    }
    status = HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, "portal/selected.html", context, status)


def _reasons(given: Any, rows: list[Item], step: Step) -> ReasonsForm:
    lines = {item.key: str(item.subject) for item in rows}
    return ReasonsForm(given, lines, demanded=step.reason is Reason.REQUIRED)


def _done(request: HttpRequest, rows: list[Item], actor: Actor) -> HttpResponse:
    """The result: what was done, what was refused and why, and a way to go on with the rest."""
    step = _step(request.POST["do"])
    form = _reasons(request.POST, rows, step)
    if step.reason is not Reason.NONE and not form.is_valid():
        return _look(request, rows, actor, form)
    if any(confirming.missing(step, item.subject, actor) for item in rows):
        return _confirm(request, rows, step)
    reasons = form.cleaned_data if form.is_valid() else {}
    own = {item.key: form.of_line(item.key) for item in rows}
    key = request.POST.get("key", "").replace("\x00", "")[:32]
    bulk.perform(rows, step, actor, reasons.get("reason", ""), own, key)
    typed.forget(request)
    refused = [item for item in rows if not item.done]
    context = {
        "step": step,
        "done": [item for item in rows if item.done],
        "refused": refused,
        "rest": [item for item in refused if item.duty is None or _still_open(item.duty)],
        "reason": reasons.get("reason", ""),
    }
    return _page(request, "portal/selected_done.html", context)


def _confirm(request: HttpRequest, rows: list[Item], step: Step) -> HttpResponse:
    """To the page where one confirms that it is oneself, and back to the same lines, step and reasons."""
    asked = [("duty" if item.duty else "subject", item.key) for item in rows]
    again = f"{request.path}?{urlencode([*asked, ('step', step.id)])}"
    typed.keep(request, request.POST, again)
    return HttpResponseRedirect(confirming.address(again))


def _step(step_id: str) -> Step:
    try:
        step = registry.lifecycles.step(step_id)
    except LookupError:
        raise Http404 from None
    if step.hidden or step.first:
        raise Http404
    return step


def _still_open(duty: Duty) -> bool:
    return Duty.objects.open().filter(pk=duty.pk).exists()


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    title = _("Several at once")
    crumbs = [Crumb(_("Worklist"), reverse("portal:worklist")), Crumb(title)]
    return render(
        request, template, {"title": title, "crumbs": crumbs, "back": back(request)} | context, status=status
    )


# Who is to do them ---------------------------------------------------------------------------------------------


def _handing(request: HttpRequest, act: str, rows: list[Duty], actor: Actor) -> HttpResponse:
    if act == "take":
        return _take(request, rows, actor)
    form = AssignForm(request.POST if act == "give" else None, _people(rows), rows)
    if act == "give" and form.is_valid():
        return _give(request, rows, form.chosen, actor)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return _page(request, "portal/assign.html", {"duties": rows, "form": form}, status)


def _people(rows: list[Duty]) -> list[Membership]:
    """Those who could do at least one of them."""
    found = {member.pk: member for duty in rows for member in colleagues(duty)}
    return list(found.values())


def _give(request: HttpRequest, rows: list[Duty], to: Membership, actor: Actor) -> HttpResponse:
    """One event for each; who could not do it doesn't get it, and the page says so."""
    given, refused = [], []
    for duty in rows:
        try:
            duties.give(duty, to.user_id, actor)
        except Refused as no:
            refused.append((duty, no.message))
        else:
            given.append(duty)
            tell_of(duty, to.user_id, actor)
    if not refused:
        told = {"number": len(given), "name": to.user.name}
        said = ngettext("%(number)s given to %(name)s.", "%(number)s given to %(name)s.", len(given))
        messages.success(request, said % told)
        return HttpResponseRedirect(back(request))
    return _page(request, "portal/assigned.html", {"given": given, "refused_duties": refused, "to": to.user})


def _take(request: HttpRequest, rows: list[Duty], actor: Actor) -> HttpResponse:
    free = [duty for duty in rows if duty.user_id is None and duties.may_take(duty, actor)]
    number = sum(give(request, duty, actor.user_id) for duty in free)
    said = ngettext("%(number)s is yours now.", "%(number)s are yours now.", number) % {"number": number}
    messages.success(request, said)
    return HttpResponseRedirect(back(request))
