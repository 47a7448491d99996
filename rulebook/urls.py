"""Addresses of the rulebook. A rule's own page stands last: its id is whatever follows."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from rulebook.models import CalendarYear, LogExport, ParameterChange, Pause
from rulebook.views import chain, changes, pauses, rules, working_days
from workflow.views import step_paths

app_name = "rulebook"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", rules.rules, name="rules"),
    path("regimes/", rules.regimes, name="regimes"),
    path("working-days/", working_days.working_days, name="working_days"),
    path("working-days/years/<uuid:pk>/", working_days.year, name="year"),
    *step_paths(
        CalendarYear,
        "working-days/years/<uuid:pk>/",
        home=("rulebook:working_days", _("Working days and periods")),
    ),
    path("changes/", changes.changes, name="changes"),
    path("changes/choose/", changes.choose, name="choose"),
    path("changes/<uuid:pk>/", changes.change, name="change"),
    *step_paths(
        ParameterChange,
        "changes/<uuid:pk>/",
        home=("rulebook:changes", _("Changed parameters")),
        propose=changes.ProposeView,
        decide=changes.JudgeView,
        refuse=changes.JudgeView,
    ),
    path("pauses/", pauses.pauses, name="pauses"),
    path("pauses/<uuid:pk>/", pauses.pause, name="pause"),
    *step_paths(
        Pause,
        "pauses/<uuid:pk>/",
        home=("rulebook:pauses", _("Pauses of periods")),
        propose=pauses.ProposeView,
        end=pauses.EndView,
    ),
    path("chain/", chain.chain, name="chain"),
    path("chain/heads.json", chain.heads, name="heads"),
    path("chain/verify_chain.py", chain.verifier, name="verifier"),
    path("chain/exports/<uuid:pk>/", chain.export, name="export"),
    path("chain/exports/<uuid:pk>/event-log.zip", chain.download, name="download"),
    *step_paths(LogExport, "chain/exports/<uuid:pk>/", home=("rulebook:chain", _("Event log"))),
    path("<str:rule_id>/", rules.rule, name="rule"),
]
