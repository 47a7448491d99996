"""The table of the register."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import DayColumn, PortalTable
from core.templatetags.portal import tag
from documents.models import DocumentNumber


class NumberTable(PortalTable):
    caption = _("Document numbers")
    number = tables.Column(_("Document number"), accessor="serial", order_by=("year", "serial"))
    title = tables.Column(_("Title"))
    issued_at = DayColumn(_("Given on"))
    state = tables.Column(_("State"), attrs={"td": {"class": "p-nowrap in"}})
    void_reason = tables.Column(_("Why it is void"), default="—", orderable=False)

    class Meta(PortalTable.Meta):
        model = DocumentNumber
        fields = ("number", "title", "issued_at", "state", "void_reason")
        order_by = "-number"

    def render_number(self, record: Any) -> str:
        return format_html('<a class="num" href="{}">{}</a>', record.get_absolute_url(), record)

    def value_number(self, record: Any) -> str:
        return str(record)

    def render_state(self, record: Any) -> str:
        return tag(record.get_state_display(), "red" if record.state == "void" else "green")

    def value_state(self, record: Any) -> str:
        return str(record.get_state_display())
