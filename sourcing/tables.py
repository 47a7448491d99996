"""Lists of sourcing."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core import dates
from core.tables import MoneyColumn, PortalTable, StateColumn
from sourcing.models import Tender


class TenderTable(PortalTable):
    caption = _("Tenders")
    title = tables.Column(_("Tender"), order_by=("title",))
    number = tables.Column(_("Number"), attrs={"td": {"class": "p-nowrap in"}})
    purchaser = tables.Column(_("Purchaser"), order_by=("purchaser__sort_key",))
    ceiling = MoneyColumn(_("Ceiling (yuan)"))
    closes_at = tables.Column(_("Bids close"), attrs={"td": {"class": "p-nowrap in"}})
    state = StateColumn()

    empty_hint = _("No tender fits the filter, or none has been published yet.")

    class Meta:
        order_by = ("-closes_at",)

    def render_title(self, record: Tender) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.title)

    def render_closes_at(self, record: Tender) -> str:
        return dates.with_time(dates.long_date(record.closes_at), record.closes_at, seconds=False)

    def value_closes_at(self, record: Tender) -> str:
        return dates.with_time(dates.long_date(record.closes_at), record.closes_at, seconds=False)
