from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from procurement.models import (
    BudgetLine,
    BudgetTable,
    Conference,
    ConferenceTask,
    Intention,
    JointOpinion,
    LineImport,
    Project,
    PurchasePlan,
    PurchaserProfile,
)
from procurement.views import budget, conferences, importing, intentions, plans, profiles, projects
from workflow.views import step_paths

app_name = "procurement"

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/", projects.ProjectList.as_view(), name="project-list"),
    path("budget/", budget.LineList.as_view(), name="budgetline-list"),
    path("budget/export.xlsx", importing.export, name="budgetline-export"),
    path("budget/imports/<uuid:pk>/", importing.preview, name="lineimport-detail"),
    *step_paths(
        LineImport,
        "budget/imports/<uuid:pk>/",
        home=("procurement:budgetline-list", _("Budget lines")),
        read=importing.ReadView,
    ),
    path("budget/<uuid:pk>/", budget.line, name="budgetline-detail"),
    path("budget/tables/<uuid:pk>/", budget.table, name="budgettable-detail"),
    *step_paths(BudgetTable, "budget/tables/<uuid:pk>/"),
    path("plans/", plans.PlanList.as_view(), name="purchaseplan-list"),
    path("plans/functions/", plans.FunctionList.as_view(), name="function-list"),
    path("plans/<uuid:pk>/", plans.plan, name="purchaseplan-detail"),
    path("plans/<uuid:pk>/versions/<int:number>/", plans.version, name="purchaseplan-version"),
    *step_paths(
        PurchasePlan,
        "plans/<uuid:pk>/",
        home=("procurement:purchaseplan-list", _("Annual plans")),
        fill=plans.FillPlanView,
        confirm=plans.ConfirmPlanView,
    ),
    path("plans/opinions/<uuid:pk>/", plans.opinion, name="jointopinion-detail"),
    *step_paths(JointOpinion, "plans/opinions/<uuid:pk>/", give=plans.GiveOpinionView),
    path("intentions/", intentions.IntentionList.as_view(), name="intention-list"),
    path("intentions/<uuid:pk>/", intentions.intention, name="intention-detail"),
    *step_paths(Intention, "intentions/<uuid:pk>/", publish=intentions.PublishIntentionView),
    path("conferences/", conferences.ConferenceList.as_view(), name="conference-list"),
    path("conferences/<uuid:pk>/", conferences.conference, name="conference-detail"),
    *step_paths(
        Conference,
        "conferences/<uuid:pk>/",
        home=("procurement:conference-list", _("Joint conferences")),
        revise=conferences.ReviseView,
    ),
    *step_paths(ConferenceTask, "conferences/tasks/<uuid:pk>/"),
    path("purchasers/", profiles.ProfileList.as_view(), name="purchaserprofile-list"),
    path("purchasers/<uuid:pk>/", profiles.profile, name="purchaserprofile-detail"),
    *step_paths(
        Project,
        "projects/<uuid:pk>/",
        home=("procurement:project-list", _("Projects")),
        draft=projects.DraftView,
        prepare=projects.PrepareView,
        grant=projects.ReviewView,
    ),
    *step_paths(
        BudgetLine,
        "budget/<uuid:pk>/",
        home=("procurement:budgetline-list", _("Budget lines")),
        plan=budget.PlanView,
    ),
    *step_paths(
        PurchaserProfile,
        "purchasers/<uuid:pk>/",
        profiles.ProfileStep,
        home=("procurement:purchaserprofile-list", _("Purchasers")),
    ),
]
