"""What an application must say before it leaves the unit: purchaser, item, need, money and term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.services import is_in_force
from core.dates import long_date
from core.figures import amount_text as money
from core.money import LARGEST, ZERO, yuan
from core.phrases import listed
from procurement.rules.mending import to_section
from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop, warn

NEEDED: dict[str, tuple[tuple[str, Any], ...]] = {
    "need": (
        ("need", _("why the service is needed")),
        ("recipients", _("service recipients")),
        ("recipient_number", _("number of recipients")),
        ("service_class", _("class of service")),
    ),
    "service": (
        ("quantity", _("quantity")),
        ("unit", _("unit")),
        ("quality_standard", _("quality standard")),
        ("starts_on", _("start of the service")),
        ("ends_on", _("end of the service")),
    ),
}
"""What each section of the application must hold."""
YEARS_AT_MOST = 3


def purchaser_is_eligible(act: Act) -> Iterator[Obstacle]:
    """PUR-1 … PUR-3: only a confirmed purchaser opens a project."""
    yield from act.subject.purchaser_obstacles(act.actor, act.today)


def years_on_offer(today: date) -> list[int]:
    """Budget years that have money or will have it: this one, and the next, whose budget is being prepared."""
    return [today.year, today.year + 1]


def year_has_a_budget(act: Act) -> Iterator[Obstacle]:
    """A5.1: no line of a year that is over can be granted from, nor of one of which nobody speaks yet."""
    if act.data["year"] not in (offered := years_on_offer(act.today)):
        text = _(
            "Choose the budget of %(this)s or of %(next)s: no other year has money that can be asked for."
        )
        this, following = offered
        yield stop(text % {"this": this, "next": following}, "A5.1", field="year")


def is_complete(act: Act) -> Iterator[Obstacle]:
    """A4.2: one obstacle for each section that isn't filled in."""
    for section, needed in NEEDED.items():
        missing = [str(label) for name, label in needed if getattr(act.subject, name) in (None, "")]
        if missing:
            text = _("Not filled in yet: %(names)s.") % {"names": listed(missing)}
            yield stop(text, "A4.2", mend=to_section(act.subject, section))


def nobody_was_faster(act: Act) -> Iterator[Obstacle]:
    """Who saves an older text than the present one is told whose it would undo."""
    project, seen = act.subject, act.data["revision"]
    if seen is not None and seen != project.revision:
        text = _("%(name)s has saved this application in the meantime. Compare, then save again.")
        yield stop(text % {"name": project.handler.name})


def item_was_in_force(act: Act) -> Iterator[Obstacle]:
    """A3.5, asked of the item just chosen."""
    place = act.subject.place_for(act.actor)
    if not is_in_force(act.data["item"].pk, place, act.today):
        yield stop(_("This item is not in the catalogue in force. Choose another."), "A3.5", field="item")


def earlier_is_own(act: Act) -> Iterator[Obstacle]:
    """What is taken over is the unit's own, or that of a unit whose files it keeps."""
    earlier = act.data["earlier"]
    if earlier is not None and not act.actor.keeps_files_of(earlier.purchaser_id):
        yield stop(_("Choose an application of your own unit."), field="earlier")


def item_is_in_force(act: Act) -> Iterator[Obstacle]:
    """A3.5: a project refers to an item of the catalogue in force on its day."""
    project = act.subject
    if not is_in_force(project.item_id, project.jurisdiction_code(), act.today):
        yield stop(
            _(
                "The catalogue item is no longer in the catalogue in force. Choose an item of the present edition."
            ),
            "A3.5",
            mend=to_section(project, "need"),
        )


def line_is_own(act: Act) -> Iterator[Obstacle]:
    """The budget line chosen is one of the purchaser's own."""
    line = act.data["budget_line"]
    if line is not None and line.purchaser_id != act.subject.purchaser_id:
        yield stop(_("Choose a budget line of your own unit."), "A5.1", field="budget_line")


def in_the_budget(act: Act) -> Iterator[Obstacle]:
    """A5.1: what is not in the budget isn't carried out."""
    project, line = act.subject, act.subject.budget_line
    mend = to_section(project, "budget")
    if line is None:
        yield stop(
            _("Choose a budget line. What is not in the budget may not be carried out."), "A5.1", mend=mend
        )
        return
    if line.state != line.State.OPEN or line.year != project.year:
        yield stop(_("The budget line is closed or belongs to another year."), "A5.1", mend=mend)
    if not line.covers(project.item.code):
        yield stop(_("The budget line is meant for other services."), "A5.1", mend=mend)


def can_be_paid_in_its_year(act: Act) -> Iterator[Obstacle]:
    """A5.4: what is granted while the year is being closed, for a service that begins later, only lapses with it."""
    project, line = act.subject, act.subject.budget_line
    until = line.payments_until() if line is not None and project.starts_on else None
    if until is not None and project.starts_on >= until:
        text = _(
            "Payments of %(year)s end on %(until)s, and the service begins on %(start)s: nothing of it can be paid "
            "from this line in that year. Choose a line of the next year, or say why this one bears it."
        )
        said = {"year": line.year, "until": long_date(until), "start": long_date(project.starts_on)}
        yield warn(text % said, "A5.4", mend=to_section(project, "budget"))


def term_is_lawful(act: Act) -> Iterator[Obstacle]:
    """B8.11 and B8.12: at most a year, at most three where all conditions hold and the plan has the money."""
    project = act.subject
    if project.starts_on is None or project.ends_on is None:
        return
    mend = to_section(project, "service")
    if law.applies("B8.11", on=act.today):
        if project.ends_on > years_after(project.starts_on, YEARS_AT_MOST):
            yield stop(_("The term is longer than three years."), "B8.11", mend=mend)
        elif project.ends_on > years_after(project.starts_on, 1) and not project.term_basis.strip():
            text = _(
                "The term is longer than a year. Shorten it, or say why all conditions for a longer one hold."
            )
            yield stop(text, "B8.11", mend=mend)
    if project.budget_line is not None:
        planned = project.budget_line.planned_years() | set(
            project.year_shares.values_list("year", flat=True)
        )
        for year in range(project.year + 1, project.ends_on.year + 1):
            if year not in planned:
                text = _("The medium-term plan of the budget line has no money for %(year)s.")
                yield stop(text % {"year": year}, "B8.12", mend=mend)


def cost_is_set_out(act: Act) -> Iterator[Obstacle]:
    """A0.2: what is asked for is the sum of quantity × unit price, not a head count."""
    if not act.subject.requested_amount:
        text = _("Set out the cost: what, how much of it, and at which unit price.")
        yield stop(text, "A0.2", mend=to_section(act.subject, "budget"))


def line_has_as_much(act: Act) -> Iterator[Obstacle]:
    """A5.4: finance can't grant more than is free on the line; who asks for more hears it before they wait."""
    project = act.subject
    for share in project.asked_shares():
        if not share.lacks:
            continue
        text = _("%(asked)s yuan are asked for, and %(free)s are free on the budget line: %(more)s too much.")
        if share.year != project.year:
            text = _("For %(year)s %(asked)s yuan are asked for, and %(free)s are free on that year's line.")
        amounts = {"asked": share.amount, "free": share.line.free, "more": share.lacks}
        said = {name: money(amount) for name, amount in amounts.items()}
        yield warn(text % {**said, "year": share.year}, "A5.4", mend=to_section(project, "budget"))


def total_of(rows: Sequence[Mapping[str, Any]]) -> Decimal | None:
    """The sum of the cost rows; None while there is none."""
    return sum((yuan(row["quantity"] * row["unit_price"]) for row in rows), ZERO) or None


def total_is_payable(act: Act) -> Iterator[Obstacle]:
    if (total_of(act.data["cost_rows"]) or ZERO) > LARGEST:
        yield stop(_("The sum of the cost rows is too large."), field="cost_rows")


def years_after(start: date, years: int) -> date:
    """The last day of a term of so many years that begins on `start`."""
    try:
        return start.replace(year=start.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(start.year + years, 2, 28)
