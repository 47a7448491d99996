"""Tables of the lists."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract, Payment
from contracts.rules.shared import plain_percent
from core.tables import DayColumn, MoneyColumn, NumberColumn, PortalTable, StateColumn
from core.templatetags.portal import tag
from workflow.clock import legal_date


class ContractTable(PortalTable):
    caption = _("Contracts")
    title = tables.Column(_("Contract"))
    provider = tables.Column(_("Provider"), order_by=("provider__sort_key",))
    total = MoneyColumn(_("Amount (yuan)"), order_by=("amount",))
    paid = MoneyColumn(_("Paid (yuan)"))
    progress = tables.Column(_("Progress"), attrs={"th": {"class": "num"}, "td": {"class": "num in"}})
    ends_on = DayColumn(_("Ends on"))
    state = StateColumn()

    empty_text = _("No contract here yet")
    empty_hint = _("A contract is drawn up once an award has been announced. Or the filter leaves none.")

    class Meta:
        order_by = ("-ends_on",)

    def render_title(self, record: Contract) -> str:
        return format_html(
            '<a class="t" href="{}">{}</a><span class="s num">{}</span>',
            record.get_absolute_url(),
            record.title,
            record.number,
        )

    def value_title(self, record: Contract) -> str:
        return f"{record.number} {record.title}"

    def render_progress(self, value: Any) -> str:
        return plain_percent(value)

    def value_progress(self, value: Any) -> Any:
        return value


class PaymentTable(PortalTable):
    caption = _("Payments")
    payment = tables.Column(_("Payment"), accessor="contract__title", order_by=("contract__title", "number"))
    provider = tables.Column(
        _("Provider"), accessor="contract__provider", order_by=("contract__provider__sort_key",)
    )
    plan_row = tables.Column(_("Row of the plan"), orderable=False, attrs={"td": {"class": "p-nowrap in"}})
    amount = MoneyColumn(_("Amount (yuan)"))
    asked_at = DayColumn(_("Requested on"))
    paid_on = DayColumn(_("Paid on"))
    state = StateColumn()

    empty_text = _("No payment here yet")
    empty_hint = _("Providers request payments from the page of their contract. Or the filter leaves none.")

    class Meta:
        order_by = ("-asked_at",)

    def render_payment(self, record: Payment) -> str:
        return format_html(
            '<a class="t" href="{}">{}</a><span class="s num">{} · {}</span>',
            record.get_absolute_url(),
            record.contract.title,
            record.contract.number,
            record.number,
        )

    def value_payment(self, record: Payment) -> str:
        return f"{record.contract.number} {record.contract.title} {record.number}"


class IdleTable(PaymentTable):
    caption = _("Approved funds not paid out")
    agreed_at = DayColumn(_("Approved on"))
    days = NumberColumn(_("Days"), empty_values=(), orderable=False)

    empty_text = _("No approved money lies idle")
    empty_hint = _("Everything that was approved has been paid out.")

    class Meta:
        order_by = ("agreed_at",)
        exclude = ("asked_at", "paid_on", "state", "plan_row")
        sequence = ("payment", "provider", "amount", "agreed_at", "days")

    def __init__(self, *args: Any, limit: int, today: date, **kwargs: Any) -> None:
        self.limit, self.today = limit, today
        super().__init__(*args, **kwargs)

    def idle_days(self, record: Payment) -> int:
        """Days since finance approved it."""
        return (self.today - legal_date(record.agreed_at)).days if record.agreed_at else 0

    def render_days(self, record: Payment) -> Any:
        days = self.idle_days(record)
        return tag(str(days), "red") if days > self.limit else str(days)

    def value_days(self, record: Payment) -> int:
        return self.idle_days(record)
