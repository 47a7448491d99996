"""Input of the approval of a unit's budget: row by row, with the line under which each stands in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from core.money import ZERO, MoneyFormField
from procurement.forms.rounds import OfRow, OfRows, rows_of
from procurement.models import BudgetLine, BudgetProposal
from workflow.forms import StepForm
from workflow.registry import form_for

OWN = "own"


class ApprovedRow(OfRow):
    approved = MoneyFormField(label=_("Approved (yuan)"), min_value=ZERO)
    line = forms.ChoiceField(label=_("Budget line that stands already"), required=False)
    code = forms.CharField(label=_("Number of the budget item"), max_length=40, required=False)
    reason = forms.CharField(label=_("Reason for the cut"), max_length=300, required=False)
    lines: Mapping[str, BudgetLine] = {}
    """Lines entered or imported before, which may be this row's."""

    def offer(self, lines: Iterable[BudgetLine]) -> None:
        self.lines = {str(line.pk): line for line in lines}
        known = [(key, _("Join %(line)s") % {"line": line}) for key, line in self.lines.items()]
        choices = [("", _("Choose")), *known, (OWN, _("A line of its own"))] if known else []
        self.fields["line"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.of is not None:
            self.at_most(
                "approved", self.of.draft, _("The draft budget is %(most)s yuan: no more than that.")
            )
            self.reason_for_less(
                "approved",
                self.of.draft,
                _("Say why it is less than the %(whole)s yuan of the draft budget."),
            )
        chosen = data.get("line", "")
        data["line"] = self.lines.get(chosen) if data.get("approved") else None
        if data.get("approved"):
            self._name_the_line(data, chosen)
        return data

    def _name_the_line(self, data: dict[str, Any], chosen: str) -> None:
        """One that stands, or a number of its own: the same money never stands in the ledger twice."""
        joined = data["line"]
        if "line" in self.errors:
            return
        if self.lines and not chosen:
            text = _("A line for this service stands already. Join it, or say that this one is another.")
            self.add_error("line", forms.ValidationError(text, code="A5.1"))
        elif joined is not None and joined.amount != data["approved"]:
            text = _("The line stands with %(amount)s yuan. Approve that, or have the line changed before.")
            params = {"amount": money(joined.amount)}
            self.add_error("approved", forms.ValidationError(text, code="A5.1", params=params))
        elif joined is None and not data.get("code"):
            text = _("Say under which number the line is entered.")
            self.add_error("code", forms.ValidationError(text, code="A5.1"))


class ApprovedRows(OfRows):
    title = _("Approved budget")
    template = "procurement/rounds/_approved.html"

    def tell(self, proposal: BudgetProposal) -> None:
        super().tell(proposal)
        lines = proposal.lines_to_join()
        for form in self.forms:
            form.offer(lines.get(form.of.pk, ()) if form.of else ())


@form_for("procurement.budgetproposal.approve")
class ApproveForm(StepForm):
    congress_on = forms.DateField(
        label=_("Passed by the people's congress on"),
        help_text=_("Finance approves the units' budgets within 20 days after that (Budget Law, art. 52)."),
    )
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    approved_on = forms.DateField(label=_("Approved on"))
    formsets = {"rows": rows_of(ApprovedRow, ApprovedRows)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts["rows"].tell(self.subject)  # type: ignore[attr-defined]
