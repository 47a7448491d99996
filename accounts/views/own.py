"""Who one is here, and switching between one's own memberships."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from accounts import actors, languages, policies
from accounts.models import Membership
from accounts.views.ways import safe_next


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Act for another of one's own organisations, and go back to where one was."""
    mine = Membership.objects.visible_to(request.actor).current()  # type: ignore[attr-defined]
    wanted = request.POST.get("membership", "")
    chosen = next((m for m in mine.select_related("organisation") if str(m.pk) == wanted), None)
    if chosen is None:
        raise Http404
    request.session[actors.SESSION_KEY] = str(chosen.pk)
    messages.success(
        request, _("You are now acting for %(organisation)s.") % {"organisation": chosen.organisation}
    )
    return HttpResponseRedirect(safe_next(request))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Be spoken to in that language from now on: pages, mails and messages."""
    wanted, names = request.POST.get("language", ""), dict(settings.LANGUAGES)
    if wanted not in names:
        raise Http404
    response = HttpResponseRedirect(safe_next(request))
    languages.keep(response, request.user, wanted)  # type: ignore[arg-type]
    with override(wanted):
        said = _("Pages, mails and messages come to you in %(language)s from now on.")
        messages.success(request, said % {"language": names[wanted]})
    return response


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, and as whom I can act."""
    context = {
        "title": _("My account"),
        "languages": settings.LANGUAGES,
        "chosen": languages.of(request.user),  # type: ignore[arg-type]
        "memberships": request.memberships,  # type: ignore[attr-defined]
        "sees_order": policies.sees_order(request.actor),  # type: ignore[attr-defined]
        "no_membership": _("You belong to no organisation at present"),
        "no_membership_help": _("Ask the administrator of your organisation to add you."),
    }
    return render(request, "accounts/me.html", context)
