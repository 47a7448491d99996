from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrectionsConfig(AppConfig):
    name = "corrections"
    verbose_name = _("Corrections")

    def ready(self) -> None:
        for module in ("forms", "effects", "passing"):
            import_module(f"corrections.{module}")
