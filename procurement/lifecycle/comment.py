"""What somebody from the public says about the draft of a requirement, and who reads and answers it (RQ-8)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.comments import lifecycle as comments
from accounts.roles import Role
from disclosure.personal import nothing_personal
from procurement import policies
from procurement.rules.requirement import comments_are_taken
from workflow.act import Act
from workflow.policies import the_public
from workflow.steps import first_step


class RequirementCommentLifecycle(comments.CommentLifecycle):
    lies_in = ("requirement_id", "requirement.project_id")
    awaits = comments.waits_for("purchaser_id", Role.HANDLER)
    own_terms = comments.answered_by(policies.purchaser_handler, "RQ-8", nothing_personal=nothing_personal)

    class Meta(comments.CommentLifecycle.Meta):
        abstract = True

    @first_step(
        by=the_public,
        label=_("Comment on the draft requirement"),
        checks=[comments_are_taken],
        locks=["requirement"],
        rules=["RQ-8"],
        glyph="言",
        done=_("Thank you. Your comment will be read, and answered."),
    )
    def submit(self, act: Act) -> None:
        """The model takes what was said (`set_writer`)."""
        self.set_writer(act)
