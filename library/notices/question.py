"""What the public is told of an answer that serves all (AN-27): the question without its writer, and the answer."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy as pgettext

from core.actor import ANONYMOUS
from disclosure import services as disclosure
from disclosure.models import Notice
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, long, text
from library.kinds import Concern
from library.models import Policy, Question
from workflow.act import Act
from workflow.clock import legal_date

CODE = "AN-27"

register_notice(
    NoticeKind(
        CODE,
        pgettext("notice", "Answer to the public"),
        "GZHY",
        "planning",
        (
            Section(
                pgettext("notice", "Question or suggestion"),
                (
                    text("kind", pgettext("notice", "Kind of letter")),
                    day("asked_on", pgettext("notice", "Received on")),
                    text("document", pgettext("notice", "About the document"), required=False),
                    long("question", pgettext("notice", "Question or suggestion")),
                ),
            ),
            Section(
                pgettext("notice", "Answer"),
                (
                    text("answered_by", pgettext("notice", "Answered by")),
                    day("answered_on", pgettext("notice", "Answered on")),
                    long("answer", pgettext("notice", "Answer")),
                ),
            ),
        ),
    )
)


def tell(act: Act, question: Question) -> Notice:
    policy = Policy.objects.as_told_to(ANONYMOUS).filter(pk=question.policy_id).first()
    payload = {
        "kind": Concern(question.kind).label,
        "asked_on": legal_date(question.asked_at),
        "document": f"{policy.told.title} {policy.told.number}".strip() if policy else "",
        "question": question.told_text,
        "answered_by": question.finance,
        "answered_on": legal_date(act.now),
        "answer": question.reply,
    }
    return disclosure.publish(act, CODE, question, payload, title=act.data["told_title"])
