"""Locks are taken late and in one order: project, budget line, commitment, contract, payment, then by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from workflow.obstacles import Refusal, Refused

if TYPE_CHECKING:
    from workflow.act import Act

GONE = _("This record no longer exists.")


def lock_for(act: Act) -> Any:
    """Lock the subject and what its step names in `locks`, and return the subject fetched anew.

    What is locked of the input (`"data.target"`) is fetched anew too, and stands in its place. Never
    `refresh_from_db`: after a missing row it would leave the state unprotected for the whole process.
    """
    wanted = {(_rank(o), str(o.pk), type(o), o.pk) for o in _others(act)}
    wanted.add((_rank(act.subject), str(act.subject.pk), type(act.subject), act.subject.pk))
    subject = None
    for *_order, model, pk in sorted(wanted, key=lambda w: w[:2]):
        row = _locked(model, pk, share=act.step.lock == "share" and pk == act.subject.pk)
        if pk == act.subject.pk and model is type(act.subject):
            subject = row
        _put_in_place(act, row)
    if subject is None:
        raise Refused(Refusal.CONFLICT, message=GONE)
    return subject


def _put_in_place(act: Act, row: Any) -> None:
    """Input that is locked is judged as it is now."""
    for name in (path.removeprefix("data.") for path in act.step.locks if path.startswith("data.")):
        given = act.data.get(name)
        if row is not None and given is not None and type(given) is type(row) and given.pk == row.pk:
            act.data = {**act.data, name: row}


def lock_input(act: Act) -> None:
    """For a first step: lock the input that it names in `locks`, and put what was fetched anew in its place."""
    share = act.step.lock == "share"
    for name in sorted(act.step.locks, key=lambda n: (_rank(act.data[n]), str(act.data[n].pk))):
        row = _locked(type(act.data[name]), act.data[name].pk, share=share)
        if row is None:
            raise Refused(Refusal.CONFLICT, message=GONE)
        act.data = {**act.data, name: row}


def _others(act: Act) -> list[Any]:
    found = []
    for path in act.step.locks:
        first, *rest = path.split(".")
        value: Any = act.data.get(rest.pop(0)) if first == "data" else getattr(act.subject, first)
        for name in rest:
            value = getattr(value, name)
        found.extend(_rows(value))
    return found


def _rows(value: Any) -> list[Any]:
    """A row, none, or all rows of a reverse relation."""
    if value is None or hasattr(value, "pk"):
        return [] if value is None else [value]
    return list(value.all() if hasattr(value, "all") else value)


def _rank(subject: Any) -> int:
    return getattr(type(subject), "lock_rank", 90)


def _locked(model: Any, pk: Any, *, share: bool) -> Any:
    rows = model._base_manager.filter(pk=pk)
    if share:
        # FOR SHARE has no method of its own: lock by statement, then read
        from_table = model._meta.db_table
        rows = model._base_manager.raw(f'SELECT * FROM "{from_table}" WHERE id = %s FOR SHARE', [pk])  # noqa: S608
        return next(iter(rows), None)
    return rows.select_for_update(of=("self",)).first()
