"""The people and sections of one's own unit, and the steps that order them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import policies
from accounts.models import Identity, Membership, PostChange, Section
from core.actor import Actor
from workflow.clock import legal_now
from workflow.views import StepView

LATEST = 30


@dataclass
class Group:
    """A section with its people; `section` is None for those who stand for the whole unit."""

    section: Section | None
    members: list[Membership] = field(default_factory=list)


@require_safe
def people_and_sections(request: HttpRequest) -> HttpResponse:
    """Who works where, in which post, with which roles; and the latest changes."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not policies.sees_order(actor):
        raise PermissionDenied
    changes = PostChange.objects.visible_to(actor).select_related("membership__user", "section", "made_by")
    context = {
        "title": _("People and sections"),
        "groups": groups(actor),
        "ended": Section.objects.visible_to(actor).exclude(state=Section.State.OPEN),
        "changes": changes[:LATEST],
        "orders": policies.orders_unit(actor),
        "now": legal_now(),
    }
    return render(request, "accounts/unit.html", context)


def groups(actor: Actor) -> list[Group]:
    """Those who stand for the unit first, then its sections in their order, chiefs first."""
    whole = Group(None)
    found = {section.pk: Group(section) for section in Section.objects.visible_to(actor).open()}
    members = Membership.objects.of_unit(actor).current().select_related("user")
    linked = {row.user_id: row for row in Identity.objects.visible_to(actor).linked()}
    for member in members.order_by("-is_chief", "user__username"):
        member.identity = linked.get(member.user_id)  # type: ignore[attr-defined]  # for who may cut it
        found.get(member.section_id, whole).members.append(member)  # type: ignore[arg-type]
    return [whole, *found.values()] if whole.members else list(found.values())


class RenameSection(StepView):
    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.subject, name) for name in ("name", "name_en", "position")}


class OfMember(StepView):
    """A step about one person of the unit, named in the address."""

    template_name = "accounts/step_member.html"

    def get_subject(self) -> Any:
        """Whoever isn't of the actor's unit doesn't exist here, whatever else is asked."""
        asked = self.request.GET.get("membership") or self.request.POST.get("membership") or ""
        mine = Membership.objects.of_unit(self.actor).current().select_related("user", "section")
        found = mine.filter(pk=_uuid(asked)).first()
        if found is None:
            raise Http404
        self.member = found
        return super().get_subject()

    def get_initial(self) -> dict[str, Any]:
        return {"membership": self.member}

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"member": self.member}


class GivePost(OfMember):
    """Starts from the post that the person has."""

    def get_initial(self) -> dict[str, Any]:
        member = self.member
        now = {name: getattr(member, name) for name in ("section", "title", "is_chief", "roles")}
        return super().get_initial() | now


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
