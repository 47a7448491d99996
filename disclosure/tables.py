"""The public list of notices."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.tables import DayColumn, MoneyColumn, PortalTable
from disclosure.models import Notice, NoticeQuerySet


class NoticeTable(PortalTable):
    """One line for each notice: what, who, how much, when."""

    caption = _("Notices")
    empty_hint = _("Try fewer words, or clear the filter.")

    title = tables.TemplateColumn(
        template_name="disclosure/_line.html", verbose_name=_("Notice"), orderable=False
    )
    purchaser_name = tables.Column(
        accessor="shown_purchaser",
        verbose_name=_("Purchaser"),
        orderable=False,
        attrs={"td": {"class": "in"}},
    )
    amount = MoneyColumn(verbose_name=_("Amount (yuan)"))
    published_at = DayColumn(verbose_name=_("Published on"))

    class Meta(PortalTable.Meta):
        model = Notice
        fields = ("title", "purchaser_name", "amount", "published_at")
        order_by = "-published_at"
        empty_text = _("No notice fits")

    def order_amount(self, queryset: NoticeQuerySet, is_descending: bool) -> tuple[NoticeQuerySet, bool]:
        """Notices that name no amount come last either way."""
        amount = F("amount")
        order = amount.desc(nulls_last=True) if is_descending else amount.asc(nulls_last=True)
        return queryset.order_by(order, "-published_at"), True
