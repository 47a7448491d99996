"""Money that leaves one budget line for another: one entry, two totals, so that nothing is lost or made on the way."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.money import positive
from procurement.models.budget import BudgetLine, Entry
from procurement.triggers import EXPECTED, SETTLED
from workflow.totals import RunningTotal
from workflow.triggers import append_only


class BetweenLines(pgtrigger.Trigger):
    """Locks both lines in the order of their keys, and refuses to mix what may not be mixed.

    Money keeps its source. A transfer stays within the year and the finance department that keeps both lines; what is
    carried over goes to the same unit's line of the next year. Neither a closed year gives or takes, nor one whose
    budget is not approved yet.
    """

    def __init__(self) -> None:
        super().__init__(
            name="between_lines",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
        )

    def get_func(self, model: Any) -> str:
        table = BudgetLine._meta.db_table
        return f"""
            PERFORM 1 FROM "{table}" WHERE id IN (NEW.source_id, NEW.target_id) ORDER BY id FOR UPDATE;
            IF NOT EXISTS (
                SELECT 1 FROM "{table}" s JOIN "{table}" t ON t.id = NEW.target_id
                WHERE s.id = NEW.source_id AND t.source = s.source AND t.finance_id = s.finance_id
                    AND s.state NOT IN ('{SETTLED}', '{EXPECTED}') AND t.state NOT IN ('{SETTLED}', '{EXPECTED}')
                    AND (NEW.kind = 'transfer' AND t.year = s.year
                        OR NEW.kind = 'carried' AND t.year = s.year + 1 AND t.purchaser_id = s.purchaser_id))
            THEN
                RAISE EXCEPTION 'money of these two lines is not to be mixed' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """  # noqa: S608  names come from the models


class BudgetMove(Entry):
    """Money moved between two lines."""

    class Kind(models.TextChoices):
        TRANSFER = "transfer", _("Transfer")
        CARRIED = "carried", _("Carried over")

    source = models.ForeignKey(BudgetLine, models.PROTECT, related_name="moves_out")
    target = models.ForeignKey(BudgetLine, models.PROTECT, related_name="moves_in")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)

    class Meta(Entry.Meta):
        verbose_name = _("move between budget lines")
        verbose_name_plural = _("moves between budget lines")
        triggers = [
            *append_only(),
            BetweenLines(),
            RunningTotal("source", "amount", order=1, takes=True),
            RunningTotal("target", "amount", order=2),
        ]
        constraints = [
            positive("amount", name="budget_move_amount"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="budget_move_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
