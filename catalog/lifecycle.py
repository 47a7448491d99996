"""How an edition of the guidance catalogue comes into force (长府办发〔2014〕18号 §5; rules A3.4, A3.5)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import Role
from catalog import policies, rules
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Await, Mark, first_step, step

FIELDS = ("year", "number", "issued_on", "effective_from", "consultation", "contact")


class EditionLifecycle(Lifecycle):
    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of an edition", "Draft")
        PUBLISHED = "published", pgettext_lazy("state of an edition", "Published")
        REPLACED = "replaced", pgettext_lazy("state of an edition", "Replaced")

    state = StateField(State)
    awaits = {State.DRAFT: [Await("publish", party="publisher_id", role=Role.FINANCE_HEAD)]}

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.finance_editor,
        label=_("Draft an edition of the catalogue"),
        checks=[rules.items_form_a_tree, rules.number_is_new],
        effects=["catalog.write_items"],
        rules=["A3.4"],
        glyph="拟",
    )
    def draft(self, act: Act) -> None:
        self.set_publisher(act.actor)
        act.assign(*FIELDS)

    @step(
        State.DRAFT,
        by=policies.edition_editor,
        label=_("Revise the edition"),
        checks=[rules.items_form_a_tree, rules.number_is_new],
        effects=["catalog.write_items"],
        glyph="改",
        primary=False,
    )
    def revise(self, act: Act) -> None:
        act.assign(*FIELDS)

    @step(
        State.DRAFT,
        State.PUBLISHED,
        by=policies.edition_head,
        label=_("Publish the catalogue"),
        on_paper=False,
        guards=[rules.opinions_are_recorded, rules.contact_is_given, rules.edition_has_items],
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
