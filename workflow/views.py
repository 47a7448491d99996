"""One page for any step: its form, what stands in the way, and the act itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views import View

from core.components import Crumb
from core.forms import all_problems
from core.formsets import wanted_row, with_added_row
from core.htmx import wants_part
from workflow import confirming, drafts, engine, events, law, paper, registry, typed
from workflow.act import Channel
from workflow.availability import Available, obstacles_of
from workflow.forms import OVERRIDES, PASSING
from workflow.landing import opened
from workflow.obstacles import Mend, Obstacle, Refusal, Refused, warn
from workflow.standing import acting
from workflow.steps import Step

STATUS = {
    Refusal.INPUT: HTTPStatus.UNPROCESSABLE_ENTITY,
    Refusal.OBSTACLES: HTTPStatus.UNPROCESSABLE_ENTITY,
    Refusal.STATE: HTTPStatus.CONFLICT,
    Refusal.CONFLICT: HTTPStatus.CONFLICT,
}


class EntryIncomplete(Exception):
    """An act on paper was begun to be entered, and something about the paper is missing."""


class StepView(View):
    """GET shows a step's form and obstacles, POST does it.

    A subject that the actor may not see is 404, a step that the role doesn't allow 403 (the attempt is written
    down), a refusal 409 or 422 with everything that was typed still in the form.
    """

    model: Any = None
    step_name = ""
    template_name = "workflow/step.html"
    draft = False
    """Offer to save what has been typed."""
    home: tuple[str, Any] | None = None
    """Where a first step leads back to: the name of an address, and what is found there."""
    saves_anyway = False
    """The step itself keeps what is unfinished: what is typed is kept meanwhile, without a button of its own."""
    button: Any = ""
    """What the button in the form says, where that is something else than the way to the form."""
    keeps_typed = True
    """What was typed is there again after the person has confirmed that it is them. Not for secrets."""
    entry: Any = None
    """The bound form of what was done on paper."""
    warned: Sequence[Obstacle] = ()
    """What was warned of as the step was refused just now."""

    @property
    def step(self) -> Step:
        return self.model.steps()[self.step_name]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.actor = request.actor  # type: ignore[attr-defined]
        self.subject = self.get_subject()
        standing = acting(self.step, self.actor, self.policy_subject())
        if standing is None:
            if request.method == "POST":
                engine.turn_away(self.subject, self.step_name, self.actor)
            raise PermissionDenied
        self.standing = standing
        return super().dispatch(request, *args, **kwargs)

    def get_subject(self) -> Any:
        """The subject among what the actor may see; for a first step a new, unsaved one."""
        if self.step.first:
            return self.model()
        found = self.model.objects.visible_to(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def policy_subject(self) -> Any:
        return None if self.step.first else self.subject

    def born_within(self) -> Any:
        """What the subject of a first step will belong to, where that is settled already."""
        return None

    def way_back(self) -> Crumb | None:
        """The page from which one comes to this step."""
        above = self.born_within() if self.step.first else self.subject
        if above is not None:
            return Crumb(str(above), above.get_absolute_url())
        return Crumb(self.home[1], reverse(self.home[0])) if self.home else None

    def get_initial(self) -> dict[str, Any]:
        """What the form starts from when there is no draft."""
        return {}

    def from_draft(self, typed: Any) -> Any:
        """A draft as the form takes it now, where the page's rows may have changed since."""
        return typed

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        if data is None and self.draft and (kept := drafts.find(self.step, self.subject, self.actor)):
            typed = self.from_draft(drafts.as_typed(kept))
            return unchecked(engine.form_of(self.step, self.subject, self.standing.actor, typed))
        return engine.form_of(self.step, self.subject, self.standing.actor, data, files, self.get_initial())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.step.first and not self.step.is_possible(self.subject):
            messages.warning(
                request,
                _("It is “%(state)s” now, and “%(step)s” can't be done in that state.")
                % {"state": self.subject.get_state_display(), "step": self.step.label},
            )
            return HttpResponseRedirect(self.subject.get_absolute_url())
        if (kept := typed.find(request)) is not None:
            return self.show(unchecked(engine.form_of(self.step, self.subject, self.actor, kept)))
        return self.show(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wanted_row(request.POST):
            data, files = self.staged(with_added_row(request.POST))
            return self.show(
                unchecked(engine.form_of(self.step, self.subject, self.standing.actor, data, files))
            )
        if self.draft and "save_draft" in request.POST:
            return self.keep_draft(request)
        if self.draft and (conflict := self.faster_draft()) is not None:
            data, files = self.staged(request.POST)
            form = unchecked(engine.form_of(self.step, self.subject, self.standing.actor, data, files))
            return self.show(form, HTTPStatus.CONFLICT, conflict=conflict)
        try:
            entered = self.entered_from_paper()
        except EntryIncomplete:
            return self.ask_again_for_entry()
        try:
            done = engine.execute(
                self.subject,
                self.step_name,
                self.actor,
                request.POST,
                files=request.FILES,
                key=request.POST.get("idempotency_key", "").replace("\x00", "")[:80],
                **entered,
            )
        except Refused as refused:
            return self.refuse(refused)
        typed.forget(request)
        landing = self.get_success_url(done)
        if self.standing.mandate is not None:
            landing = opened(request, landing)
        messages.success(request, self.success_message(done))
        return HttpResponseRedirect(landing)

    def entered_from_paper(self) -> dict[str, Any]:
        """What `execute` is told of an act that was done on paper; nothing for one that is done here."""
        form = paper.form_for(self.subject, self.actor, self.request.POST, self.request.FILES)
        if form is None or not (form.is_filled or paper.WANTED in self.request.POST):
            return {}
        self.entry = paper.form_for(self.subject, self.actor, *form.stage())
        if not self.entry.is_valid():
            raise EntryIncomplete
        return {
            "channel": Channel.PAPER,
            "occurred_at": self.entry.moment(),
            "evidence": self.entry.evidence(),
        }

    def ask_again_for_entry(self) -> HttpResponse:
        """The page with what is missing about the paper, before anything about the step itself is called wrong."""
        data, files = self.staged(self.request.POST)
        form = unchecked(engine.form_of(self.step, self.subject, self.actor, data, files))
        return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)

    def entry_form(self, state: Available) -> Any:
        """The part of the page for what was done on paper, where that could be entered now."""
        if self.entry is not None:
            return self.entry
        return paper.form_for(self.subject, self.actor) if state.may_be_entered_from_paper else None

    def staged(self, data: Any) -> tuple[Any, Any]:
        """Input and files after uploads were put by: no way through this page loses one."""
        return engine.stage(self.step, self.subject, self.actor, data, self.request.FILES)

    def keep_draft(self, request: HttpRequest) -> HttpResponse:
        posted, _files = self.staged(request.POST)
        try:
            kept = self.save_draft(posted)
        except drafts.DraftConflict as conflict:
            if wants_part(request):
                return self.kept(HTTPStatus.CONFLICT, conflict=conflict)
            return self.show(self.get_form(request.POST), HTTPStatus.CONFLICT, conflict=conflict)
        if wants_part(request):
            return self.kept(draft=kept)
        messages.success(request, _("Saved as a draft. Nothing has been submitted yet."))
        return HttpResponseRedirect(request.path)

    def save_draft(self, posted: Any) -> Any:
        data = {n: v if len(v) > 1 else v[0] for n, v in posted.lists() if n not in PASSING and v}
        return drafts.save_draft(self.subject, self.step_name, self.actor, data, self.known_draft())

    def keep_with_draft(self, posted: Any) -> None:
        """A refused step leaves its input in the form; where a draft was saved before, that takes it up as well, so
        that it is there for whoever leaves the page to put right what is missing."""
        if self.draft and self.known_draft() and hasattr(posted, "lists"):
            with suppress(drafts.DraftConflict):
                self.save_draft(posted)

    def known_draft(self) -> int:
        """Which version of the draft this page was drawn from or has saved itself."""
        version = self.request.POST.get("draft_version", "")
        return int(version) if version.isdecimal() and len(version) < 9 else 0

    def faster_draft(self) -> drafts.DraftConflict | None:
        """Somebody's draft, newer than this page: taking the step would use it up unread."""
        found = drafts.find(self.step, self.subject, self.actor)
        if found is None or "draft_version" not in self.request.POST or found.version == self.known_draft():
            return None
        return drafts.DraftConflict(found, {})

    def kept(self, status: int = HTTPStatus.OK, **said: Any) -> HttpResponse:
        """What the line about saving says after the page has saved by itself."""
        return render(self.request, "workflow/_kept.html", said, status=status)

    def refuse(self, refused: Refused) -> HttpResponse:
        if refused.kind is Refusal.ACTOR:
            raise PermissionDenied
        if confirming.is_all_that_is_missing(refused):
            return self.ask_to_confirm(refused)
        form = refused.form or self.get_form(self.request.POST, self.request.FILES)
        self.keep_with_draft(form.data)
        for obstacle in refused.obstacles:
            beside = self.entry if self.entry and obstacle.field in self.entry.fields else form
            say_beside(beside, obstacle)
        if refused.message:
            form.add_error(None, str(refused.message))
        self.warned = refused.warned
        moved = self.last_act(refused) if refused.kind is Refusal.STATE else None
        return self.show(form, STATUS[refused.kind], refused=refused, moved=moved)

    def last_act(self, refused: Refused) -> Any:
        """What brought the subject to where it stands, as far as the actor may know of it."""
        ask = registry.routers.get("latest")
        return ask(refused.form.subject, self.actor) if ask and refused.form else None

    def ask_to_confirm(self, refused: Refused) -> HttpResponse:
        """To the page where one confirms, and back to this very page with everything still in the form."""
        if self.keeps_typed and refused.form is not None:
            typed.keep(self.request, refused.form.data)
        return HttpResponseRedirect(confirming.address(self.request.get_full_path()))

    def show(self, form: Any, status: int = HTTPStatus.OK, **extra: Any) -> HttpResponse:
        return render(self.request, self.template_name, self.get_context(form) | extra, status=status)

    def get_context(self, form: Any) -> dict[str, Any]:
        found = obstacles_of(self.step, self.subject, self.actor)
        state = Available(self.step, self.subject, found, self.standing.principal)
        return {
            "title": self.step.label,
            "parts": form.parts.values(),
            "warnings": self.warnings(found, form),
            "form": form,
            "entry": self.entry_form(state),
            "step": self.step,
            "back": self.way_back(),
            "subject": None if self.step.first else self.subject,
            "available": state,
            "unconfirmed": self.unconfirmed(),
            "draft": drafts.find(self.step, self.subject, self.actor) if self.draft else None,
            "may_draft": self.draft,
            "draft_button": self.draft and not self.saves_anyway,
            "button": self.button,
            "idempotency_key": uuid4().hex,
        }

    def unconfirmed(self) -> Obstacle | None:
        """That a confirmation will be asked for, said before one begins."""
        obstacle = confirming.missing(self.step, self.subject, self.actor)
        here = self.request.get_full_path()
        return (
            replace(obstacle, mend=Mend(confirming.address(here), obstacle.mend.label)) if obstacle else None
        )

    def warnings(self, found: list[Obstacle], form: Any) -> list[dict[str, Any]]:
        """Warnings that pass with a written reason, with what has been typed so far or was before a hand-back.

        Guards are known before anything is typed; checks warn of what was typed, and are known once it was refused.
        What one rule warns of several times is answered by one reason, and stands above one box.
        """
        given: Any = self.request.POST or typed.find(self.request) or {}
        warnings: dict[str, list[Obstacle]] = {}
        for obstacle in {str(o.text): o for o in [*found, *self.warned] if o.is_warning}.values():
            warnings.setdefault(str(obstacle.rule), []).append(obstacle)
        for rule in reasons_in(given):
            warnings.setdefault(rule, [warn(_("Your reason to go on:"), rule)])
        earlier = (
            events.reasons_given(self.subject, self.step, self.actor.organisation_id) if warnings else {}
        )
        refused = {row.code for row in all_problems([form, *form.parts.values()])} if form.is_bound else set()
        return [
            {
                "obstacles": said,
                "rule": rule,
                "name": name,
                "value": given.get(name, earlier.get(rule, "")),
                "several": len(said) > 1,
                "is_missing": rule in refused,
            }
            for rule, said in warnings.items()
            for name in [f"{OVERRIDES}{rule}"]
        ]

    def success_message(self, done: engine.Done) -> str:
        return str(self.step.done) if self.step.done else _("Done: %(step)s.") % {"step": self.step.label}

    def get_success_url(self, done: engine.Done) -> str:
        return done.subject.get_absolute_url()


def reasons_in(given: Any) -> list[str]:
    """The rules under which reasons have been typed already: no answer is lost because something else is wrong."""
    typed_in = (name for name in given if name.startswith(OVERRIDES) and given[name].strip())
    return [rule for name in typed_in if law.known(rule := name.removeprefix(OVERRIDES))]


def say_beside(form: Any, obstacle: Obstacle) -> None:
    """Put what a check found beside the field or above the rows that it speaks of, else on top."""
    error = ValidationError(str(obstacle.text), code=obstacle.rule)
    if obstacle.field in form.parts:
        form.parts[obstacle.field].non_form_errors().append(error)
    else:
        form.add_error(obstacle.field if obstacle.field in form.fields else None, error)


def unchecked(form: Any) -> Any:
    """A bound form shown again as it was typed, without calling anything wrong yet."""
    form._errors = ErrorDict()
    for part in form.parts.values():
        part._errors, part._non_form_errors = [], part.error_class()
        for row in part.forms:
            row._errors, row.cleaned_data = ErrorDict(), {}
            part._errors.append(row._errors)
    return form


def step_paths(
    model: Any,
    prefix: str,
    view: type[StepView] = StepView,
    home: tuple[str, Any] | None = None,
    **views: type[StepView],
) -> list[Any]:
    """One address and one name for every step of a lifecycle that people take.

    `prefix` holds `<uuid:pk>/`; first steps drop it. Names read `<model>-<step>`, e.g. `project-submit`.
    `views` gives steps a view of their own, by step name. Hidden steps have no address. `home` is the list (name of
    its address, what it is called) to which a first step leads back.
    """
    stem = model._meta.model_name
    made = []
    for step in model.steps().values():
        if step.hidden:
            continue
        at = prefix.replace("<uuid:pk>/", "") if step.first else prefix
        handler = views.get(step.name, view).as_view(model=model, step_name=step.name, home=home)
        made.append(path(f"{at}{step.slug}/", handler, name=f"{stem}-{step.slug}"))
    return made
