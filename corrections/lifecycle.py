"""A correction: proposed by one, confirmed by another, and then done, all in the transaction of the confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from corrections import policies, rules
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import EVERY_STATE, Await, Mark, Reason, first_step, step

if TYPE_CHECKING:
    from workflow.act import Act


class CorrectionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("correction", "To be confirmed")
    CORRECTED = "corrected", pgettext_lazy("correction", "Corrected")
    SETTLED = "settled", pgettext_lazy("correction", "Corrected, consequences settled")
    REFUSED = "refused", pgettext_lazy("correction", "Not confirmed")
    WITHDRAWN = "withdrawn", pgettext_lazy("correction", "Withdrawn")


S = CorrectionState


class CorrectionLifecycle(Lifecycle):
    """The entry itself changes in no other step than `confirm`, and there by the subject's own step `correct`."""

    State = CorrectionState

    state = StateField(CorrectionState)
    tones = {
        CorrectionState.PROPOSED: "amber",
        CorrectionState.CORRECTED: "green",
        CorrectionState.SETTLED: "green",
    }
    lock_rank = 95
    awaits = {
        S.PROPOSED: [Await("confirm", party="decider_id", role_of="decider_role", not_for="proposed_by")],
        S.CORRECTED: [Await("settle", party="settler_id", user="proposed_by", personal=False)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.proposes,
        label=_("Correct an entry"),
        guards=[
            rules.entry_is_open_to_correction,
            rules.no_other_is_under_way,
            rules.somebody_else_can_confirm,
        ],
        checks=[
            rules.something_changes,
            rules.new_value_is_lawful,
            rules.proof_is_there,
            rules.reason_names_nobody,
        ],
        effects=["corrections.keep_proof"],
        reason=Reason.REQUIRED,
        primary=False,
        glyph="更",
        done=_("The correction has been proposed. Nothing changes before a second person has confirmed it."),
        rules=["A7.12", "RC-1"],
    )
    def propose(self, act: Act) -> None:
        act.assign("ground")
        self.take(act)

    @step(
        S.PROPOSED,
        S.CORRECTED,
        by=policies.confirms,
        label=_("Confirm the correction"),
        guards=[
            rules.another_than_who_entered,
            rules.entry_is_open_to_correction,
            rules.value_is_still_the_same,
            rules.new_value_is_still_lawful,
        ],
        effects=["corrections.correct", "corrections.follow_up"],
        locks=["target"],
        on_paper=False,
        grave=True,
        mark=Mark.DECISION,
        glyph="正",
        done=_("The entry has been corrected. The old value stays readable."),
        rules=["A7.12", "RC-1"],
    )
    def confirm(self, act: Act) -> None:
        self.decided_by, self.decided_at = act.actor.user_id, act.now
        self.fix_dependents()

    @step(
        S.PROPOSED,
        S.REFUSED,
        by=policies.confirms,
        label=_("Do not confirm"),
        guards=[rules.another_than_who_entered],
        reason=Reason.REQUIRED,
        primary=False,
        mark=Mark.DECISION,
        glyph="否",
        done=_("The correction isn't confirmed. The entry stays as it was."),
    )
    def refuse(self, act: Act) -> None:
        self.decided_by, self.decided_at = act.actor.user_id, act.now

    @step(
        S.PROPOSED,
        S.WITHDRAWN,
        by=policies.withdraws,
        label=_("Withdraw the correction"),
        primary=False,
        personal=True,
        glyph="撤",
        done=_("The correction has been withdrawn. The entry stays as it was."),
    )
    def withdraw(self, act: Act) -> None:
        self.decided_at = act.now

    @step(
        S.CORRECTED,
        S.SETTLED,
        by=policies.settles,
        label=_("Settle what depends on it"),
        reason=Reason.REQUIRED,
        glyph="结",
        done=_("What depended on the entry is settled."),
    )
    def settle(self, act: Act) -> None:
        self.settled_at = act.now


class Corrected(Lifecycle):
    """Mixed into each lifecycle of which entries may be corrected: the step by which the value changes."""

    class Meta(Lifecycle.Meta):
        abstract = True

    @step(
        EVERY_STATE,
        by=portal_itself,
        label=pgettext_lazy("history", "Corrected"),
        checks=[rules.correction_is_confirmed],
        effects=["corrections.write_row"],
        hidden=True,
        mark=Mark.DECISION,
        glyph="正",
    )
    def correct(self: Any, act: Act) -> None:
        """Puts the confirmed value where the wrong one stood; its event holds both."""
        rules.put_right(self, act)
