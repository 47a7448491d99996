"""Reports to the government above: its forms, what the portal fills into them, and the year compared."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("Reports to superiors")

    def ready(self) -> None:
        for module in ("forms", "effects"):
            import_module(f"reporting.{module}")
