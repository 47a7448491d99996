"""The life of an evaluation, from top to bottom. It ends with publication and in no other way (A6.3)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from corrections.lifecycle import Corrected
from disclosure.personal import nothing_personal
from evaluation import policies, scorecard
from evaluation.rules import checks, guards, independence
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.steps import Await, Mark, Reason, first_step, step

RESULT_TEXTS = ("summary", "problems", "rectification", "rectify_by", "budget_advice", "budget_note")
READ_REMARKS = Await(
    "moderate",
    party="who_reads_remarks",
    role=Role.EVALUATOR,
    within="evaluation.publish",
    since="combined_at",
)
"""The result isn't published before (E4.PRIVACY): in time is what leaves time for it."""


class EvaluationLifecycle(Corrected, Lifecycle):
    """Purchaser, recipients and third party judge what a contract brought about (§8)."""

    class State(models.TextChoices):
        OPENED = "opened", _("Third party to be appointed")
        APPOINTED = "appointed", _("Declaration of independence awaited")
        DECLARED = "declared", _("Survey to be planned")
        PLANNED = "planned", _("Ready to start")
        SCORING = "scoring", _("Three parties are scoring")
        COMBINED = "combined", _("Provider may answer")
        ANSWERED = "answered", _("To be published")
        PUBLISHED = "published", _("Result published")

    state = StateField(State)
    tones = {
        State.OPENED: "blue",
        State.APPOINTED: "blue",
        State.DECLARED: "blue",
        State.PLANNED: "blue",
        State.SCORING: "blue",
        State.COMBINED: "blue",
        State.ANSWERED: "blue",
        State.PUBLISHED: "green",
    }
    lock_rank = 60
    lies_in = ("contract_id", "contract.tender_id", "project_id")
    awaits = {
        State.OPENED: [Await("appoint", party="organiser_id", role_of="organiser_role")],
        State.APPOINTED: [
            Await("declare", party="evaluator_id", role=Role.EVALUATOR, within="evaluation.declare")
        ],
        State.DECLARED: [
            Await("plan_survey", party="evaluator_id", role=Role.EVALUATOR, within="evaluation.plan_survey")
        ],
        State.PLANNED: [Await("start", party="organiser_id", role_of="organiser_role")],
        State.SCORING: [
            Await(
                "score_as_purchaser",
                party="purchaser_id",
                role=Role.HANDLER,
                within="evaluation.score_purchaser",
            ),
            Await(
                "score_as_third_party",
                party="evaluator_id",
                role=Role.EVALUATOR,
                within="evaluation.score_third_party",
                until="report_due_at",
            ),
            Await(
                "combine",
                party="organiser_id",
                role_of="organiser_role",
                within="evaluation.after_acceptance",
                since="accepted_at",
            ),
        ],
        State.COMBINED: [Await("answer", party="provider_id", within="evaluation.answer"), READ_REMARKS],
        State.ANSWERED: [
            Await(
                "publish",
                party="organiser_id",
                role_of="head_role",
                within="evaluation.publish",
                since="combined_at",
            ),
            READ_REMARKS,
        ],
    }
    beyond_appointment = (State.APPOINTED, State.DECLARED, State.PLANNED, State.SCORING)
    after_combination = (State.COMBINED, State.ANSWERED)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.opens,
        label=_("Open an evaluation"),
        checks=[
            checks.contract_is_own,
            checks.not_evaluated_already,
            checks.contract_is_ripe,
            checks.period_is_sound,
            checks.indicators_were_announced,
            checks.indicators_are_complete,
            checks.points_are_balanced,
        ],
        effects=["evaluation.freeze_indicators"],
        rules=["A6.1", "A6.2", "A7.9", "A4.1", "E3"],
        glyph="启",
        done=_("The evaluation is open, with the indicators that were announced with the tender."),
    )
    def open(self, act: Act) -> None:
        act.assign("kind", "period_from", "period_to")
        self.set_parties(act.data["contract"], act.actor)
        self.opened_on = act.today
        self.take_number(act.today.year)

    @step(
        State.OPENED,
        State.APPOINTED,
        by=policies.organiser,
        label=_("Appoint the third party"),
        checks=[independence.evaluator_is_independent, checks.report_is_due_later],
        effects=["evaluation.involve_evaluator", "evaluation.tell_evaluator"],
        rules=["CF-7", "A7.18"],
        mark=Mark.DECISION,
        glyph="聘",
        done=_("Appointed. The third party now declares that it is independent."),
    )
    def appoint(self, act: Act) -> None:
        act.assign("evaluator", "engagement_number", "engagement_fee")
        self.report_due_at = act.data["report_due_at"]

    @step(
        State.APPOINTED,
        State.DECLARED,
        by=policies.evaluator,
        label=_("Declare independence"),
        checks=[checks.declaration_is_whole],
        rules=["CF-7", "A7.18"],
        glyph="声",
        done=_("The declaration has been recorded."),
    )
    def declare(self, act: Act) -> None:
        self.declared_at = act.now

    @step(
        beyond_appointment,
        State.OPENED,
        by=policies.evaluator,
        label=_("Decline or give up"),
        effects=["evaluation.set_survey_aside"],
        reason=Reason.REQUIRED,
        glyph="辞",
        primary=False,
        done=_("The organiser will appoint another third party."),
    )
    def decline(self, act: Act) -> None:
        self.forget_evaluator()

    @step(
        beyond_appointment,
        State.OPENED,
        by=policies.organiser,
        label=_("Replace the third party"),
        effects=["evaluation.set_survey_aside"],
        reason=Reason.REQUIRED,
        mark=Mark.DECISION,
        glyph="换",
        primary=False,
    )
    def replace(self, act: Act) -> None:
        self.forget_evaluator()

    @step(
        [State.DECLARED, State.PLANNED],
        State.PLANNED,
        by=policies.evaluator,
        label=_("Plan the survey of recipients"),
        on_paper=False,
        checks=[checks.survey_is_sound, checks.groups_make_the_register, checks.questions_cover_indicators],
        effects=["evaluation.write_survey"],
        rules=["A7.17", "E4"],
        glyph="卷",
        done=_("The survey is planned: sample and draw have been worked out."),
    )
    def plan_survey(self, act: Act) -> None:
        """The plan stands in the survey's own rows."""

    @step(
        State.PLANNED,
        State.SCORING,
        by=policies.organiser,
        label=_("Start scoring"),
        guards=[guards.three_parties_are_set, independence.still_independent, guards.survey_is_ahead],
        rules=["A6.1", "CF-7"],
        glyph="评",
        done=_("Scoring has begun. Each party works on its own sheet."),
    )
    def start(self, act: Act) -> None:
        self.round += 1
        self.started_at = act.now

    @step(
        State.SCORING,
        by=policies.evaluator,
        label=_("Issue survey links"),
        on_paper=False,
        guards=[guards.survey_takes_answers],
        checks=[checks.links_fit_the_group, checks.links_follow_the_plan],
        effects=["evaluation.issue_links"],
        rules=["E4", "E4.PRIVACY"],
        glyph="发",
        primary=False,
    )
    def issue_links(self, act: Act) -> None:
        """The secrets are in the outcome, once; only their digests are kept."""

    @step(
        State.SCORING,
        by=policies.evaluator,
        label=_("Withdraw survey links"),
        on_paper=False,
        effects=["evaluation.withdraw_batch"],
        reason=Reason.REQUIRED,
        glyph="撤",
        primary=False,
    )
    def withdraw_links(self, act: Act) -> None:
        """Unused links of a batch stop working; answers already given stay."""

    @step(
        State.SCORING,
        by=policies.evaluator,
        label=_("Prolong the survey"),
        on_paper=False,
        checks=[checks.end_is_later],
        effects=["evaluation.prolong_survey"],
        reason=Reason.REQUIRED,
        glyph="延",
        primary=False,
    )
    def prolong_survey(self, act: Act) -> None:
        """A new end; links already handed out go on working until then."""

    @step(
        State.SCORING,
        by=policies.purchaser,
        label=_("Score for the purchaser"),
        checks=[
            checks.sheet_is_whole,
            checks.findings_fit,
            checks.shares_are_plausible,
            checks.findings_agree_with_the_ledger,
        ],
        effects=["evaluation.write_purchaser_sheet"],
        meets=["evaluation.score_purchaser"],
        rules=["A6.1", "A6.2"],
        glyph="评",
        done=_("The purchaser's scores have been handed in."),
    )
    def score_as_purchaser(self, act: Act) -> None:
        """A later sheet takes the place of an earlier one until the scores are combined."""

    @step(
        State.SCORING,
        by=policies.evaluator,
        label=_("Score for the third party"),
        checks=[
            checks.sheet_is_whole,
            checks.findings_fit,
            checks.shares_are_plausible,
            checks.findings_agree_with_the_ledger,
        ],
        effects=["evaluation.write_third_party_sheet"],
        meets=["evaluation.score_third_party"],
        rules=["A6.1", "A6.2", "A7.18"],
        glyph="评",
        done=_("The third party's scores have been handed in."),
    )
    def score_as_third_party(self, act: Act) -> None:
        """As the purchaser's, without knowing it."""

    @step(
        [State.SCORING, *after_combination],
        by=policies.evaluator,
        label=_("Read recipients' remarks"),
        on_paper=False,
        guards=[guards.some_remark_waits],
        checks=[checks.remarks_are_decided],
        effects=["evaluation.decide_remarks"],
        then=[READ_REMARKS],
        rules=["E4.PRIVACY"],
        glyph="阅",
        primary=False,
        done=_("Saved."),
    )
    def moderate(self, act: Act) -> None:
        """What may be published, and under which theme it is counted."""

    @step(
        State.SCORING,
        State.COMBINED,
        by=policies.organiser,
        label=_("Combine the scores"),
        on_paper=False,
        guards=[
            guards.purchaser_has_scored,
            guards.third_party_has_scored,
            guards.recipients_have_answered,
            guards.enough_answers,
            guards.weights_make_one,
        ],
        checks=[
            checks.poor_is_put_right,
            nothing_personal("summary", "problems", "rectification", "budget_note"),
        ],
        effects=["evaluation.close_survey", "evaluation.tell_provider"],
        locks=["survey"],
        rules=["A6.1", "A6.2", "E3.PARTIES", "E1.GRADE"],
        mark=Mark.DECISION,
        glyph="合",
        done=_("Combined. The provider may answer now."),
    )
    def combine(self, act: Act) -> None:
        act.assign(*RESULT_TEXTS)
        self.combined_at = act.now
        self.take_result(scorecard.build(self, act.overrides.get("survey.valid_min", "").strip()))
        act.facts |= {"total": self.total, "grade": self.grade}

    @step(
        State.COMBINED,
        State.ANSWERED,
        by=policies.provider,
        label=_("Answer the result"),
        checks=[nothing_personal("answer_text")],
        effects=["evaluation.keep_answer_files"],
        glyph="答",
        done=_("Your answer has been handed in. It will be published with the result."),
    )
    def answer(self, act: Act) -> None:
        act.assign("stance", "answer_text")
        self.answered_at = act.now

    @step(
        State.COMBINED,
        State.ANSWERED,
        by=policies.organiser_or_portal,
        label=_("Go on without an answer"),
        guards=[guards.answer_period_is_over],
        rules=["evaluation.answer"],
        glyph="续",
    )
    def go_on(self, act: Act) -> None:
        self.stance = "silent"

    @step(
        after_combination,
        State.SCORING,
        by=policies.organiser,
        label=_("Return to scoring"),
        reason=Reason.REQUIRED,
        glyph="返",
        primary=False,
        done=_("Purchaser and third party score anew; the survey stands as it is."),
    )
    def reopen(self, act: Act) -> None:
        self.round += 1
        self.combined_at = self.answered_at = None
        self.stance = self.answer_text = ""
        self.forget_result()

    @step(
        State.ANSWERED,
        State.PUBLISHED,
        by=policies.organiser_head,
        label=_("Publish the evaluation result"),
        on_paper=False,
        guards=[guards.remarks_have_been_read, guards.figures_agree, guards.handler_is_somebody_else],
        checks=[checks.objection_is_replied_to, nothing_personal("reply")],
        effects=["evaluation.publish"],
        meets=["evaluation.publish"],
        rules=["A6.3", "A6.4", "A6.5", "E3.USE", "AN-17"],
        mark=Mark.DECISION,
        glyph="公",
        done=_("The result has been published."),
    )
    def publish(self, act: Act) -> None:
        act.assign("reply")
        self.published_at = act.now
