"""Questions and suggestions from the public."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.coded.models import Addressed, Coded
from accounts.models import Organisation, User
from core.dates import long_date
from core.models import VisibleQuerySet
from library.kinds import Concern
from library.lifecycle import QuestionLifecycle
from library.models.policy import Policy
from workflow.act import Act
from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor

LONGEST = 2000


class QuestionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever asked, and the finance department that answers. The public reads what it was told."""
        if not actor.is_user:
            return self.none()
        return self.filter(Q(user_id=actor.user_id) | Q(finance_id__in=actor.files_of))


class Question(Addressed, QuestionLifecycle):
    """What one person asked. Who it was stands here only as far as they wished, and to be able to answer."""

    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("asked of"))
    kind = models.CharField(pgettext_lazy("question", "kind"), max_length=12, choices=Concern)
    policy = models.ForeignKey(
        Policy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("about the document"),
    )
    text = models.TextField(_("question or suggestion"), max_length=LONGEST)
    writer = models.CharField(_("name"), max_length=60, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    reply = models.TextField(pgettext_lazy("question", "answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_told = models.BooleanField(default=False)
    told_text = models.TextField(blank=True)
    """The question as everybody reads it."""

    objects = QuestionQuerySet.as_manager()

    class Meta(QuestionLifecycle.Meta):
        verbose_name = _("question from the public")
        verbose_name_plural = _("questions from the public")
        ordering = ["-asked_at", "pk"]
        indexes = [models.Index(fields=["finance", "state", "asked_at"], name="question_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="received", reply="", answered_at__isnull=True)
                | (Q(state="answered", answered_at__isnull=False) & ~Q(reply="")),
                name="question_answered",
            ),
            models.CheckConstraint(condition=Q(is_told=False) | ~Q(told_text=""), name="question_told"),
        ]

    def __str__(self) -> str:
        said = {"kind": self.get_kind_display(), "day": long_date(self.asked_at)}
        return gettext("%(kind)s of %(day)s") % said

    def set_writer(self, act: Act) -> None:
        self.finance = act.data["finance"]
        self.user_id = act.actor.user_id
        self.way, self.address = act.data.get("way") or "", act.data.get("address") or ""

    def jurisdiction_code(self) -> str:
        return self.finance.jurisdiction.code

    def regime_date(self) -> date:
        return legal_date(self.asked_at)

    def get_absolute_url(self) -> str:
        return reverse("library:question", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"kind": self.kind}


class PendingQuestion(Coded):
    """A question without an account that waits for its code."""

    SAID = ("text", "writer")

    finance = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    policy = models.ForeignKey(Policy, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Concern)
    writer = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=LONGEST)

    class Meta:
        verbose_name = _("question that waits for its code")
        verbose_name_plural = _("questions that wait for their code")
        indexes = [models.Index(fields=["address", "sent_at"], name="pending_question_by_address")]
