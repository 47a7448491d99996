"""Input of the step that joins an imported line with what was approved before it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from procurement.models import BudgetLine, ProposalRow
from workflow.forms import StepForm
from workflow.registry import form_for


class RowChoice(forms.ModelChoiceField):
    """An approved row, with the line that the approval entered for it."""

    def label_from_instance(self, row: ProposalRow) -> str:
        document = row.proposal.document_number
        values = {"line": row.line, "amount": money(row.approved), "document": document}
        return _("%(line)s, %(amount)s yuan (%(document)s)") % values


@form_for("procurement.budgetline.join_row")
class JoinRowForm(StepForm):
    row = RowChoice(
        ProposalRow.objects.none(),
        label=_("Line that the approval entered"),
        empty_label=_("Choose"),
        help_text=_(
            "For the same money only. The line at hand stays, with the finance system's number; the one chosen here "
            "gives up its amount and goes out of use. Applications and grants without a contract come along."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.subject.twin_rows()
        known = ProposalRow.objects.filter(pk__in=[row.pk for row in rows])
        self.fields["row"].queryset = known.select_related("line", "proposal", "item")
        if len(rows) == 1:
            self.fields["row"].initial = rows[0]


@form_for("procurement.budgetline.give_way")
class GiveWayForm(StepForm):
    """By the portal alone."""

    line = forms.ModelChoiceField(BudgetLine.objects.all())
    document_number = forms.CharField(max_length=80)
