"""A closed unit begins nothing; its people, deputyships and loans pass on or end with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Deputyship, Loan, Membership, Organisation, PostChange
from accounts.reforms import passing
from accounts.reforms.passing import Heirs, Item, Passing
from workflow import registry
from workflow.act import Act
from workflow.engine import follow, follow_create
from workflow.obstacles import Mend, Obstacle, stop

PERSON = gettext_lazy("person")


def install() -> None:
    registry.add_general_guard(unit_is_open)
    passing.register(People)


def unit_is_open(act: Act) -> Iterator[Obstacle]:
    """Nobody acts for a unit that has ended, not even with a page that was opened before."""
    closed = Organisation._base_manager.filter(pk=act.actor.organisation_id, is_active=False)
    if closed.exists():  # nearly never, and at every step: the whole row takes twice as long
        unit = closed.get()
        mend = Mend(unit.get_absolute_url(), _("See who has taken its place"))
        yield stop(_("%(unit)s has been closed and does nothing any more.") % {"unit": unit}, mend=mend)


class People(Passing):
    """Everybody goes along with their post; of a split, to the successor that was named for them."""

    def items(self, unit: Organisation) -> Iterable[Item]:
        for member in _members(unit):
            yield Item(member.pk, f"{member.user.name} · {member.title}", PERSON)

    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        """Who is lent was lent by one head to another: these end it."""
        loans = Loan.objects.filter(state__in=["asked", "lent"]).select_related("borrower", "lender")
        for loan in loans.filter(borrower=unit) | loans.filter(lender=unit):
            mend = Mend(loan.get_absolute_url(), _("See the loan"))
            yield stop(_("A loan of a person is still running: %(loan)s.") % {"loan": loan}, mend=mend)

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        moved: Heirs = {}
        for row in Deputyship.objects.appointed().filter(organisation=unit):
            if row.phase in {"ahead", "running"}:
                follow(act, row, "end", reason=_("%(unit)s has been closed.") % {"unit": unit.name})
        for member in _members(unit):
            heir = heir_of(member.pk)
            follow_create(act, PostChange, "move", membership=member, heir=heir)
            moved[member.pk] = heir.pk
        return moved


def _members(unit: Organisation) -> list[Membership]:
    return list(unit.memberships.current().select_related("user").order_by("user__username"))
