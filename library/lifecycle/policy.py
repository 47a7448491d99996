"""A document's way: entered by one person, published by another, later replaced or repealed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from disclosure.personal import no_number_unless_meant, nothing_personal
from library import policies
from library.rules import policy as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Clock, Mark, Reason, first_step, step

COPY_UP = "policy.copy_up"
ENTERED = (
    "kind",
    "title",
    "issuer",
    "number",
    "signed_on",
    "web_on",
    "in_force_from",
    "in_force_until",
    "parent",
    "parent_title",
    "parent_number",
    "replaces",
    "addressees",
    "text",
    "copied_on",
    "copied_how",
)
ENTRY_CHECKS = [
    rules.has_its_number,
    rules.stands_under_another,
    rules.is_not_its_own_parent,
    rules.has_text_or_file,
    rules.days_follow_each_other,
    rules.replaces_what_is_its_own,
    rules.copy_is_wholly_told,
    no_number_unless_meant("title", "addressees", "text"),
]


class PolicyLifecycle(Lifecycle):
    class State(models.TextChoices):
        ENTERED = "entered", pgettext_lazy("state of a policy", "Entered")
        RETURNED = "returned", pgettext_lazy("state of a policy", "Returned")
        PUBLISHED = "published", pgettext_lazy("state of a policy", "Published")
        REPLACED = "replaced", pgettext_lazy("state of a policy", "Replaced")
        REPEALED = "repealed", pgettext_lazy("state of a policy", "Repealed")
        DISCARDED = "discarded", pgettext_lazy("state of a policy", "Discarded")

    state = StateField(State)
    tones = {State.ENTERED: "amber", State.RETURNED: "amber", State.PUBLISHED: "green"}
    awaits = {
        State.ENTERED: [Await("publish", party="publisher_id", role=Role.FINANCE_HEAD)],
        State.RETURNED: [Await("revise", party="publisher_id", user="entered_by", personal=False)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.enters,
        label=_("Enter a document"),
        checks=ENTRY_CHECKS,
        effects=["library.keep_files"],
        rules=["A0.1"],
        glyph="录",
        done=_("The document has been entered. It appears once the head of finance has reviewed it."),
    )
    def enter(self, act: Act) -> None:
        self.set_publisher(act)
        act.assign(*ENTERED)

    @step(
        [State.ENTERED, State.RETURNED],
        State.ENTERED,
        by=policies.keeper,
        label=_("Revise the entry"),
        checks=ENTRY_CHECKS,
        effects=["library.keep_files"],
        rules=["A0.1"],
        on_paper=False,
        glyph="改",
        primary=False,
        done=_("The entry has been revised and is with the head of finance."),
    )
    def revise(self, act: Act) -> None:
        self.entered_by = act.actor.user_id
        act.assign(*ENTERED)

    @step(
        State.ENTERED,
        State.RETURNED,
        by=policies.head,
        guards=[rules.another_publishes],
        label=_("Return the entry"),
        reason=Reason.REQUIRED,
        on_paper=False,
        glyph="退",
        primary=False,
        done=_("The entry has been returned."),
    )
    def send_back(self, act: Act) -> None:
        """The reason says what is to be mended."""

    @step(
        [State.ENTERED, State.RETURNED],
        State.DISCARDED,
        by=policies.keeper,
        label=_("Discard the entry"),
        reason=Reason.REQUIRED,
        on_paper=False,
        glyph="弃",
        primary=False,
        done=_("The entry has been discarded. Nothing of it has been published."),
    )
    def discard(self, act: Act) -> None:
        """Entered by mistake."""

    @step(
        State.ENTERED,
        State.PUBLISHED,
        by=policies.head,
        guards=[rules.another_publishes, rules.what_it_replaces_still_stands],
        starts=[
            Clock(
                COPY_UP,
                step="record_copy",
                party="copying_party",
                role=Role.REVIEWER,
                since="issued_at",
            )
        ],
        effects=["library.publish"],
        rules=["A7.2", "A7.3", "AN-26"],
        on_paper=False,
        label=_("Review and publish the document"),
        mark=Mark.DECISION,
        glyph="发",
        done=_("The document stands in the policy library."),
    )
    def publish(self, act: Act) -> None:
        self.published_at = act.now

    @step(
        [State.PUBLISHED, State.REPLACED, State.REPEALED],
        by=policies.keeper,
        guards=[rules.must_be_copied_up],
        checks=[rules.copied_after_it_was_signed],
        meets=[COPY_UP],
        effects=["library.keep_receipt"],
        rules=["A7.1", COPY_UP],
        on_paper=False,
        once="copy_settled",
        label=_("Record the copy to finance above"),
        glyph="抄",
        done=_("It is on record that finance above has its copy."),
    )
    def record_copy(self, act: Act) -> None:
        act.assign("copied_on", "copied_how", "copied_note")

    @step(
        State.PUBLISHED,
        State.REPEALED,
        by=policies.head,
        checks=[rules.last_day_is_known, nothing_personal("reason")],
        effects=["library.tell_repeal"],
        reason=Reason.REQUIRED,
        on_paper=False,
        label=_("Record that it has been repealed"),
        mark=Mark.DECISION,
        glyph="废",
        primary=False,
        done=_("The document is marked as repealed. It stays readable."),
    )
    def repeal(self, act: Act) -> None:
        act.assign("repealed_on")
        self.repeal_grounds = act.reason

    @step(
        State.PUBLISHED,
        State.REPLACED,
        by=portal_itself,
        label=_("Replaced by a new document"),
        hidden=True,
        glyph="替",
    )
    def supersede(self, act: Act) -> None:
        """The new one says in `replaces` which it takes the place of."""
