from django.db import models

from workflow import policies
from workflow.lifecycle import Lifecycle, StateField
from workflow.obstacles import Mend, stop, warn
from workflow.steps import Await, Clock, Mark, Reason, first_step, step


def has_pages(act):
    if not act.subject.pages:
        yield stop("The paper has no pages.", "A4.1", mend=Mend("/pages/", "Add pages"))


def is_short(act):
    if act.subject.pages > 100:
        yield warn("The paper is long.", "CF-9")


def amount_fits(act):
    if act.data["amount"] > 100:
        yield stop("At most 100 yuan.", "A5.1", field="amount")


class PaperLifecycle(Lifecycle):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        GRANTED = "granted", "Granted"

    state = StateField(State)
    awaits = {State.SUBMITTED: [Await("grant", party="judge_id", role="reviewer")]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(by=policies.signed_in | policies.portal_itself, label="Write a paper")
    def write(self, act):
        act.assign("title", "pages")
        self.owner_id, self.judge_id = act.actor.organisation_id, act.data.get("judge")

    @step(
        State.DRAFT,
        State.SUBMITTED,
        by=policies.of_party("owner_id", "handler"),
        label="Submit",
        guards=[has_pages, is_short],
        starts=[Clock("challenge.reply", step="grant", party="judge_id")],
    )
    def submit(self, act):
        self.submitted_at = act.now

    @step(
        State.SUBMITTED,
        State.GRANTED,
        by=policies.of_party("judge_id", "reviewer"),
        label="Grant",
        checks=[amount_fits],
        meets=["challenge.reply"],
        effects=["sample.copy"],
        mark=Mark.DECISION,
        glyph="批",
    )
    def grant(self, act):
        self.amount = act.data["amount"]

    @step(
        State.SUBMITTED,
        State.DRAFT,
        by=policies.of_party("judge_id", "reviewer"),
        label="Return",
        reason=Reason.REQUIRED,
    )
    def send_back(self, act):
        pass

    @step(
        [State.SUBMITTED, State.GRANTED],
        by=policies.of_party("judge_id", "reviewer") | policies.portal_itself,
        label="Shred",
        guards=[has_pages],
        grave=True,
    )
    def shred(self, act):
        act.facts["shredded"] = True

    @step(State.DRAFT, by=policies.of_party("owner_id"), label="Note", primary=False)
    def note(self, act):
        act.facts["noted"] = True
