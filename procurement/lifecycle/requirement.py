"""How a requirement comes to stand: written, put up for comment, reviewed by others, fixed (rules B13)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from disclosure.personal import nothing_personal
from procurement import policies
from procurement.rules import cosigning, fairness
from procurement.rules import requirement as rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Clock, Mark, Reason, first_step, step

CONTENTS = ("goal", "standards", "quality", "quantity", "service", "acceptance", "other")
"""RQ-9: the seven groups of what a requirement says."""
ARRANGEMENTS = (
    *(
        "ceiling",
        "begins_on",
        "organisation",
        "method",
        "eligibility",
        "special_conditions",
        "similar_contracts",
        "rules_of_choice",
    ),
    *("pricing", "acceptance_plan", "recipients_accept", "risks", "is_special", "emergency"),
)
"""RQ-5: what the plan of its procurement says."""
FIELDS = (*CONTENTS, *ARRANGEMENTS)
SURVEY = ("surveyed_on", "survey_way", "survey_findings")
WRITTEN = [rules.ceiling_within_the_budget, rules.recipients_accept, rules.authors_have_not_reviewed]
READY = [rules.survey_was_made, rules.public_was_heard, rules.few_contracts_are_asked_for]
"""What a requirement must have behind it before others review it."""
SEND = Await("send_to_review", party="sends_id", role=Role.HANDLER)
PUT_UP = Await("put_up", party="puts_up_id", role=Role.HEAD)
"""The head puts it up for comment, once the handler has prepared what comes before: it is one's turn or the other's."""
WORDING = [
    fairness.says_nothing_about_size,
    fairness.favours_nobody,
    fairness.wants_no_list,
    fairness.price_weighs_enough,
]


class RequirementLifecycle(Lifecycle):
    class State(models.TextChoices):
        WRITING = "writing", pgettext_lazy("state of a requirement", "Being written")
        CONSULTING = "consulting", pgettext_lazy("state of a requirement", "Up for comment")
        REVIEWING = "reviewing", pgettext_lazy("state of a requirement", "Under review")
        FIXED = "fixed", pgettext_lazy("state of a requirement", "Fixed")
        LAPSED = "lapsed", pgettext_lazy("state of a requirement", "Given up with its project")

    state = StateField(State)
    tones = {State.CONSULTING: "blue", State.REVIEWING: "amber", State.FIXED: "green"}
    lies_in = ("project_id",)
    awaits = {
        State.WRITING: [SEND, PUT_UP],
        State.CONSULTING: [Await("sum_up", party="purchaser_id", role=Role.HANDLER, since="comments_until")],
        State.REVIEWING: [Await("fix", party="purchaser_id", role=Role.HEAD)],
    }
    not_before = {"sum_up": "comments_until"}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.opens_projects,
        label=_("Write the requirement"),
        checks=[rules.project_takes_one, *WRITTEN],
        effects=["procurement.write_authors", "procurement.keep_requirement_papers"],
        locks=["project"],
        rules=["RQ-9", "RQ-5", "RQ-6"],
        glyph="拟",
        done=_("The requirement has been saved. Its page says what it still has to go through."),
    )
    def write(self, act: Act) -> None:
        act.assign("project", *FIELDS)

    @step(
        State.WRITING,
        by=policies.purchaser_handler,
        label=_("Change the requirement"),
        checks=[rules.nobody_was_faster, *WRITTEN],
        effects=[
            "procurement.write_authors",
            "procurement.keep_requirement_papers",
            "procurement.nothing_to_cosign",
            "procurement.turn_of_one",
        ],
        then=[SEND, PUT_UP],
        glyph="改",
        primary=False,
        done=_("Saved."),
    )
    def revise(self, act: Act) -> None:
        if act.data["special_conditions"] != self.special_conditions:
            self.cosigned_at = None
        act.assign(*FIELDS)
        if not self.special_conditions:
            self.cosign_asked_at = None
        self.revision += 1

    @step(
        [State.WRITING, State.CONSULTING, State.REVIEWING],
        by=policies.purchaser_people,
        label=_("Ask finance to co-sign the special conditions"),
        on_paper=False,
        guards=[cosigning.is_not_asked_yet],
        starts=[Clock("cosign.decide", step="cosign", party="finance_id", role=Role.REVIEWER)],
        rules=["A2.7"],
        once="nothing_to_cosign",
        primary=False,
        glyph="会",
        done=_("Finance has been asked."),
    )
    def ask_cosign(self, act: Act) -> None:
        """The special conditions go to the finance department as they stand."""
        self.cosign_asked_at = act.now

    @step(
        [State.WRITING, State.CONSULTING, State.REVIEWING],
        by=policies.finance_reviews_project,
        label=_("Co-sign the special conditions"),
        guards=[cosigning.was_asked],
        checks=[cosigning.is_what_was_read],
        meets=["cosign.decide"],
        rules=["A2.7"],
        once="nothing_to_cosign",
        mark=Mark.DECISION,
        glyph="签",
        done=_("The special conditions are co-signed."),
    )
    def cosign(self, act: Act) -> None:
        self.cosigned_at, self.cosign_asked_at = act.when, None

    @step(
        [State.WRITING, State.CONSULTING, State.REVIEWING],
        by=policies.finance_reviews_project,
        label=_("Decline to co-sign"),
        guards=[cosigning.was_asked],
        meets=["cosign.decide"],
        rules=["A2.7"],
        reason=Reason.REQUIRED,
        once="nothing_to_cosign",
        mark=Mark.DECISION,
        glyph="否",
        primary=False,
        done=_("The purchaser has been told."),
    )
    def decline_cosign(self, act: Act) -> None:
        self.cosign_asked_at = None

    @step(
        State.WRITING,
        by=policies.purchaser_handler,
        label=_("Record the survey"),
        checks=[rules.survey_is_recent, rules.market_was_asked],
        effects=[
            "procurement.write_respondents",
            "procurement.keep_requirement_papers",
            "procurement.turn_of_one",
        ],
        then=[SEND, PUT_UP],
        rules=["RQ-1", "RQ-2"],
        glyph="调",
        primary=False,
        done=_("The survey has been recorded."),
    )
    def record_survey(self, act: Act) -> None:
        act.assign(*SURVEY)
        self.survey_event = act.event_id

    @step(
        State.WRITING,
        State.CONSULTING,
        by=policies.purchaser_head,
        label=_("Put it up for comment"),
        on_paper=False,
        checks=[rules.period_is_long_enough],
        effects=["procurement.publish_requirement"],
        rules=["RQ-8", "requirement.opinion", "AN-15"],
        glyph="征",
        primary=False,
        done=_("The draft is public, and comments are taken."),
    )
    def put_up(self, act: Act) -> None:
        self.comments_from, self.comments_until = act.now, rules.end_of(act.data["comments_until"])
        act.assign("channel")
        self.heard_at, self.feedback = None, ""

    @step(
        State.CONSULTING,
        State.WRITING,
        by=policies.purchaser_handler,
        label=_("Sum up the comments"),
        on_paper=False,
        guards=[rules.period_is_over, rules.all_are_answered],
        checks=[nothing_personal("feedback", rows={"comments": ("speaker", "text", "answer")})],
        effects=["procurement.write_comments", "procurement.publish_feedback"],
        rules=["RQ-8"],
        glyph="听",
        done=_("The summary is public. Change the requirement where comments were taken up."),
    )
    def sum_up(self, act: Act) -> None:
        act.assign("feedback")
        self.heard_at = act.now

    @step(
        State.WRITING,
        State.REVIEWING,
        by=policies.purchaser_handler,
        label=_("Send to review"),
        guards=[*READY, *WORDING],
        glyph="送",
        done=_("It is reviewed by people who did not write it."),
    )
    def send_to_review(self, act: Act) -> None:
        self.round += 1
        self.remark = ""

    @step(
        State.REVIEWING,
        by=policies.purchaser_people,
        label=_("Record the general review"),
        guards=[rules.author_does_not_review, rules.general_is_left],
        checks=[rules.reviewers_are_not_authors],
        effects=["procurement.write_review"],
        then=[Await("fix", party="purchaser_id", role=Role.HEAD)],
        rules=["RQ-4", "CF-6"],
        once="is_reviewed_generally",
        glyph="审",
        primary=False,
        done=_("The general review has been recorded."),
    )
    def review_generally(self, act: Act) -> None:
        act.facts["kind"] = "general"

    @step(
        State.REVIEWING,
        by=policies.purchaser_people,
        label=_("Record the focused review"),
        guards=[rules.author_does_not_review, rules.focused_is_left],
        checks=[rules.reviewers_are_not_authors],
        effects=["procurement.write_review"],
        then=[Await("fix", party="purchaser_id", role=Role.HEAD)],
        rules=["RQ-4", "CF-6"],
        once="is_reviewed_in_focus",
        glyph="重",
        primary=False,
        done=_("The focused review has been recorded."),
    )
    def review_in_focus(self, act: Act) -> None:
        act.facts["kind"] = "focused"

    @step(
        State.REVIEWING,
        State.WRITING,
        by=policies.purchaser_people,
        label=_("Send back to its authors"),
        reason=Reason.REQUIRED,
        glyph="退",
        primary=False,
        done=_("The handler has been told what to change."),
    )
    def send_back(self, act: Act) -> None:
        self.remark = act.reason

    @step(
        State.REVIEWING,
        State.FIXED,
        by=policies.purchaser_head,
        label=_("Fix the requirement"),
        guards=[*READY, cosigning.is_cosigned, rules.reviews_were_passed],
        effects=["procurement.file_requirement", "procurement.print_requirement"],
        rules=["RQ-1", "RQ-2", "RQ-4", "RQ-5", "RQ-6", "RQ-8", "RQ-9", "RQ-10", "A2.7"],
        mark=Mark.DECISION,
        glyph="定",
        done=_("The requirement is fixed and filed with finance. Sourcing may begin."),
    )
    def fix(self, act: Act) -> None:
        self.fixed_at = act.when

    @step(
        State.WRITING,
        State.FIXED,
        by=policies.purchaser_head,
        label=_("Record that it was fixed outside of the portal"),
        on_paper=False,
        guards=[rules.few_contracts_are_asked_for, cosigning.is_cosigned, *WORDING],
        checks=[
            rules.market_was_asked,
            rules.survey_is_recent,
            rules.survey_is_told,
            rules.public_was_heard_outside,
            rules.focused_is_told,
            rules.somebody_reviewed_it,
            rules.reviewers_are_not_authors,
            rules.days_are_in_order,
        ],
        effects=[
            "procurement.write_respondents",
            "procurement.write_outside_reviews",
            "procurement.keep_requirement_papers",
            "procurement.file_requirement",
            "procurement.print_requirement",
        ],
        rules=["RQ-1", "RQ-2", "RQ-4", "RQ-8", "CF-6", "RQ-10", "A2.7"],
        mark=Mark.DECISION,
        glyph="录",
        primary=False,
        done=_("Recorded. Sourcing may begin."),
    )
    def record_as_fixed(self, act: Act) -> None:
        act.assign(*SURVEY, "fixed_outside", "feedback")
        self.survey_event = act.event_id
        self.take_dates(act.data["held_from"], act.data["held_until"])
        self.heard_at = self.comments_until and act.now
        self.fixed_at = act.now
        self.round += 1

    @step(
        State.FIXED,
        State.WRITING,
        by=policies.purchaser_head,
        label=_("Take the requirement up again"),
        guards=[rules.sourcing_has_not_begun],
        reason=Reason.REQUIRED,
        glyph="重",
        primary=False,
        done=_("It can be changed, and must be reviewed again."),
    )
    def reopen(self, act: Act) -> None:
        self.remark, self.fixed_at = act.reason, None

    @step(
        [State.WRITING, State.CONSULTING, State.REVIEWING],
        State.LAPSED,
        by=portal_itself,
        label=_("Its project was given up"),
        hidden=True,
        glyph="止",
    )
    def lapse(self, act: Act) -> None:
        """Nobody waits for it any more."""
