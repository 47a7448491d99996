"""A loan helps a small office to keep duties apart; it opens one project and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from accounts.separation import posts
from accounts.separation.table import project_of
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop


def office_is_small(act: Act) -> Iterator[Obstacle]:
    unit = apps.get_model("accounts.Organisation").objects.get(pk=act.actor.organisation_id)
    if not posts.is_small(unit):
        yield stop(_("Only an office of at most three people borrows somebody."), "A7.12")


def nobody_is_free(act: Act) -> Iterator[Obstacle]:
    rows = type(act.subject).objects.filter(
        borrower_id=act.actor.organisation_id, project_id=act.data["project"].pk, role=act.data["role"]
    )
    if rows.filter(state__in=["asked", "lent"]).exists():
        yield stop(_("A loan for this project has been asked for already."), field="project")


def lender_is_superior(act: Act) -> Iterator[Obstacle]:
    """The unit above by its own order, or a unit of the government one level up."""
    lender = act.data["lender"]
    unit = apps.get_model("accounts.Organisation").objects.get(pk=act.actor.organisation_id)
    if lender.pk != unit.parent_id and lender.jurisdiction_id != unit.jurisdiction.parent_id:
        yield stop(_("Choose a unit one level above your own."), "A7.12", field="lender")


def person_is_ours_and_not_theirs(act: Act) -> Iterator[Obstacle]:
    person, loan = act.data["person"], act.subject
    if person.organisation_id != loan.lender_id:
        yield stop(_("Choose somebody of your own organisation whose account is in use."), field="person")
    if person.user.memberships.filter(organisation_id=loan.borrower_id).current().exists():
        yield stop(_("This person belongs to that office already."), field="person")


def last_day_lies_ahead(act: Act) -> Iterator[Obstacle]:
    if act.data["last_day"] < act.today:
        yield stop(_("The last day must lie ahead."), field="last_day")


def only_what_one_is_lent_for(act: Act) -> Iterator[Obstacle]:
    """Put on every step that the lent roles open."""
    loans = apps.get_model("accounts.Loan").objects.filter(seat_id=act.actor.membership_id, state="lent")
    loan = loans.first() if act.actor.membership_id and not act.step.first else None
    if loan is not None and project_of(act.subject) not in {None, loan.project_id}:
        yield stop(
            _("You are lent to this office for one project only: %(project)s.")
            % {"project": loan.project_title},
            "A7.12",
            mend=Mend(loan.get_absolute_url(), _("See the loan")),
        )
