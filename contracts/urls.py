from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from contracts import views
from contracts.models import Acceptance, Contract, Finding, Inspection, Payment, ProgressReport, Supplement
from workflow.views import step_paths

app_name = "contracts"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ContractList.as_view(), name="contracts"),
    path("payments/", views.PaymentList.as_view(), name="payments"),
    path("idle/", views.IdleFunds.as_view(), name="idle"),
    path("<uuid:pk>/", views.ContractDetail.as_view(), name="contract"),
    path("payments/<uuid:pk>/", views.PaymentDetail.as_view(), name="payment"),
    path("acceptances/<uuid:pk>/", views.AcceptanceDetail.as_view(), name="acceptance"),
    path("reports/<uuid:pk>/", views.ReportDetail.as_view(), name="report"),
    path("inspections/<uuid:pk>/", views.InspectionDetail.as_view(), name="inspection"),
    path("findings/<uuid:pk>/", views.FindingDetail.as_view(), name="finding"),
    path("supplements/<uuid:pk>/", views.SupplementDetail.as_view(), name="supplement"),
    *step_paths(
        Contract,
        "<uuid:pk>/",
        home=("contracts:contracts", _("Contracts")),
        draw_up=views.DrawUp,
        settle_terms=views.SettleTerms,
        plan_funds=views.PlanFunds,
        sign=views.SignContract,
        countersign=views.SignContract,
        publish=views.PublishContract,
    ),
    *step_paths(Payment, "payments/<uuid:pk>/", request=views.RequestPayment, resubmit=views.ResubmitPayment),
    *step_paths(
        Acceptance,
        "acceptances/<uuid:pk>/",
        convene=views.Convene,
        move_meeting=views.MoveMeeting,
        examine=views.Examine,
        sign=views.Sign,
        publish=views.PublishAcceptance,
    ),
    *step_paths(
        ProgressReport,
        "reports/<uuid:pk>/",
        submit=views.SubmitReport,
        resubmit=views.ResubmitReport,
        verify=views.VerifyReport,
    ),
    *step_paths(Inspection, "inspections/<uuid:pk>/", record=views.OfContractStep),
    *step_paths(Finding, "findings/<uuid:pk>/"),
    *step_paths(
        Supplement,
        "supplements/<uuid:pk>/",
        propose=views.OfContractStep,
        sign=views.SignSupplement,
        countersign=views.SignSupplement,
    ),
]
