from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "evaluation"
    verbose_name = _("Evaluation")

    def ready(self) -> None:
        for module in ("forms", "effects", "notices", "added_guards", "corrections", "passing"):
            import_module(f"evaluation.{module}")
