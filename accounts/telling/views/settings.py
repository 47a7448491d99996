"""The page on which a person says what they want to be told by which way, when, and where they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Address, Delivery, User
from accounts.telling import addresses, channels, wishes
from accounts.telling.addresses import MOST_CODES, Answer
from accounts.telling.channels import Undelivered
from accounts.telling.forms import AddressForm, ComeBackForm, HoursForm, WishesForm
from accounts.telling.kinds import RINGING, Way
from core.components import Crumb
from workflow.clock import legal_date, legal_now

SHOWN_FAULTS = 5


@dataclass(frozen=True)
class Reached:
    """A way that rings, and where it leads."""

    way: Way
    address: Address | None

    @property
    def is_shown(self) -> bool:
        return self.address is not None and self.address.verified_at is not None


@require_http_methods(["GET", "HEAD", "POST"])
def telling(request: HttpRequest) -> HttpResponse:
    """Both forms stand on one page and are kept together."""
    person: User = request.user  # type: ignore[assignment]
    data = request.POST if request.method == "POST" else None
    wanted, hours = WishesForm(data, person), HoursForm(data, instance=wishes.hours_of(person))
    if data is not None and wanted.is_valid() and hours.is_valid():
        wanted.save()
        hours.save()
        messages.success(request, _("Kept. It holds for what is told from now on."))
        return HttpResponseRedirect(reverse("accounts:telling"))
    context = {
        "title": _("What I am told, and how"),
        "crumbs": _crumbs(_("What I am told, and how")),
        "wishes": wanted,
        "keep_days": settings.KEEP_MESSAGES.days,
        "hours": hours,
        "ways": channels.offered(),
        "reached": [_reached(person, way) for way in channels.offered() if way in RINGING],
        "faults": _faults(person),
        "now": legal_now(),
        "today": legal_date(),
    }
    return render(request, "accounts/telling.html", context)


def _reached(person: User, way: Way) -> Reached:
    return Reached(way, Address.objects.filter(person=person, way=way).exclude(value="").first())


def _faults(person: User) -> Any:
    """What could not be delivered last; it stands among the messages nevertheless."""
    rows = Delivery.objects.filter(message__person=person, state=Delivery.State.FAILED)
    return rows.select_related("message").order_by("-message__made_at")[:SHOWN_FAULTS]


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, way: str) -> HttpResponse:
    """Say where one is reached: a code is sent there."""
    person, wanted = request.user, _way(way)
    found = _reached(person, wanted).address  # type: ignore[arg-type]
    form = AddressForm(
        request.POST if request.method == "POST" else None, wanted, found.value if found else ""
    )
    if form.is_bound and form.is_valid() and _sent(request, wanted, form):
        return HttpResponseRedirect(reverse("accounts:telling_code", args=[wanted]))
    title = _("Where I am reached by %(way)s") % {"way": wanted.label}
    return render(request, "accounts/telling_address.html", _page(title, form, wanted))


def _sent(request: HttpRequest, way: Way, form: AddressForm) -> bool:
    """Whether a code is on its way; what stands in the way of that stands beside the field."""
    person: User = request.user  # type: ignore[assignment]
    if not addresses.may_ask(person, way):
        text = _("%(number)s codes were sent today, which is the most. Try again tomorrow.")
        form.add_error("value", text % {"number": MOST_CODES})
        return False
    try:
        addresses.ask(person, way, form.cleaned_data["value"])
    except Undelivered:
        form.add_error(
            "value", _("The code could not be sent there. Check what you typed, or try again later.")
        )
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, way: str) -> HttpResponse:
    """Type in the code that came."""
    wanted = _way(way)
    person: User = request.user  # type: ignore[assignment]
    found = _reached(person, wanted)
    if found.address is None or found.is_shown:
        return HttpResponseRedirect(reverse("accounts:telling"))
    form = ComeBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = addresses.answer(person, wanted, form.cleaned_data["code"])
        if given is Answer.RIGHT:
            messages.success(request, _("You are reached there from now on."))
            return HttpResponseRedirect(reverse("accounts:telling"))
        wrong = {
            Answer.WRONG: _("This code is wrong. Look at the latest message."),
            Answer.OVER: _("This code is no longer valid. Have a new one sent."),
        }
        form.add_error("code", wrong[given])
    title = _("Code for %(way)s") % {"way": wanted.label}
    return render(
        request, "accounts/telling_code.html", _page(title, form, wanted) | {"address": found.address}
    )


@require_POST
def forget(request: HttpRequest, way: str) -> HttpResponse:
    """No longer be reached there."""
    if addresses.forget(request.user, _way(way)):  # type: ignore[arg-type]
        messages.success(request, _("The address is taken away."))
    return HttpResponseRedirect(reverse("accounts:telling"))


def _way(name: str) -> Way:
    """One of the ways that ring, where this portal has it."""
    if name not in RINGING or Way(name) not in channels.offered():
        raise Http404
    return Way(name)


def _crumbs(*labels: str) -> list[Crumb]:
    first = [
        Crumb(_("My account"), reverse("accounts:me")),
        Crumb(_("Messages"), reverse("accounts:messages")),
    ]
    return [*first, *(Crumb(label) for label in labels)]


def _page(title: str, form: Any, way: Way) -> dict[str, Any]:
    crumbs = [*_crumbs(), Crumb(_("What I am told, and how"), reverse("accounts:telling")), Crumb(title)]
    return {"title": title, "crumbs": crumbs, "form": form, "way": way}
