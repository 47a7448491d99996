"""Who was lent to whom, for which project and until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.loans.lifecycle import LoanLifecycle
from accounts.roles import OrganisationKind, Role
from core.models import VisibleQuerySet
from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor

LENDABLE = [Role.ACCEPTOR, Role.OPENING_OFFICER]


class LoanQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Both units."""
        if actor.organisation_id is None:
            return self.none()
        return self.filter(Q(lender_id=actor.organisation_id) | Q(borrower_id=actor.organisation_id))


class Loan(LoanLifecycle):
    """The person gets a membership of the office (`seat`) with the one role; it ends by itself with the last day."""

    borrower = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("office that asks")
    )
    lender = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", verbose_name=_("superior unit")
    )
    role = models.CharField(_("as"), max_length=40, choices=[(r.value, r.label) for r in LENDABLE])
    project_id = models.UUIDField()
    project_title = models.CharField(_("project"), max_length=300)
    grounds = models.CharField(_("grounds"), max_length=300)
    person = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    """The membership of the superior unit."""
    seat = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    last_day = models.DateField(_("last day"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LoanQuerySet.as_manager()

    class Meta(LoanLifecycle.Meta):
        verbose_name = _("loan of a person")
        verbose_name_plural = _("loans of people")
        ordering = ["-last_day", "pk"]

    def __str__(self) -> str:
        names = {"role": self.get_role_display(), "project": self.project_title}
        return gettext("%(role)s for %(project)s") % names

    @property
    def lends_as(self) -> str:
        """The role of whoever decides in the superior unit."""
        return Role.FINANCE_HEAD if self.lender.kind == OrganisationKind.FINANCE else Role.HEAD

    def take_project(self, project: Any) -> None:
        self.project_id, self.project_title = project.pk, str(project)[:300]

    def jurisdiction_code(self) -> str:
        return self.borrower.jurisdiction.code

    def regime_date(self) -> date:
        return self.last_day or legal_date()

    def get_absolute_url(self) -> str:
        return reverse("accounts:loan", args=[self.pk])
