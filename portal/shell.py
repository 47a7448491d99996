"""What every page of the shell shows: who is looking, where they can go, and which legal day it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.demonstration import DemonstrationAccount, accounts_to_show
from accounts.models import Membership, Message
from accounts.roles import Role
from core import dates
from core.actor import ANONYMOUS, Actor
from core.components import NavItem
from core.panels import collect
from core.phrases import listed
from portal import demonstration, preferences
from portal.demo.progress import Progress, progress
from workflow.clock import legal_now

FOOT = [("consult", _("Look up")), ("take_part", _("Take part")), ("about", _("About"))]

WIDE, NARROW, PADDING = 50, 32, 1.75
"""In rem: room beside the Chinese and the English name of the portal and the bell; and around a word."""
ROW, CLOSE, MORE = 72.5, 1.125, 5.5
"""A row of its own in a window of 1,280 pixels; around a word there; and the menu that takes what finds no room."""
SMALL, CHEVRON, WIDEST_NAME = 0.875, 1.5, 20
"""How who is signed in is written: size of text, room for the arrow, and how wide it may become."""
MOST_COUNTED = 99


@dataclass(frozen=True)
class FootColumn:
    heading: Any
    links: list[NavItem]


class Layout:
    """Drawn from by `templates/layout/`. Everything is worked out when a template first asks for it."""

    def __init__(self, request: HttpRequest):
        self.request = request

    @property
    def actor(self) -> Actor:
        return getattr(self.request, "actor", ANONYMOUS)

    @property
    def path(self) -> str:
        """This page's own address, to come back to."""
        return self.request.get_full_path() if self.request.method == "GET" else self.request.path

    @property
    def language(self) -> str:
        return "en" if (get_language() or "").startswith("en") else "zh-Hans"

    @property
    def large_text(self) -> bool:
        return preferences.large_text(self.request)

    @cached_property
    def legal_now(self) -> datetime:
        return legal_now()

    @property
    def legal_time(self) -> str:
        """The time of day in Shanghai."""
        return dates.clock_time(self.legal_now)

    @cached_property
    def demonstration(self) -> bool:
        return demonstration.is_demonstration()

    @property
    def practice(self) -> bool:
        """Whether this is the practice area, where a watermark lies over everything."""
        return settings.PRACTICE

    @property
    def practice_url(self) -> str:
        """In the real portal: where one may try everything without consequence."""
        return settings.PRACTICE_URL

    @property
    def work_url(self) -> str:
        """In the practice area: where real work is done."""
        return settings.WORK_URL

    @cached_property
    def loading(self) -> Progress | None:
        """How far the demonstration's city is, while it is still being loaded."""
        return progress() if self.demonstration else None

    @cached_property
    def clock_moves(self) -> dict[str, Any]:
        """Buttons of the demonstration bar."""
        return demonstration.MOVES

    @cached_property
    def demonstration_accounts(self) -> list[DemonstrationAccount]:
        return accounts_to_show()

    @cached_property
    def _links(self) -> list[NavItem]:
        return sorted(collect("navigation", self.actor), key=lambda item: item.order)

    @cached_property
    def navigation(self) -> list[NavItem]:
        """The main navigation; the entry with the longest fitting address is the current one."""
        items = [item for item in self._links if item.place == "main"]
        fits = {url: item for item in items for url in (item.url, *item.holds)}
        if fitting := [url for url in fits if _lies_below(self.request.path, url)]:
            fits[max(fitting, key=len)].current = True
        return items

    @cached_property
    def two_rows(self) -> bool:
        """Whether the main navigation needs a row of its own: as wide as its words, in either language."""
        words = sum(_width(str(item.label)) + PADDING for item in self.navigation)
        return words > (NARROW if self.language == "en" else WIDE) - self._width_of_who()

    @cached_property
    def shown(self) -> list[NavItem]:
        """What stands in the masthead itself: one row, whatever the language."""
        widths = list(accumulate(_width(_words(item)) + CLOSE for item in self.navigation))
        if not self.two_rows or widths[-1] <= ROW:
            return self.navigation
        return [item for item, width in zip(self.navigation, widths, strict=True) if width <= ROW - MORE]

    @property
    def folded(self) -> list[NavItem]:
        return self.navigation[len(self.shown) :]

    @property
    def is_in_folded(self) -> bool:
        return any(item.current for item in self.folded)

    def _width_of_who(self) -> float:
        if not self.actor.is_user:
            return 0
        person = _width(f"{self.actor.user_name} {self.role_label}")
        unit = _width(str(self.actor.organisation_name)) + CHEVRON
        return min(SMALL * max(person, unit), WIDEST_NAME)

    @cached_property
    def footer_columns(self) -> list[FootColumn]:
        columns = [FootColumn(heading, _at(self._links, place)) for place, heading in FOOT]
        return [column for column in columns if column.links]

    @property
    def registrations(self) -> list[str]:
        """Registration numbers that a public site must show, as given by the operator."""
        return settings.PORTAL_REGISTRATIONS

    @property
    def other_memberships(self) -> list[Membership]:
        if not self.actor.is_user:
            return []
        return [m for m in self.request.memberships if m.pk != self.actor.membership_id]  # type: ignore[attr-defined]

    @cached_property
    def role_label(self) -> str:
        return listed(role.label for role in Role if role in self.actor.roles)

    @cached_property
    def unread(self) -> int:
        """How many messages wait to be read, whichever organisation they are about."""
        return Message.objects.visible_to(self.actor).unread().count() if self.actor.is_user else 0

    @property
    def unread_shown(self) -> str:
        return str(self.unread) if self.unread <= MOST_COUNTED else f"{MOST_COUNTED}+"

    @cached_property
    def sign_in_url(self) -> str:
        """Leads back to where one is; from the public home on to one's work."""
        way_back = "" if self.path == reverse("portal:home") else f"?{urlencode({'next': self.path})}"
        return reverse(settings.LOGIN_URL) + way_back

    @cached_property
    def sign_out_url(self) -> str:
        return reverse("accounts:sign_out")

    @property
    def switch_url(self) -> str:
        return reverse("accounts:switch")

    @property
    def language_url(self) -> str:
        """Where whoever is signed in chooses the language, for themselves and not for the browser alone."""
        return reverse("accounts:language")

    @cached_property
    def account_url(self) -> str:
        return reverse("accounts:me")

    @property
    def text_size_url(self) -> str:
        return preferences.link(self.path, text="" if self.large_text else preferences.LARGE)

    @property
    def chinese_url(self) -> str:
        return preferences.link(self.path, language="zh-hans")

    @property
    def english_url(self) -> str:
        return preferences.link(self.path, language="en")


def _lies_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _at(items: Iterable[NavItem], place: str) -> list[NavItem]:
    return [item for item in items if item.place == place]


def _words(item: NavItem) -> str:
    return f"{item.label} {item.count}" if item.count else str(item.label)


def _width(text: str) -> float:
    """About how many rem a text takes: a Chinese character one, a Latin letter half of one."""
    return sum(1.0 if letter > "\u2e80" else 0.53 for letter in text)
