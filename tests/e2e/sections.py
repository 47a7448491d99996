"""Twenty-two applications before finance that its social security section had before. Run in its own process."""

from __future__ import annotations

from accounts import demo as people
from procurement import demo as procurement
from procurement.models import BudgetLine, Project
from workflow.engine import create, execute

NUMBER = 22
SMALL = {"cost_rows": [{"name": "服务", "quantity": 100, "unit": "人次", "unit_price": "90.00"}]}


class Hand:
    """Does acts at once."""

    def make(self, model, step, actor, **data):
        return create(model, step, actor, data).subject

    def do(self, subject, step, actor, **data):
        return execute(subject, step, actor, data).subject


def build() -> None:
    hand, line = Hand(), BudgetLine.objects.get()
    for number in range(1, NUMBER + 1):
        project = procurement.submitted_project(hand, line, title=title(number), **SMALL)
        _returned_once(hand, project)


def title(number: int) -> str:
    return f"社区助老服务第{number:02d}片区"


def _returned_once(hand: Hand, project: Project) -> None:
    """What a section has worked on comes back to it."""
    project = hand.do(project, "give_back", people.actor("czj.shenhe"), reason="请补充绩效目标。")
    project = hand.do(project, "present", people.actor("mzj.jingban"))
    hand.do(project, "submit", people.actor("mzj.lingdao"))


def one(title: str) -> None:
    """A single application that waits for finance."""
    procurement.submitted_project(Hand(), BudgetLine.objects.get(), title=title, **SMALL)
