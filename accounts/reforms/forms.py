"""Input of a change of a unit. The scan of the document is added by the app that holds files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.deputies.forms import DayInput
from accounts.models import Membership, Organisation
from accounts.reforms import passing
from accounts.reforms.names import UnitChoiceField
from accounts.reforms.policies import ENDED_HERE, successors, within_reach
from core.figures import amount_text
from core.money import ZERO, MoneyFormField
from workflow.forms import StepForm
from workflow.registry import form_for


class UnitsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class BasisForm(StepForm):
    """Which unit, by which document, from which day."""

    organisation = UnitChoiceField(Organisation.objects.none(), label=_("Unit"), empty_label=_("Choose"))
    basis = forms.CharField(
        label=_("Document number"),
        max_length=80,
        help_text=_("Of the document that orders it, for example 长编发〔2026〕12号."),
    )
    basis_title = forms.CharField(label=_("Title of the document"), max_length=200)
    effective_on = forms.DateField(label=_("Takes effect on"), widget=DayInput)
    ended_only = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        units = within_reach(self.actor).prefetch_related("former_names")
        self.fields["organisation"].queryset = units.filter(kind__in=ENDED_HERE) if self.ended_only else units


class RenameForm(BasisForm):
    name = forms.CharField(label=_("New name"), max_length=200)
    name_en = forms.CharField(label=_("New English name"), max_length=200, required=False)
    field_order = ["organisation", "name", "name_en"]


class MergeForm(BasisForm):
    ended_only = True

    keeper = UnitChoiceField(
        Organisation.objects.none(),
        label=_("Merged into"),
        empty_label=_("Choose"),
        help_text=_(
            "Takes over people and all that is open, with its debts and claims, and keeps the files."
        ),
    )
    field_order = ["organisation", "keeper"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = successors(self.actor).prefetch_related("former_names")

    def collected(self) -> dict[str, Any]:
        data = super().collected()
        return {**data, "heirs": [data["keeper"]]}


@form_for("accounts.reform.agree")
class AgreeForm(StepForm):
    """What the head of the successor takes on, said in so many words."""

    takes_over = forms.BooleanField(
        label=_(
            "We take over its contracts with all rights and duties, its debts, deposits and guarantees; if it is "
            "suspended from the register, our registration is suspended with it."
        )
    )


class SplitForm(BasisForm):
    ended_only = True

    heirs = UnitsField(
        Organisation.objects.none(),
        label=_("Successors"),
        help_text=_("At least two. A unit that is new is entered by the operator first."),
    )
    keeper = UnitChoiceField(
        Organisation.objects.none(),
        label=_("Who keeps the files"),
        empty_label=_("Choose"),
        help_text=_("One of the successors. Only it reads what the unit had finished."),
    )
    field_order = ["organisation", "heirs", "keeper"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("heirs", "keeper"):
            self.fields[name].queryset = successors(self.actor).prefetch_related("former_names")

    def clean_heirs(self) -> list[Organisation]:
        heirs = list(self.cleaned_data["heirs"])
        if len(heirs) < 2:
            raise forms.ValidationError(_("Choose at least two successors; with one it is a merger."))
        return heirs


@form_for("accounts.reform.assign")
class AssignForm(StepForm):
    """Some of what is open, and who takes it. Said as often as needed."""

    items = forms.MultipleChoiceField(
        label=_("What"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A budget line takes its projects along, unless one of them is given to another successor."
        ),
    )
    heir = forms.ModelChoiceField(Organisation.objects.none(), label=_("Goes to"), empty_label=_("Choose"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.subject is None or self.subject.pk is None or not self.subject.organisation_id:
            return
        heirs = {heir.pk: heir for heir in self.subject.heirs()}
        given = self.subject.heir_of()
        self.fields["heir"].queryset = Organisation.objects.filter(pk__in=heirs)
        unit = self.subject.organisation
        self.fields["items"].choices = [
            (str(item.id), _said(item, heirs.get(given.get(item.id))))
            for item in (*passing.items_of(unit), *passing.apart_of(unit))
        ]

    def clean_items(self) -> list[UUID]:
        return [UUID(item) for item in self.cleaned_data["items"]]


def _said(item: passing.Item, heir: Any) -> str:
    label = f"{capfirst(str(item.what))} · {item.label}"
    return f"{label} → {heir}" if heir else label


@form_for("accounts.reform.divide")
class DivideForm(StepForm):
    """How much of what is free on a line goes to another successor than the line."""

    item = forms.ChoiceField(label=_("Budget line"), choices=())
    heir = forms.ModelChoiceField(Organisation.objects.none(), label=_("Goes to"), empty_label=_("Choose"))
    amount = MoneyFormField(
        label=_("Amount (yuan)"),
        min_value=ZERO,
        help_text=_(
            "Of what is free. Projects are assigned one by one and take their grants along; 0 takes it back."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lines: dict[str, passing.Item] = {}
        if self.subject is None or self.subject.pk is None or not self.subject.organisation_id:
            return
        self.lines = {str(item.id): item for item in passing.divisible_of(self.subject.organisation)}
        self.fields["heir"].queryset = Organisation.objects.filter(
            pk__in=[heir.pk for heir in self.subject.heirs()]
        )
        self.fields["item"].choices = [(key, _with_free(item)) for key, item in self.lines.items()]

    def clean_item(self) -> passing.Item:
        return self.lines[self.cleaned_data["item"]]


def _with_free(item: passing.Item) -> str:
    return gettext("%(line)s (free: %(amount)s yuan)") % {
        "line": item.label,
        "amount": amount_text(item.divisible),
    }


@form_for("accounts.postchange.move")
class MoveForm(StepForm):
    """By the portal alone."""

    membership = forms.ModelChoiceField(Membership.objects.all())
    heir = forms.ModelChoiceField(Organisation.objects.all())
