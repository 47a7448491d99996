"""A one-time code as Django's authentication sees it, so that wrong ones are counted like wrong passwords."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from accounts import second_factor
from accounts.models import User

PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105


class OneTimeCodeBackend(BaseBackend):
    """`authenticate(request, username=…, one_time_secret=…)`. It starts no session: see `adapters`."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, username: str = "", one_time_secret: str = ""
    ) -> User | None:
        user = User.objects.filter(username=username, is_active=True).first()
        return user if user and one_time_secret and second_factor.take(user, one_time_secret) else None

    def get_user(self, user_id: object) -> None:
        return None
