"""What the database keeps as it was signed, whoever asks."""

from __future__ import annotations

from typing import Any

import pgtrigger


class FixedTerms(pgtrigger.Trigger):
    """Columns of a subject that change only while it rests in `state`.

    A party that has been merged or split may be followed by its successor, by law a party in its stead: by those
    alone whom a change of units that was carried out names.
    """

    def __init__(self, state: str, *fields: str, parties: tuple[str, ...] = ()) -> None:
        self.state, self.fields, self.parties = state, fields, parties
        super().__init__(
            name="fixed_terms", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update
        )

    def get_func(self, model: Any) -> str:
        columns = [model._meta.get_field(name).column for name in self.fields]
        named = [model._meta.get_field(name).column for name in self.parties]
        moved = " OR ".join(
            [f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns]
            + [f'(NEW."{c}" IS DISTINCT FROM OLD."{c}" AND NOT {_succeeds(c)})' for c in named]
        )
        return f"""
            IF OLD.state <> '{self.state}' AND ({moved}) THEN
                RAISE EXCEPTION 'the terms of % are fixed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


def _succeeds(column: str) -> str:
    """Whether the new party takes the place of the old one."""
    return f"""EXISTS (
                SELECT 1 FROM accounts_reform r JOIN accounts_reformheir h ON h.reform_id = r.id
                WHERE r.state = 'in_force' AND r.organisation_id = OLD."{column}"
                AND h.organisation_id = NEW."{column}")"""  # noqa: S608  names come from the models


class DrawnOn(pgtrigger.Trigger):
    """A payment is booked on the commitment on which its contract draws on that day, whoever writes it.

    That is the one of the day's year where the project has one, else the last before it, and never one before that
    in which the contract begins to draw (`contracts.years`). The day is that of the transfer, or that of the entry.
    """

    def __init__(self) -> None:
        super().__init__(
            name="drawn_on", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Insert
        )

    def get_func(self, model: Any) -> str:
        return """
            NEW.commitment_id := (
                SELECT c.id FROM contracts_contract k
                JOIN procurement_commitment p ON p.id = k.commitment_id
                JOIN procurement_commitment c ON c.project_id = p.project_id AND c.year >= p.year
                    AND (c.id = p.id OR c.amount <> 0)
                WHERE k.id = NEW.contract_id AND c.year <= greatest(p.year, date_part('year', coalesce(
                    (SELECT y.paid_on FROM contracts_payment y WHERE y.id = NEW.payment_id AND NEW.paid <> 0),
                    (NEW.entered_at AT TIME ZONE 'Asia/Shanghai')::date)))
                ORDER BY c.year DESC, c.amount DESC LIMIT 1);
            RETURN NEW;
        """


class PaidToTheAccountInForce(pgtrigger.Trigger):
    """A payment is paid to the account in force on its contract (`contracts.payees`), and says to which for good."""

    COLUMNS = ("payee_name", "payee_bank", "payee_account")

    def __init__(self) -> None:
        super().__init__(
            name="paid_to_the_account_in_force",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
        )

    def get_func(self, model: Any) -> str:
        new, old, agreed, own, found = (
            ", ".join(f'{row}."{column}"' for column in self.COLUMNS) for row in ("NEW", "OLD", "s", "c", "f")
        )
        return f"""
            IF TG_OP = 'UPDATE' AND OLD.state = 'paid' THEN
                IF ({new}) IS DISTINCT FROM ({old}) THEN
                    RAISE EXCEPTION 'where a payment went is fixed' USING ERRCODE = 'check_violation';
                END IF;
            ELSIF NEW.state = 'paid' THEN
                IF (({new}) = (
                    SELECT {found} FROM (
                        SELECT {agreed}, s.number FROM contracts_supplement s
                        WHERE s.contract_id = NEW.contract_id AND s.state = 'signed' AND s.payee_account <> ''
                        UNION ALL
                        SELECT {own}, 0 FROM contracts_contract c WHERE c.id = NEW.contract_id
                    ) f ORDER BY f.number DESC LIMIT 1)) IS NOT TRUE
                THEN
                    RAISE EXCEPTION 'a payment goes to the account in force' USING ERRCODE = 'check_violation';
                END IF;
            ELSIF NEW.payee_account <> '' THEN
                RAISE EXCEPTION 'nothing was paid yet' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """  # noqa: S608  names come from this class


class FixedRows(pgtrigger.Trigger):
    """Rows of a subject that are fixed once it has left `state`; only their running total moves on.

    Columns that are `corrected` move by the event of a correction of the subject in this very transaction.
    """

    def __init__(self, parent: str, state: str, total: str, *corrected: str) -> None:
        self.parent, self.state, self.total, self.corrected = parent, state, total, corrected
        super().__init__(
            name="fixed_rows",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        field = model._meta.get_field(self.parent)
        owner = field.related_model._meta
        free = "".join(f" - '{name}'" for name in (self.total, *self.corrected))
        return f"""
            IF (SELECT state FROM "{owner.db_table}" WHERE id = OLD."{field.column}") <> '{self.state}'
                AND (TG_OP = 'DELETE' OR to_jsonb(NEW){free} <> to_jsonb(OLD){free})
            THEN
                RAISE EXCEPTION 'rows of % are fixed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;{self._by_correction(model, field, owner)}
            RETURN NEW;
        """  # noqa: S608  names come from the models

    def _by_correction(self, model: Any, field: Any, owner: Any) -> str:
        if not self.corrected:
            return ""
        columns = [model._meta.get_field(name).column for name in self.corrected]
        moved = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)
        return f"""
            IF ({moved}) AND
                (SELECT state FROM "{owner.db_table}" WHERE id = OLD."{field.column}") <> '{self.state}'
            THEN
                PERFORM workflow_demand_correction('{owner.label_lower}', OLD."{field.column}");
            END IF;"""  # noqa: S608  names come from the models
