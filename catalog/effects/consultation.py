"""What follows from asking, hearing and answering."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.telling import kinds
from catalog.consulting import announce_consultation, announce_outcome
from catalog.models import Hearing, Opinion
from catalog.policies import ANSWERING
from core.phrases import later, paragraphs, said
from documents.services import attach
from workflow import registry
from workflow.act import Act
from workflow.engine import follow, follow_create

registry.effect("catalog.announce_consultation")(announce_consultation)
registry.effect("catalog.announce_outcome")(announce_outcome)


@registry.effect("catalog.ask_departments")
def ask_departments(act: Act) -> None:
    """Each department has its own question, with its duty."""
    for department in act.data["departments"]:
        follow_create(act, Opinion, "ask", edition=act.subject, department=department)


@registry.effect("catalog.lapse_questions")
def lapse_questions(act: Act) -> None:
    for opinion in act.subject.opinions.filter(state=Opinion.State.ASKED):
        follow(act, opinion, "lapse")


@registry.effect("catalog.record_hearing")
def record_hearing(act: Act) -> None:
    edition, data = act.subject, act.data
    hearing = Hearing.objects.create(
        edition=edition,
        kind=data["kind"],
        held_on=data["held_on"],
        participants=data["participants"],
        summary=data["summary"],
        position=edition.hearings.count(),
    )
    for file in data["files"]:
        attach(edition, file, "hearing", title=f"{hearing}：{file.name}", act=act)


@registry.effect("catalog.keep_answer_files")
def keep_answer_files(act: Act) -> None:
    for file in act.data["files"]:
        attach(act.subject, file, "opinion", act=act)


@registry.effect("catalog.remind_department")
def remind_department(act: Act) -> None:
    opinion = act.subject
    subject = said(_("The answer on the draft catalogue is awaited: %(edition)s"), edition=opinion.edition)
    body = said(_("%(finance)s asks for your department's opinion."), finance=opinion.edition.publisher)
    accounts.notify(
        opinion.department_id, subject, body, opinion.get_absolute_url(), roles=ANSWERING, kind=kinds.WORK
    )


@registry.effect("catalog.tell_department")
def tell_department(act: Act) -> None:
    opinion = act.subject
    subject = said(_("What became of your opinion: %(edition)s"), edition=opinion.edition)
    body = paragraphs(later(opinion.get_treatment_display), opinion.treatment_text)
    accounts.notify(opinion.department_id, subject, body, opinion.get_absolute_url(), roles=ANSWERING)
