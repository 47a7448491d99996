from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        for module in ("effects", "routing", "unit_forms"):
            import_module(f"accounts.{module}")
        for module in ("post", "summary", "work", "decided"):
            import_module(f"accounts.telling.{module}")
        for room in ("deputies", "handover", "loans", "reforms"):
            for module in ("forms", "effects"):
                import_module(f"accounts.{room}.{module}")
        import_module("accounts.comments.saying")
        import_module("accounts.identity.effects")
        import_module("accounts.separation.guard").install()
        import_module("accounts.reforms.placing")
        import_module("accounts.reforms.closing").install()
