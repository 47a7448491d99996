"""Who hears of an application on its way: the next one of work, those before of the decision, nobody of their own."""

from __future__ import annotations

from datetime import timedelta

from accounts.models import Message
from accounts.telling import kinds, post
from procurement import demo
from tests.procurement.world import TODAY
from workflow import clock, outbox
from workflow.engine import execute
from workflow.models import OutboxRow


def sweep() -> None:
    outbox.sweep(kinds=post.ALL)


def told(project) -> dict[str, set[str]]:
    """Kind → who was told of this project since it was last asked."""
    found: dict[str, set[str]] = {}
    for message in Message.objects.filter(title__contains=project.title):
        found.setdefault(message.kind, set()).add(message.person.username)
    Message.objects.all().delete()
    return found


def test_submitted_it_is_new_work_for_finance(city):
    project = demo.submitted_project(city.hand, city.line)
    sweep()
    found = told(project)
    assert "czj.shenhe" in found[kinds.WORK]
    assert not any(name.startswith("mzj.") for name in found[kinds.WORK]), "the head's own was done before"
    assert found[kinds.DECIDED] == {"mzj.jingban"}, "who presented it hears that the head submitted it"


def test_returned_it_says_why_and_leads_to_the_very_step(city):
    project = demo.submitted_project(city.hand, city.line)
    OutboxRow.objects.all().delete()
    execute(project, "give_back", city.actor("czj.shenhe"), reason="请补充绩效目标。")
    sweep()
    message = Message.objects.get(person__username="mzj.jingban")
    assert (message.kind, "请补充绩效目标。" in message.text) == (kinds.RETURNED, True)
    assert message.url.startswith(f"/procurement/projects/{project.pk}/")


def test_granted_whoever_worked_on_it_hears_of_it_once(city):
    project = demo.submitted_project(city.hand, city.line)
    OutboxRow.objects.all().delete()
    data = {"amount": "540000.00", "decision_number": "长财社〔2026〕12号"}
    execute(project, "grant", city.actor("czj.shenhe"), data)
    sweep()
    persons = list(Message.objects.values_list("person__username", flat=True))
    assert len(persons) == len(set(persons)) and {"mzj.jingban", "mzj.lingdao"} <= set(persons)
    assert "czj.shenhe" not in persons, "what one did oneself is no news"
    assert "540000" not in "".join(Message.objects.values_list("title", flat=True))


def test_a_decision_of_long_ago_is_no_news(city):
    project = demo.submitted_project(city.hand, city.line)
    OutboxRow.objects.all().delete()
    data = {"amount": "540000.00", "decision_number": "长财社〔2026〕12号"}
    execute(project, "grant", city.actor("czj.shenhe"), data)
    clock.set_legal_now(TODAY + timedelta(days=31))
    sweep()
    assert not Message.objects.filter(kind=kinds.DECIDED).exists()
    assert Message.objects.filter(kind=kinds.WORK).exists(), "what still waits is told of, however late"
