"""Who of an organisation handles a duty: taking it, handing it over, giving it back."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Membership
from accounts.services import notify
from core.actor import Actor
from core.components import Crumb
from workflow import duties
from workflow.models import Duty
from workflow.obstacles import Refusal, Refused

NOBODY = ""


class HandOverForm(forms.Form):
    """One of the colleagues who could do it too, or all of them."""

    to = forms.ChoiceField(
        label=gettext_lazy("Who is to handle it"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, data: object, duty: Duty):
        super().__init__(data)  # type: ignore[arg-type]
        found = [(str(m.user_id), f"{m.user.name} {m.title}".strip()) for m in colleagues(duty)]
        self.fields["to"].choices = [*found, (NOBODY, _("Whoever comes first"))]  # type: ignore[attr-defined]
        self.initial["to"] = str(duty.user_id or NOBODY)


def colleagues(duty: Duty) -> list[Membership]:
    """Those of the organisation who hold the role that the duty waits for."""
    found = Membership.objects.filter(organisation_id=duty.organisation_id).current()
    if duty.role:
        found = found.filter(roles__contains=[duty.role])
    return list(found.select_related("user").order_by("user__username"))


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that one does it oneself."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    give(request, _find(actor, pk), actor.user_id, _("It is yours now."))
    return HttpResponseRedirect(reverse("portal:worklist"))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a colleague; they are told."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    duty = _find(actor, pk)
    form = HandOverForm(request.POST if request.method == "POST" else None, duty)
    if form.is_bound and form.is_valid():
        chosen = UUID(form.cleaned_data["to"]) if form.cleaned_data["to"] else None
        if give(request, duty, chosen, _("Handed over.")) and chosen not in {None, actor.user_id}:
            told = {"name": actor.user_name, "what": duty.what, "title": duty.title}
            text = _("%(name)s asks you to handle this: %(what)s, %(title)s.") % told
            notify(duty.organisation_id, f"{duty.what}: {duty.title}"[:200], text, duty.url, user_id=chosen)
        return HttpResponseRedirect(f"{reverse('portal:worklist')}?tab=section")
    crumbs = [Crumb(_("Worklist"), reverse("portal:worklist")), Crumb(_("Hand over"))]
    return render(
        request,
        "portal/hand_over.html",
        {"title": _("Hand over"), "crumbs": crumbs, "duty": duty, "form": form},
    )


def _find(actor: Actor, pk: UUID) -> Duty:
    duty = Duty.objects.open().visible_to(actor).filter(pk=pk).first()
    if duty is None:
        raise Http404
    if not duties.may_give(duty, actor):
        raise PermissionDenied
    return duty


def give(request: HttpRequest, duty: Duty, user_id: UUID | None, said: str = "") -> bool:
    """Give a duty to somebody; what came in between is said on the next page."""
    try:
        duties.give(duty, user_id, request.actor)  # type: ignore[attr-defined]
    except Refused as refused:
        if refused.kind is Refusal.ACTOR:
            raise PermissionDenied from refused
        messages.warning(request, str(refused.message))
        return False
    if said:
        messages.success(request, said)
    return True
