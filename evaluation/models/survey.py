"""The survey of recipients: whom it asks, what it asks, and the secrets that let each answer once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models import Model
from evaluation.triggers import answers_are_counted, used_once


class Survey(Model):
    """One survey of an evaluation. The register of recipients stays with the third party: here are numbers only."""

    evaluation = models.ForeignKey("evaluation.Evaluation", models.PROTECT, related_name="surveys")
    frame = models.PositiveIntegerField(_("recipients in the register"))
    error = models.DecimalField(_("margin of error"), max_digits=4, decimal_places=3)
    sample = models.PositiveIntegerField(_("people to ask"))
    seed = models.CharField(max_length=32)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    closed_at = models.DateTimeField(null=True, blank=True)
    """Set when the scores are combined: nothing is taken in any more."""
    set_aside_at = models.DateTimeField(null=True, blank=True)
    """Set when the third party that ran it was replaced: its answers are kept and no longer count."""
    issued = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(set_aside_at__isnull=True), name="survey_one_that_counts"
            ),
            models.CheckConstraint(
                condition=Q(answered__lte=F("issued")), name="survey_answers_within_links"
            ),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="survey_window"),
        ]
        triggers = answers_are_counted()

    def __str__(self) -> str:
        return str(self.evaluation)

    @property
    def is_census(self) -> bool:
        return self.sample >= self.frame


class Stratum(Model):
    """A part of the register, e.g. a district and age group; drawn from by number (`rules.sampling.draw`)."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="strata")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("group"), max_length=80)
    size = models.PositiveIntegerField(_("number of people"))
    asked = models.PositiveIntegerField(_("to be asked"))

    class Meta:
        verbose_name = _("group of recipients")
        verbose_name_plural = _("groups of recipients")
        ordering = ["survey", "position"]
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="stratum_position")]

    def __str__(self) -> str:
        return self.name

    def links_alive(self) -> int:
        """Links of this group that work or were used."""
        return SurveyToken.objects.filter(batch__stratum=self, revoked_at__isnull=True).count()


class Question(Model):
    """One question, answered on five steps; it belongs to an indicator that recipients score."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    criterion = models.ForeignKey("evaluation.Criterion", models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=120)
    text_en = models.CharField(_("question in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["survey", "position"]
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="question_position")]

    def __str__(self) -> str:
        return (self.text_en or self.text) if (get_language() or "").startswith("en") else self.text


class TokenBatch(Model):
    """Links that were issued together, printed once and handed out by the third party."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="batches")
    stratum = models.ForeignKey(Stratum, models.CASCADE, related_name="batches")
    number = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("batch of links")
        verbose_name_plural = _("batches of links")
        ordering = ["survey", "number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="batch_number")]

    def __str__(self) -> str:
        return f"{self.stratum} #{self.number}"


class SurveyToken(Model):
    """The digest of one secret. It knows the day on which it was used, and nothing of what was answered."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="tokens")
    batch = models.ForeignKey(TokenBatch, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateField(null=True, blank=True)
    """A day only: an exact time would lead from the link to the answer."""
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("survey link")
        verbose_name_plural = _("survey links")
        triggers = used_once()

    def __str__(self) -> str:
        return str(self.batch)
