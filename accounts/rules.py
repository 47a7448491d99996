"""What the order of a unit must respect."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def section_name_is_new(act: Act) -> Iterator[Obstacle]:
    others = type(act.subject).objects.open().filter(organisation_id=act.actor.organisation_id)
    if others.filter(name=act.data["name"]).exclude(pk=act.subject.pk).exists():
        yield stop(_("Your unit has a section of this name already."), field="name")


def nobody_works_there(act: Act) -> Iterator[Obstacle]:
    number = act.subject.members.current().count()
    if number:
        text = ngettext(
            "%(number)s person still has their post in this section. Give them another one first.",
            "%(number)s people still have their post in this section. Give them another one first.",
            number,
        )
        yield stop(text % {"number": number})


def belongs_here_today(act: Act) -> Iterator[Obstacle]:
    member = act.data["membership"]
    if not member.is_active or not act.actor.belongs_to(member.organisation_id):
        yield stop(_("This person doesn't belong to your unit at present."), field="membership")


def nobody_orders_themselves(act: Act) -> Iterator[Obstacle]:
    """Whoever gives posts takes none: another head or administrator of the unit does that."""
    if act.data["membership"].user_id == act.actor.user_id:
        text = _("Nobody gives or ends their own post. Ask another head or administrator of your unit.")
        yield stop(text, field="membership")


def chief_has_a_section(act: Act) -> Iterator[Obstacle]:
    if act.data["is_chief"] and act.data["section"] is None:
        yield stop(_("A chief leads a section: choose which one."), field="section")


def account_is_theirs(act: Act) -> Iterator[Obstacle]:
    """An account that exists is taken on only under the name that it has; and nobody belongs to a unit twice."""
    user = apps.get_model("accounts.User").objects.filter(username=act.data["username"]).first()
    if user is None:
        return
    if user.name != act.data["name"]:
        yield stop(_("This account name belongs to somebody else. Choose another one."), field="username")
    elif user.memberships.filter(organisation_id=act.actor.organisation_id).current().exists():
        yield stop(_("This person belongs to your unit already."), field="username")
