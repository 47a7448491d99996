"""A change of a unit: proposed by one, confirmed by another, carried out in the same moment."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.reforms import policies, rules
from accounts.roles import Role
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step

PROPOSED = _("Proposed. It takes effect when somebody else confirms it.")
KEEP_BASIS = "documents.keep_basis"
"""The effect that keeps the scan of the document; the app that holds files registers it."""


class ReformLifecycle(Lifecycle):
    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("change of a unit", "Proposed")
        IN_FORCE = "in_force", pgettext_lazy("change of a unit", "Carried out")
        REFUSED = "refused", pgettext_lazy("change of a unit", "Refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("change of a unit", "Withdrawn")

    state = StateField(State)
    tones = {State.PROPOSED: "amber", State.IN_FORCE: "green"}
    awaits = {
        State.PROPOSED: [
            Await("confirm", party="decider_id", role_of="decider_role"),
            Await("assign", party="assigner_id", role_of="proposer_role"),
            Await("agree", party="agreeing_id", role=Role.PROVIDER_HEAD),
        ]
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.proposes_names,
        lasting=True,
        label=_("Propose a new name of a unit"),
        checks=[
            rules.nothing_else_is_proposed,
            rules.name_is_another,
            rules.name_is_free,
            rules.day_is_near,
        ],
        effects=[KEEP_BASIS],
        rules=["A7.12"],
        glyph="名",
        done=PROPOSED,
    )
    def rename(self, act: Act) -> None:
        self._take("rename", act)
        act.assign("name", "name_en")

    @first_step(
        by=policies.proposes_ends,
        lasting=True,
        label=_("Propose to merge a unit into another"),
        checks=[
            rules.nothing_else_is_proposed,
            rules.successors_are_fit,
            rules.nobody_goes_in_circles,
            rules.day_is_near,
            rules.own_affairs_are_settled,
        ],
        effects=["accounts.reforms.name_heirs", KEEP_BASIS],
        rules=["A7.12"],
        glyph="并",
        done=PROPOSED,
    )
    def merge(self, act: Act) -> None:
        self._take("merge", act)
        act.assign("keeper")

    @first_step(
        by=policies.proposes_ends,
        lasting=True,
        label=_("Propose to split a unit"),
        guards=[rules.providers_do_not_split_here],
        checks=[
            rules.nothing_else_is_proposed,
            rules.successors_are_fit,
            rules.nobody_goes_in_circles,
            rules.keeper_is_a_successor,
            rules.day_is_near,
        ],
        effects=["accounts.reforms.name_heirs", KEEP_BASIS],
        rules=["A7.12"],
        glyph="分",
        done=_("Proposed. Say now what goes to which successor."),
    )
    def split(self, act: Act) -> None:
        self._take("split", act)
        act.assign("keeper")

    @step(
        State.PROPOSED,
        by=policies.assigns,
        lasting=True,
        label=_("Say what goes to whom"),
        effects=["accounts.reforms.assign"],
        then=(Await("assign", party="unassigned_party", role_of="proposer_role"),),
        on_paper=False,
        glyph="划",
        primary=False,
        done=_("Assigned."),
    )
    def assign(self, act: Act) -> None:
        """Budget lines with their projects, other projects and people, each to one of the successors."""

    @step(
        State.PROPOSED,
        by=policies.assigns,
        lasting=True,
        label=_("Divide a budget line"),
        guards=[rules.something_is_divisible],
        checks=[rules.part_is_free],
        effects=["accounts.reforms.divide"],
        on_paper=False,
        glyph="分",
        primary=False,
        done=_("Noted. The money is divided when the split is confirmed."),
    )
    def divide(self, act: Act) -> None:
        """An amount of what is free on a line goes to another successor than the line with its projects."""

    @step(
        State.PROPOSED,
        by=policies.agrees,
        label=_("Agree to take over"),
        once="agreed_at",
        then=(),
        personal=True,
        grave=True,
        mark=Mark.HANDLING,
        glyph="允",
        done=_("Agreed. The registration authority decides on the merger."),
    )
    def agree(self, act: Act) -> None:
        """The successor's head: rights and duties come whole, wanted and unwanted ones."""
        self.agreed_at = act.now

    @step(
        State.PROPOSED,
        State.IN_FORCE,
        by=policies.decides,
        lasting=True,
        label=_("Confirm the change"),
        guards=[
            rules.day_has_come,
            rules.units_are_as_proposed,
            rules.successor_has_agreed,
            rules.nothing_stands_in_the_way,
            rules.everything_is_assigned,
            rules.what_was_said_holds,
            rules.posts_stay_separate,
        ],
        effects=["accounts.reforms.carry_out", "accounts.reforms.tell"],
        rules=["A7.12"],
        grave=True,
        on_paper=False,
        mark=Mark.DECISION,
        glyph="改",
        done=_("Carried out. The old name stays readable and findable."),
    )
    def confirm(self, act: Act) -> None:
        self.decided_at = act.now
        self.before, self.before_en = self.organisation.name, self.organisation.name_en
        act.facts |= self.stock()

    @step(
        State.PROPOSED,
        State.REFUSED,
        by=policies.decides,
        lasting=True,
        label=_("Refuse the change"),
        reason=Reason.REQUIRED,
        primary=False,
        mark=Mark.DECISION,
        glyph="否",
        done=_("Refused. Everything stays as it is."),
    )
    def refuse(self, act: Act) -> None:
        self.decided_at = act.now

    @step(
        State.PROPOSED,
        State.WITHDRAWN,
        by=policies.withdraws,
        lasting=True,
        label=_("Withdraw the proposal"),
        reason=Reason.OPTIONAL,
        primary=False,
        glyph="撤",
        done=_("Withdrawn. Everything stays as it is."),
    )
    def withdraw(self, act: Act) -> None:
        self.decided_at = act.now

    def _take(self, kind: str, act: Act) -> None:
        self.kind, self.proposer_id = kind, act.actor.organisation_id
        act.assign("organisation", "basis", "basis_title", "effective_on")
        self.before, self.before_en = self.organisation.name, self.organisation.name_en
        self.decider = policies.decider_of(self.organisation)
