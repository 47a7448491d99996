"""Lists of procurement."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import MoneyColumn, PortalTable, StateColumn
from procurement.models import BudgetLine, Project, PurchaserProfile


class ProjectTable(PortalTable):
    caption = _("Projects")
    title = tables.Column(_("Project"), order_by=("title",))
    number = tables.Column(_("Number"), attrs={"td": {"class": "p-nowrap in"}}, empty_values=())
    item = tables.Column(_("Catalogue item"), order_by=("item__code",))
    purchaser = tables.Column(_("Purchaser"), order_by=("purchaser__sort_key",))
    year = tables.Column(_("Budget year"), attrs={"td": {"class": "in"}})
    at_stake = MoneyColumn(_("Amount (yuan)"), empty_values=(None,))
    state = StateColumn()

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
    title = tables.Column(_("Budget line"), order_by=("code",))
    purchaser = tables.Column(_("Purchaser"), order_by=("purchaser__sort_key",))
    year = tables.Column(_("Year"), attrs={"td": {"class": "in"}})
    amount = MoneyColumn(_("Budget as it stands"))
    committed = MoneyColumn(_("Committed"))
    contracted = MoneyColumn(_("Contracted"), empty_values=())
    paid = MoneyColumn(_("Paid"), empty_values=())
    left = MoneyColumn(_("Free"))
    state = StateColumn()

    empty_hint = _("Finance enters a line when the budget has been approved.")

    class Meta:
        order_by = ("-year", "title")

    def render_title(self, record: BudgetLine) -> str:
        """Its number stands below: many lines bear one title, and five columns of money need the room."""
        line = '<a href="{}">{}</a><div class="p-xs p-muted p-nowrap num">{}</div>'
        return format_html(line, record.get_absolute_url(), record.title, record.code)

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
    state = StateColumn()

    empty_hint = _("Units register themselves; finance confirms them.")

    def render_organisation(self, record: PurchaserProfile) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.organisation)

    def value_organisation(self, record: PurchaserProfile) -> str:
        return str(record.organisation)
