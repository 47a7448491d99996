"""Lists of procurement."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import MoneyColumn, PortalTable
from core.templatetags.portal import tag
from procurement.models import BudgetLine, Project, PurchaserProfile

PROJECT_TONES = {
    "draft": "",
    "presented": "",
    "submitted": "amber",
    "returned": "amber",
    "refused": "",
    "terminated": "",
    "closed": "green",
    "evaluated": "green",
}
LINE_TONES = {"open": "blue", "closed": "", "expected": "amber"}
PROFILE_TONES = {"registered": "amber", "confirmed": "green", "returned": "amber"}


class StateColumn(tables.Column):
    """A state in a word, with its colour."""

    def __init__(self, tones: dict[str, str], **kwargs: Any) -> None:
        self.tones = tones
        super().__init__(_("State"), attrs={"td": {"class": "p-nowrap in"}}, **kwargs)

    def render(self, record: Any) -> str:
        return tag(record.get_state_display(), self.tones.get(record.state, "blue"))

    def value(self, record: Any) -> str:
        return str(record.get_state_display())


class ProjectTable(PortalTable):
    caption = _("Projects")
    title = tables.Column(_("Project"), order_by=("title",))
    number = tables.Column(_("Number"), attrs={"td": {"class": "p-nowrap in"}}, empty_values=())
    item = tables.Column(_("Catalogue item"), order_by=("item__code",))
    purchaser = tables.Column(_("Purchaser"), order_by=("purchaser__sort_key",))
    year = tables.Column(_("Budget year"), attrs={"td": {"class": "in"}})
    at_stake = MoneyColumn(_("Amount (yuan)"), empty_values=(None,))
    state = StateColumn(PROJECT_TONES)

    empty_hint = _("No project fits the filter, or none has been opened yet.")

    class Meta:
        order_by = ("-year", "-number")

    def render_title(self, record: Project) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.title)

    def value_title(self, record: Project) -> str:
        return record.title

    def render_number(self, record: Project) -> str:
        return record.number or "—"

    def render_year(self, value: int) -> str:
        return str(value)

    def value_number(self, record: Project) -> str:
        return record.number


class LineTable(PortalTable):
    caption = _("Budget lines")
    title = tables.Column(_("Budget line"), order_by=("title",))
    code = tables.Column(_("Number"), attrs={"td": {"class": "p-nowrap in"}})
    purchaser = tables.Column(_("Purchaser"), order_by=("purchaser__sort_key",))
    year = tables.Column(_("Year"), attrs={"td": {"class": "in"}})
    amount = MoneyColumn(_("Approved"))
    committed = MoneyColumn(_("Committed"))
    contracted = MoneyColumn(_("Contracted"), empty_values=())
    paid = MoneyColumn(_("Paid"), empty_values=())
    left = MoneyColumn(_("Free"))
    state = StateColumn(LINE_TONES)

    empty_hint = _("Finance enters a line when the budget has been approved.")

    class Meta:
        order_by = ("-year", "code")

    def render_title(self, record: BudgetLine) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.title)

    def value_title(self, record: BudgetLine) -> str:
        return record.title

    def render_year(self, value: int) -> str:
        return str(value)


class ProfileTable(PortalTable):
    caption = _("Purchasers")
    organisation = tables.Column(_("Purchaser"), order_by=("organisation__sort_key",))
    kind = tables.Column(_("Kind of purchaser"))
    jurisdiction = tables.Column(
        _("Government level"),
        accessor="organisation__jurisdiction",
        order_by=("organisation__jurisdiction__code",),
    )
    internal_control = tables.Column(_("Internal supervision rules"))
    state = StateColumn(PROFILE_TONES)

    empty_hint = _("Units register themselves; finance confirms them.")

    def render_organisation(self, record: PurchaserProfile) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.organisation)

    def value_organisation(self, record: PurchaserProfile) -> str:
        return str(record.organisation)
