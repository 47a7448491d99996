"""What the panel asks a bidder about its price, what the bidder says, and how a member judges it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.forms import FilesField
from sourcing.forms.fields import moment, text
from sourcing.forms.panel import YesNoField
from sourcing.models import Assessment, OpenedBid, PriceInquiry, Tender
from sourcing.rules.low_price import to_ask
from workflow.forms import StepForm
from workflow.registry import form_for

PROOF = ("pdf", "jpg", "jpeg", "png", "xlsx", "docx")


@form_for("sourcing.tender.ask_about_price")
class AskForm(StepForm):
    assessment = forms.ModelChoiceField(Assessment.objects.none(), label=_("Bidder"), empty_label=None)
    question = text(_("What the bidder is to explain and to prove"))
    answer_by = moment(
        _("To be answered by"), help_text=_("A fair time, by the panel: half an hour at least.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        waiting = [assessment.pk for assessment in to_ask(self.subject)] if self.subject.pk else []
        self.fields["assessment"].queryset = Assessment.objects.filter(pk__in=waiting)  # type: ignore[attr-defined]


@form_for("sourcing.priceinquiry.open")
class OpenForm(StepForm):
    tender = forms.ModelChoiceField(Tender.objects.all())
    opened_bid = forms.ModelChoiceField(OpenedBid.objects.all())
    question = forms.CharField()
    answer_by = forms.DateTimeField()


@form_for("sourcing.priceinquiry.answer")
class AnswerForm(StepForm):
    answer_text = text(
        _("Explanation"), rows=6, help_text=_("What the price is made of, and why you can perform for it.")
    )
    files = FilesField(label=_("Proof"), allowed=PROOF, most=10, required=False)


@form_for("sourcing.panelseat.weigh_price")
class WeighForm(StepForm):
    inquiry = forms.ModelChoiceField(PriceInquiry.objects.none(), label=_("Bidder"), empty_label=None)
    credible = YesNoField(
        label=_("Your judgement"), yes=_("The price is credible"), no=_("The bid is invalid")
    )
    reason = forms.CharField(label=_("Grounds"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["inquiry"]
        field.queryset = self.subject.inquiries_to_judge() if self.subject.pk else field.queryset
        field.label_from_instance = lambda inquiry: str(inquiry.provider)
