"""What only a demonstration has: a legal clock that can be moved forward, and the places of all its people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.demonstration import is_demonstration
from accounts.models import User
from core import dates
from portal.demo.progress import progress
from portal.preferences import safe_next
from portal.tasks import remind
from workflow.clock import SHANGHAI, legal_date, legal_now
from workflow.forward import forward
from workflow.law import calendar
from workflow.obstacles import Refused

MOVES = {
    "hour": gettext_lazy("+1 hour"),
    "day": gettext_lazy("+1 day"),
    "week": gettext_lazy("+5 working days"),
    "notice": gettext_lazy("+20 days"),
}
OPENS = time(9, 0)
"""When the office opens on a day that was chosen by its date."""
View = Callable[..., HttpResponse]


def demonstration_only(view: View) -> View:
    """There is no such page in production; everybody may use it in a demonstration."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_demonstration():
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(guarded)


def moved(now: datetime, move: str) -> datetime | None:
    """The moment that a button of the bar leads to."""
    here = now.astimezone(SHANGHAI)
    if move == "week":
        return datetime.combine(calendar.add_working_days(legal_date(now), 5), here.timetz())
    steps = {"hour": timedelta(hours=1), "day": timedelta(days=1), "notice": timedelta(days=20)}
    return now + steps[move] if move in steps else None


def chosen_day(text: str) -> datetime | None:
    """The opening hour of a day typed into the bar."""
    try:
        day: date | None = parse_date(text)
    except ValueError:
        day = None
    return datetime.combine(day, OPENS, SHANGHAI) if day else None


@require_POST
@demonstration_only
def move_clock(request: HttpRequest) -> HttpResponse:
    """Move the legal clock forward by a button's step or to a day."""
    if progress():
        messages.error(request, _("Wait until the city is loaded: until then its own time runs."))
        return HttpResponseRedirect(safe_next(request))
    now = legal_now()
    to = moved(now, request.POST.get("move", "")) or chosen_day(request.POST.get("to", ""))
    if to is None:
        messages.error(request, _("Choose a day to move to."))
        return HttpResponseRedirect(safe_next(request))
    try:
        after = forward(request.actor, to)  # type: ignore[attr-defined]
    except Refused as refused:
        said = [str(refused.message)] if refused.message else []
        said += [str(text) for texts in refused.errors.values() for text in texts]
        messages.error(request, " ".join(said))
    else:
        remind.delay()  # beat would come to it within minutes; a visitor looks now
        text = dates.with_time(dates.long_date(after, weekday=True), after)
        messages.success(request, _("It is now %(moment)s.") % {"moment": text})
    return HttpResponseRedirect(safe_next(request))


@require_POST
@demonstration_only
def take_place(request: HttpRequest) -> HttpResponse:
    """Go on as another person of the demonstration city; visitors' own accounts are theirs."""
    wanted = request.POST.get("username", "").replace("\x00", "")
    user = User.objects.filter(username=wanted, is_active=True, email=f"{wanted}@example.org").first()
    if user is None or not wanted:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    messages.success(request, _("You are %(name)s now.") % {"name": user.name})
    return HttpResponseRedirect(safe_next(request))
