"""What somebody from the public says about a draft: read first, then shown or not, and answered in any case (A3.4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from catalog import policies
from catalog.rules import comments
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import the_public
from workflow.steps import Await, Mark, Reason, first_step, step


class CommentLifecycle(Lifecycle):
    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("state of a comment", "Received")
        SHOWN = "shown", pgettext_lazy("state of a comment", "Shown")
        WITHHELD = "withheld", pgettext_lazy("state of a comment", "Not shown")
        ANSWERED = "answered", pgettext_lazy("state of a comment", "Answered")

    state = StateField(State)
    lies_in = ("edition_id",)
    awaits = {
        State.RECEIVED: [Await("show", party="publisher_id", role=Role.CATALOG_EDITOR)],
        State.SHOWN: [Await("reply", party="publisher_id", role=Role.CATALOG_EDITOR)],
        State.WITHHELD: [Await("reply", party="publisher_id", role=Role.CATALOG_EDITOR)],
    }

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=the_public,
        label=_("Comment on the draft catalogue"),
        checks=[comments.comments_are_taken],
        locks=["edition"],
        rules=["A3.4"],
        glyph="言",
        done=_("Thank you. Your comment will be read, and answered."),
    )
    def submit(self, act: Act) -> None:
        self.set_writer(act)
        self.submitted_at = act.now

    @step(
        State.RECEIVED,
        State.SHOWN,
        by=policies.comment_editor,
        label=_("Show the comment"),
        on_paper=False,
        glyph="示",
        done=_("The comment is shown on the page of the draft."),
    )
    def show(self, act: Act) -> None:
        self.shown_at = act.now

    @step(
        State.RECEIVED,
        State.WITHHELD,
        by=policies.comment_editor,
        label=_("Do not show the comment"),
        on_paper=False,
        reason=Reason.REQUIRED,
        glyph="隐",
        primary=False,
    )
    def withhold(self, act: Act) -> None:
        """It insults, names a private person, or has nothing to do with the draft. It is answered all the same."""

    @step(
        [State.SHOWN, State.WITHHELD],
        State.ANSWERED,
        by=policies.comment_editor,
        label=_("Answer the comment"),
        on_paper=False,
        effects=["catalog.tell_writer"],
        rules=["A3.4"],
        mark=Mark.DECISION,
        glyph="复",
        done=_("The comment has been answered."),
    )
    def reply(self, act: Act) -> None:
        act.assign("treatment", "answer")
        self.answered_at = act.now
