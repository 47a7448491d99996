"""A superior's form: uploaded, mapped, put to use by a second person, ended when another takes its place."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from reporting import policies
from reporting.rules import template as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step

TAKEN = ("title", "issuer", "number", "span", "due_days", "since", "includes_below")


class TemplateLifecycle(Lifecycle):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a report form", "Being mapped")
        USED = "used", pgettext_lazy("state of a report form", "In use")
        ENDED = "ended", pgettext_lazy("state of a report form", "No longer in use")
        DISCARDED = "discarded", pgettext_lazy("state of a report form", "Discarded")

    state = StateField(State)
    tones = {State.DRAFT: "amber", State.USED: "green"}
    awaits = {State.DRAFT: [Await("map", party="keeper_id", role=Role.REVIEWER)]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.draws_up,
        label=_("Add a report form"),
        checks=[rules.covers_somebody_below],
        effects=["reporting.propose_cells"],
        rules=["A0.3"],
        glyph="表",
        done=_("The form has been read. Look through the figures that the portal proposes for its cells."),
    )
    def draft(self, act: Act) -> None:
        self.set_keeper(act)
        act.assign(*TAKEN)

    @step(
        State.DRAFT,
        by=policies.keeper,
        label=_("Map the cells"),
        effects=["reporting.write_cells"],
        then=[Await("issue", party="keeper_id", role=Role.FINANCE_HEAD)],
        on_paper=False,
        glyph="对",
        done=_("Saved. The head of finance puts the form to use."),
    )
    def map(self, act: Act) -> None:
        self.mapped_by, self.mapped_at = act.actor.user_id, act.now

    @step(
        State.DRAFT,
        State.USED,
        by=policies.keepers_head,
        label=_("Put the form to use"),
        guards=[rules.cells_are_mapped, rules.another_mapped],
        effects=["reporting.open_what_is_due"],
        rules=["A0.3", "A7.12"],
        on_paper=False,
        mark=Mark.DECISION,
        glyph="启",
        done=_("The form is in use. After each period its reports wait on the worklists."),
    )
    def issue(self, act: Act) -> None:
        self.issued_at = act.now

    @step(
        State.DRAFT,
        State.DISCARDED,
        by=policies.keepers_people,
        label=_("Discard the form"),
        reason=Reason.REQUIRED,
        on_paper=False,
        primary=False,
        glyph="弃",
        done=_("The form has been discarded."),
    )
    def discard(self, act: Act) -> None:
        """Uploaded by mistake, or drawn up anew."""

    @step(
        State.USED,
        State.ENDED,
        by=policies.keepers_head,
        label=_("Take the form out of use"),
        reason=Reason.REQUIRED,
        on_paper=False,
        primary=False,
        mark=Mark.DECISION,
        glyph="止",
        done=_("No further reports arise from this form. Those that are open can still be handed in."),
    )
    def end(self, act: Act) -> None:
        """The superior wants it no longer, or in another form."""
        self.ended_at = act.now
