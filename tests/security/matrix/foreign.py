"""Ids of rows that are somebody else's: which there are for a field, and what a field says to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import Membership
from core.actor import Actor
from core.models import VisibleQuerySet
from documents.forms import FilesField
from documents.models import StoredFile
from procurement.models import Project
from tests.walks.hostile.attack import inputs
from workflow import engine
from workflow.steps import Step

FAR = 3
"""So many links away is looked for the project that a row belongs to."""
SOME = 3
"""So many keys that aren't among a field's choices are put to it all the same."""


@dataclass(frozen=True)
class Asked:
    """A field of a step's form that takes an id, as one person is asked it."""

    name: str
    field: forms.Field
    subject: Any
    actor: Actor

    def foreign(self) -> Iterator[Any]:
        """Keys of rows that this person may not put into it: what they can't see, and what is of another project."""
        if isinstance(self.field, forms.UUIDField):  # which kind of row it names is said elsewhere
            seen = _seen(self.actor, Project)
            yield from (key for key in _of(Project).values_list("pk", flat=True) if key not in seen)
            return
        model = StoredFile if isinstance(self.field, FilesField) else self.field.queryset.model
        seen = _seen(self.actor, model)
        for row in _of(model):
            if row.pk not in seen or _is_of_another(row, self.subject):
                yield row.pk

    def taken(self, keys: list[Any]) -> list[Any]:
        """Those of them that the field itself lets pass: asked of each that is among its choices, and of some others.

        Of a bare UUID it can't know what it names; then the step has to refuse it.
        """
        if isinstance(self.field, forms.UUIDField):
            return []
        choices = self.field.own_files() if isinstance(self.field, FilesField) else self.field.queryset
        chosen = set(choices.filter(pk__in=keys).values_list("pk", flat=True))
        others = [key for key in keys if key not in chosen]
        return [key for key in (*chosen, *others[:: len(others) // SOME + 1]) if self._takes(key)]

    def _takes(self, key: Any) -> bool:
        several = isinstance(self.field, (FilesField, forms.ModelMultipleChoiceField))
        try:
            return bool(self.field.clean([str(key)] if several else str(key)))
        except ValidationError:
            return False


def asked(step: Step, subject: Any, actor: Actor) -> list[Asked]:
    """Every field of the form that takes an id, those in repeated rows too."""
    form = engine.form_of(step, subject or step.model(), actor, {})
    form.introduce(actor)
    found = (*inputs(form, form.parts), *_in_rows(form))
    return [Asked(name, field, subject, actor) for name, field in found if _takes_ids(field)]


def _in_rows(form: Any) -> Iterator[tuple[str, forms.Field]]:
    """An empty form has no rows: the fields of one that could be added."""
    for name, part in form.parts.items():
        if not part.forms:
            yield from ((f"{name}-0-{key}", field) for key, field in part.empty_form.fields.items())


def _takes_ids(field: forms.Field) -> bool:
    return isinstance(field, forms.ModelChoiceField | FilesField | forms.UUIDField)


def _of(model: type[models.Model]) -> models.QuerySet:
    return model._base_manager.order_by("pk")


def _seen(actor: Actor, model: type[models.Model]) -> set[Any]:
    """Keys of the rows of this kind that they see; all where nothing says who sees which."""
    rows = model._default_manager.all()
    if model is Membership:  # one sees one's own; which colleagues one may name says the step
        rows = rows.filter(organisation_id=actor.organisation_id)
    elif getattr(type(rows), "visible_to", None) is not VisibleQuerySet.visible_to:
        rows = rows.visible_to(actor)
    return set(rows.values_list("pk", flat=True))


def _is_of_another(row: Any, subject: Any) -> bool:
    """Of another project than the subject's."""
    theirs = project_of(row)
    return subject is not None and None not in (theirs, project_of(subject)) and theirs != project_of(subject)


def project_of(row: Any, depth: int = FAR) -> Any:
    if row is None or isinstance(row, Project):
        return row and row.pk
    if found := getattr(row, "project_id", None):
        return found
    links = [f.name for f in row._meta.concrete_fields if f.many_to_one or f.one_to_one] if depth else []
    above = (project_of(getattr(row, name), depth - 1) for name in links)
    return next((found for found in above if found is not None), None)
