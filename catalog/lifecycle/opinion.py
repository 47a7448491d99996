"""What a department is asked about the draft of a catalogue, and what becomes of its answer (rule O102-13)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from catalog import policies
from catalog.rules import consultation
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, first_step, step


class OpinionLifecycle(Lifecycle):
    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("state of a department's opinion", "Asked")
        ANSWERED = "answered", pgettext_lazy("state of a department's opinion", "Answered")
        TREATED = "treated", pgettext_lazy("state of a department's opinion", "Dealt with")
        LAPSED = "lapsed", pgettext_lazy("state of a department's opinion", "Not answered")

    state = StateField(State)
    tones = {State.ASKED: "amber", State.ANSWERED: "green", State.TREATED: "green"}
    lies_in = ("edition_id",)
    awaits = {
        State.ASKED: [
            Await("answer", party="department_id", role_of="answering_role", until="answer_until_at")
        ],
        State.ANSWERED: [Await("treat", party="publisher_id", role=Role.CATALOG_EDITOR)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(by=portal_itself, label=_("A department is asked"), hidden=True, glyph="问")
    def ask(self, act: Act) -> None:
        act.assign("edition", "department")

    @step(
        State.ASKED,
        by=policies.opinion_asker,
        label=_("Remind the department"),
        on_paper=False,
        guards=[consultation.not_reminded_today],
        effects=["catalog.remind_department"],
        rules=["O102-13"],
        glyph="催",
        primary=False,
        done=_("The department has been reminded."),
    )
    def remind(self, act: Act) -> None:
        self.reminded_at = act.now

    @step(
        State.ASKED,
        State.ANSWERED,
        by=policies.department_answers,
        label=_("Answer on the draft catalogue"),
        checks=[consultation.what_is_wanted_is_said],
        effects=["catalog.keep_answer_files"],
        rules=["O102-13"],
        mark=Mark.DECISION,
        glyph="复",
        done=_("Your answer is with the finance department."),
    )
    def answer(self, act: Act) -> None:
        act.assign("stance", "text")
        self.answered_at = act.when

    @step(
        State.ANSWERED,
        State.TREATED,
        by=policies.opinion_asker,
        label=_("Say what became of the opinion"),
        on_paper=False,
        checks=[consultation.refusal_has_grounds],
        effects=["catalog.tell_department"],
        rules=["A3.4"],
        glyph="理",
    )
    def treat(self, act: Act) -> None:
        act.assign("treatment", "treatment_text")

    @step(
        State.ASKED,
        State.LAPSED,
        by=portal_itself,
        label=_("The consultation was closed without an answer"),
        hidden=True,
        glyph="逾",
    )
    def lapse(self, act: Act) -> None:
        """Finance has said why it went on."""
