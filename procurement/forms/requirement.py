"""Input of the steps on requirements: what is wanted, how it is to be bought, who was asked, who has reviewed it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import numbers
from core.formsets import AddedRow
from core.money import CENT, MoneyFormField
from disclosure.forms import ReviewedField
from documents.forms import FilesField
from procurement.models import Project, PublicComment, Requirement, Respondent
from procurement.models.plan import Method
from workflow.forms import StepForm
from workflow.registry import form_for

MOST = 30


def text(
    label: Any, *, help_text: Any = "", rows: int = 3, most: int = 4000, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def papers(label: Any, *, help_text: Any = "", required: bool = False) -> FilesField:
    return FilesField(label=label, help_text=help_text, required=required, most=10)


class HandForm(AddedRow):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    unit = forms.CharField(label=_("Unit"), max_length=120)


class RespondentForm(AddedRow):
    name = forms.CharField(label=_("Who was asked"), max_length=120)
    kind = forms.ChoiceField(label=_("As what"), choices=Respondent.Kind.choices)
    said = forms.CharField(
        label=_("What they said"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CommentForm(AddedRow):
    speaker = forms.CharField(
        label=pgettext_lazy("comment", "From whom"),
        help_text=_("A group or a unit, such as “a resident of the district”: no private names."),
        max_length=120,
    )
    text = forms.CharField(
        label=_("What was said"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    treatment = forms.ChoiceField(label=_("What became of it"), choices=PublicComment.Treatment.choices)
    answer = forms.CharField(label=_("Why"), max_length=1000)


class Authors(forms.BaseFormSet):
    title = _("Others who wrote it")
    hint = _("Experts and units that helped to write it. None of them may sit in its review.")


class Reviewers(forms.BaseFormSet):
    title = _("Reviewers")
    hint = _("None of them has written the requirement. Whoever records the review is one of them by itself.")


class Respondents(forms.BaseFormSet):
    title = _("Respondents")
    hint = _("At least three market participants who stand for the market, each by its full name.")

    def clean(self) -> None:
        names = [
            f.cleaned_data["name"]
            for f in self.forms
            if f.cleaned_data.get("name") and not f.cleaned_data.get("DELETE")
        ]
        if len(names) != len(set(names)):
            raise forms.ValidationError(_("Name each respondent once."))


class Comments(forms.BaseFormSet):
    title = _("Comments from the public")
    hint = _("What came by letter, telephone or at a meeting, each with what became of it. May stay empty.")


def rows_of(row: type[forms.Form], kind: type[forms.BaseFormSet], *, extra: int = 1) -> Any:
    return forms.formset_factory(
        row, formset=kind, extra=extra, can_delete=True, max_num=MOST, absolute_max=MOST, validate_max=True
    )


class RequirementForm(StepForm):
    """RQ-9 and RQ-5 in one form; what the application says already is filled in."""

    goal = text(_("Function and goal"), help_text=_("What the service brings about, and policies it serves."))
    standards = text(_("Standards to be kept"), help_text=_("National, sector or local, each by its name."))
    quality = text(_("Quality and safety"))
    quantity = text(_("Quantity, time and place"))
    service = text(_("Service standard, period and efficiency"))
    acceptance = text(_("Standard of acceptance"))
    other = text(_("Other demands"), required=False)
    ceiling = MoneyFormField(label=_("Ceiling price (yuan)"), min_value=CENT)
    begins_on = forms.DateField(label=_("Sourcing begins"))
    organisation = forms.ChoiceField(label=_("Who carries it out"), choices=Requirement.Organisation.choices)
    method = forms.ChoiceField(label=_("Procurement method"), choices=Method.choices)
    eligibility = text(_("Conditions for providers"))
    special_conditions = text(
        _("Special conditions for providers"),
        help_text=_(
            "Only what this project needs beyond the general conditions. Finance co-signs them, and the tender "
            "takes them over as they stand."
        ),
        required=False,
    )
    similar_contracts = numbers.IntegerField(
        label=_("Contracts of the same kind asked for as a condition"),
        help_text=_("As a rule at most two."),
        min_value=0,
        max_value=99,
    )
    rules_of_choice = text(_("Rules by which the provider is chosen"))
    pricing = forms.ChoiceField(label=_("Pricing"), choices=Requirement.Pricing.choices)
    acceptance_plan = text(
        _("Plan of acceptance"),
        help_text=_("Who accepts, when and how; each technical and commercial demand is covered."),
    )
    recipients_accept = forms.BooleanField(
        label=_("Recipients of the service take part in acceptance"), required=False
    )
    risks = text(_("Risks and how they are met"))
    is_special = forms.BooleanField(
        label=_("Technically complex, or much watched by the public"),
        help_text=_("Then a survey and a focused review are obligatory whatever it costs."),
        required=False,
    )
    emergency = text(
        _("Unforeseen emergency"),
        help_text=_("Only where one leaves no time for a survey: what happened and when."),
        required=False,
        rows=2,
    )
    papers = papers(_("Attachments"))
    formsets = {"authors": rows_of(HandForm, Authors, extra=0)}
    sections = [
        (
            "contents",
            _("What is wanted"),
            ["goal", "standards", "quality", "quantity", "service", "acceptance", "other"],
        ),
        (
            "plan",
            _("How it is bought"),
            [
                *("ceiling", "begins_on", "organisation", "method", "pricing"),
                *("eligibility", "special_conditions", "similar_contracts", "rules_of_choice"),
            ],
        ),
        (
            "acceptance_and_risks",
            _("Acceptance and risks"),
            ["acceptance_plan", "recipients_accept", "risks"],
        ),
        ("who", _("Who wrote it"), ["is_special", "emergency", "authors", "papers"]),
    ]


@form_for("procurement.requirement.write")
class WriteForm(RequirementForm):
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), empty_label=_("Choose a project")
    )
    sections = [("project", _("Project"), ["project"]), *RequirementForm.sections]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Project.objects.visible_to(self.actor).filter(state__in=["submitted", "granted"])
        own = own.filter(purchaser_id=self.actor.organisation_id, requirement=None)
        self.fields["project"].queryset = own  # type: ignore[attr-defined]

    def clean_project(self) -> Project:
        self.subject.project = self.cleaned_data["project"]
        return self.subject.project


@form_for("procurement.requirement.revise")
class ReviseForm(RequirementForm):
    revision = numbers.IntegerField(required=False, widget=forms.HiddenInput)


@form_for("procurement.requirement.cosign")
class CosignForm(StepForm):
    """What was read is what is signed."""

    revision = numbers.IntegerField(required=False, widget=forms.HiddenInput)


class SurveyFields(forms.Form):
    surveyed_on = forms.DateField(
        label=_("Concluded on"), help_text=_("One of the last year need not be repeated.")
    )
    survey_way = forms.ChoiceField(label=_("How it was held"), choices=Requirement.Way.choices)
    survey_findings = text(
        _("What it found"),
        help_text=_("State of the trade, supply of the market, earlier prices, follow-up costs."),
    )


@form_for("procurement.requirement.record_survey")
class SurveyForm(SurveyFields, StepForm):
    papers = papers(_("Report and questionnaires"))
    formsets = {"respondents": rows_of(RespondentForm, Respondents, extra=3)}


@form_for("procurement.requirement.put_up")
class PutUpForm(StepForm):
    comments_until = forms.DateField(label=_("Comments are taken until"))
    channel = forms.CharField(
        label=_("Where to send comments"),
        help_text=_(
            "Address, mail or telephone of the office, as the notice will say it. On the notice's page everybody "
            "can comment as well."
        ),
        max_length=200,
    )
    publication_reviewed = ReviewedField()


@form_for("procurement.requirement.sum_up")
class SumUpForm(StepForm):
    feedback = text(_("Summary of the comments"), help_text=_("How many came, what they were about."))
    publication_reviewed = ReviewedField()
    formsets = {"comments": rows_of(CommentForm, Comments)}


class ReviewForm(StepForm):
    """What is confirmed one by one, then in words."""

    finding = text(_("What was found"), rows=3, most=2000)
    formsets = {"reviewers": rows_of(HandForm, Reviewers)}


def confirmed(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label)


@form_for("procurement.requirement.review_generally")
class GeneralReviewForm(ReviewForm):
    procedure = confirmed(_("Procedure and contents are those that the rules prescribe"))
    survey = confirmed(_("The survey was held where it is obligatory"))
    plan = confirmed(_("The plan of procurement is complete, and its schedule can be kept"))
    field_order = ["procedure", "survey", "plan", "finding"]


@form_for("procurement.requirement.review_in_focus")
class FocusedReviewForm(ReviewForm):
    equality = confirmed(_("No discrimination: nobody is favoured, nobody kept out without reason"))
    competition = confirmed(_("Enough competition: no demand points to one provider"))
    policies = confirmed(_("The policies of government procurement are served"))
    performance = confirmed(_("Risks of performance are foreseen, and met in the contract"))
    else_ = confirmed(_("Nothing else stands against it"))
    field_order = ["equality", "competition", "policies", "performance", "else_", "finding"]


@form_for("procurement.requirement.record_as_fixed")
class OutsideForm(StepForm):
    fixed_outside = forms.CharField(
        label=_("Document by which it was fixed"),
        help_text=_("Minutes or document with its number and day."),
        max_length=120,
    )
    written_on = forms.DateField(
        label=_("Written on"),
        help_text=_("The day of the text that was reviewed, as it stands in the portal."),
    )
    reviewed_on = forms.DateField(label=_("Reviewed on"))
    general_finding = text(_("What the general review found"), most=2000)
    focused_finding = text(_("What the focused review found"), required=False, most=2000)
    surveyed_on = forms.DateField(label=_("Survey concluded on"), required=False)
    survey_way = forms.ChoiceField(
        label=_("How it was held"), choices=[("", "—"), *Requirement.Way.choices], required=False
    )
    survey_findings = text(_("What it found"), required=False)
    held_from = forms.DateField(label=_("The public was asked from"), required=False)
    held_until = forms.DateField(label=_("The public was asked until"), required=False)
    feedback = text(_("Summary of the comments"), required=False)
    papers = papers(
        _("Minutes, report, opinions"),
        help_text=_("The scan of the review with its signatures, and what else belongs to it."),
        required=True,
    )
    formsets = {
        "respondents": rows_of(RespondentForm, Respondents),
        "reviewers": rows_of(HandForm, Reviewers),
    }
    sections = [
        (
            "review",
            _("Review"),
            [
                *("fixed_outside", "written_on", "reviewed_on", "general_finding", "focused_finding"),
                *("papers", "reviewers"),
            ],
        ),
        ("survey", _("Survey"), ["surveyed_on", "survey_way", "survey_findings", "respondents"]),
        ("public", _("Comments from the public"), ["held_from", "held_until", "feedback"]),
    ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("held_from") and data.get("held_until") and data["held_until"] < data["held_from"]:
            self.add_error("held_until", _("The last day lies before the first."))
        return data
