"""What stands on the shelf, and how a copy goes to the level above."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    POLICY = "policy", pgettext_lazy("policy library", "Policy")
    RULES = "rules", pgettext_lazy("policy library", "Implementing rules")
    INTERPRETATION = "interpretation", pgettext_lazy("policy library", "Interpretation")
    GUIDANCE = "guidance", pgettext_lazy("policy library", "Guidance")
    CASE = "case", pgettext_lazy("policy library", "Case")
    PUBLICITY = "publicity", pgettext_lazy("policy library", "Publicity")


class Concern(models.TextChoices):
    """What somebody from the public comes with."""

    QUESTION = "question", pgettext_lazy("question", "Question")
    SUGGESTION = "suggestion", pgettext_lazy("question", "Suggestion")


class Way(models.TextChoices):
    """How the finance department above was given its copy."""

    EXCHANGE = "exchange", pgettext_lazy("policy library", "Exchange of official documents")
    ELECTRONIC = "electronic", pgettext_lazy("policy library", "Electronic official document")
    POST = "post", pgettext_lazy("policy library", "Registered mail")
    HAND = "hand", pgettext_lazy("policy library", "Delivered by hand")


OF_GOVERNMENT = (Kind.POLICY, Kind.RULES)
"""What a government lays down: it has a document number, and finance above gets a copy (A7.1)."""
UNDER_ANOTHER = (Kind.RULES, Kind.INTERPRETATION)
"""What makes sense only with the document that it carries out or explains."""
TONES: dict[str, str] = {Kind.POLICY: "blue", Kind.RULES: "blue"}
