"""Input of the compilation of a budget: dates, requests, control figures, draft budgets, approvals."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from core import numbers
from core.dates import long_date
from core.figures import amount_text as money
from core.formsets import AddedRow
from core.money import CENT, LARGEST, ZERO, MoneyFormField, yuan
from procurement.forms.decisions import Confirmation
from procurement.forms.fields import ItemField, ItemRows
from procurement.models import BudgetLine, BudgetProposal, BudgetRound, ProposalRow
from procurement.rules.rounds import DATES
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for

MOST_ROWS = 100
MORE_TIME = timedelta(days=5)


class Timetable(StepForm):
    requests_until = forms.DateField(
        label=_("Requests until (first up)"),
        help_text=_("Units send up what they ask for. Later is refused, unless you extend a unit's date."),
    )
    figures_until = forms.DateField(
        label=_("Control figures until (first down)"),
        help_text=_("Finance has reviewed the requests and sends down what may be planned."),
    )
    drafts_until = forms.DateField(
        label=_("Draft budgets until (second up)"),
        help_text=_("Units send up their budgets within the control figures."),
    )
    approval_until = forms.DateField(
        label=_("Approval until (second down)"), help_text=_("Finance approves, and the lines are entered.")
    )


@form_for("procurement.budgetround.open")
class OpenRoundForm(Timetable):
    field_order = ["year", *DATES]

    year = numbers.IntegerField(label=_("Budget year"), min_value=2014, max_value=2099)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = legal_date().year + 1


@form_for("procurement.budgetround.move_dates")
class MoveDatesForm(Timetable):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DATES:
            self.fields[name].initial = getattr(self.subject, name)


@form_for("procurement.budgetproposal.open")
class CalledOnForm(StepForm):
    round = forms.ModelChoiceField(BudgetRound.objects.all())
    purchaser = forms.ModelChoiceField(Organisation.objects.all())


# Requests ------------------------------------------------------------------------------------------------------------


class RequestRow(AddedRow):
    DETAILS = ("source", "kind", "need", "next", "after")

    row = forms.UUIDField(required=False, widget=forms.HiddenInput)
    plan_line = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Project name"), max_length=120)
    item = ItemField()
    quantity = numbers.DecimalField(label=_("Quantity"), min_value=CENT, max_digits=12, decimal_places=2)
    unit = forms.CharField(label=_("Unit"), max_length=20)
    unit_price = MoneyFormField(label=_("Unit price (yuan)"), min_value=CENT)
    source = forms.ChoiceField(label=_("Source of funds"), choices=BudgetLine.Source.choices)
    kind = forms.ChoiceField(
        label=_("New or continued"),
        choices=ProposalRow.Kind.choices,
        initial=ProposalRow.Kind.CONTINUED,
    )
    need = forms.CharField(
        label=pgettext_lazy("request of a budget", "What it is needed for"),
        help_text=_("For whom, on which basis the quantity was reckoned, and where the price comes from."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next = MoneyFormField(
        label=_("Plan, one year on (yuan)"), min_value=ZERO, required=False, help_text=_("If it runs on.")
    )
    after = MoneyFormField(label=_("Plan, two years on (yuan)"), min_value=ZERO, required=False)

    @property
    def details(self) -> list[forms.BoundField]:
        """What is folded away on the page."""
        return [self[name] for name in self.DETAILS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "quantity" in data and "unit_price" in data:
            asked, trouble = asked_for(data["quantity"], data["unit_price"])
            if asked is None:
                self.add_error("unit_price", trouble)
            else:
                data["requested"] = asked
        return data


def asked_for(quantity: Decimal, price: Decimal) -> tuple[Decimal | None, Any]:
    """Quantity times unit price, or why that can't be asked for."""
    product = quantity * price
    if product > LARGEST:
        return None, _("Quantity times unit price is too large.")
    if yuan(product) < CENT:
        return None, _("Quantity times unit price is less than a cent.")
    return yuan(product), ""


class RequestRows(ItemRows):
    title = _("Services asked for")
    template = "procurement/rounds/_requests.html"


def rows_of(row: type[forms.Form], kind: type[forms.BaseFormSet], *, can_delete: bool = False) -> Any:
    return forms.formset_factory(
        row,
        formset=kind,
        extra=0,
        can_delete=can_delete,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
    )


class Saved(StepForm):
    """A form that two colleagues may have open at once."""

    revision = numbers.IntegerField(required=False, widget=forms.HiddenInput)


@form_for("procurement.budgetproposal.fill")
class FillRequestsForm(Saved):
    formsets = {"rows": rows_of(RequestRow, RequestRows, can_delete=True)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts["rows"].offer(self.subject, self.actor)  # type: ignore[attr-defined]


# Rows that stand: each form knows the row that it speaks of ---------------------------------------------------------


class OfRow(forms.Form):
    row = forms.UUIDField(widget=forms.HiddenInput)
    known: dict[Any, ProposalRow] = {}
    """The rows of the proposal."""

    @property
    def of(self) -> ProposalRow | None:
        """The row that this one speaks of."""
        return self.known.get(str(self["row"].value() or ""))

    def clean_row(self) -> Any:
        if str(self.cleaned_data["row"]) not in self.known:
            raise forms.ValidationError(_("A row doesn't belong to this proposal. Open the page again."))
        return self.cleaned_data["row"]

    def at_most(self, name: str, ceiling: Any, text: Any) -> None:
        """Beside the very field: how much it may be."""
        value = self.cleaned_data.get(name)
        if value is not None and ceiling is not None and value > ceiling:
            said = forms.ValidationError(text, code="A7.6", params={"most": money(ceiling)})
            self.add_error(name, said)

    def reason_for_less(self, name: str, whole: Any, text: Any) -> None:
        value = self.cleaned_data.get(name)
        if value is not None and whole is not None and value < whole and not self.cleaned_data.get("reason"):
            said = forms.ValidationError(text, code="A7.6", params={"whole": money(whole)})
            self.add_error("reason", said)


class OfRows(forms.BaseFormSet):
    """The rows of a proposal, each once, in their order."""

    def tell(self, proposal: BudgetProposal) -> None:
        rows = list(proposal.rows.select_related("item__edition", "line"))
        beside = proposal.beside(rows)
        for row in rows:
            row.beside = beside[row.item.code]  # type: ignore[attr-defined]
        known = {str(row.pk): row for row in rows}
        for form in self.forms:
            form.known = known

    def clean(self) -> None:
        named = [form.cleaned_data.get("row") for form in self.forms if hasattr(form, "cleaned_data")]
        if len(set(named)) != len(named):
            raise forms.ValidationError(_("A row stands here twice. Open the page again."))


class FigureRow(OfRow):
    figure = MoneyFormField(label=_("Control figure (yuan)"), min_value=ZERO, required=False)
    reason = forms.CharField(label=_("Reason for the cut"), max_length=300, required=False)
    acknowledged = Confirmation(label=_("Last result and amount used seen"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.of is not None:
            self.at_most(
                "figure", self.of.requested, _("The unit asked for %(most)s yuan: no more than that.")
            )
            self.reason_for_less(
                "figure", self.of.requested, _("Say why it is less than the %(whole)s yuan asked for.")
            )
        return data


class FigureRows(OfRows):
    title = _("Control figures")
    template = "procurement/rounds/_figures.html"


class KnowsRows(Saved):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts["rows"].tell(self.subject)  # type: ignore[attr-defined]


@form_for("procurement.budgetproposal.review")
class ReviewRowsForm(KnowsRows):
    formsets = {"rows": rows_of(FigureRow, FigureRows)}


class DraftRow(OfRow):
    draft = MoneyFormField(label=_("Draft budget (yuan)"), min_value=ZERO)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.of is not None:
            self.at_most(
                "draft", self.of.figure, _("The control figure is %(most)s yuan: no more than that.")
            )
        return data


class DraftRows(OfRows):
    title = _("Draft budget")
    template = "procurement/rounds/_drafts.html"


@form_for("procurement.budgetproposal.fill_draft")
class FillDraftForm(KnowsRows):
    formsets = {"rows": rows_of(DraftRow, DraftRows)}


# Dates and questions -------------------------------------------------------------------------------------------------


class MoreTime(StepForm):
    until = forms.DateField(
        label=_("Send again by"),
        help_text=_("The unit's own date; those of the other units stay as they are."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = self.first_choice()

    def first_choice(self) -> Any:
        """The unit's date where it still lies ahead, else a few days from now."""
        later = self.subject.drafts_until if self.subject.state == "drafted" else self.subject.requests_until
        return max(later, legal_date() + MORE_TIME)


class TimeForRequests(MoreTime):
    """With the date that comes after it, so that a unit isn't late with its draft before it has its figures."""

    drafts_until = forms.DateField(label=_("Draft budget until (second up)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = _(
            "Now %(day)s. Left empty, it goes along: where the new date of the requests reaches it, it is put off by "
            "as many days, at most to the day of the approval (%(last)s). So does the day of the control figures."
        )
        days = {"day": self.subject.drafts_until, "last": self.subject.round.approval_until}
        self.fields["drafts_until"].help_text = text % {n: long_date(day) for n, day in days.items()}


@form_for("procurement.budgetproposal.return_requests")
class ReturnRequestsForm(TimeForRequests):
    pass


@form_for("procurement.budgetproposal.return_draft")
class ReturnDraftForm(MoreTime):
    pass


@form_for("procurement.budgetproposal.extend")
class ExtendForm(TimeForRequests):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until, first = self.fields["until"], self.subject.draws_up_requests
        until.label = _("Requests until (first up)") if first else _("Draft budget until (second up)")
        text = _("Now %(day)s. The new date is this unit's own; those of the other units stay as they are.")
        until.help_text = text % {"day": long_date(self.subject.until)}
        if not first:
            del self.fields["drafts_until"]

    def first_choice(self) -> Any:
        return max(self.subject.until, legal_date()) + MORE_TIME


@form_for("procurement.budgetproposal.ask")
class AskQuestionForm(StepForm):
    row = forms.ModelChoiceField(
        ProposalRow.objects.none(), label=_("About"), required=False, empty_label=_("The whole proposal")
    )
    text = forms.CharField(label=_("Question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].queryset = self.subject.rows.all()


@form_for("procurement.budgetquestion.put")
class AskedQuestionForm(StepForm):
    proposal = forms.ModelChoiceField(BudgetProposal.objects.all())
    row = forms.ModelChoiceField(ProposalRow.objects.all(), required=False)
    text = forms.CharField(max_length=1000)


@form_for("procurement.budgetquestion.answer")
class AnswerQuestionForm(StepForm):
    answer_text = forms.CharField(
        label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
