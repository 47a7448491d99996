"""What recipients answered. No row here leads to a link, a person or a moment.

An answer first waits in a pending table. As soon as five wait, they are taken out, shuffled and written anew
(`evaluation.answering.mix`), so that neither key, order nor the row's own transaction number tells whose it is.
Ratings and remarks of one person are never kept together.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Model
from evaluation.triggers import answers_within_links, mixed_in_batches


class FilledBy(models.TextChoices):
    """Whose hand it was: answers given for somebody else are counted apart."""

    SELF = "self", _("I myself")
    FAMILY = "family", _("A family member or carer, for the recipient")
    INTERVIEWER = "interviewer", _("An interviewer of the third party, as the recipient said")


class AnswerFields(Model):
    survey = models.ForeignKey("evaluation.Survey", models.CASCADE, related_name="%(class)ss")
    ratings = models.JSONField()
    """Question id → 5 (very satisfied) … 1 (very dissatisfied)."""
    filled_by = models.CharField(max_length=12, choices=FilledBy.choices)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.survey)


class PendingAnswer(AnswerFields):
    """Waits until there are enough to be mixed."""

    class Meta:
        verbose_name = _("answer waiting to be mixed")
        verbose_name_plural = _("answers waiting to be mixed")
        triggers = answers_within_links()


class Answer(AnswerFields):
    """One person's ratings, mixed with others'."""

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        triggers = [*answers_within_links(), *mixed_in_batches()]


class RemarkFields(Model):
    survey = models.ForeignKey("evaluation.Survey", models.CASCADE, related_name="%(class)ss")
    text = models.CharField(max_length=500)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.survey)


class PendingRemark(RemarkFields):
    class Meta:
        verbose_name = _("remark waiting to be mixed")
        verbose_name_plural = _("remarks waiting to be mixed")


class Remark(RemarkFields):
    """Something a recipient wrote. The third party reads it first, and takes out who could be known by it."""

    class Decision(models.TextChoices):
        PENDING = "pending", _("Not read yet")
        PUBLISHED = "published", _("May be published")
        WITHHELD = "withheld", _("Not to be published")

    decision = models.CharField(max_length=12, choices=Decision.choices, default=Decision.PENDING)
    public_text = models.CharField(max_length=500, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    """What it is about, in the third party's words: remarks on the same theme are counted together."""

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
