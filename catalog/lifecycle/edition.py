"""How an edition of the guidance catalogue comes into force (长府办发〔2014〕18号 §5; rules A3.4, A3.5, O102-13).

Draft, consultation of departments and of the public, approval by the head of finance with a document number,
publication. What was consulted on paper, or before the portal was there, is recorded with its dates instead.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from catalog import policies
from catalog.rules import comments, consultation, dates, edition, items
from disclosure.personal import nothing_personal
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, Reason, first_step, step

FIELDS = ("year", "number", "issued_on", "effective_from", "consultation", "contact")


class EditionLifecycle(Lifecycle):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of an edition", "Draft")
        CONSULTING = "consulting", pgettext_lazy("state of an edition", "Consultation")
        HEARD = "heard", pgettext_lazy("state of an edition", "Consultation closed")
        APPROVED = "approved", pgettext_lazy("state of an edition", "Approved")
        PUBLISHED = "published", pgettext_lazy("state of an edition", "Published")
        REPLACED = "replaced", pgettext_lazy("state of an edition", "Replaced")

    state = StateField(State)
    tones = {
        State.DRAFT: "amber",
        State.CONSULTING: "blue",
        State.HEARD: "amber",
        State.APPROVED: "amber",
        State.PUBLISHED: "green",
    }
    awaits = {
        State.DRAFT: [Await("open_consultation", party="publisher_id", role=Role.CATALOG_EDITOR)],
        State.CONSULTING: [
            Await(
                "close_consultation", party="publisher_id", role=Role.CATALOG_EDITOR, since="comments_until"
            )
        ],
        State.HEARD: [Await("approve", party="publisher_id", role=Role.FINANCE_HEAD)],
        State.APPROVED: [Await("publish", party="publisher_id", role=Role.CATALOG_EDITOR)],
    }
    not_before = {"close_consultation": "comments_until"}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.finance_editor,
        label=_("Draft an edition of the catalogue"),
        checks=[
            edition.items_form_a_tree,
            edition.number_is_new,
            dates.dates_given_hold,
            nothing_personal("consultation"),
        ],
        effects=["catalog.write_items"],
        rules=["A3.4"],
        glyph="拟",
    )
    def draft(self, act: Act) -> None:
        self.set_publisher(act.actor)
        act.assign(*FIELDS)
        self.version = self.next_version()

    @step(
        [State.DRAFT, State.HEARD],
        by=policies.edition_editor,
        label=_("Revise the edition"),
        checks=[
            edition.items_form_a_tree,
            edition.number_is_new,
            dates.dates_given_hold,
            nothing_personal("consultation"),
        ],
        effects=["catalog.write_items"],
        glyph="改",
        primary=False,
    )
    def revise(self, act: Act) -> None:
        act.assign(*FIELDS)

    @step(
        [State.DRAFT, State.HEARD],
        by=policies.edition_editor,
        label=_("Read items from a workbook"),
        on_paper=False,
        effects=["catalog.write_items"],
        glyph="导",
        primary=False,
        done=_("The items have been read from the workbook."),
    )
    def import_items(self, act: Act) -> None:
        """Everything in the workbook, or nothing: one fault, and the draft stays as it was."""
        act.facts["items"] = len(act.data["items"])

    @step(
        [State.DRAFT, State.HEARD],
        by=policies.edition_editor,
        label=_("Assess an item"),
        on_paper=False,
        checks=[items.upper_item_is_there],
        effects=["catalog.assess_item"],
        rules=["A3.3", "O102-15"],
        glyph="评",
        primary=False,
        done=_("The assessment of the item has been saved."),
    )
    def assess(self, act: Act) -> None:
        """Why it is suitable, its three benefits, and to what it corresponds above."""
        act.facts["item"] = act.data["item"].code

    @step(
        State.DRAFT,
        State.CONSULTING,
        by=policies.edition_editor,
        label=_("Open the consultation"),
        on_paper=False,
        guards=[edition.edition_has_items, edition.contact_is_given, dates.dates_hold],
        checks=[consultation.period_is_long_enough, consultation.departments_are_asked],
        effects=["catalog.ask_departments", "catalog.announce_consultation"],
        rules=["A3.4", "O102-13", "catalog.consultation"],
        glyph="征",
        done=_("The consultation is open. The departments have been asked."),
    )
    def open_consultation(self, act: Act) -> None:
        self.comments_from, self.comments_until = act.now, consultation.end_of(act.data["comments_until"])

    @step(
        State.DRAFT,
        State.HEARD,
        by=policies.edition_editor,
        label=_("Record a consultation held outside of the portal"),
        guards=[edition.edition_has_items, edition.contact_is_given],
        checks=[consultation.held_period_is_long_enough, nothing_personal("consultation")],
        rules=["A3.4", "catalog.consultation"],
        glyph="录",
        primary=False,
    )
    def record_consultation(self, act: Act) -> None:
        self.consultation = act.data["consultation"]
        self.comments_from = consultation.start_of(act.data["held_from"])
        self.comments_until = consultation.end_of(act.data["held_until"])
        self.consultation_closed_at = act.now

    @step(
        [State.CONSULTING, State.HEARD],
        by=policies.edition_editor,
        label=_("Record a hearing, meeting or letter"),
        on_paper=False,
        checks=[consultation.was_held_already, nothing_personal("participants", "summary")],
        effects=["catalog.record_hearing"],
        rules=["A3.4"],
        glyph="听",
        primary=False,
    )
    def record_hearing(self, act: Act) -> None:
        """A hearing with people, a meeting of departments, a letter, an assessment by experts."""

    @step(
        State.CONSULTING,
        State.HEARD,
        by=policies.edition_editor,
        label=_("Close the consultation"),
        on_paper=False,
        guards=[
            consultation.period_is_over,
            consultation.departments_have_answered,
            consultation.opinions_are_treated,
            comments.all_are_answered,
        ],
        checks=[nothing_personal("consultation")],
        effects=["catalog.lapse_questions", "catalog.announce_outcome"],
        rules=["A3.4", "O102-13"],
        glyph="结",
        done=_("The consultation is closed, and its summary has been published."),
    )
    def close_consultation(self, act: Act) -> None:
        self.consultation, self.consultation_closed_at = act.data["consultation"], act.now

    @step(
        [State.HEARD, State.APPROVED],
        State.DRAFT,
        by=policies.edition_editor | policies.edition_head,
        label=_("Send back to the draft"),
        reason=Reason.REQUIRED,
        glyph="退",
        primary=False,
    )
    def send_back(self, act: Act) -> None:
        """It changes so much that it is to be consulted anew, or the head of finance does not agree."""
        self.consultation_closed_at = self.approved_at = None

    @step(
        State.HEARD,
        State.APPROVED,
        by=policies.edition_head,
        label=_("Approve the edition"),
        guards=[
            edition.opinions_are_recorded,
            edition.contact_is_given,
            edition.edition_has_items,
            items.are_assessed,
            items.map_to_the_catalogue_above,
            items.basic_services_follow_a_standard,
        ],
        checks=[edition.number_is_new, edition.comes_after_the_former, dates.dates_given_hold],
        rules=["A3.4", "A3.5"],
        mark=Mark.DECISION,
        glyph="批",
        done=_("The edition has been approved."),
    )
    def approve(self, act: Act) -> None:
        act.assign("number", "issued_on", "effective_from")
        self.approved_at = act.when

    @step(
        State.APPROVED,
        State.PUBLISHED,
        by=policies.edition_publisher,
        label=_("Publish the catalogue"),
        on_paper=False,
        guards=[edition.opinions_are_recorded, edition.contact_is_given, edition.edition_has_items],
        effects=["catalog.replace_former", "catalog.announce"],
        rules=["A3.4", "A3.5"],
        mark=Mark.DECISION,
        glyph="公",
        done=_("The catalogue has been published."),
    )
    def publish(self, act: Act) -> None:
        self.published_at = act.now

    @step(
        State.PUBLISHED,
        State.REPLACED,
        by=portal_itself,
        label=_("Replaced by a new edition"),
        hidden=True,
        glyph="替",
    )
    def replace(self, act: Act) -> None:
        self.effective_to = act.data["effective_to"]
