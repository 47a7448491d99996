"""How a unit orders itself: its sections and its posts. Every change is an act of its head or administrator."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import policies, rules
from accounts.roles import Role
from workflow.act import Act
from workflow.lifecycle import Lifecycle, StateField
from workflow.policies import portal_itself
from workflow.steps import Reason, first_step, step


def come_along(roles: list[str]) -> list[str]:
    """Roles that pass to a successor with whoever holds them. Who signed for a provider signs for another one only
    once its own head says so: until then they go on with the work."""
    return sorted({Role.PROVIDER_AGENT.value if role == Role.PROVIDER_HEAD else role for role in roles})


class SectionLifecycle(Lifecycle):
    """A section (科室). It can be ended, never removed: what it did keeps its name."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a section", "At work")
        ENDED = "ended", pgettext_lazy("state of a section", "Ended")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.orders_unit,
        lasting=True,
        label=_("Open a section"),
        checks=[rules.section_name_is_new],
        glyph="设",
        done=_("The section is open. Give people their posts in it."),
    )
    def open(self, act: Act) -> None:
        self.organisation_id = act.actor.organisation_id
        act.assign("name", "name_en", "position")

    @step(
        State.OPEN,
        by=policies.orders_section,
        lasting=True,
        label=_("Rename the section"),
        checks=[rules.section_name_is_new],
        glyph="改",
        primary=False,
        done=_("The section has its new name."),
    )
    def rename(self, act: Act) -> None:
        act.facts["before"] = self.name
        act.assign("name", "name_en", "position")

    @step(
        State.OPEN,
        State.ENDED,
        by=policies.orders_section,
        lasting=True,
        label=_("End the section"),
        guards=[rules.nobody_works_there],
        effects=["accounts.route_anew"],
        reason=Reason.OPTIONAL,
        glyph="撤",
        primary=False,
        done=_("The section has ended. Its open duties are the whole unit's now."),
    )
    def end(self, act: Act) -> None:
        self.ended_at = act.now


class PostChangeLifecycle(Lifecycle):
    """One change of one person's post: what the unit's book of posts consists of. Nothing follows upon it.

    Each is born by the step that says what happened, and the membership follows in its effect. Rooms above add
    to these steps what may not go together (`registry.add_guard("accounts.postchange.give", …)`).
    """

    class State(models.TextChoices):
        MADE = "made", pgettext_lazy("change of a post", "Entered")

    state = StateField(State)

    class Meta(Lifecycle.Meta):
        abstract = True

    @first_step(
        by=policies.orders_unit | policies.founds_unit,
        lasting=True,
        label=_("Take on a person"),
        checks=[rules.chief_has_a_section, rules.account_is_theirs],
        effects=["accounts.take_on"],
        grave=True,
        glyph="录",
        done=_("The person belongs to your unit now."),
    )
    def take_on(self, act: Act) -> None:
        self.keep(act, "take_on")
        self.membership_id = act.data["former"] or uuid4()

    @first_step(
        by=portal_itself,
        label=_("Came over from a unit that was closed"),
        effects=["accounts.move"],
        hidden=True,
        glyph="转",
    )
    def move(self, act: Act) -> None:
        member, heir = act.data["membership"], act.data["heir"]
        self.kind, self.made_at, self.organisation_id = "move", act.now, heir.pk
        held = heir.memberships.filter(user_id=member.user_id).first()
        self.membership_id = held.pk if held else uuid4()
        self.title, self.roles = member.title, come_along(member.roles)
        if held and held.is_active:
            self.had_post = True
            self.title, self.section, self.is_chief = held.title, held.section, held.is_chief
            self.roles = sorted({*held.roles, *self.roles})

    @first_step(
        by=policies.orders_unit,
        lasting=True,
        label=_("Give a post"),
        checks=[
            rules.belongs_here_today,
            rules.nobody_orders_themselves,
            rules.chief_has_a_section,
        ],
        effects=["accounts.change_post", "accounts.route_anew", "accounts.reforms.settle_placing"],
        grave=True,
        glyph="任",
        done=_("The post has been given. It counts at once."),
    )
    def give(self, act: Act) -> None:
        self.keep(act, "give")
        act.assign("membership")

    @first_step(
        by=policies.orders_unit,
        lasting=True,
        label=_("End a membership"),
        checks=[rules.belongs_here_today, rules.nobody_orders_themselves],
        effects=["accounts.end_membership", "accounts.route_anew", "accounts.reforms.settle_placing"],
        reason=Reason.REQUIRED,
        glyph="免",
        done=_("The person no longer belongs to your unit."),
    )
    def end(self, act: Act) -> None:
        self.keep(act, "end")
        act.assign("membership")
