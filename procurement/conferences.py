"""What follows from acts on joint conferences: the agenda, and tasks from decisions."""

from __future__ import annotations

from procurement.models import AgendaItem, Conference, ConferenceTask, Invitation
from workflow.act import Act
from workflow.engine import follow_create
from workflow.registry import effect


@effect("procurement.write_agenda")
def write_agenda(act: Act) -> None:
    conference: Conference = act.subject
    conference.invitations.all().delete()
    conference.agenda.all().delete()
    Invitation.objects.bulk_create(
        Invitation(conference=conference, organisation=unit) for unit in act.data["units"]
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=conference, position=n, topic=row["topic"])
        for n, row in enumerate(act.data["agenda"])
    )


@effect("procurement.assign_tasks")
def assign_tasks(act: Act) -> None:
    for row in act.data["decisions"]:
        follow_create(act, ConferenceTask, "assign", conference=act.subject, **row)
