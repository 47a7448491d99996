from django.urls import URLPattern, URLResolver, path

from procurement import views
from procurement.models import BudgetLine, Project, PurchaserProfile
from workflow.views import step_paths

app_name = "procurement"

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/<uuid:pk>/", views.ProjectDetail.as_view(), name="project-detail"),
    path("budget/<uuid:pk>/", views.LineDetail.as_view(), name="budgetline-detail"),
    path("purchasers/<uuid:pk>/", views.ProfileDetail.as_view(), name="purchaserprofile-detail"),
    *step_paths(Project, "projects/<uuid:pk>/"),
    *step_paths(BudgetLine, "budget/<uuid:pk>/"),
    *step_paths(PurchaserProfile, "purchasers/<uuid:pk>/"),
]
