"""One page of each address of the portal, in both languages, rendered before a browser opens them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from accounts import demo as people
from evaluation import demo
from rulebook.models import LogExport
from sourcing.models import Receipt
from tests.walks.stops import Stop, client_of
from tests.walks.words.crawl import VISITORS, Crawler

LANGUAGES = ("zh-hans", "en")
OF_ACCOUNTS = (
    "accounts:confirm",
    "accounts:password",
    "accounts:forgotten",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
)
"""Pages of signing in that one is led to only when they are needed."""


@dataclass
class Pages:
    """HTML by what it is (`route language`); `routes` are those that answered, with whatever."""

    html: dict[str, str] = field(default_factory=dict)
    routes: set[str] = field(default_factory=set)

    def visit(self, stop: Stop) -> None:
        """The page of a step in both languages, and as it refuses an empty form."""
        client = stop.client()
        self.read(client, stop.address)
        speak(client, LANGUAGES[0])
        self.take(f"{stop.step.id} refused", client.post(stop.address, {}))
        if not stop.step.first:
            self.read(client, stop.subject.get_absolute_url())
        for address in around(stop):
            self.read(client, address)

    def crawl(self) -> None:
        """What links lead to, each view as the first person who comes to it."""
        export = LogExport._base_manager.get()  # only auditors are led there
        self.read(client_of(people.actor("sjj.shenji")), export.get_absolute_url())
        for name in OF_ACCOUNTS:
            self.read(client_of(people.actor("mzj.jingban")), reverse(name))
        self.read(Client(), reverse("accounts:reset", args=["nobody", "no-link"]))
        crawler = Crawler(once=True)
        for who in VISITORS:
            client = client_of(people.actor(who)) if who else Client()
            for page in crawler.crawl(who):
                self.read(client, page.address)

    def read(self, client: Client, address: str) -> None:
        """In both languages, unless a page of that view is there already."""
        route = route_of(address)
        if route in self.routes:
            return
        self.routes.add(route)
        for language in LANGUAGES:
            speak(client, language)
            self.take(f"{route} {language}", client.get(address, follow=True))

    def take(self, name: str, answer: HttpResponse) -> None:
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
            self.html.setdefault(name, answer.content.decode())


def around(stop: Stop) -> Iterator[str]:
    """Pages that are there for a while only, or that no link of another page names."""
    match stop.step.id:
        case "sourcing.bid.withdraw":
            receipt = Receipt.objects.filter(bid__provider_id=stop.actor.organisation_id).first()
            yield reverse("sourcing:receipt", args=[receipt.number])
        case "sourcing.tender.contribute":
            yield reverse("sourcing:ceremony", args=[stop.subject.pk])
        case "evaluation.evaluation.prolong_survey":
            (secret,) = demo.issued(stop.subject, stop.subject.survey.strata.first(), 1)
            yield reverse("evaluation:survey", args=[secret])
            yield reverse("evaluation:survey-thanks")
        case "rulebook.parameterchange.propose":
            yield reverse("rulebook:choose")


def speak(client: Client, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language


def route_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "not found"
