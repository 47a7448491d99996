"""Lists of providers."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import DayColumn, PortalTable
from core.templatetags.portal import tag
from disclosure.models import Notice
from providers.models import Provider
from providers.register import row_of

TONES = {"registered": "amber", "returned": "amber", "approved": "green", "suspended": "red"}


class ProviderTable(PortalTable):
    caption = _("Providers")
    organisation = tables.Column(_("Provider"), order_by=("organisation__sort_key",))
    kind = tables.Column(_("Kind"))
    code = tables.Column(
        _("Unified social credit code"),
        accessor="organisation__code",
        attrs={"td": {"class": "p-nowrap num in"}},
    )
    valid_until = DayColumn(_("Valid until"))
    state = tables.Column(_("State"), attrs={"td": {"class": "p-nowrap in"}})

    empty_hint = _("Providers register themselves; their regulator decides.")

    def render_organisation(self, record: Provider) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.organisation)

    def render_state(self, record: Provider) -> str:
        return tag(record.get_state_display(), TONES[record.state])

    def value_state(self, record: Provider) -> str:
        return str(record.get_state_display())


class RegisterTable(PortalTable):
    caption = _("Register of providers")
    name = tables.Column(_("Provider"), accessor="provider_names", order_by=("provider_names",))
    category = tables.Column(_("Kind"), accessor="category", order_by=("category",))
    authority = tables.Column(_("Registered with"), empty_values=(), orderable=False)
    valid_until = DayColumn(_("Valid until"), accessor="pk", orderable=False)
    status = tables.Column(_("State"), accessor="pk", orderable=False, attrs={"td": {"class": "p-nowrap in"}})

    empty_hint = _("No provider fits the filter.")

    def render_name(self, record: Notice) -> str:
        url = reverse("providers:entry", args=[record.subject_id])
        return format_html('<a href="{}">{}</a>', url, record.shown_providers)

    def render_category(self, record: Notice) -> str:
        return record.shown_category

    def render_authority(self, record: Notice) -> str:
        return row_of(record)["authority"]

    def render_valid_until(self, record: Notice) -> str:
        until = row_of(record).get("valid_until")
        return DayColumn.render(self.columns["valid_until"].column, until) if until else "—"

    def value_valid_until(self, record: Notice) -> str:
        return row_of(record).get("valid_until", "")

    def render_status(self, record: Notice) -> str:
        return tag(row_of(record)["status"], TONES[record.payload["entry"]["state"]])

    def value_status(self, record: Notice) -> str:
        return row_of(record)["status"]
