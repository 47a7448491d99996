"""Budget lines and projects go on with the successor of a unit that is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, Reform
from accounts.reforms.passing import Heirs, Item, Passing, register
from accounts.roles import OrganisationKind
from procurement.models import BudgetLine, Intention, Project, PurchaserProfile, YearShare
from procurement.passing_lines import divide, divisible, is_bound, objections
from procurement.publication import keep_public, owes_nothing, to_be_made_public
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop

OVER = (Project.State.REFUSED, Project.State.CLOSED, Project.State.TERMINATED)
LINE, PROJECT = gettext_lazy("budget line"), gettext_lazy("project")
OF_A_LINE = gettext_lazy("project of a budget line")


@register
class Procurement(Passing):
    """A line takes its open projects along, so that a project and its money never belong to two units. A project that
    isn't under contract may go elsewhere, with its money."""

    def items(self, unit: Organisation) -> Iterable[Item]:
        led = bundled(unit)
        for line in lines_of(unit).exclude(pk__in=led):
            yield Item(line.pk, f"{line.year} {line}", LINE, line.get_absolute_url(), divisible(line))
        for project in projects_of(unit).filter(budget_line=None):
            yield Item(project.pk, str(project), PROJECT, project.get_absolute_url())

    def apart(self, unit: Organisation) -> Iterable[Item]:
        for project in projects_of(unit).filter(budget_line__state=BudgetLine.State.OPEN):
            if not is_bound(project):
                yield Item(
                    project.pk, f"{project} ({project.budget_line})", OF_A_LINE, project.get_absolute_url()
                )

    def objections(self, reform: Reform) -> Iterable[Obstacle]:
        yield from objections(reform, lines_of(reform.organisation), projects_of(reform.organisation))

    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        """Whoever takes over projects must be a purchaser itself."""
        if unit.kind != OrganisationKind.PURCHASER or not (
            lines_of(unit).exists() or projects_of(unit).exists()
        ):
            return
        confirmed = PurchaserProfile.objects.filter(state=PurchaserProfile.State.CONFIRMED)
        for heir in heirs:
            if not confirmed.filter(organisation=heir).exists():
                profile = PurchaserProfile.objects.filter(organisation=heir).first()
                mend = Mend(profile.get_absolute_url(), _("See the registration")) if profile else None
                text = _("%(heir)s is not confirmed as a purchaser and can't take over projects.")
                yield stop(text % {"heir": heir}, "PUR-1", mend=mend)

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        moved: Heirs = {}
        given, led = act.subject.heir_of(), bundled(unit)
        projects = [(p, heir_of(p.pk if p.pk in given else _leads(p, led))) for p in projects_of(unit)]
        for line in lines_of(unit):
            heir = heir_of(led.get(line.pk, line.pk))
            parts = divide(act, line, heir, [(p, to) for p, to in projects if p.budget_line_id == line.pk])
            _give_line(line, heir)
            lines = {**parts, line.pk: heir.pk}
            keep_public(unit, line, lines)
            moved |= lines
        for project, heir in projects:
            Project.objects.filter(pk=project.pk).update(purchaser=heir)
            Intention.objects.filter(project=project).update(purchaser=heir)
            moved[project.pk] = heir.pk
        _tell_budgets(act, unit, moved)
        return moved


def projects_of(unit: Organisation) -> QuerySet[Project]:
    """Those that aren't over."""
    return Project.objects.filter(purchaser=unit).exclude(state__in=OVER).order_by("-year", "number", "pk")


def lines_of(unit: Organisation) -> QuerySet[BudgetLine]:
    """Those in use or expected, and closed ones from which a project is still paid."""
    used = Q(state__in=[BudgetLine.State.OPEN, BudgetLine.State.EXPECTED])
    used |= Q(pk__in=projects_of(unit).values("budget_line"))
    used |= Q(pk__in=YearShare.objects.filter(project__in=projects_of(unit)).values("line"))
    return BudgetLine.objects.filter(used, purchaser=unit).order_by("-year", "code")


def bundled(unit: Organisation) -> dict[Any, Any]:
    """Lines that go where another one goes, because a purchase of several years rests on both: line to leader."""
    led: dict[Any, Any] = {}

    def leader(line: Any) -> Any:
        while line in led:
            line = led[line]
        return line

    shares = YearShare.objects.filter(project__in=projects_of(unit), project__budget_line__isnull=False)
    for first, later in shares.order_by("pk").values_list("project__budget_line_id", "line_id"):
        one, other = leader(first), leader(later)
        if one != other:
            led[other] = one
    return {line: leader(line) for line in led}


def _leads(project: Project, led: dict[Any, Any]) -> Any:
    """By what it is assigned: its line, or the one that its line follows."""
    first = project.budget_line_id
    return led.get(first, first) or project.pk


def _give_line(line: BudgetLine, heir: Organisation) -> None:
    BudgetLine.objects.filter(pk=line.pk).update(purchaser=heir, code=line.code_with(heir))
    line.increase_requests.filter(state="asked").update(purchaser=heir)


def _tell_budgets(act: Act, unit: Organisation, moved: Heirs) -> None:
    """The successor makes public what its predecessor had left to tell, and nothing that is public already (A5.3)."""
    lines = BudgetLine.objects.filter(pk__in=moved).exclude(state=BudgetLine.State.EXPECTED)
    owed = [line for line in lines.order_by("year", "code") if not owes_nothing(unit, line)]
    for line in {(line.purchaser_id, line.year): line for line in owed}.values():
        to_be_made_public(act, line)
