"""The list of documents."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import long_date
from core.tables import DayColumn, PortalTable
from library.models import Policy, Question


class PolicyTable(PortalTable):
    """One line for each document: what, which number, by whom, when."""

    caption = _("Policy library")
    empty_hint = _("Try fewer words, or clear the filter.")

    title = tables.TemplateColumn(
        template_name="library/_line.html",
        verbose_name=pgettext_lazy("policy library", "Document"),
        orderable=False,
    )
    number = tables.Column(verbose_name=_("Document number"), attrs={"td": {"class": "p-nowrap in"}})
    jurisdiction = tables.Column(
        verbose_name=_("Jurisdiction"), orderable=False, attrs={"td": {"class": "in"}}
    )
    signed_on = DayColumn(verbose_name=pgettext_lazy("policy library", "Signed on"))

    class Meta(PortalTable.Meta):
        model = Policy
        fields = ("title", "number", "jurisdiction", "signed_on")
        order_by = "-signed_on"
        empty_text = _("No document fits")

    def value_title(self, record: Policy) -> str:
        return record.told.title

    def render_number(self, record: Policy) -> str:
        return record.told.number

    def value_number(self, record: Policy) -> str:
        return record.told.number

    def render_signed_on(self, record: Policy) -> Any:
        day = record.told.signed_on
        return long_date(day) if day else _("(withheld)")

    def value_signed_on(self, record: Policy) -> Any:
        return record.told.signed_on or _("(withheld)")


class QuestionTable(PortalTable):
    """One line for each question: what, of whom, since when, how it stands."""

    caption = _("Questions from the public")
    empty_hint = _("Questions and suggestions that concern you stand here, with their answers.")

    text = tables.TemplateColumn(
        template_name="library/_question.html",
        verbose_name=_("Question or suggestion"),
        orderable=False,
    )
    finance = tables.Column(verbose_name=_("Asked of"), orderable=False, attrs={"td": {"class": "in"}})
    asked_at = DayColumn(verbose_name=_("Received on"))
    state = tables.TemplateColumn(
        template_name="library/_state.html", verbose_name=_("State"), orderable=False
    )

    class Meta(PortalTable.Meta):
        model = Question
        fields = ("text", "finance", "asked_at", "state")
        order_by = "-asked_at"
        empty_text = _("No question yet")

    def value_text(self, record: Question) -> str:
        return record.text

    def value_state(self, record: Question) -> str:
        return record.get_state_display()
