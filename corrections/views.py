"""What may be corrected of a subject, the form, a correction's own page, and the list of those one may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import history
from accounts.models import Organisation
from accounts.next_step import Next, next_for
from accounts.roles import Role
from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date
from corrections import pointing
from corrections.declaring import Dependent, Entry, text_of
from corrections.kinds import TONES
from corrections.models import Correction
from documents.services import papers
from documents.showing import shown
from workflow.clock import legal_now
from workflow.obstacles import Mend, Obstacle
from workflow.views import StepView

PER_PAGE = 30


@dataclass(frozen=True)
class Choice:
    """One entry that could be corrected: what it reads now, the way to the form, or what stands in the way."""

    label: Any
    value: str
    url: str
    obstacles: list[Obstacle]


@dataclass(frozen=True)
class Refusal:
    """Something that is never corrected: why, and what to do instead."""

    label: Any
    instead: Any
    rule: str
    mend: Mend | None


@dataclass(frozen=True)
class Consequence:
    """A dependent as the page draws it."""

    text: Any
    how: Any
    tone: str
    url: str


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The entries of one subject: which of them the reader may have corrected, and what to do about the others."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = pointing.subject_of(request.GET.get("of"), request.GET.get("subject"), actor)
    if found is None:
        raise Http404
    declared, subject = found
    open_to = declared.open_to(actor, subject)
    if not open_to:
        raise PermissionDenied
    context = {
        "title": _("Correct an entry"),
        "crumbs": [Crumb(str(subject), subject.get_absolute_url()), Crumb(_("Correct an entry"))],
        "subject": subject,
        "choices": [choice for entry in open_to for choice in _choices(subject, entry)],
        "nevers": [
            Refusal(never.name, never.instead, never.rule, never.mend(subject) if never.mend else None)
            for never in declared.nevers
        ],
    }
    return render(request, "corrections/choose.html", context)


def _choices(subject: Any, entry: Entry) -> list[Choice]:
    return [
        Choice(
            entry.name_for(row), text_of(entry.value(subject, row)), _form_of(subject, entry, row),
            entry.in_the_way(subject, row),
        )
        for row in entry.rows_of(subject)
    ]  # fmt: skip


def _form_of(subject: Any, entry: Entry, row: Any) -> str:
    named = {"of": subject._meta.label_lower, "subject": str(subject.pk), "entry": entry.name}
    named |= {"row": str(row.pk)} if row is not None else {}
    return f"{reverse('corrections:correction-propose')}?{urlencode(named)}"


class ProposeView(StepView):
    """The form, for the entry named in the address: what it reads now, and what depends on it."""

    template_name = "corrections/propose.html"

    def get_subject(self) -> Correction:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        names = ("of", "subject", "entry", "row")
        found = pointing.find({n: asked.get(n) or self.request.GET.get(n) for n in names}, self.actor)
        if found is None:
            raise Http404
        correction = Correction()
        correction.point_at(*found)
        return correction

    def policy_subject(self) -> Correction:
        return self.subject

    def born_within(self) -> Any:
        return self.subject.target

    def get_initial(self) -> dict[str, Any]:
        subject = self.subject
        row = {"row": subject.row_id} if subject.row_id else {}
        named = {"of": subject.subject_type, "subject": subject.subject_id, "entry": subject.entry_name}
        return {**named, **row, "value": subject.current}

    def get_context(self, form: Any) -> dict[str, Any]:
        decider = self.subject.entry.decider(self.subject.target, self.actor)
        return super().get_context(form) | {
            "correction": self.subject,
            "consequences": consequences(self.subject.depends()),
            "decider": Organisation.objects.filter(pk=decider.organisation_id).first(),
            "decider_role": Role(decider.role).label,
        }


class ConfirmView(StepView):
    """Both values and what depends on them stand above the button."""

    template_name = "corrections/confirm.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {
            "correction": self.subject,
            "consequences": consequences(self.subject.depends()),
        }


def consequences(rows: list[Dependent]) -> list[Consequence]:
    return [Consequence(row.text, row.how.label, TONES[row.how], row.url) for row in rows]


@require_safe
def correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From what to what, why, by whom; what depended on it and what became of that."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(Correction.objects.visible_to(actor).select_related("notice"), pk=pk)
    subject = pointing.subject_of(found.subject_type, found.subject_id, actor)
    context = {
        "title": found.item,
        "crumbs": [Crumb(_("Corrections"), reverse("corrections:corrections")), Crumb(found.item)],
        "correction": found,
        "subject": subject[1] if subject else None,
        "next": _next(found, actor),
        "consequences": consequences(found.depends()),
        "facts": list(_facts(found)),
        "papers": shown(papers(found, actor)),
        "events": history.of_subjects([found]),
        "now": legal_now(),
    }
    return render(request, "corrections/correction.html", context)


def _next(found: Correction, actor: Actor) -> Next:
    """Once it is decided and nothing is left to be settled, nobody's turn will come."""
    step = next_for([found], actor)
    waits = {found.State.PROPOSED, found.State.CORRECTED} if found.settler_id else {found.State.PROPOSED}
    step.over = found.state not in waits
    return step


def _facts(found: Correction) -> Any:
    units = Organisation.objects.in_bulk([found.organisation_id, found.decider_id])
    yield Fact(_("Kind of mistake"), found.get_ground_display())
    yield Fact(_("Proposed by"), units.get(found.organisation_id, ""))
    yield Fact(_("Proposed on"), long_date(found.proposed_at))
    decided = found.decided_by is not None
    label = _("Decided by") if decided else _("To be confirmed by")
    yield Fact(label, units.get(found.decider_id, ""))
    if decided:
        yield Fact(_("Decided on"), long_date(found.decided_at))
    if found.notice:
        yield Fact(_("Correction notice"), found.notice.number, found.notice.get_absolute_url(), number=True)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """All that the reader may see, those that wait first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Correction.objects.visible_to(actor)
    waiting = rows.filter(state=Correction.State.PROPOSED)
    context = {
        "title": _("Corrections"),
        "waiting": waiting,
        "page": Paginator(rows.exclude(pk__in=waiting.values("pk")), PER_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "corrections/list.html", context)
