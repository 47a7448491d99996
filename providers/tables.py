"""Lists of providers."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import DayColumn, PortalTable
from core.templatetags.portal import tag
from disclosure.models import Notice
from providers.models import EXPIRED, Provider
from providers.register import row_of, standing_of, status_of
from workflow.clock import legal_date

TONES = {
    "registered": "amber",
    "returned": "amber",
    "approved": "green",
    "suspended": "red",
    EXPIRED: "red",
    "merged": "",
}


class StandingTable(PortalTable):
    """A list that says how providers stand today."""

    @cached_property
    def today(self) -> date:
        return legal_date()


class ProviderTable(StandingTable):
    caption = _("Providers")
    organisation = tables.Column(_("Provider"), order_by=("organisation__sort_key",))
    kind = tables.Column(_("Kind"))
    code = tables.Column(
        _("Unified social credit code"),
        accessor="organisation__code",
        attrs={"td": {"class": "p-nowrap in"}},
    )
    valid_until = DayColumn(_("Valid until"))
    state = tables.Column(_("State"), attrs={"td": {"class": "p-nowrap in"}})

    empty_hint = _("Providers register themselves; their regulator decides.")

    def render_organisation(self, record: Provider) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.organisation)

    def render_state(self, record: Provider) -> str:
        return tag(record.shown_standing(self.today), TONES[record.standing_on(self.today)])

    def value_state(self, record: Provider) -> str:
        return record.shown_standing(self.today)


class RegisterTable(StandingTable):
    caption = _("Register of providers")
    name = tables.Column(_("Provider"), accessor="provider_names", order_by=("provider_names",))
    kind = tables.Column(_("Kind"), empty_values=(), order_by=("payload__entry__kind",))
    authority = tables.Column(_("Registered with"), empty_values=(), orderable=False)
    valid_until = DayColumn(_("Valid until"), accessor="pk", orderable=False)
    status = tables.Column(_("State"), accessor="pk", orderable=False, attrs={"td": {"class": "p-nowrap in"}})

    empty_hint = _("No provider fits the filter.")

    def render_name(self, record: Notice) -> str:
        url = reverse("providers:entry", args=[record.subject_id])
        return format_html('<a href="{}">{}</a>', url, record.shown_providers)

    def render_kind(self, record: Notice) -> str:
        return row_of(record).get("category", "—")

    def render_authority(self, record: Notice) -> str:
        return row_of(record)["authority"]

    def render_valid_until(self, record: Notice) -> str:
        until = row_of(record).get("valid_until")
        return DayColumn.render(self.columns["valid_until"].column, until) if until else "—"

    def value_valid_until(self, record: Notice) -> str:
        return row_of(record).get("valid_until", "")

    def render_status(self, record: Notice) -> str:
        return tag(status_of(record, self.today), TONES[standing_of(record, self.today)])

    def value_status(self, record: Notice) -> str:
        return status_of(record, self.today)
