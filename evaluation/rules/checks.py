"""What is wrong with the input of a step. Each obstacle names its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.roles import OrganisationKind
from core.dates import long_date
from core.figures import amount_text
from core.leaving_out import only_leaves_out
from core.personal import found_in
from core.phrases import listed
from evaluation import ledger
from evaluation.kinds import Block, Kind, Method, Party
from evaluation.rules.indicators import parties_of
from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop, warn

MOST_DAYS_OF_SURVEY = timedelta(days=92)
FULL = Decimal(100)
MOST_PERCENT = Decimal(200)
"""Above it a rate in per cent is a slip of the pen."""
MEASURED = frozenset({Method.PROPORTIONAL, Method.STEPS})
SHARES = (
    ("eval.output_share_min", (Block.QUANTITY, Block.QUALITY, Block.SATISFACTION)),
    ("eval.satisfaction_min", (Block.SATISFACTION,)),
)
"""Rules on the weight of indicators, with the parts that count for each."""


def contract_is_own(act: Act) -> Iterator[Obstacle]:
    """A purchaser evaluates its own contracts, finance those of its jurisdictions (A7.9)."""
    contract, actor = act.data["contract"], act.actor
    own = actor.belongs_to(contract.purchaser_id)
    led = actor.organisation_kind == OrganisationKind.FINANCE and (
        contract.jurisdiction_code() in actor.jurisdictions
    )
    if not (own or led):
        yield stop(_("This contract is another unit's."), "A7.9", field="contract")


def not_evaluated_already(act: Act) -> Iterator[Obstacle]:
    """One final evaluation for a contract; one interim evaluation at a time."""
    others = act.data["contract"].evaluations.filter(kind=act.data["kind"])
    if act.data["kind"] == Kind.INTERIM:
        others = others.exclude(state="published")
    if other := others.first():
        yield stop(
            _("There is already an evaluation of this kind: %(number)s.") % {"number": other.number},
            "A6.3",
            field="contract",
        )


def contract_is_ripe(act: Act) -> Iterator[Obstacle]:
    """E3.TIMING: the final evaluation follows acceptance; an interim one is made while the contract runs."""
    contract, kind = act.data["contract"], act.data["kind"]
    if kind == Kind.FINAL and contract.state != "accepted":
        yield stop(
            _(
                "The service hasn't been accepted yet. Evaluate it finally afterwards; until then, in between."
            ),
            "A7.12",
            field="kind",
        )
    if kind == Kind.INTERIM and contract.state not in {"in_force", "suspended", "delivered", "rectifying"}:
        yield stop(_("This contract isn't being performed any more."), "A7.12", field="kind")


def period_is_sound(act: Act) -> Iterator[Obstacle]:
    start, end, contract = act.data["period_from"], act.data["period_to"], act.data["contract"]
    if end < start:
        yield stop(_("The period ends before it begins."), field="period_to")
    if start < contract.starts_on:
        yield stop(
            _("The contract began on %(day)s only.") % {"day": long_date(contract.starts_on)},
            field="period_from",
        )
    if end > act.today:
        yield stop(_("What lies in the future can't be evaluated."), field="period_to")


def indicators_were_announced(act: Act) -> Iterator[Obstacle]:
    """A4.1: the standards are those of the procurement notice."""
    if not act.data["contract"].tender.evaluation_standard:
        yield stop(_("No standards of evaluation were announced for this project."), "A4.1", field="contract")


def indicators_are_complete(act: Act) -> Iterator[Obstacle]:
    """A6.1: each party scores something; A6.2: quantity, quality and funds are covered."""
    yield from coverage_faults(act.data["contract"].tender.evaluation_standard, field="contract")


def coverage_faults(indicators: Iterable[Mapping[str, Any]], field: str = "") -> Iterator[Obstacle]:
    """What parties and blocks are missing among indicators (`block` and `scorer` of each)."""
    rows = list(indicators)
    heard = {party for row in rows for party in parties_of(row["scorer"])}
    for party in Party:
        if rows and party not in heard:
            yield stop(
                _("No indicator is scored by: %(party)s.") % {"party": party.label}, "A6.1", field=field
            )
    for block in Block:
        if rows and block not in {row["block"] for row in rows}:
            yield stop(_("No indicator covers: %(block)s.") % {"block": block.label}, "A6.2", field=field)


def points_are_balanced(act: Act) -> Iterator[Obstacle]:
    """E3: a hundred points, enough of them for output and for satisfaction."""
    contract = act.data["contract"]
    rows = [(row["block"], Decimal(row["points"])) for row in contract.tender.evaluation_standard]
    where = dict(jurisdiction=contract.jurisdiction_code(), on=act.today)
    total = sum((points for _block, points in rows), Decimal(0))
    if rows and total != FULL:
        yield stop(
            _("The indicators make %(total)s points instead of 100.") % {"total": total},
            "E3",
            field="contract",
        )
    for rule, blocks in SHARES:
        fact = sum((points for block, points in rows if block in blocks), Decimal(0))
        if rows and law.applies(rule, **where) and not law.find(rule, **where).holds(fact):
            found = law.find(rule, **where)
            yield stop(
                _("%(name)s: %(points)s points, at least %(least)s are needed.")
                % {"name": found.name, "points": fact, "least": found.value},
                rule,
                field="contract",
            )


def report_is_due_later(act: Act) -> Iterator[Obstacle]:
    if act.data["report_due_at"] <= act.now:
        yield stop(_("Choose a day that is still to come."), field="report_due_at")


def declaration_is_whole(act: Act) -> Iterator[Obstacle]:
    """CF-7: all points are declared; who can't declare one declines."""
    if act.data.get("conflict"):
        yield stop(
            _("With a conflict of interest you can't evaluate this contract. Decline, and say why."),
            "CF-7",
            field="conflict",
        )


def survey_is_sound(act: Act) -> Iterator[Obstacle]:
    """The survey has a future end, and lasts long enough to be answered and short enough to matter."""
    opens, closes = act.data["opens_at"], act.data["closes_at"]
    if closes <= max(opens, act.now):
        yield stop(_("The survey must end after it begins, and in the future."), "E4", field="closes_at")
    elif closes - opens > MOST_DAYS_OF_SURVEY:
        yield stop(_("A survey lasts three months at most."), "E4", field="closes_at")


def groups_make_the_register(act: Act) -> Iterator[Obstacle]:
    """Together the groups are the whole register."""
    names = [row["name"] for row in act.data["strata"]]
    if not names:
        yield stop(_("Name at least one group of recipients."), "E4", field="strata")
    if len(set(names)) != len(names):
        yield stop(_("Two groups have the same name."), "E4", field="strata")


def questions_cover_indicators(act: Act) -> Iterator[Obstacle]:
    """Every indicator that recipients score is asked about; the form offers no others."""
    asked = {row["criterion"] for row in act.data["questions"]}
    for criterion in act.subject.criteria_of(Party.RECIPIENTS):
        if criterion.pk not in asked:
            yield stop(
                _("Ask something about “%(name)s”.") % {"name": criterion.name}, "A6.1", field="questions"
            )


def links_fit_the_group(act: Act) -> Iterator[Obstacle]:
    """Nobody is asked twice: links that work or were used never outnumber the people of their group."""
    stratum, survey = act.data["stratum"], act.subject.survey
    if survey is None or stratum.survey_id != survey.pk:
        yield stop(_("This group belongs to another survey."), "E4", field="stratum")
        return
    alive = stratum.links_alive()
    room = stratum.size - alive
    if act.data["count"] > room:
        yield stop(
            _("This group has %(size)s people and %(alive)s links already; you can issue %(room)s more.")
            % {"size": stratum.size, "alive": alive, "room": max(room, 0)},
            "E4",
            field="count",
        )


def links_follow_the_plan(act: Act) -> Iterator[Obstacle]:
    """As many are asked as the plan says; who replaces somebody that couldn't be reached needs a word why."""
    stratum = act.data["stratum"]
    held = stratum.links_alive()
    total = held + act.data["count"]
    if stratum.asked < total <= stratum.size:
        yield warn(
            _(
                "By the plan %(asked)s people of this group are asked; with these links it would be %(total)s. "
                "Say whom they are for, e.g. the next of the draw in place of people who couldn't be reached."
            )
            % {"asked": stratum.asked, "total": total},
            "E4",
            field="count",
        )


def end_is_later(act: Act) -> Iterator[Obstacle]:
    survey = act.subject.survey
    if survey is None or survey.closed_at:
        yield stop(_("The survey has been closed; its answers stand."), "E4", field="closes_at")
    elif act.data["closes_at"] <= max(survey.closes_at, act.now):
        yield stop(_("The new end must be later than the present one."), "E4", field="closes_at")


def sheet_is_whole(act: Act) -> Iterator[Obstacle]:
    """Every indicator of the party has one finding, and none of another party's has."""
    party = Party.PURCHASER if act.step.name == "score_as_purchaser" else Party.THIRD_PARTY
    wanted = {c.pk: c for c in act.subject.criteria_of(party)}
    found = [row["criterion"] for row in act.data["scores"]]
    for key, criterion in wanted.items():
        if key not in found:
            yield stop(_("“%(name)s” has no finding yet.") % {"name": criterion.name}, "A6.2", field="scores")
    if set(found) - set(wanted) or len(set(found)) != len(found):
        yield stop(_("The sheet has indicators that you don't score."), "A6.1", field="scores")


def findings_fit(act: Act) -> Iterator[Obstacle]:
    """A finding is of the kind that the indicator's formula works with."""
    criteria = {c.pk: c for c in act.subject.criteria.all()}
    for row in act.data["scores"]:
        criterion = criteria.get(row["criterion"])
        if criterion and (text := _misfit(criterion, row["finding"])):
            yield stop(text % {"name": criterion.name, "most": criterion.points}, "E3", field="scores")


def shares_are_plausible(act: Act) -> Iterator[Obstacle]:
    """A rate above the whole may be right, such as more rendered than was planned; a tenfold one is a slip."""
    criteria = {c.pk: c for c in act.subject.criteria.all()}
    for row in act.data["scores"]:
        criterion = criteria.get(row["criterion"])
        if criterion is None or criterion.unit != "%" or criterion.method not in MEASURED:
            continue
        said = {"name": criterion.name, "found": f"{row['finding'].normalize():f}", "most": MOST_PERCENT}
        if row["finding"] > MOST_PERCENT:
            text = _("“%(name)s”: %(found)s%% can't be right; %(most)s%% at most. Look at the figure again.")
            yield stop(text % said, "E3", field="scores")
        elif row["finding"] > max(FULL, criterion.full_at or FULL) and not criterion.less_is_better:
            text = _("“%(name)s”: %(found)s%% is more than the whole. Correct it, or say how it comes about.")
            yield warn(text % said, "E3", field="scores")


def findings_agree_with_the_ledger(act: Act) -> Iterator[Obstacle]:
    """Where the portal knows what was paid, another figure needs a word why."""
    criteria = {c.pk: c for c in act.subject.criteria.all()}
    for row in act.data["scores"]:
        criterion = criteria.get(row["criterion"])
        known = ledger.known(act.subject, criterion) if criterion else None
        if known and known.differs(row["finding"]):
            yield warn(
                _(
                    "“%(name)s”: by the portal's ledger it is %(rate)s%% (paid %(paid)s of %(whole)s yuan). Enter "
                    "that, or write why another figure is right."
                )
                % {
                    "name": criterion.name,  # type: ignore[union-attr]
                    "rate": known.rate,
                    "paid": amount_text(known.paid),
                    "whole": amount_text(known.whole),
                },
                "A6.2",
                field="scores",
            )


def _misfit(criterion: Any, finding: Decimal) -> Any:
    if finding < 0:
        return _("“%(name)s”: a finding is not negative.")
    if criterion.method == Method.YES_NO and finding not in (0, 1):
        return _("“%(name)s”: answer yes or no.")
    if criterion.method == Method.ASSESSED and finding > criterion.points:
        return _("“%(name)s”: at most %(most)s points.")
    if criterion.method == Method.DEDUCT and finding != finding.to_integral_value():
        return _("“%(name)s”: count whole cases.")
    return None


def remarks_are_decided(act: Act) -> Iterator[Obstacle]:
    """Each remark is of this survey; what is published are the citizen's words, with parts left out at most."""
    survey = act.subject.survey
    known = dict(survey.remarks.values_list("pk", "text")) if survey else {}
    for row in act.data["remarks"]:
        if row["remark"] not in known:
            yield stop(_("This remark belongs to another survey."), "E4.PRIVACY", field="remarks")
        elif row["decision"] == "published" and not row["public_text"].strip():
            yield stop(
                _("Give the text that may be published, without anything that points at a person."),
                "E4.PRIVACY",
                field="remarks",
            )
        elif row["decision"] == "published" and not only_leaves_out(row["public_text"], known[row["remark"]]):
            yield stop(
                _(
                    "A remark is never put into other words: leave parts out and put …… there, or withhold it."
                ),
                "E4.PRIVACY",
                field="remarks",
            )
        elif row["decision"] == "published" and (held := list(found_in(row["public_text"]))):
            text = _("“%(begin)s” holds %(what)s, and would stand in public for good: put …… there.")
            values = {"begin": shortened(row["public_text"]), "what": listed(held)}
            yield stop(text % values, "E4.PRIVACY", field="remarks")


def shortened(text: str) -> str:
    """Enough to find it among many."""
    return text if len(text) <= 20 else f"{text[:20]}…"


def poor_is_put_right(act: Act) -> Iterator[Obstacle]:
    """E3.USE: with problems found there is something to put right, and a day for it."""
    if act.data["rectification"] and act.data["rectify_by"] is None:
        yield stop(_("Say until when it must be put right."), "E3.USE", field="rectify_by")
    if act.data["rectify_by"] and act.data["rectify_by"] < act.today:
        yield stop(_("Choose a day that is still to come."), "E3.USE", field="rectify_by")


def objection_is_replied_to(act: Act) -> Iterator[Obstacle]:
    """A provider that objects gets a reply, published beside its objection."""
    if act.subject.stance == "objects" and not act.data["reply"].strip():
        yield stop(_("The provider objects to the result. Reply to what it says."), "A6.3", field="reply")
