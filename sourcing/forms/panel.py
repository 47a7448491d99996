"""Eligibility, panel, conformity and points."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, User
from core import numbers
from core.phrases import listed
from documents.forms import FilesField
from sourcing.kinds import CriterionKind, PanelRole
from sourcing.models import Criterion, OpenedBid, Tender
from workflow.forms import StepForm
from workflow.registry import form_for


class SharedChoice(forms.ModelChoiceField):
    """A choice that rows of one form make again and again: what one row has looked up, the others know."""

    looked_up: dict[str, Any] | None = None

    def to_python(self, value: Any) -> Any:
        if self.looked_up is None or value in self.empty_values:
            return super().to_python(value)
        if str(value) not in self.looked_up:
            self.looked_up[str(value)] = super().to_python(value)
        return self.looked_up[str(value)]


class SharingRows(forms.BaseFormSet):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.looked_up: defaultdict[str, dict[str, Any]] = defaultdict(dict)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if isinstance(field, SharedChoice):
                field.looked_up = self.looked_up[name]


class BidRowForm(forms.Form):
    """A row about one opened bid."""

    opened_bid = SharedChoice(OpenedBid.objects.all(), widget=forms.HiddenInput)


class YesNoField(forms.TypedChoiceField):
    """A question that must be answered: no box that is “no” because nobody looked."""

    def __init__(self, *, yes: Any, no: Any, **kwargs: Any):
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda value: value == "yes",
            widget=forms.RadioSelect,
            empty_value=None,
            **kwargs,
        )


class EligibilityRow(BidRowForm):
    credit_clean = YesNoField(label=_("Credit lists"), yes=_("On none of them"), no=_("Listed"))
    eligible = YesNoField(label=_("Eligibility"), yes=_("Is eligible"), no=_("Not eligible"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("eligible") is False and not data.get("reason"):
            self.add_error("reason", ValidationError(_("Say why this bidder is not eligible."), code="B4.8"))
        if data.get("eligible") and data.get("credit_clean") is False:
            text = _("Who stands on a list of bad conduct is not eligible.")
            self.add_error("eligible", ValidationError(text, code="BL-1"))
        return data


def rows_of(form: type[forms.Form], most: int = 200) -> Any:
    return forms.formset_factory(form, SharingRows, extra=0, max_num=most, absolute_max=most)


class OwnRows(StepForm):
    """Rows may speak of bids of this tender only."""

    @property
    def tender(self) -> Tender:
        return self.subject

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for form in self.parts["rows"].forms if "rows" in self.parts else []:
            bid = getattr(form, "cleaned_data", {}).get("opened_bid")
            if bid is not None and bid.tender_id != self.tender.pk:
                form.add_error("opened_bid", _("This bid belongs to another tender."))
        return data


@form_for("sourcing.tender.check_eligibility")
class EligibilityForm(OwnRows):
    evidence = FilesField(
        label=_("Result of the credit query"),
        help_text=_(
            "Screenshots of Credit China and the government procurement site, with the time of the query."
        ),
        required=False,
    )
    formsets = {"rows": rows_of(EligibilityRow)}


class MembershipChoice(forms.ModelMultipleChoiceField):
    """Understands whoever is of the unit, so that the rules can say why not; offers those who may be chosen."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, offered: Any) -> None:
        self.widget.choices = [(m.pk, self.label_from_instance(m)) for m in offered]

    def label_from_instance(self, membership: Any) -> str:
        return f"{membership.user} · {membership.title}"


@form_for("sourcing.tender.form_panel")
class PanelForm(StepForm):
    size = numbers.IntegerField(label=_("Members"), min_value=3, max_value=31, initial=5)
    representatives = MembershipChoice(
        Membership.objects.none(), label=_("Representatives of the purchaser"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ours = Membership.objects.filter(organisation_id=self.subject.purchaser_id).current()
        field = self.fields["representatives"]
        field.queryset = ours.select_related("user")
        officials = self.subject.officials.values("key__user_id")
        field.offer(field.queryset.exclude(user_id__in=officials))
        if barred := field.queryset.filter(user_id__in=officials):
            field.help_text = _("Not offered, because they are officials of this opening: %(names)s.") % {
                "names": listed(m.user.name for m in barred)
            }


@form_for("sourcing.panelseat.appoint")
class AppointForm(StepForm):
    tender = forms.ModelChoiceField(Tender.objects.all())
    user = forms.ModelChoiceField(User.objects.all())
    organisation = forms.ModelChoiceField(Organisation.objects.all())
    role = forms.ChoiceField(choices=PanelRole.choices)
    is_chair = forms.BooleanField(required=False)
    private = frozenset({"user"})


@form_for("sourcing.panelseat.declare")
class DeclareForm(StepForm):
    no_employment = forms.BooleanField(
        label=_("In the last three years I was not employed by a bidder, nor its director or supervisor."),
        required=False,
    )
    no_control = forms.BooleanField(
        label=_(
            "In the last three years I was not a bidder's controlling shareholder or de-facto controller."
        ),
        required=False,
    )
    no_kinship = forms.BooleanField(
        label=_(
            "I am not married, nor related within three generations or by near affinity, to a bidder's head."
        ),
        required=False,
    )
    no_other_tie = forms.BooleanField(
        label=_("I have no other tie to a bidder that may affect fairness."), required=False
    )


class JudgeRow(BidRowForm):
    conforms = YesNoField(label=_("Conformity"), yes=_("Conforms"), no=_("Does not conform"))
    reason = forms.CharField(label=_("Requirement not met"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("conforms") is False and not data.get("reason"):
            text = _("Name the requirement that this bid does not answer.")
            self.add_error("reason", ValidationError(text, code="B4.8"))
        return data


class SeatRows(OwnRows):
    @property
    def tender(self) -> Tender:
        return self.subject.tender


@form_for("sourcing.panelseat.judge")
class JudgeForm(SeatRows):
    formsets = {"rows": rows_of(JudgeRow)}


class ScoreRow(BidRowForm):
    criterion = SharedChoice(Criterion.objects.exclude(kind=CriterionKind.PRICE), widget=forms.HiddenInput)
    points = numbers.DecimalField(label=_("Points"), max_digits=5, decimal_places=2)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        criterion, points = data.get("criterion"), data.get("points")
        if criterion is not None and points is not None and not 0 <= points <= criterion.weight:
            text = _("Points lie between 0 and %(most)s.") % {"most": f"{criterion.weight:g}"}
            self.add_error("points", ValidationError(text, code="B5"))
        return data


@form_for("sourcing.panelseat.score")
class ScoreForm(SeatRows):
    formsets = {"rows": rows_of(ScoreRow, most=2000)}
