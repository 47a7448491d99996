from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcingConfig(AppConfig):
    name = "sourcing"
    verbose_name = _("Sourcing")

    def ready(self) -> None:
        for module in ("forms", "effects", "notices", "deadlines", "remaining", "passing", "added_guards"):
            import_module(f"sourcing.{module}")
        rulebook, pausing = import_module("rulebook.services"), import_module("sourcing.pausing")
        rulebook.can_be_paused(pausing.find)
        rulebook.move_with_pauses(pausing.postpone)
