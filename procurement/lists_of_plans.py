"""Lists of annual plans and of the functions that stand in them."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.reforms.names import named
from core.dates import long_date, month_text
from core.filtering import FilterSet
from core.tables import MoneyColumn, PortalTable, StateColumn
from core.templatetags.portal import tag
from procurement.filters import UnitFilter, years
from procurement.models import Intention, PlanLine, PurchasePlan


class PlanFilter(FilterSet):
    year = filters.ChoiceFilter(label=_("Budget year"), empty_label=_("All"))
    purchaser = UnitFilter(queryset=Organisation.objects.none(), label=_("Purchaser"), empty_label=_("All"))
    state = filters.ChoiceFilter(choices=PurchasePlan.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = PurchasePlan
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = years(self.queryset)
        units = Organisation.objects.filter(pk__in=self.queryset.values("purchaser"))
        self.filters["purchaser"].extra["queryset"] = units.prefetch_related("former_names")


class PlanTable(PortalTable):
    caption = _("Annual plans")
    year = tables.Column(_("Budget year"), attrs={"td": {"class": "in"}})
    purchaser = tables.Column(_("Purchaser"), order_by=("purchaser__sort_key",))
    version = tables.Column(_("Version"), attrs={"td": {"class": "in"}})
    total = MoneyColumn(_("Planned (yuan)"), empty_values=())
    state = StateColumn()

    empty_hint = _("A unit draws up its plan in autumn, before the budget of the year.")

    class Meta:
        order_by = ("-year", "purchaser")

    def render_year(self, record: PurchasePlan) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.year)

    def value_year(self, record: PurchasePlan) -> int:
        return record.year

    def render_version(self, value: int) -> str:
        return str(value) if value else "—"


class FunctionFilter(FilterSet):
    q = filters.CharFilter(method="search", label=_("Function or unit"))
    year = filters.ChoiceFilter(field_name="plan__year", label=_("Budget year"), empty_label=_("All"))

    class Meta:
        model = PlanLine
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = PurchasePlan.objects.filter(pk__in=self.queryset.values("plan"))
        self.filters["year"].extra["choices"] = years(plans)

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        found = Q(title__icontains=value) | Q(function_note__icontains=value)
        return rows.filter(found | named(value, "plan__purchaser"))


class FunctionTable(PortalTable):
    caption = _("New and temporary functions")
    title = tables.Column(_("Project"))
    function_note = tables.Column(_("Function"))
    purchaser = tables.Column(
        _("Purchaser"), accessor="plan__purchaser", order_by=("plan__purchaser__sort_key",)
    )
    year = tables.Column(_("Budget year"), accessor="plan__year", attrs={"td": {"class": "in"}})
    amount = MoneyColumn(_("Planned (yuan)"))
    posts = tables.Column(_("Posts asked for"), empty_values=(), orderable=False)
    outcome = tables.Column(_("Outcome"), empty_values=(), orderable=False)

    empty_hint = _("No plan names a new or temporary function, or none fits the filter.")

    class Meta:
        order_by = ("-year", "title")

    def render_title(self, record: PlanLine) -> str:
        return format_html('<a href="{}">{}</a>', record.plan.get_absolute_url(), record.title)

    def value_title(self, record: PlanLine) -> str:
        return record.title

    def render_year(self, value: int) -> str:
        return str(value)

    def render_posts(self, record: PlanLine) -> str:
        said = self.value_posts(record)
        return tag(said, "red") if said not in {"0", "—"} else said

    def value_posts(self, record: PlanLine) -> str:
        """As the department for posts noted when it was last heard."""
        notes = list(record.posts_notes.all())
        return str(notes[0].posts) if notes else "—"

    def render_outcome(self, record: PlanLine) -> str:
        return self.value_outcome(record)

    def value_outcome(self, record: PlanLine) -> str:
        projects = list(record.projects.all())
        return str(projects[0].get_state_display()) if projects else gettext("No application yet")


class IntentionFilter(FilterSet):
    year = filters.ChoiceFilter(method="of_year", label=_("Budget year"), empty_label=_("All"))
    purchaser = UnitFilter(queryset=Organisation.objects.none(), label=_("Purchaser"), empty_label=_("All"))
    state = filters.ChoiceFilter(choices=Intention.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = Intention
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = sorted({row.year for row in self.queryset.select_related("plan", "project")}, reverse=True)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in found]
        units = Organisation.objects.filter(pk__in=self.queryset.values("purchaser"))
        self.filters["purchaser"].extra["queryset"] = units.prefetch_related("former_names")

    def of_year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(plan__year=value) | Q(project__year=value))


class IntentionTable(PortalTable):
    caption = _("Procurement intentions")
    month = tables.Column(
        _("Month"), order_by=("plan__year", "project__year", "month"), attrs={"td": {"class": "in"}}
    )
    purchaser = tables.Column(_("Purchaser"), order_by=("purchaser__sort_key",))
    due_at = tables.Column(_("To be public by"), attrs={"td": {"class": "in"}})
    published_at = tables.Column(_("Published"), attrs={"td": {"class": "in"}})
    state = StateColumn()

    empty_hint = _(
        "They open by themselves when finance confirms an annual plan. A project outside of it begins on its own page."
    )

    class Meta:
        order_by = ("-month", "purchaser")

    def render_month(self, record: Intention) -> str:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), self.value_month(record))

    def value_month(self, record: Intention) -> str:
        return month_text(record.first_day)

    def render_due_at(self, value: Any) -> str:
        return long_date(value)

    def render_published_at(self, value: Any) -> str:
        return long_date(value)
