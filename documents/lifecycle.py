"""What happens to papers once they are there: numbers, signed copies that come back, electronic seals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents import policies, rules
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, Reason, first_step, step


class RegisterLifecycle(Lifecycle):
    """A unit's register of documents."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.keeps_register, lasting=True, label=_("Open the register of documents"), glyph="册"
    )
    def open(self, act):
        act.assign("word")
        self.organisation_id = act.actor.organisation_id

    @step(
        State.OPEN,
        by=policies.keeps_own_register,
        lasting=True,
        label=_("Change the code word"),
        reason=Reason.REQUIRED,
        primary=False,
        on_paper=False,
        glyph="改",
        done=_("The code word is changed. Numbers that were given stay as they are."),
    )
    def rename(self, act):
        act.assign("word")


class NumberLifecycle(Lifecycle):
    """One number of a document."""

    class State(models.TextChoices):
        GIVEN = "given", pgettext_lazy("document number", "In force")
        VOID = "void", _("Void")

    state = StateField(State)
    tones = {State.GIVEN: "green", State.VOID: "red"}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(by=portal_itself, label=_("Give a document its number"), hidden=True, glyph="号")
    def give(self, act):
        act.assign("register", "title")
        self.word, self.year, self.issued_at = self.register.word, act.today.year, act.now
        self.serial = self.register.next_serial(self.year)

    @step(
        State.GIVEN,
        State.VOID,
        by=policies.keeps_own_register,
        label=_("Declare the number void"),
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        on_paper=False,
        glyph="废",
        done=_("The number is void. It stays in the register and is never given again."),
    )
    def void(self, act):
        self.void_reason = act.reason[:500]


class ScanLifecycle(Lifecycle):
    """A signed and sealed copy of a paper that came back."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a second person")
        MATCHED = "matched", _("Matched")
        REJECTED = "rejected", _("Not accepted")

    state = StateField(State)
    tones = {State.WAITING: "amber", State.MATCHED: "green"}
    awaits = {State.WAITING: [Await("confirm", party="organisation_id", not_for="handed_in_by")]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.hands_in_scans,
        label=_("Hand in the signed copy"),
        checks=[rules.copy_was_signed, rules.mark_is_of_this_paper],
        effects=["documents.match_by_mark"],
        glyph="还",
    )
    def hand_in(self, act):
        act.assign("paper")
        self.file = act.data["scan"][0]
        self.organisation_id, self.handed_in_by = act.actor.organisation_id, act.actor.user_id
        self.handed_in_at, self.has_mark = act.now, bool(act.data["marks"])

    @step(
        State.WAITING,
        State.MATCHED,
        by=portal_itself,
        label=_("Matched by its mark"),
        hidden=True,
        glyph="合",
    )
    def match(self, act):
        self.settled_at = act.now

    @step(
        State.WAITING,
        State.MATCHED,
        by=policies.settles_scans,
        label=_("Confirm that it is this paper"),
        guards=[rules.another_person_compares],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        on_paper=False,
        glyph="合",
        done=_("The signed copy now stands beside the paper."),
    )
    def confirm(self, act):
        self.confirmed_by, self.settled_at = act.actor.user_id, act.now

    @step(
        State.WAITING,
        State.REJECTED,
        by=policies.settles_scans,
        label=_("Do not accept the copy"),
        reason=Reason.REQUIRED,
        primary=False,
        on_paper=False,
        glyph="退",
    )
    def reject(self, act):
        self.settled_at = act.now


class SealingLifecycle(Lifecycle):
    """A unit's electronic seal on one of its papers."""

    class State(models.TextChoices):
        DECIDED = "decided", _("Sealed")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.seals,
        label=_("Put the electronic seal on it"),
        checks=[rules.can_be_sealed],
        effects=["documents.seal"],
        mark=Mark.DECISION,
        glyph="印",
        done=_("The seal is being put on. The sealed PDF will stand here in a moment."),
    )
    def apply(self, act):
        act.assign("paper")
        self.organisation_id, self.decided_by = act.actor.organisation_id, act.actor.user_id
        self.decided_at = act.now
