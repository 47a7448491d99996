"""What purchaser and third party found: a sheet for each time they handed in, the last one counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Model
from evaluation.kinds import Party
from workflow.triggers import append_only


class Sheet(Model):
    """One party's scores, handed in together with what it has to say."""

    evaluation = models.ForeignKey("evaluation.Evaluation", models.PROTECT, related_name="sheets")
    party = models.CharField(max_length=12, choices=Party.choices)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    comment = models.TextField(_("overall opinion"), max_length=1000)
    problems = models.TextField(_("problems found"), max_length=2000, blank=True)
    diversion = models.TextField(max_length=1000, blank=True)
    """What was withheld or diverted (截留、挪用), with the evidence; empty when nothing was found."""
    round = models.PositiveSmallIntegerField(default=1)
    """The round of scoring it belongs to: after a return the sheets of earlier rounds no longer count."""
    number = models.PositiveSmallIntegerField()
    """Which of the party's sheets it is: the last one of the present round counts."""
    user_id = models.UUIDField(null=True)
    submitted_at = models.DateTimeField()
    event_id = models.UUIDField()

    class Meta:
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        ordering = ["evaluation", "party", "number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "party", "number"], name="sheet_number")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.get_party_display()}"


class Score(Model):
    """One finding, and the points that the indicator's formula gives for it."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("evaluation.Criterion", models.PROTECT, related_name="scores")
    finding = models.DecimalField(max_digits=18, decimal_places=4)
    note = models.CharField(_("grounds"), max_length=500)
    points = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="sheet_score_once"),
            models.CheckConstraint(
                condition=Q(points__gte=0) & Q(points__lte=100), name="sheet_score_points"
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class Evidence(Model):
    """A file that a score rests on."""

    score = models.ForeignKey(Score, models.PROTECT, related_name="evidence")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        triggers = append_only()

    def __str__(self) -> str:
        return str(self.file)
