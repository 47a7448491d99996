"""What upper apps may ask of this one: declare what may be corrected, and show what was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core.actor import Actor
from corrections import declaring
from corrections.declaring import Correctable
from corrections.forms import CorrectForm
from corrections.models import Correction
from workflow import registry


def declare(correctable: Correctable) -> None:
    """Let entries of a lifecycle be corrected. Call it in a module that `AppConfig.ready()` imports."""
    declaring.declare(correctable)
    registry.forms.register(f"{correctable.model._meta.label_lower}.correct")(CorrectForm)


@dataclass(frozen=True)
class OnPage:
    """What a subject's page shows of corrections (`corrections/_of_subject.html`)."""

    done: list[Correction] = field(default_factory=list)
    waiting: list[Correction] = field(default_factory=list)
    url: str = ""
    """Where this reader would propose one; empty where they can't."""


def on_page(subjects: Iterable[Any], actor: Actor) -> OnPage:
    """Corrections of these subjects that the actor may read; a new one is proposed for the first of them."""
    rows = list(subjects)
    found = Correction.objects.visible_to(actor).of(rows).standing().select_related("notice")
    first = rows[0] if rows else None
    return OnPage(
        [c for c in found if c.is_done],
        [c for c in found if not c.is_done],
        way_to(first, actor) if first else "",
    )


def way_to(subject: Any, actor: Actor) -> str:
    """The page that lists what of a subject can be corrected, for whoever may propose some of it."""
    declared = declaring.of(subject)
    if declared is None or not declared.open_to(actor, subject):
        return ""
    return f"{reverse('corrections:choose')}?{query_of(subject)}"


def query_of(subject: Any) -> str:
    return urlencode({"of": subject._meta.label_lower, "subject": str(subject.pk)})
