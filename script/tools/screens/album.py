"""Takes the whole set: every page once in each language and size, one sign-in for each person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from tools.screens import browsing, look, papers
from tools.screens.route import Missing, find
from tools.screens.shots import Shot


@dataclass
class Taken:
    """The pictures of a page, by language and size, and what is wrong with it."""

    shot: Shot
    address: str = ""
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Wanted:
    home: str
    out: Path
    languages: list[str]
    sizes: list[str]


def take(chromium: Any, shots: list[Shot], wanted: Wanted) -> list[Taken]:
    """In the order of `shots`."""
    taken: dict[str, Taken] = {}
    for who, own in groupby(sorted(shots, key=lambda shot: shot.who), key=lambda shot: shot.who):
        with browsing.person(chromium, wanted.home, who) as visit:
            for shot in own:
                taken[shot.name] = _one(visit, shot, wanted)
                for fault in taken[shot.name].faults:
                    print(f"{shot.name}  {fault}", flush=True)
    return [taken[shot.name] for shot in shots]


def _one(visit: browsing.Visit, shot: Shot, wanted: Wanted) -> Taken:
    visit.speak("zh")
    try:
        found = Taken(shot, find(visit.page, shot, wanted.home))
        if shot.paper:
            _paper(visit, found, wanted)
        else:
            found.faults += _page(visit, found, wanted)
    except (Missing, Error) as missing:
        return Taken(shot, faults=[f"missing: {missing}"])
    return found


def _paper(visit: browsing.Visit, found: Taken, wanted: Wanted) -> None:
    answer = visit.page.context.request.get(found.address)
    if not answer.ok or answer.headers.get("content-type") != "application/pdf":
        raise Missing(f"{found.address.removeprefix(wanted.home)} is no PDF: {answer.status}")
    name = f"{found.shot.name}.png"
    found.faults += papers.picture(answer.body(), wanted.out / name)
    found.files["zh", "desk"] = name


def _page(visit: browsing.Visit, found: Taken, wanted: Wanted) -> Iterator[str]:
    lost = found.shot.name == "not-found"
    for language in wanted.languages:
        visit.speak(language)
        for size in wanted.sizes:
            visit.stand(size)
            answer = visit.go(found.address)
            name = f"{found.shot.name}-{language}-{size}.png"
            visit.see_all(size)
            visit.page.screenshot(path=wanted.out / name, full_page=True)
            found.files[language, size] = name
            if answer.status >= 400 and not lost:
                yield f"{language} {size}: HTTP {answer.status}"
            said = [] if lost else list(visit.said)
            yield from (
                f"{language} {size}: {fault}" for fault in [*said, *look.faults(visit.page, language)]
            )
