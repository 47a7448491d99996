"""A seat in the office for the time of the loan."""

from __future__ import annotations

from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from accounts.loans.models import Loan
from accounts.models import Membership
from accounts.services import send
from accounts.telling.kinds import POST
from core.dates import SHANGHAI, long_date
from core.phrases import later, said
from workflow.act import Act
from workflow.registry import effect


@effect("accounts.loans.seat")
def seat(act: Act) -> None:
    loan = act.subject
    values = {
        "roles": [loan.role],
        "title": _("lent by %(unit)s") % {"unit": loan.lender.name},
        "since": act.now,
        "until": datetime.combine(loan.last_day, time.max, SHANGHAI),
        "is_active": True,
    }
    found, _made = Membership.objects.update_or_create(
        user=loan.person.user, organisation=loan.borrower, defaults=values
    )
    Loan.objects.filter(pk=loan.pk).update(seat=found)
    about = said(
        _("You are lent to %(unit)s for %(project)s until %(day)s."),
        unit=loan.borrower,
        project=loan.project_title,
        day=later(long_date, loan.last_day),
    )
    send(loan.person.user, about, loan.grounds, loan.get_absolute_url(), kind=POST)


@effect("accounts.loans.unseat")
def unseat(act: Act) -> None:
    Membership.objects.filter(pk=act.subject.seat_id).update(is_active=False)
