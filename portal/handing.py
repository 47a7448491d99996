"""Who of an organisation handles a duty: taking it, handing it over, giving it back, urging it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Membership
from accounts.services import notify
from accounts.telling.kinds import ASKED, URGED
from core.actor import Actor
from core.components import Crumb
from core.dates import end_text, long_date
from core.phrases import later, said
from workflow import duties
from workflow.addresses import of_duty
from workflow.clock import legal_now
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
        found = [(str(m.user_id), said_of(m)) for m in colleagues(duty)]
        self.fields["to"].choices = [*found, (NOBODY, _("Whoever comes first"))]  # type: ignore[attr-defined]
        self.initial["to"] = str(duty.user_id or NOBODY)


def said_of(member: Membership) -> str:
    """Name, section and post."""
    return f"{member.user.name} {member.post}".strip()


def colleagues(duty: Duty) -> list[Membership]:
    """Those of the organisation who hold the role that the duty waits for, its own section first."""
    found = Membership.objects.filter(organisation_id=duty.organisation_id).current()
    if duty.role:
        found = found.filter(roles__contains=[duty.role])
    if duty.not_for:
        found = found.exclude(user_id=duty.not_for)
    members = found.select_related("user", "section").order_by("section__position", "user__username")
    return sorted(members, key=lambda member: member.section_id != duty.section_id)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that one does it oneself."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    duty = _find(actor, pk)
    if not duties.may_take(duty, actor):
        raise PermissionDenied
    give(request, duty, actor.user_id, _("It is yours now."))
    return HttpResponseRedirect(reverse("portal:worklist"))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a colleague; they are told."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    duty = _find(actor, pk)
    form = HandOverForm(request.POST if request.method == "POST" else None, duty)
    if form.is_bound and form.is_valid():
        chosen = UUID(form.cleaned_data["to"]) if form.cleaned_data["to"] else None
        if give(request, duty, chosen, _("Handed over.")):
            tell_of(duty, chosen, actor)
        return HttpResponseRedirect(f"{reverse('portal:worklist')}?tab=section")
    crumbs = [Crumb(_("Worklist"), reverse("portal:worklist")), Crumb(_("Hand over"))]
    return render(
        request,
        "portal/hand_over.html",
        {"title": _("Hand over"), "crumbs": crumbs, "duty": duty, "form": form},
    )


@require_POST
def urge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Urge whoever has it (催办), and go back to where one was."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    duty = _find(actor, pk)
    try:
        urged = duties.urge(duty, actor)
    except Refused as refused:
        if refused.kind is Refusal.ACTOR:
            raise PermissionDenied from refused
        messages.warning(request, str(refused.message))
    else:
        number = tell_urged(urged, actor)
        told = {"what": urged.what, "title": urged.about, "number": number}
        messages.success(request, _("Urged: %(what)s, %(title)s. Told by mail: %(number)s.") % told)
    return HttpResponseRedirect(back(request))


def tell_urged(duty: Duty, actor: Actor) -> int:
    """The handler, or all who could take it, by a mail that leads to the very step."""
    values = {
        "name": actor.user_name,
        "what": later(getattr, duty, "what"),
        "title": later(getattr, duty, "about"),
        "on": later(long_date, legal_now()),
        "due": later(end_text, duty.due_at) if duty.due_at else gettext_lazy("no period set"),
    }
    subject = said(gettext_lazy("Urged: %(what)s, %(title)s"), **values)
    text = said(gettext_lazy("%(name)s urges you on %(on)s: %(what)s, %(title)s. Due: %(due)s."), **values)
    to = {"user_id": duty.user_id} if duty.user_id else {"roles": [duty.role] if duty.role else []}
    section = None if duty.user_id else duty.section_id
    return notify(
        duty.organisation_id,
        subject,
        text,
        of_duty(duty),
        kind=URGED,
        duties=[duty],
        section_id=section,
        **to,  # type: ignore[arg-type]
    )


def tell_of(duty: Duty, chosen: UUID | None, actor: Actor) -> None:
    """Whoever was given it by somebody else is told."""
    if chosen in {None, actor.user_id}:
        return
    what, about = (later(getattr, duty, name) for name in ("what", "about"))
    told = {"name": actor.user_name, "what": what, "title": about}
    text = said(gettext_lazy("%(name)s asks you to handle this: %(what)s, %(title)s."), **told)
    subject = said("%(what)s: %(title)s", **told)
    notify(duty.organisation_id, subject, text, of_duty(duty), user_id=chosen, kind=ASKED, duties=[duty])


def back(request: HttpRequest) -> str:
    """Where one came from, within this portal."""
    wanted = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if known else reverse("portal:worklist")


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
