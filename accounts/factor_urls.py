"""Addresses that django-allauth asks for by name. What isn't here doesn't exist: no sign-up, no e-mail pages."""

from django.urls import path

from accounts.urls import sign_in
from accounts.views import factors, signing

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/second-factor/", signing.SecondFactor.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", signing.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("security/", factors.Security.as_view(), name="mfa_index"),
    path("security/app/add/", factors.AddApp.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", factors.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("security/codes/", factors.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("security/codes/new/", factors.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("security/passkeys/add/", factors.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/remove/", factors.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
