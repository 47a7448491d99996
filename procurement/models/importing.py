"""A workbook of budget lines on its way into the ledger."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import VisibleQuerySet
from documents.models import StoredFile
from procurement.importing import Plan, plan_of
from procurement.lifecycle import LineImportLifecycle
from procurement.models.budget import BudgetLine

if TYPE_CHECKING:
    from core.actor import Actor


class ImportQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The finance department that keeps the lines."""
        if not actor.is_user or actor.organisation_kind != "finance":
            return self.none()
        return self.filter(finance_id__in=actor.files_of)


class LineImport(LineImportLifecycle):
    """One workbook. What it says is read from the file that was handed in, which nobody can change."""

    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    workbook = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    read_on = models.DateField()
    entered_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta(LineImportLifecycle.Meta):
        verbose_name = _("import of budget lines")
        verbose_name_plural = _("imports of budget lines")

    def __str__(self) -> str:
        name = self.workbook.name if self.workbook_id else ""
        return gettext("Budget lines from “%(name)s”") % {"name": name}

    def take(self, actor: Actor, workbook: StoredFile, on: date) -> None:
        self.finance = Organisation.objects.select_related("jurisdiction").get(pk=actor.organisation_id)
        self.workbook, self.read_on = workbook, on

    def jurisdiction_code(self) -> str:
        return self.finance.jurisdiction.code

    def regime_date(self) -> date:
        return self.read_on

    def get_absolute_url(self) -> str:
        return reverse("procurement:lineimport-detail", args=[self.pk])

    @cached_property
    def plan(self) -> Plan:
        """What the workbook would do now."""
        return plan_of(self.workbook.path, self.finance)

    def changes(self) -> int:
        """How many of its rows change anything."""
        return len(self.plan.changing())

    def wants_reason(self) -> bool:
        return any(intent.wants_reason for intent in self.plan.intents)

    @property
    def lines_named(self) -> Any:
        """The lines that stand already: they are held while the workbook is entered."""
        found = plan_of(self.workbook.path, self.finance).intents
        return BudgetLine.objects.filter(pk__in=[intent.line.pk for intent in found if intent.line])
