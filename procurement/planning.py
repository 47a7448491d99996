"""What follows from acts on annual plans: their lines, the departments that are asked, the versions that are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import Organisation
from catalog.naming import kept_name
from procurement.models import FunctionTransfer, JointOpinion, PlanLine, PlanVersion, PostsNote, PurchasePlan
from workflow.act import Act
from workflow.engine import follow, follow_create
from workflow.events import plain
from workflow.registry import effect

FIELDS = (
    "title",
    "item",
    "requirement",
    "amount",
    "method",
    "month",
    "service_class",
    "years",
    "new_or_temporary",
    "function_note",
)
"""What a line says."""


@effect("procurement.write_plan_lines")
def write_plan_lines(act: Act) -> None:
    """The plan holds the rows just handed in. A line that goes on keeps its key, because applications name it."""
    plan: PurchasePlan = act.subject
    rows = act.data["lines"]
    kept = {row["line"] for row in rows if row["line"]}
    plan.lines.exclude(pk__in=kept).delete()
    standing = {line.pk: line for line in plan.lines.all()}
    for position, row in enumerate(rows):
        line = standing.get(row["line"]) or PlanLine(plan=plan)
        line.position = position
        for name in FIELDS:
            setattr(line, name, row[name])
        line.save()


@effect("procurement.ask_departments")
def ask_departments(act: Act) -> None:
    """Each department that was named and hasn't been asked in this round."""
    plan: PurchasePlan = act.subject
    asked = {(opinion.office, opinion.organisation_id) for opinion in plan.present_opinions()}
    for office, unit in named(act.data):
        if (office, unit.pk) not in asked:
            follow_create(act, JointOpinion, "ask", plan=plan, office=office, organisation=unit)


def named(data: Mapping[str, Any]) -> Iterator[tuple[str, Organisation]]:
    """In which capacity which unit is asked."""
    for office in JointOpinion.Office:
        value = data.get(office.value)
        units = [value] if isinstance(value, Organisation) else list(value or [])
        yield from ((office.value, unit) for unit in units)


@effect("procurement.end_consultation")
def end_consultation(act: Act) -> None:
    """What hasn't been answered is no longer awaited."""
    for opinion in act.subject.present_opinions():
        if opinion.state == JointOpinion.State.ASKED:
            follow(act, opinion, "end")


@effect("procurement.keep_plan_version")
def keep_plan_version(act: Act) -> None:
    """The version that is confirmed is kept as it is."""
    plan: PurchasePlan = act.subject
    PlanVersion.objects.create(
        plan=plan,
        number=plan.version,
        content=content_of(plan),
        total=plan.total_amount(),
        reason=plan.adjusted_for,
        document_number=plan.document_number,
        event_id=act.event_id,
        confirmed_at=act.now,
    )


@effect("procurement.keep_opinion_rows")
def keep_opinion_rows(act: Act) -> None:
    """What the department for posts notes on the lines, and the functions that it records as transferred."""
    opinion: JointOpinion = act.subject
    for row in act.data.get("posts", []):
        values = {"line_id": row["line"], "posts": row["posts"], "note": row["note"]}
        PostsNote.objects.create(opinion=opinion, **values)
    for row in act.data.get("transfers", []):
        FunctionTransfer.objects.create(opinion=opinion, **row)


# Versions ----------------------------------------------------------------------------------------------------------


def content_of(plan: PurchasePlan) -> list[dict[str, Any]]:
    """The lines of a plan as plain values."""
    return [
        {
            "id": str(line.pk),
            **kept_name(line.item),
            "item_code": line.item.code,
            **{name: plain(getattr(line, name)) for name in FIELDS},
        }
        for line in plan.lines.select_related("item")
    ]


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that was added (`before` is None), dropped (`after` is None) or changed in the fields named."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None
    fields: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return (self.after or self.before or {})["title"]


def differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Difference]:
    """What differs between two versions: dropped lines first, then in the order of the later one."""
    former = {row["id"]: row for row in before}
    remaining = {row["id"] for row in after}
    yield from (Difference(row, None) for row in before if row["id"] not in remaining)
    for row in after:
        old = former.get(row["id"])
        if old is None:
            yield Difference(None, row)
        elif changed := tuple(name for name in FIELDS if old.get(name) != row.get(name)):
            yield Difference(old, row, changed)
