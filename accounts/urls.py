from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts import unit
from accounts.deputies.views import AppointView, deputyship, deputyships
from accounts.handover.views import HandOverView, handover
from accounts.identity import views as identity
from accounts.loans.views import AskView, loan, loans
from accounts.models import Deputyship, HandOver, Identity, Loan, PostChange, Reform, Section
from accounts.reforms import views as reform_views
from accounts.telling.views import inbox, settings
from accounts.views import confirm, factors, own, passwords, signing
from workflow.views import StepView, step_paths

app_name = "accounts"

PEOPLE = ("accounts:unit", _("People and sections"))
sign_in = signing.SignIn.as_view()
urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("switch/", own.switch, name="switch"),
    path("language/", own.language, name="language"),
    path("confirm/", confirm.Confirm.as_view(), name="confirm"),
    path("identity/sign-in/", identity.sign_in, name="identity_sign_in"),
    path("identity/ask/", identity.link, name="identity_ask"),
    path("identity/confirm/", identity.confirm, name="identity_confirm"),
    path("identity/back/", identity.back, name="identity_back"),
    *step_paths(Identity, "identity/<uuid:pk>/", link=identity.LinkView, cut=identity.CutView),
    path("me/", own.me, name="me"),
    path("messages/", inbox.messages, name="messages"),
    path("messages/read/", inbox.mark_read, name="messages_read"),
    path("messages/<uuid:pk>/", inbox.message, name="message"),
    path("messages/settings/", settings.telling, name="telling"),
    path("messages/settings/<slug:way>/", settings.address, name="telling_address"),
    path("messages/settings/<slug:way>/code/", settings.code, name="telling_code"),
    path("messages/settings/<slug:way>/forget/", settings.forget, name="telling_forget"),
    path("password/", passwords.Change.as_view(), name="password"),
    path("forgotten/", passwords.Forgotten.as_view(), name="forgotten"),
    path("reset/<uidb64>/<token>/", passwords.Reset.as_view(), name="reset"),
    path("sessions/end/", factors.end_session, name="end_session"),
    path("deputies/", deputyships, name="deputyships"),
    *step_paths(Deputyship, "deputies/<uuid:pk>/", appoint=AppointView),
    path("deputies/<uuid:pk>/", deputyship, name="deputyship"),
    *step_paths(
        HandOver, "hand-overs/<uuid:pk>/", home=("accounts:me", _("My account")), hand_over=HandOverView
    ),
    path("hand-overs/<uuid:pk>/", handover, name="handover"),
    path("loans/", loans, name="loans"),
    *step_paths(Loan, "loans/<uuid:pk>/", home=("accounts:loans", _("Loans of people")), ask=AskView),
    path("loans/<uuid:pk>/", loan, name="loan"),
    path("units/<uuid:pk>/", reform_views.organisation, name="organisation"),
    path("reforms/", reform_views.reforms, name="reforms"),
    *step_paths(
        Reform,
        "reforms/<uuid:pk>/",
        home=("accounts:reforms", _("Changes of units")),
        rename=reform_views.ProposeView,
        merge=reform_views.ProposeView,
        split=reform_views.ProposeView,
        confirm=reform_views.OfReform,
        refuse=reform_views.OfReform,
        assign=reform_views.OfReform,
        divide=reform_views.OfReform,
        agree=reform_views.OfReform,
    ),
    path("reforms/<uuid:pk>/", reform_views.reform, name="reform"),
    path("unit/", unit.people_and_sections, name="unit"),
    *step_paths(Section, "unit/sections/<uuid:pk>/", home=PEOPLE, rename=unit.RenameSection),
    *step_paths(
        PostChange, "unit/posts/<uuid:pk>/", StepView, home=PEOPLE, give=unit.GivePost, end=unit.OfMember
    ),
]
