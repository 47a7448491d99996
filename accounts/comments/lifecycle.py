"""What somebody from the public says about a draft: read, then shown or not, and answered in any case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import rules
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.coded.marks import marks_of_writer
from core.actor import Actor
from core.leaving_out import only_leaves_out
from core.personal import halved
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.obstacles import Obstacle, stop
from workflow.steps import Await, Guard, Mark, Reason, step

REVIEW = "FOI.17"


@rules.predicate
def nobody(actor: Actor, subject: Any = None) -> bool:
    """Until an app says in `own_terms` who of the office reads and answers."""
    return False


def is_shown(act: Act) -> Iterator[Obstacle]:
    if act.subject.shown_at is None:
        yield stop(_("The comment is not shown to anybody."))


class CommentLifecycle(Lifecycle):
    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("state of a comment", "Received")
        SHOWN = "shown", pgettext_lazy("state of a comment", "Shown")
        WITHHELD = "withheld", pgettext_lazy("state of a comment", "Not shown")
        ANSWERED = "answered", pgettext_lazy("state of a comment", "Answered")

    state = StateField(State)
    tones = {State.RECEIVED: "amber", State.SHOWN: "amber", State.ANSWERED: "green"}

    class Meta(Lifecycle.Meta):
        abstract = True

    @step(
        State.RECEIVED,
        State.SHOWN,
        by=nobody,
        label=_("Show the comment"),
        on_paper=False,
        glyph="示",
        done=_("The comment is shown on the page of the draft."),
    )
    def show(self, act: Act) -> None:
        act.assign("shown_text")
        self.shown_at = act.now

    @step(
        [State.RECEIVED, State.SHOWN],
        State.WITHHELD,
        by=nobody,
        label=_("Do not show the comment"),
        on_paper=False,
        reason=Reason.REQUIRED,
        glyph="隐",
        primary=False,
    )
    def withhold(self, act: Act) -> None:
        """It insults, names a private person, or has nothing to do with the draft. It is answered all the same.

        So is one that was shown by mistake: from then on nobody else reads it.
        """
        self.shown_at = None

    @step(
        [State.SHOWN, State.WITHHELD],
        State.ANSWERED,
        by=nobody,
        label=_("Answer the comment"),
        on_paper=False,
        effects=["accounts.tell_writer"],
        mark=Mark.DECISION,
        glyph="复",
        done=_("The comment has been answered."),
    )
    def reply(self, act: Act) -> None:
        act.assign("treatment", "answer")
        self.answered_at = act.now

    @step(
        State.ANSWERED,
        by=nobody,
        label=_("Take the comment off the page"),
        on_paper=False,
        guards=[is_shown],
        reason=Reason.REQUIRED,
        glyph="撤",
        primary=False,
        done=_("The comment is not shown any more. Its answer stays with whoever wrote it."),
    )
    def take_down(self, act: Act) -> None:
        """It should not have been shown, which was seen only once it was answered."""
        self.shown_at = None


def is_in_their_words(act: Act) -> Iterator[Obstacle]:
    """Parts are left out at most: nobody is made to say what they didn't."""
    if not only_leaves_out(halved(act.data["shown_text"]), halved(act.subject.text)):
        text = _(
            "A comment is never put into other words: leave parts out and put …… there, or don't show it."
        )
        yield stop(text, REVIEW, field="shown_text")


def answered_by(
    policy: Any, *rule_ids: str, nothing_personal: Callable[..., Guard]
) -> dict[str, dict[str, Any]]:
    """`own_terms`: who reads and answers, which rules want the answer, and how texts are asked for personal data."""
    # the name they gave is one to be shown; what else is known of them stays with the office
    known = partial(marks_of_writer, name_is_shown=True)
    names_nobody = nothing_personal("answer", known=known)

    def shown_answer_names_nobody(act: Act) -> Any:
        """Where the comment isn't shown, its answer is a letter."""
        return names_nobody(act) if act.subject.shown_at is not None else ()

    return {
        "show": {"by": policy, "checks": [is_in_their_words, nothing_personal("shown_text", known=known)]},
        "withhold": {"by": policy},
        "take_down": {"by": policy},
        "reply": {"by": policy, "rules": rule_ids, "checks": [shown_answer_names_nobody]},
    }


def waits_for(party: str, role: str) -> dict[str, list[Await]]:
    """`awaits`: with whom a comment lies until it is answered."""
    State = CommentLifecycle.State
    steps = {State.RECEIVED: "show", State.SHOWN: "reply", State.WITHHELD: "reply"}
    return {str(state): [Await(name, party=party, role=role)] for state, name in steps.items()}
