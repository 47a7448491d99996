"""A question or suggestion from the public: taken, answered in time, and told to all where it serves all (A7.16)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from library import policies
from library.rules import question as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import the_public
from workflow.steps import Clock, Mark, first_step, step

REPLY = "suggestion.reply"


class QuestionLifecycle(Lifecycle):
    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("state of a question", "Received")
        ANSWERED = "answered", pgettext_lazy("state of a question", "Answered")

    state = StateField(State)
    tones = {State.RECEIVED: "amber", State.ANSWERED: "green"}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=the_public,
        label=_("Ask a question or make a suggestion"),
        starts=[Clock(REPLY, step="answer", party="finance_id", role=Role.REVIEWER)],
        on_paper=False,
        rules=["A7.16"],
        glyph="问",
        done=_("Thank you. You will be answered within the period that the rules set."),
    )
    def ask(self, act: Act) -> None:
        self.set_writer(act)
        act.assign("kind", "policy", "text", "writer")
        self.asked_at = act.now

    @step(
        State.RECEIVED,
        State.ANSWERED,
        by=policies.answers,
        label=_("Answer the question"),
        checks=[rules.what_is_told_was_reviewed, rules.what_is_told_names_nobody],
        meets=[REPLY],
        effects=["library.tell_writer", "library.tell_answer"],
        on_paper=False,
        rules=["A7.16", REPLY],
        mark=Mark.DECISION,
        glyph="复",
        done=_("The question has been answered."),
    )
    def answer(self, act: Act) -> None:
        act.assign("reply", "is_told", "told_text")
        self.answered_at = act.now
