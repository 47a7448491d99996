"""Input of a provider's steps."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from documents.forms import FilesField
from providers import rules
from providers.kinds import (
    EVIDENCE_HINTS,
    Authority,
    Condition,
    InstitutionClass,
    ProviderKind,
    conditions_on,
    files_field,
    until_field,
)
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


class EvidenceForm(StepForm):
    """Files for each condition that is asked for today, and until when they hold."""

    demands_all = True
    """Every condition needs proof: handed in now, or earlier and still valid."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        missing = self.missing()
        for condition in conditions_on(legal_date()):
            files = FilesField(label=condition.label, help_text=EVIDENCE_HINTS[condition], required=False)
            files.actor = self.actor
            files.needed = condition in missing  # type: ignore[attr-defined]
            self.fields[files_field(condition)] = files
            until = format_lazy(_("{condition}: valid until"), condition=condition.label)
            self.fields[until_field(condition)] = forms.DateField(label=until, required=False)
        self.sections = [*self.first_sections, self.evidence_section(), *self.last_sections]

    first_sections: ClassVar[list[Any]] = []
    last_sections: ClassVar[list[Any]] = []

    def missing(self) -> list[Condition]:
        """The conditions of which no valid proof is kept."""
        return rules.unproved(self.subject, legal_date()) if self.demands_all else []

    def clean(self) -> dict[str, Any]:
        """What else is missing is said together with what is wrong, not in a second round."""
        data = super().clean() or {}
        if self.errors:
            for condition in self.missing():
                if not data.get(files_field(condition)) and files_field(condition) not in self.errors:
                    self.add_error(files_field(condition), rules.add_proof(condition))
        return data

    def evidence_section(self) -> tuple[str, Any, list[str]]:
        asked = conditions_on(legal_date())
        names = [name for c in asked for name in (files_field(c), until_field(c))]
        return "evidence", _("The conditions and their proof"), names


class RegulatorChoice(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any):
        super().__init__(
            Organisation.objects.of_kind(OrganisationKind.REGULATOR).order_by("sort_key"), **kwargs
        )


@form_for("providers.provider.resubmit")
@form_for("providers.provider.register")
class RegistrationForm(EvidenceForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=ProviderKind.choices)
    institution_class = forms.ChoiceField(
        label=_("Class of public institution"),
        choices=[("", _("Not a public institution")), *InstitutionClass.choices],
        required=False,
    )
    authority = forms.ChoiceField(label=_("Registration authority"), choices=Authority.choices)
    registration_number = forms.CharField(label=_("Registration number"), max_length=40)
    registered_on = forms.DateField(label=_("Registered on"))
    legal_representative = forms.CharField(label=_("Legal representative"), max_length=60)
    fields_of_service = forms.CharField(
        label=_("Fields of service"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    regulator = RegulatorChoice(
        label=_("Authority that decides"),
        help_text=_("The authority that keeps your registration decides on it."),
    )
    declared = forms.BooleanField(
        label=_("We declare that all this is true, and know what follows from false material.")
    )
    private = frozenset({"legal_representative"})
    first_sections = [
        (
            "who",
            _("The organisation"),
            [
                "kind",
                "institution_class",
                "authority",
                "registration_number",
                "registered_on",
                "legal_representative",
                "fields_of_service",
                "regulator",
            ],
        ),
    ]
    last_sections = [("declaration", _("Declaration"), ["declared"])]


@form_for("providers.provider.supplement")
class SupplementForm(EvidenceForm):
    """New proof in place of what has run out."""

    demands_all = False


@form_for("providers.provider.ask_renewal")
class RenewalForm(EvidenceForm):
    """Proof that has run out or soon will; what still holds needn't be handed in again."""

    declared = forms.BooleanField(
        label=_("We declare that all this is true, and know what follows from false material.")
    )
    last_sections = [("declaration", _("Declaration"), ["declared"])]


@form_for("providers.provider.renew")
class RenewForm(StepForm):
    basis = forms.CharField(
        label=_("Basis of the decision"),
        max_length=300,
        help_text=_("What the recognition rests on, as it will stand on the public register."),
    )
    valid_until = forms.DateField(label=_("Valid until"))


@form_for("providers.provider.approve")
class ApproveForm(StepForm):
    basis = forms.CharField(
        label=_("Basis of the decision"),
        max_length=300,
        help_text=_("What the recognition rests on, as it will stand on the public register."),
    )
    valid_until = forms.DateField(label=_("Valid until"), required=False)
