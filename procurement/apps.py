from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProcurementConfig(AppConfig):
    name = "procurement"
    verbose_name = _("Procurement")

    def ready(self) -> None:
        for module in (
            "forms",
            "effects",
            "moving",
            "closing",
            "striking",
            "entering",
            "expecting",
            "joining",
            "planning",
            "rounds",
            "intentions",
            "conferences",
            "requirements",
            "papers",
            "passing",
            "passing_plans",
            "passing_proposals",
        ):
            import_module(f"procurement.{module}")
        find = import_module("procurement.services").find
        import_module("rulebook.services").can_be_paused(find)
