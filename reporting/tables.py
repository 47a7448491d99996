"""Lists of reports and of their forms."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import long_date
from core.filtering import FilterSet
from core.tables import DayColumn, PortalTable, StateColumn
from reporting.models import Report, Template
from reporting.periods import Span
from workflow.clock import legal_now
from workflow.templatetags.legal import how_long


class ReportFilter(FilterSet):
    template = filters.ModelChoiceFilter(
        queryset=Template.objects.none(), label=_("Form"), empty_label=_("All")
    )
    span = filters.ChoiceFilter(
        field_name="template__span",
        choices=Span.choices,
        label=pgettext_lazy("report", "How often"),
        empty_label=_("All"),
    )
    year = filters.ChoiceFilter(field_name="starts_on__year", label=_("Year"), empty_label=_("All"))
    state = filters.ChoiceFilter(choices=Report.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = Report
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: QuerySet = self.queryset
        self.filters["template"].extra["queryset"] = Template.objects.filter(pk__in=rows.values("template"))
        years = rows.order_by("-starts_on__year").values_list("starts_on__year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]


class ReportTable(PortalTable):
    caption = _("Reports to superiors")
    starts_on = tables.Column(pgettext_lazy("report", "Period"))
    template = tables.Column(_("Form"), order_by=("template__title",))
    jurisdiction = tables.Column(_("Government"), order_by=("jurisdiction__position",))
    due_at = DayColumn(verbose_name=_("Due by"))
    state = StateColumn()

    empty_hint = _("Reports appear once a form is in use and its first period is over.")

    class Meta(PortalTable.Meta):
        order_by = ("-starts_on", "jurisdiction")
        empty_text = _("No report yet")

    def render_starts_on(self, record: Report) -> str:
        version = f" ({record.version})" if record.version > 1 else ""
        return format_html('<a href="{}">{}{}</a>', record.get_absolute_url(), record.period, version)

    def value_starts_on(self, record: Report) -> str:
        return str(record.period)

    def render_due_at(self, record: Report) -> str:
        """Overdue is marked as on the report's own page."""
        now = legal_now()
        if not record.is_late(now):
            return long_date(record.due_day)
        tone, words = how_long(record.due_at, now)
        return format_html(
            '<span class="p-due {}"><b>{}</b> <span class="s">{}</span></span>',
            tone,
            long_date(record.due_day),
            words,
        )

    def value_due_at(self, record: Report) -> Any:
        return record.due_day


class TemplateFilter(FilterSet):
    state = filters.ChoiceFilter(choices=Template.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = Template
        fields: list[str] = []


class TemplateTable(PortalTable):
    caption = _("Report forms")
    title = tables.Column(_("Form"))
    issuer = tables.Column(_("Laid down by"))
    span = tables.Column(pgettext_lazy("report", "How often"), attrs={"td": {"class": "in"}})
    keeper = tables.Column(_("Kept by"), order_by=("keeper__sort_key",))
    state = StateColumn()

    empty_hint = _("Upload the superior's Excel once: from then on the portal fills it in.")

    class Meta(PortalTable.Meta):
        order_by = ("title",)
        empty_text = _("No form yet")

    def render_title(self, record: Template) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.title)

    def value_title(self, record: Template) -> str:
        return record.title
