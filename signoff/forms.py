"""Input: a chain with its stations, what goes round, and what a signatory says."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.money import CENT, MoneyFormField
from core.numbers import IntegerField
from documents.forms import FilesField
from signoff import reading
from signoff.kinds import StationKind
from signoff.models import Chain, Circulation, Station
from signoff.posts import Posts
from signoff.steps import choices
from workflow import engine
from workflow.forms import StepForm
from workflow.lifecycle import Lifecycle
from workflow.registry import form_for


class PostField(forms.ChoiceField):
    """One of `Posts`; its value is the `Post`."""

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self._actor: Any = None
        self.posts: Posts | None = None

    @property
    def actor(self) -> Any:
        return self._actor

    @actor.setter
    def actor(self, actor: Any) -> None:
        if self.posts is None or actor != self._actor:
            self._actor, self.posts = actor, Posts(actor)
            self.choices = [("", _("Please choose")), *self.posts.groups]

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return self.posts.found[chosen] if self.posts and chosen else None


class StationForm(forms.Form):
    """One line of a chain."""

    position = IntegerField(
        label=_("No."),
        min_value=1,
        max_value=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
    )
    who = PostField(label=_("Who signs"))
    kind = forms.ChoiceField(label=_("How"), choices=StationKind.choices, initial=StationKind.APPROVE)


class StationFormSet(forms.BaseFormSet):
    title = _("Who signs, in which order")
    hint = _("Those with the same number sign side by side; the next number is asked when all of them have.")


Stations = forms.formset_factory(
    StationForm, formset=StationFormSet, extra=3, max_num=20, absolute_max=40, can_delete=True
)


@form_for("signoff.chain.lay_down")
class ChainForm(StepForm):
    step = forms.ChoiceField(label=_("Before which step"))
    amount_from = MoneyFormField(
        min_value=CENT,
        label=_("From this amount on (yuan)"),
        required=False,
        help_text=_("Empty: whatever the amount. Of several chains the one with the highest floor counts."),
    )
    note = forms.CharField(
        label=_("Basis in the unit's own rules"),
        required=False,
        max_length=200,
        help_text=_("For example the article of your internal-control document."),
    )
    formsets = {"stations": Stations}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [("", _("Please choose")), *choices(self.actor)]  # type: ignore[attr-defined]


class TypedField(forms.JSONField):
    """A step's input as its own form would send it."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            read = super().to_python(value)
            json.dumps(read, ensure_ascii=False).encode()  # half a character would break the page
            return read
        except (RecursionError, ValueError):  # too deep, or a number too long to read
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": "…"}
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, InvalidJSONInput) else json.dumps(value)


class SentForm(StepForm):
    """What was filled in for the step itself comes as `typed`, as its own form would send it."""

    typed = TypedField(required=False)
    note = forms.CharField(
        label=_("Note to those who sign"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    private = frozenset({"typed"})

    def inner_subject(self) -> Any:
        raise NotImplementedError

    def inner_step(self) -> Any:
        raise NotImplementedError

    @cached_property
    def inner(self) -> StepForm | None:
        """The step's own form, filled with what came."""
        subject, step = self.inner_subject(), self.inner_step()
        if subject is None or step is None:
            return None
        typed = self.cleaned_data.get("typed") or {}
        return engine.form_of(step, subject, self.actor, typed)

    def clean_typed(self) -> dict[str, Any]:
        typed = self.cleaned_data["typed"] or {}
        if not isinstance(typed, dict) or len(json.dumps(typed)) > 500_000:
            raise ValidationError(_("This can't be read."), code="typed")
        return typed

    def collected(self) -> dict[str, Any]:
        return super().collected() | {"filled": reading.filled(self.inner)}


@form_for("signoff.circulation.send")
class SendForm(SentForm):
    of = forms.CharField(widget=forms.HiddenInput, max_length=80)
    subject = forms.UUIDField(widget=forms.HiddenInput)
    step = forms.CharField(widget=forms.HiddenInput, max_length=60)
    field_order = ["of", "subject", "step", "typed", "note"]

    @cached_property
    def found(self) -> Any:
        """The subject, among what the sender may see; None where there is none or it has no such step."""
        kind, pk = self.cleaned_data.get("of"), self.cleaned_data.get("subject")
        return subject_of(kind, pk, self.cleaned_data.get("step"), self.actor)

    def inner_subject(self) -> Any:
        return self.found

    def inner_step(self) -> Any:
        return type(self.found).steps()[self.cleaned_data["step"]] if self.found is not None else None

    def collected(self) -> dict[str, Any]:
        return super().collected() | {"subject": self.found, "chain": self._chain()}

    def _chain(self) -> Chain | None:
        if self.found is None:
            return None
        unit, amount = self.actor.organisation_id, self.found.amount_at_stake()
        return Chain.objects.for_step(unit, self.inner_step().id, amount)


def subject_of(kind: Any, pk: Any, step: Any, actor: Any) -> Any:
    """A lifecycle's object by its kind and key, if it has that step and the actor may see it."""
    try:
        model = apps.get_model(str(kind))
    except (LookupError, ValueError):
        return None
    if not issubclass(model, Lifecycle) or pk is None:
        return None
    declared = model.steps().get(str(step))
    if declared is None or declared.hidden or declared.first or declared.sealed:
        return None
    return model.objects.visible_to(actor).filter(pk=pk).first()  # type: ignore[attr-defined]


@form_for("signoff.circulation.resend")
class ResendForm(SentForm):
    field_order = ["typed", "note"]

    def inner_subject(self) -> Any:
        return self.subject.subject

    def inner_step(self) -> Any:
        return self.subject.declared


@form_for("signoff.circulation.go_on")
class PositionForm(StepForm):
    position = IntegerField()


@form_for("signoff.signature.place")
class PlaceForm(StepForm):
    circulation = forms.ModelChoiceField(Circulation._base_manager.all())
    station = forms.ModelChoiceField(Station.objects.all())


@form_for("signoff.signature.sign")
class SignForm(StepForm):
    opinion = forms.CharField(
        label=_("Opinion"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    meeting_on = forms.DateField(
        label=_("Day of the meeting"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    minutes = FilesField(label=_("Minutes of the meeting"), required=False, most=3)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kind = self.subject.kind
        self.fields["opinion"].needed = kind == StationKind.JOINT  # type: ignore[attr-defined]
        if kind != StationKind.COLLECTIVE:
            del self.fields["meeting_on"], self.fields["minutes"]
            return
        for name in ("meeting_on", "minutes"):
            self.fields[name].needed = True  # type: ignore[attr-defined]
