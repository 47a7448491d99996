from django.urls import path

from accounts import views
from accounts.deputies.views import AppointView, deputyship, deputyships
from accounts.handover.views import HandOverView, handover
from accounts.loans.views import AskView, loan, loans
from accounts.models import Deputyship, HandOver, Loan
from workflow.views import step_paths

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("switch/", views.switch, name="switch"),
    path("confirm/", views.Confirm.as_view(), name="confirm"),
    path("me/", views.me, name="me"),
    path("deputies/", deputyships, name="deputyships"),
    *step_paths(Deputyship, "deputies/<uuid:pk>/", appoint=AppointView),
    path("deputies/<uuid:pk>/", deputyship, name="deputyship"),
    *step_paths(HandOver, "hand-overs/<uuid:pk>/", hand_over=HandOverView),
    path("hand-overs/<uuid:pk>/", handover, name="handover"),
    path("loans/", loans, name="loans"),
    *step_paths(Loan, "loans/<uuid:pk>/", ask=AskView),
    path("loans/<uuid:pk>/", loan, name="loan"),
]
