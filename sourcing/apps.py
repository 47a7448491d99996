from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcingConfig(AppConfig):
    name = "sourcing"
    verbose_name = _("Sourcing")

    def ready(self) -> None:
        for module in ("forms", "effects", "notices", "deadlines", "remaining"):
            import_module(f"sourcing.{module}")
