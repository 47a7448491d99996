"""What somebody from the public says about a draft catalogue, and who reads and answers it (A3.4)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.comments import lifecycle as comments
from accounts.roles import Role
from catalog import policies
from catalog.rules.comments import comments_are_taken
from disclosure.personal import nothing_personal
from workflow.act import Act
from workflow.policies import the_public
from workflow.steps import first_step


class CommentLifecycle(comments.CommentLifecycle):
    lies_in = ("edition_id",)
    awaits = comments.waits_for("publisher_id", Role.CATALOG_EDITOR)
    own_terms = comments.answered_by(policies.comment_editor, "A3.4", nothing_personal=nothing_personal)

    class Meta(comments.CommentLifecycle.Meta):
        abstract = True

    @first_step(
        by=the_public,
        label=_("Comment on the draft catalogue"),
        checks=[comments_are_taken],
        locks=["edition"],
        rules=["A3.4"],
        glyph="言",
        done=_("Thank you. Your comment will be read, and answered."),
    )
    def submit(self, act: Act) -> None:
        """The model takes what was said (`set_writer`)."""
        self.set_writer(act)
