"""What the compilation of a budget must respect: dates that are kept, results that are looked at, figures that are not
exceeded (A5.1, A6.4, A7.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.dates import long_date, month_text
from core.figures import amount_text
from core.money import LARGEST, ZERO
from workflow import law
from workflow.act import Act
from workflow.law import local_day
from workflow.obstacles import Mend, Obstacle, stop, warn

DATES = ("requests_until", "figures_until", "drafts_until", "approval_until")
MONTH = "budget.cutoff_month"
DAYS_AFTER_THE_CONGRESS = 20
"""Within which finance approves the budgets of the units (Budget Law, art. 52)."""

# The timetable -------------------------------------------------------------------------------------------------------


def year_is_not_compiled_yet(act: Act) -> Iterator[Obstacle]:
    found = act.subject.of_year(act.actor.organisation_id, act.data["year"])
    if found is not None:
        mend = Mend(found.get_absolute_url(), _("See the compilation"))
        yield stop(_("The budget of this year is being compiled already."), "A7.6", field="year", mend=mend)


def year_is_the_next_one(act: Act) -> Iterator[Obstacle]:
    """The budget of the coming year is compiled; that of this one only where it began late."""
    present = act.today.year
    if act.data["year"] not in {present, present + 1}:
        text = _("The budget of %(year)s is compiled now.")
        yield stop(text % {"year": present + 1}, "A7.6", field="year")


def dates_follow(act: Act) -> Iterator[Obstacle]:
    """Each date lies after the one before it."""
    for former, later in pairwise(DATES):
        if act.data[later] <= act.data[former]:
            yield stop(_("This date must lie after the one before it."), "A7.6", field=later)


def dates_lie_ahead(act: Act) -> Iterator[Obstacle]:
    if act.data["requests_until"] < act.today:
        yield stop(
            _("This day is over. Leave the units time to draw up their requests."), "A7.6", field=DATES[0]
        )


def approval_comes_in_the_year(act: Act) -> Iterator[Obstacle]:
    """A budget that is approved after its year would bear nothing."""
    year = act.data.get("year") or act.subject.year
    if act.data["approval_until"].year > year:
        text = _("The budget of %(year)s is approved before that year is over.")
        yield stop(text % {"year": year}, "A5.1", field="approval_until")


def new_dates_lie_ahead(act: Act) -> Iterator[Obstacle]:
    """A date that is moved is moved to a day on which somebody can still keep it."""
    for name in DATES:
        if act.data[name] < act.today and act.data[name] != getattr(act.subject, name):
            yield stop(_("This day is over. Choose one that lies ahead."), "A7.6", field=name)


def requests_come_by_the_month(act: Act) -> Iterator[Obstacle]:
    """The month of the year before by whose end units hand in what they ask for. Who begins late says why."""
    wanted, year = act.data["requests_until"], act.data.get("year") or act.subject.year
    month = int(law.find(MONTH, jurisdiction=act.actor.jurisdiction, on=act.today).value)
    if (wanted.year, wanted.month) > (year - 1, month):
        text = _("Requests for %(year)s are handed in by the end of %(month)s. Say why it becomes later.")
        said = {
            "year": year,
            "month": month_text(date(year - 1, month, 1)),
        }
        yield warn(text % said, MONTH, field="requests_until")


def some_unit_is_missing(act: Act) -> Iterator[Obstacle]:
    if not act.subject.missing_units().exists():
        yield stop(_("Every purchaser of your government has been called on."), "A7.6")


def no_unit_has_sent(act: Act) -> Iterator[Obstacle]:
    sent = act.subject.proposals.filter(sending__gt=0).select_related("round", "purchaser")
    first = sent.order_by("purchaser__sort_key").first()
    if first is not None:
        text = _(
            "%(unit)s has sent what it asks for already. Change the timetable instead, or return what was sent."
        )
        mend = Mend(first.get_absolute_url(), _("See the proposal"))
        yield stop(text % {"unit": first.purchaser}, "A7.6", mend=mend)


def some_unit_is_late(act: Act) -> Iterator[Obstacle]:
    if not act.subject.late(act.today):
        yield stop(_("No unit is late."), "A7.6")


def nobody_was_urged_today(act: Act) -> Iterator[Obstacle]:
    if act.subject.urged_on == act.today:
        yield stop(_("The units were urged today already."))


def every_unit_is_settled(act: Act) -> Iterator[Obstacle]:
    open_ones = act.subject.unsettled()
    if open_ones:
        text = _("%(unit)s is not settled yet, with %(number)s in all: approve its budget, or urge it.")
        said = {"unit": open_ones[0].purchaser, "number": len(open_ones)}
        yield stop(text % said, "A7.6", mend=Mend(open_ones[0].get_absolute_url(), _("See the proposal")))


# What the unit sends -------------------------------------------------------------------------------------------------


def nobody_was_faster(act: Act) -> Iterator[Obstacle]:
    seen = act.data["revision"]
    if seen is not None and seen != act.subject.revision:
        yield stop(_("A colleague has saved this proposal in the meantime. Compare, then save again."))


def some_row_is_there(act: Act) -> Iterator[Obstacle]:
    """Saving nothing would pass the work on to the head; a unit that buys nothing says so by a step of its own."""
    if not act.data["rows"] and not act.subject.row_ids():
        text = _("Nothing is asked for yet. Enter the services, or report that nothing is bought.")
        yield stop(text, "A7.6", field="rows")


def rows_are_of_this_proposal(act: Act) -> Iterator[Obstacle]:
    named = [row["row"] for row in act.data["rows"] if row["row"]]
    if len(set(named)) != len(named) or set(named) - act.subject.row_ids():
        yield stop(_("A row doesn't belong to this proposal. Open the page again."), field="rows")


def sum_is_payable(act: Act) -> Iterator[Obstacle]:
    if sum((row["requested"] for row in act.data["rows"]), ZERO) > LARGEST:
        yield stop(_("The sum of the requests is too large."), field="rows")


def something_is_asked_for(act: Act) -> Iterator[Obstacle]:
    if not act.subject.row_ids():
        text = _("Nothing is asked for yet. Enter the services, or report that nothing is bought.")
        yield stop(text, "A7.6", mend=_mend(act, "fill", _("Fill in")))


def nothing_is_asked_for(act: Act) -> Iterator[Obstacle]:
    if act.subject.row_ids():
        text = _("Services are entered. Remove them first, or send them to finance.")
        yield stop(text, "A7.6", mend=_mend(act, "fill", _("Fill in")))


def requests_are_in_time(act: Act) -> Iterator[Obstacle]:
    yield from _in_time(act, act.subject.requests_until)


def drafts_are_in_time(act: Act) -> Iterator[Obstacle]:
    yield from _in_time(act, act.subject.drafts_until)


def _in_time(act: Act, until: date) -> Iterator[Obstacle]:
    """By the day on which it was done: what was signed on paper in time is in time."""
    if act.done_on > until:
        text = _(
            "The cut-off date was %(day)s. Ask finance for more time; it extends your unit's date with a reason."
        )
        yield stop(text % {"day": long_date(until)}, "A7.6", by_day=True)


def every_row_has_a_draft(act: Act) -> Iterator[Obstacle]:
    yield from _complete(act, "draft", _("The draft budget of “%(title)s” is missing."), "fill_draft")


# What finance does ---------------------------------------------------------------------------------------------------


def finance_has_not_begun(act: Act) -> Iterator[Obstacle]:
    """A sender may take back until the next one acts: until finance has asked, or set a figure."""
    if act.subject.begun == act.subject.sending:
        yield stop(_("Finance has begun to review what you sent. Ask it to return it."), "A7.6")


def unit_has_not_begun(act: Act) -> Iterator[Obstacle]:
    if act.subject.rows.filter(draft__isnull=False).exists():
        yield stop(
            _("The unit has begun its draft budget. Talk to it, and return the draft once it is sent."),
            "A7.6",
        )


def question_is_on_a_row(act: Act) -> Iterator[Obstacle]:
    row = act.data["row"]
    if row is not None and row.proposal_id != act.subject.pk:
        yield stop(_("A row doesn't belong to this proposal. Open the page again."), field="row")


def every_row_has_a_figure(act: Act) -> Iterator[Obstacle]:
    yield from _complete(act, "figure", _("The control figure of “%(title)s” is missing."), "review")


def _complete(act: Act, name: str, text: Any, where: str) -> Iterator[Obstacle]:
    for title in act.subject.rows.filter(**{f"{name}__isnull": True}).values_list("title", flat=True):
        yield stop(text % {"title": title}, "A7.6", mend=_mend(act, where, _("Fill in")))


def results_are_acknowledged(act: Act) -> Iterator[Obstacle]:
    """A6.4: whoever sets the figure has seen the last result and how the money was used."""
    rows = list(act.subject.rows.select_related("item"))
    beside = act.subject.beside(rows)
    for row in rows:
        if beside[row.item.code] and row.seen is None:
            text = _("The last result and the amount used of “%(title)s” are not acknowledged yet.")
            yield stop(text % {"title": row.title}, "A6.4", mend=_mend(act, "review", _("Review")))


def questions_are_answered(act: Act) -> Iterator[Obstacle]:
    """The unit is given its whole period; who lets it pass is gone on without, for a reason."""
    for question in act.subject.open_questions():
        place, on = question.jurisdiction_code(), question.regime_date()
        due = law.due("budget.answer", question.asked_at, jurisdiction=place, on=on).at
        said = {"question": question.text[:40], "day": long_date(local_day(due))}
        if act.now <= due:
            text = _("The unit has until %(day)s to answer “%(question)s”.")
            yield stop(text % said, "budget.answer")
        else:
            text = _("“%(question)s” was not answered by %(day)s. Say how you go on without the answer.")
            yield warn(text % said, "A7.6")


def new_date_lies_ahead(act: Act) -> Iterator[Obstacle]:
    if act.data["until"] < act.today:
        yield stop(_("Give the unit a day that isn't over."), "A7.6", field="until")


def new_date_leaves_time(act: Act) -> Iterator[Obstacle]:
    """More time for one unit ends before the day on which the budget is due to be approved."""
    last = act.subject.round.approval_until
    if act.data["until"] > last:
        text = _(
            "The budget is due to be approved by %(day)s. Give an earlier day, or change the timetable first."
        )
        yield stop(text % {"day": long_date(last)}, "A7.6", field="until")


def new_date_is_later(act: Act) -> Iterator[Obstacle]:
    if act.data["until"] <= act.subject.until:
        text = _("The unit has until %(day)s already. Give it a later day.")
        yield stop(text % {"day": long_date(act.subject.until)}, "A7.6", field="until")


def draft_date_follows(act: Act) -> Iterator[Obstacle]:
    """The draft follows upon the figures, and these upon the requests: its date goes along with theirs."""
    proposal, until, told = act.subject, act.data["until"], act.data.get("drafts_until")
    draft, last = proposal.draft_after(until, told), proposal.round.approval_until
    if until > last:
        return  # said by `new_date_leaves_time`
    if told is None and draft <= until:
        text = _(
            "No day is left for the unit's draft budget between this one and the approval, which is due by %(day)s. "
            "Give an earlier day, or change the timetable first."
        )
        yield stop(text % {"day": long_date(last)}, "A7.6", field="until")
    elif not max(until, proposal.drafts_until) <= draft <= last or draft == until:
        text = _(
            "The draft budget is due after the requests, not earlier than %(former)s, which stands now, and not later "
            "than %(day)s, when the approval is due."
        )
        values = {"former": long_date(proposal.drafts_until), "day": long_date(last)}
        yield stop(text % values, "A7.6", field="drafts_until")


def requests_date_goes_along(act: Act) -> Iterator[Obstacle]:
    """Only requests that are still drawn up have a draft budget to come."""
    if act.subject.draws_up_requests:
        yield from draft_date_follows(act)


def year_is_not_closed(act: Act) -> Iterator[Obstacle]:
    if act.subject.year_is_closed():
        yield stop(_("This budget year is closed; no line is entered in it any more."), "A5.4")


def every_row_is_decided(act: Act) -> Iterator[Obstacle]:
    """The page shows every row once; a row that is left out is a mistake, not a refusal."""
    named = Counter(row["row"] for row in act.data["rows"])
    if set(named) != act.subject.row_ids() or max(named.values(), default=1) > 1:
        yield stop(_("Decide on every row of the draft budget. Open the page again."), "A7.6", field="rows")


def _entered(act: Act) -> list[dict[str, Any]]:
    """Rows with money that join no line which stands already."""
    return [row for row in act.data["rows"] if row["approved"] and row["line"] is None]


def lines_are_joined_once(act: Act) -> Iterator[Obstacle]:
    joined = Counter(row["line"].code for row in act.data["rows"] if row["line"] is not None)
    for code, times in joined.items():
        if times > 1:
            text = _("Two rows join the line %(code)s: one line bears one row.")
            yield stop(text % {"code": code}, "A5.1", field="rows")


def numbers_are_new(act: Act) -> Iterator[Obstacle]:
    codes = [row["code"] for row in _entered(act)]
    for code, times in Counter(codes).items():
        if times > 1:
            yield stop(_("%(code)s stands here twice.") % {"code": code}, "A5.1", field="rows")
    for code in sorted(act.subject.taken_numbers(codes)):
        text = _("The unit has a budget line with the number %(code)s in that year already.")
        yield stop(text % {"code": code}, "A5.1", field="rows")


def budget_bears_what_is_reserved(act: Act) -> Iterator[Obstacle]:
    """A line that was opened ahead becomes the budget's by this approval, with the grants that rest on it."""
    given = {row["code"]: row["approved"] for row in _entered(act)}
    for code, line in sorted(act.subject.expected_lines(given).items()):
        if given[code] < line.committed:
            text = _(
                "Grants of earlier years have reserved %(committed)s yuan on the line %(code)s: approve at least that."
            )
            facts = {"code": code, "committed": amount_text(line.committed)}
            yield stop(text % facts, "A5.4", field="rows")


def lines_opened_ahead_fit(act: Act) -> Iterator[Obstacle]:
    """One that was opened ahead keeps its source and purpose: what differs is entered under a number of its own."""
    rows = {row.pk: row for row in act.subject.rows.select_related("item")}
    wanted = {given["code"]: rows.get(given["row"]) for given in _entered(act)}
    for code, line in sorted(act.subject.expected_lines(wanted).items()):
        row = wanted[code]
        if row is not None and (row.source != line.source or not line.covers(row.item.code)):
            text = _(
                "The line %(code)s was opened ahead for another source of funds or another service than “%(row)s”. "
                "Enter it under another number."
            )
            yield stop(text % {"code": code, "row": row.title}, "A5.1", field="rows")


def document_is_dated(act: Act) -> Iterator[Obstacle]:
    if act.data["approved_on"] > act.today:
        yield stop(_("This day is still to come."), "A5.1", field="approved_on")
    elif act.data["approved_on"].year < act.subject.round.year - 1:
        text = _("A budget of %(year)s wasn't approved that early. Look at the date on the document.")
        yield stop(text % {"year": act.subject.round.year}, "A5.1", field="approved_on")
    elif act.data["approved_on"] < (drafted := local_day(act.subject.drafted_at)):
        text = _(
            "The unit sent its draft on %(day)s: it wasn't approved before. Look at the date on the document."
        )
        yield stop(text % {"day": long_date(drafted)}, "A5.1", field="approved_on")


def congress_has_passed_it(act: Act) -> Iterator[Obstacle]:
    """Budget Law, art. 52: the people's congress first, the budgets of the units within 20 days after it."""
    passed, approved = act.data["congress_on"], act.data["approved_on"]
    if passed > approved:
        text = _(
            "The people's congress passes the budget first, and the units' budgets are approved after that."
        )
        yield stop(text, "A5.1", field="congress_on")
    elif (approved - passed).days > DAYS_AFTER_THE_CONGRESS:
        text = _(
            "That is more than %(days)s days after the people's congress (Budget Law, art. 52). Say why."
        )
        yield warn(text % {"days": DAYS_AFTER_THE_CONGRESS}, "A5.1", field="approved_on")


def _mend(act: Act, step: str, label: Any) -> Mend:
    return Mend(act.subject.step_url(step), label)
