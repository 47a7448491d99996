from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignoffConfig(AppConfig):
    name = "signoff"
    verbose_name = _("Sign-off")

    def ready(self) -> None:
        for module in ("forms", "effects", "passing"):
            import_module(f"signoff.{module}")
        registry = import_module("workflow.registry")
        registry.add_general_guard(import_module("signoff.rules.demanded").signed_off)
        registry.add_general_effect(import_module("signoff.effects").spend)
