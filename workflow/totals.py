"""Running totals that the database keeps: no reader, writer or isolation level can get past them.

A parent row (budget line, commitment, contract) carries a total; entries in a book carry amounts. Inserting an
entry adds its amount to the total, and a CHECK on the parent says how high that may be:

    class Commitment(Model):
        amount = MoneyField(default=ZERO)
        contracted = MoneyField(default=ZERO)

        class Meta:
            triggers = [kept_totals("amount", "contracted")]
            constraints = [*within("contracted", "amount", name="commitment_contracted")]

    class ContractEntry(Model):
        commitment = models.ForeignKey(Commitment, models.PROTECT)
        amount = MoneyField()

        class Meta:
            triggers = [*append_only(), RunningTotal("commitment", "contracted")]
            constraints = [signed("amount", name="contract_entry_amount")]

The `UPDATE` of the parent takes its row lock and sees the newest committed total, so that two writers follow one
another; under REPEATABLE READ and SERIALIZABLE the second fails and is tried again. A SUM after a lock would not
do that. Corrections are reversing entries with a negative amount.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q

from core.money import LARGEST, positive


class RunningTotal(pgtrigger.Trigger):
    """Adds `amount` of each new entry to `total` on the row that `parent` leads to; `takes` takes it away there.

    `parent` is a foreign key of the entry, or a path of them (`"commitment__line"`). Where an entry adds to several
    totals, give `order` 1, 2, … in the order in which rows are locked (budget line, commitment, contract, payment).
    """

    def __init__(
        self, parent: str, total: str, amount: str = "amount", *, order: int = 1, takes: bool = False
    ) -> None:
        self.parent, self.total, self.amount, self.sign = parent, total, amount, "-" if takes else "+"
        super().__init__(
            name=f"total_{order}_{total}",
            level=pgtrigger.Row,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
        )

    def get_func(self, model: Any) -> str:
        key, owner = key_of(model, self.parent)
        total = owner._meta.get_field(self.total).column
        amount = model._meta.get_field(self.amount).column
        return f"""
            UPDATE "{owner._meta.db_table}" SET "{total}" = "{total}" {self.sign} NEW."{amount}" WHERE id = {key};
            IF NOT FOUND THEN
                RAISE EXCEPTION 'entry % has no row to add to', NEW.id USING ERRCODE = 'foreign_key_violation';
            END IF;
            RETURN NULL;
        """  # noqa: S608  names come from the models


class KeptTotals(pgtrigger.Trigger):
    """Refuses to change a total otherwise than by an entry: it starts at nought and moves inside triggers only."""

    def __init__(self, *totals: str) -> None:
        self.totals = totals
        super().__init__(
            name="kept_totals",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
        )

    def get_func(self, model: Any) -> str:
        columns = [model._meta.get_field(name).column for name in self.totals]
        given = " OR ".join(f'NEW."{c}" <> 0' for c in columns)
        moved = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)
        return f"""
            IF TG_OP = 'INSERT' THEN
                IF {given} THEN
                    RAISE EXCEPTION 'totals of % start at nought', TG_TABLE_NAME USING ERRCODE = 'check_violation';
                END IF;
            ELSIF pg_trigger_depth() < 2 AND ({moved}) THEN
                RAISE EXCEPTION 'totals of % are moved by entries only', TG_TABLE_NAME
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


def kept_totals(*totals: str) -> KeptTotals:
    """The trigger that keeps these columns of a parent row."""
    return KeptTotals(*totals)


def within(part: str, whole: str, *, name: str) -> list[models.CheckConstraint]:
    """`0 <= part <= whole`, and both finite (PostgreSQL takes NaN into `numeric` and sorts it above all numbers)."""
    return [
        models.CheckConstraint(condition=Q(**{f"{part}__gte": 0, f"{part}__lte": F(whole)}), name=name),
        positive(whole, zero=True, name=f"{name}_whole"),
    ]


def signed(field: str, *, name: str) -> models.CheckConstraint:
    """An entry's amount: finite and not nought; negative where it reverses."""
    bounds = Q(**{f"{field}__gte": -LARGEST, f"{field}__lte": LARGEST})
    return models.CheckConstraint(condition=bounds & ~Q(**{field: 0}), name=name)


def key_of(model: Any, path: str) -> tuple[str, Any]:
    """SQL for the key of the row at the end of a path of foreign keys, and its model."""
    first, *rest = path.split("__")
    field = model._meta.get_field(first)
    key, owner = f'NEW."{field.column}"', field.related_model
    for name in rest:
        field = owner._meta.get_field(name)
        key = f'(SELECT "{field.column}" FROM "{owner._meta.db_table}" WHERE id = {key})'  # noqa: S608
        owner = field.related_model
    return key, owner
