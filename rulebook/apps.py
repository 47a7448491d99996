from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    name = "rulebook"
    verbose_name = _("Rulebook")

    def ready(self) -> None:
        for module in ("forms", "effects"):
            import_module(f"rulebook.{module}")
        current = import_module("rulebook.current")
        law = import_module("workflow.law")
        law.set_overrides(current.overrides, current.version, current.refresh)
        law.calendar.register(current.years, current.version)
        import_module("workflow.pauses").register(import_module("rulebook.models").Pause.objects.spans)
