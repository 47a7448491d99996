from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvidersConfig(AppConfig):
    name = "providers"
    verbose_name = _("Providers")

    def ready(self) -> None:
        for module in ("forms", "effects", "corrections", "passing"):
            import_module(f"providers.{module}")
