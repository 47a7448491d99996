"""Appointing a deputy: who is away, who stands in, in which steps, on which days."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.deputies import choices, picking
from accounts.deputies.models import Deputyship
from accounts.models import Membership
from accounts.separation import posts
from core.phrases import listed
from workflow.forms import StepForm
from workflow.registry import form_for


class Colleague(forms.ModelChoiceField):
    """Somebody of the own organisation, with their post."""

    def label_from_instance(self, obj: Any) -> str:
        roles = listed(obj.role_labels)
        return f"{obj.user.name} · {obj.title or roles}"


class DayInput(forms.DateInput):
    input_type = "date"


class StepsByKind(forms.CheckboxSelectMultiple):
    """With buttons that tick all or none, of everything or of one kind of subject."""

    template_name = "accounts/steps_by_kind.html"


@form_for("accounts.deputyship.appoint")
class AppointForm(StepForm):
    """The steps on offer are those of the colleague who is away; `principal` comes with the address."""

    principal = Colleague(Membership.objects.none(), label=_("Who is away"))
    deputy = Colleague(Membership.objects.none(), label=_("Who stands in"))
    first_day = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)
    note = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For instance leave, training, secondment.")
    )
    steps = forms.MultipleChoiceField(
        label=_("Steps that the deputy takes"),
        widget=StepsByKind,
        help_text=_(
            "Ticked beforehand is what waits on the worklist now. What outlasts a leave, such as giving posts, never "
            "passes on and isn't listed."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        colleagues = Membership.objects.filter(organisation_id=self.actor.organisation_id).current()
        colleagues = colleagues.filter(user__is_active=True).select_related("user", "organisation")
        principal = self._principal(colleagues)
        self.fields["principal"].queryset = colleagues
        self.fields["deputy"].queryset = colleagues.exclude(pk=principal.pk if principal else None)
        if principal is None:
            return
        if not self.is_bound:
            self.initial["principal"] = principal.pk
            self.initial.setdefault("steps", picking.waiting_for(principal))
        self.fields["principal"].widget = forms.HiddenInput()
        self.fields["steps"].choices = choices.grouped(principal)
        self.fields["deputy"].choices = self._deputies(principal)

    def _deputies(self, principal: Membership) -> list[Any]:
        """Whom duties keep apart from the steps stands at the end, each with the reason."""
        chosen = self["steps"].value() or choices.ids_for(principal)
        asked = choices.roles_of(set(chosen) & choices.ids_for(principal)) & set(principal.roles)
        free, apart, field = [], [], self.fields["deputy"]
        for one in field.queryset.order_by("user__username"):  # type: ignore[attr-defined]
            label = field.label_from_instance(one)  # type: ignore[attr-defined]
            if pair := next(iter(posts.clashes_between(one.roles, asked, one.organisation)), None):
                said = gettext("%(pair)s must stay with different people.") % {"pair": pair}
                apart.append((one.pk, f"{label} — {said}"))
            else:
                free.append((one.pk, label))
        groups = [(_("Can stand in"), free), (_("Not for these steps"), apart)]
        return [("", _("Please choose")), *((title, rows) for title, rows in groups if rows)]

    def _principal(self, colleagues: Any) -> Membership | None:
        asked = (
            self.data.get("principal") if self.is_bound else (self.initial or {}).get("principal")
        ) or self.actor.membership_id
        try:
            return colleagues.filter(pk=UUID(str(asked))).first()
        except ValueError:
            return None


__all__ = ["AppointForm", "Deputyship"]
