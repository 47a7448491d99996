import datetime

from django.db import models

from core.models import VisibleQuerySet
from core.money import MoneyField
from tests.sample.lifecycle import PaperLifecycle


class PaperQuerySet(VisibleQuerySet):
    def visible_to(self, actor):
        if actor.organisation_id is None:
            return self.none()
        return self.filter(
            models.Q(owner_id=actor.organisation_id) | models.Q(judge_id=actor.organisation_id)
        )


class Paper(PaperLifecycle):
    title = models.CharField(max_length=50)
    pages = models.PositiveIntegerField(default=0)
    amount = MoneyField(null=True)
    owner_id = models.UUIDField(null=True)
    judge_id = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)

    objects = PaperQuerySet.as_manager()

    class Meta(PaperLifecycle.Meta):
        verbose_name = "paper"

    def __str__(self):
        return self.title

    def jurisdiction_code(self):
        return "220100"

    def regime_date(self):
        return datetime.date(2025, 1, 2)

    def get_absolute_url(self):
        return f"/papers/{self.pk}/"
