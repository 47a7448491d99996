"""The list of joint conferences."""

from __future__ import annotations

import django_filters as filters
import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from core.filtering import FilterSet
from core.tables import NumberColumn, PortalTable, StateColumn
from procurement.models import Conference


class ConferenceFilter(FilterSet):
    q = filters.CharFilter(field_name="title", lookup_expr="icontains", label=_("Title"))
    state = filters.ChoiceFilter(choices=Conference.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = Conference
        fields: list[str] = []


class ConferenceTable(PortalTable):
    caption = _("Joint conferences")
    title = tables.Column(_("Conference"))
    meets_at = tables.Column(_("Date"), attrs={"td": {"class": "in"}})
    finance = tables.Column(_("Convened by"), order_by=("finance__sort_key",))
    decided = NumberColumn(_("Decisions"))
    left = NumberColumn(_("Not done yet"))
    state = StateColumn()

    empty_hint = _("Finance convenes the departments; those invited see it here.")

    class Meta:
        order_by = ("-meets_at",)

    def render_title(self, record: Conference) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.title)

    def value_title(self, record: Conference) -> str:
        return record.title

    def render_meets_at(self, record: Conference) -> str:
        return long_date(record.meets_at)
