"""Input of what orders a unit: its sections and posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Section
from accounts.roles import ROLES_OF, OrganisationKind, Role
from core import numbers
from workflow.forms import StepForm
from workflow.registry import form_for


class SectionForm(StepForm):
    """A section by its name in both languages."""

    name = forms.CharField(label=_("Name"), max_length=60)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    position = numbers.IntegerField(
        label=_("Place in the list"), min_value=0, max_value=999, required=False, initial=0
    )

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


@form_for("accounts.section.open")
class OpenSectionForm(SectionForm):
    pass


@form_for("accounts.section.rename")
class RenameSectionForm(SectionForm):
    pass


class OwnSection(forms.ModelChoiceField):
    """One of the open sections of the unit for which the actor acts."""

    actor: Any = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("None: for the whole unit"))
        super().__init__(Section.objects.none(), **kwargs)

    def narrow(self) -> None:
        self.queryset = Section.objects.visible_to(self.actor).open()


class PostForm(StepForm):
    """A post: in which section, what it is called, and which roles go with it.

    Each kind of unit has roles of its own: a purchaser can't make somebody a reviewer of finance.
    """

    section = OwnSection(label=_("Section"), required=False)
    title = forms.CharField(label=_("Post"), max_length=100)
    is_chief = forms.BooleanField(
        label=_("Leads the section"),
        help_text=_("Sees how the section's work stands, reassigns and urges."),
        required=False,
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What this person may do for the unit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].narrow()  # type: ignore[attr-defined]
        usual = ROLES_OF[OrganisationKind(self.actor.organisation_kind)]
        self.fields["roles"].choices = [(role.value, role.label) for role in usual]  # type: ignore[attr-defined]


@form_for("accounts.postchange.take_on")
class TakeOnForm(PostForm):
    private = frozenset({"username", "name", "email"})

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}$",
        label=_("Account name"),
        help_text=_("Small letters, digits, dots. Somebody with an account elsewhere keeps theirs."),
    )
    name = forms.CharField(label=_("Name of the person"), max_length=100)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    field_order = ["username", "name", "email", "section", "title", "is_chief", "roles"]

    def clean(self) -> dict[str, Any]:
        """Who was here before comes back to the same membership."""
        cleaned = super().clean() or self.cleaned_data
        former = Membership.objects.of_unit(self.actor).filter(user__username=cleaned.get("username"))
        cleaned["former"] = former.values_list("pk", flat=True).first()
        return cleaned


class OwnMember(forms.ModelChoiceField):
    """Somebody of the unit for which the actor acts."""

    actor: Any = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Membership.objects.none(), widget=forms.HiddenInput, **kwargs)

    def narrow(self) -> None:
        self.queryset = Membership.objects.of_unit(self.actor).current().select_related("user")


@form_for("accounts.postchange.give")
class GiveForm(PostForm):
    membership = OwnMember(label=_("Person"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].narrow()  # type: ignore[attr-defined]


@form_for("accounts.postchange.end")
class EndForm(StepForm):
    membership = OwnMember(label=_("Person"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].narrow()  # type: ignore[attr-defined]
