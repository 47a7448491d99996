"""The table of applications that a superior asks for: one row for each project of a year, as it was entered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.actor import Actor
from core.money import MoneyFormField
from core.workbooks import Choice, Column, Day, Shape
from procurement.models import BudgetLine, Project
from procurement.models.plan import OVERSEERS

TEXT = forms.CharField(required=False)
SUMMARY = Shape(
    _("Table of applications"),
    Column("purchaser", _("Purchaser"), TEXT),
    Column("number", _("Project number"), TEXT),
    Column("title", _("Project name"), TEXT),
    Column("code", _("Code in the catalogue"), TEXT),
    Column("item", _("Catalogue item"), TEXT),
    Column("service_class", _("Class of service"), Choice(Project.ServiceClass.choices, required=False)),
    Column("recipients", _("Service recipients"), TEXT),
    Column("recipient_number", _("Number of recipients"), numbers.IntegerField(required=False)),
    Column("quantity", _("Quantity"), numbers.DecimalField(required=False)),
    Column("unit", _("Unit"), TEXT),
    Column("starts_on", _("Service starts"), Day(required=False)),
    Column("ends_on", _("Service ends"), Day(required=False)),
    Column("line", _("Budget line"), TEXT),
    Column("source", _("Source of funds"), Choice(BudgetLine.Source.choices, required=False)),
    Column("requested_amount", _("Amount requested (yuan)"), MoneyFormField(required=False)),
    Column("granted_amount", _("Amount granted (yuan)"), MoneyFormField(required=False)),
    Column("grant_number", _("Number of the decision"), TEXT),
    Column("state", _("State"), Choice(Project.State.choices)),
)
PLAIN = (
    *("number", "title", "service_class", "recipients", "recipient_number", "quantity", "unit"),
    *("starts_on", "ends_on", "requested_amount", "granted_amount", "grant_number", "state"),
)


def may_draw(actor: Actor) -> bool:
    """Units for their own projects, and those who oversee them."""
    return actor.is_user and actor.organisation_kind in {"purchaser", *OVERSEERS}


def projects_of(actor: Actor, year: int) -> QuerySet[Project]:
    """Submitted ones of a year; a unit's table holds nothing of other units, whatever part it has in them."""
    rows = Project.objects.visible_to(actor).filter(year=year).exclude(number="")
    if actor.organisation_kind == "purchaser":
        rows = rows.filter(purchaser_id__in=actor.files_of)
    return rows.select_related("purchaser", "item", "budget_line").order_by("purchaser__sort_key", "number")


def rows_of(projects: QuerySet[Project]) -> Iterator[list[Any]]:
    for project in projects:
        yield SUMMARY.cells(
            {
                **{name: getattr(project, name) for name in PLAIN},
                "purchaser": project.purchaser.name,
                "code": project.item.code,
                "item": project.item.name,
                "line": project.budget_line.code if project.budget_line else "",
                "source": project.budget_line.source if project.budget_line else "",
            }
        )
