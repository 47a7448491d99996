"""A unit's chains; sending something round; and the page of what goes round."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import history
from accounts.next_step import next_for
from core.actor import Actor
from core.components import Crumb
from documents import services as documents
from signoff import policies, reading
from signoff.forms import subject_of
from signoff.models import Chain, Circulation, Signature
from workflow import drafts, engine
from workflow.availability import obstacles_of
from workflow.clock import legal_now
from workflow.forms import PASSING
from workflow.obstacles import Refusal, Refused
from workflow.views import STATUS, StepView, say_beside

PER_PAGE = 30
MOVES_ON = ("place", "ask", "go_on", "go_back", "rest")
"""What the portal does between two people; the signatures say it already."""
OWN_INPUT = PASSING | {"of", "subject", "step", "note", "typed"}


@require_safe
def chains(request: HttpRequest) -> HttpResponse:
    """What one's unit has laid down, and what it had before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Chain.objects.visible_to(actor)
    context = {
        "title": _("Sign-off chains of our unit"),
        "crumbs": [Crumb(_("Sign-off"), reverse("signoff:circulations")), Crumb(_("Chains"))],
        "chains": sorted(rows.in_force(), key=lambda chain: (chain.kind, str(chain), chain.amount_from or 0)),
        "ended": rows.filter(state=Chain.State.ENDED).order_by("-ended_on", "-pk"),
        "may_lay_down": policies.lays_down_chains(actor),
    }
    return render(request, "signoff/chains.html", context)


@require_safe
def chain(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(Chain.objects.visible_to(actor), pk=pk)
    context = {
        "title": str(found),
        "crumbs": [Crumb(_("Chains"), reverse("signoff:chains")), Crumb(str(found))],
        "chain": found,
        "next": next_for([found], actor),
        "events": history.of_subjects([found]),
        "now": legal_now(),
    }
    return render(request, "signoff/chain.html", context)


@require_safe
def circulations(request: HttpRequest) -> HttpResponse:
    """What one's unit has sent round, and what others have sent to it; running ones first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Circulation.objects.visible_to(actor).select_related("organisation", "sender")
    running = rows.running().with_asked()
    context = {
        "title": _("Sign-off"),
        "running": running,
        "page": Paginator(rows.exclude(pk__in=running.values("pk")), PER_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "signoff/circulations.html", context)


@dataclass(frozen=True)
class Round:
    """What the page of a circulation shows of one version."""

    version: Any
    lines: list[reading.Line]


@require_safe
def circulation(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(
        Circulation.objects.visible_to(actor).select_related("organisation", "sender"), pk=pk
    )
    signatures = list(
        found.signatures.select_related(
            "station__organisation",
            "station__section",
            "station__membership__user",
            "signed_by",
            "signed_for",
        )
    )
    versions = list(found.versions.order_by("-number"))
    seen = subject_of(found.subject_type, found.subject_id, found.step, actor)
    following = next_for([*signatures, found], actor)
    following.over = found.is_over
    context = {
        "title": str(found),
        "crumbs": [Crumb(_("Sign-off"), reverse("signoff:circulations")), Crumb(found.about)],
        "circulation": found,
        "subject": seen,
        "next": following,
        "positions": by_position(signatures),
        "rounds": [Round(version, reading.lines(version, actor)) for version in versions],
        "papers": documents.papers(found, actor),
        "events": history.of_subjects([found, *signatures], without=MOVES_ON),
        "now": legal_now(),
    }
    return render(request, "signoff/circulation.html", context)


def by_position(signatures: Iterable[Signature]) -> list[list[Signature]]:
    """Signatures as the chain orders them; those side by side together."""
    found: dict[int, list[Signature]] = {}
    for signature in signatures:
        found.setdefault(signature.station.position, []).append(signature)
    return [found[position] for position in sorted(found)]


class RoundView(StepView):
    """The form of the step that is to be signed, and a note: what is filled in here is what goes round."""

    model = Circulation
    template_name = "signoff/send.html"

    def target(self) -> tuple[Any, str]:
        """The subject and the name of the step that signatures are gathered for."""
        raise NotImplementedError

    def inner_form(self, data: Any = None, files: Any = None, initial: Any = None) -> Any:
        subject, name = self.target()
        return engine.form_of(type(subject).steps()[name], subject, self.actor, data, files, initial)

    def inner_initial(self) -> dict[str, Any]:
        return {}

    def identity(self) -> dict[str, Any]:
        """What says which step of which subject it is."""
        return {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given, files = self.inner_input()
        data = self.sent(given)
        key = request.POST.get("idempotency_key", "").replace("\x00", "")[:80]
        try:
            done = engine.execute(self.subject, self.step_name, self.actor, data, key=key)
        except Refused as refused:
            return self.refuse_inner(refused, self.inner_form(given, files), data)
        messages.success(request, self.success_message(done))
        return HttpResponseRedirect(self.get_success_url(done))

    def inner_input(self) -> tuple[Any, Any]:
        """What was typed, after uploads were put by."""
        request = self.request
        given = request.POST.copy()
        for name in OWN_INPUT & set(given):
            del given[name]
        return self.inner_form(given, request.FILES).stage() if request.FILES else (given, request.FILES)

    def sent(self, given: Any) -> dict[str, Any]:
        """The input of sending itself. Whoever fills in no form of the step may send its input whole."""
        typed = {n: v if len(v) > 1 else v[0] for n, v in given.lists() if n not in OWN_INPUT and v}
        whole = "" if typed else self.request.POST.get("typed", "")
        return {
            **self.identity(),
            "typed": whole or json.dumps(typed),
            "note": self.request.POST.get("note", ""),
        }

    def refuse_inner(self, refused: Refused, inner: Any, data: dict[str, Any]) -> HttpResponse:
        """What the step's own form finds stands beside its fields; everything else on top."""
        if refused.kind is Refusal.ACTOR:
            raise PermissionDenied
        if refused.kind is Refusal.INPUT and refused.form is not None:
            return self.show(refused.form, STATUS[refused.kind], inner=inner)
        inner.is_valid()
        beside = set(inner.all_errors())
        own = self.step_form(data)
        for obstacle in refused.obstacles:
            if obstacle.field not in beside:
                say_beside(own, obstacle)
        for said in [[refused.message]] * bool(refused.message) + list(refused.errors.values()):
            own.add_error(None, [str(each) for each in said])
        return self.show(own, STATUS[refused.kind], inner=inner)

    def step_form(self, data: dict[str, Any]) -> Any:
        """The form of sending itself, as it was typed."""
        form = engine.form_of(self.step, self.subject, self.actor, data)
        form.is_valid()
        form._errors = type(form.errors)()
        return form

    def get_context(self, form: Any) -> dict[str, Any]:
        subject, name = self.target()
        step = type(subject).steps()[name]
        kept = drafts.find(step, subject, self.actor)
        initial = {**self.inner_initial(), **(kept.data if kept else {})}
        return super().get_context(form) | {
            "inner": self.inner_form(initial=initial),
            "target": subject,
            "target_step": step,
            "hindrances": obstacles_of(step, subject, self.actor),
            "chain": self.chain(),
        }

    def chain(self) -> Chain | None:
        raise NotImplementedError


class SendView(RoundView):
    """The address says of what: `?of=procurement.project&subject=…&step=submit`."""

    def born_within(self) -> Any:
        return self.target()[0]

    def target(self) -> tuple[Any, str]:
        step = self.asked("step")
        subject = subject_of(self.asked("of"), _uuid(self.asked("subject")), step, self.actor)
        if subject is None:
            raise Http404
        return subject, step

    def asked(self, name: str) -> str:
        return self.request.POST.get(name) or self.request.GET.get(name, "")

    def identity(self) -> dict[str, Any]:
        subject, name = self.target()
        return {"of": subject._meta.label_lower, "subject": str(subject.pk), "step": name}

    def get_initial(self) -> dict[str, Any]:
        return self.identity()

    def chain(self) -> Chain | None:
        subject, name = self.target()
        step = type(subject).steps()[name]
        return Chain.objects.for_step(self.actor.organisation_id, step.id, subject.amount_at_stake())


class ResendView(RoundView):
    """As it was sent, to be mended."""

    def target(self) -> tuple[Any, str]:
        return self.subject.subject, self.subject.step

    def inner_initial(self) -> dict[str, Any]:
        return dict(self.subject.latest.typed)

    def chain(self) -> Chain:
        return self.subject.chain


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
