"""The policy shelf: policies with their parents, implementing rules and interpretations, guidance and cases."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = _("Policy library")

    def ready(self) -> None:
        for module in ("forms", "notices", "effects", "asking"):
            import_module(f"library.{module}")
