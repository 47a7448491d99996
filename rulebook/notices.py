"""What the public is told of pauses (AN-23)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from disclosure import services as disclosure
from disclosure.models import Notice
from disclosure.payloads import both
from rulebook.kinds import PauseKind
from rulebook.models import Pause
from workflow.act import Act
from workflow.clock import legal_date


def is_known(pause: Pause) -> bool:
    """Whether something has been published about what it concerns."""
    about = Q(subject_id=pause.subject_id) | Q(project_id=pause.subject_id)
    return Notice.objects.filter(about).exists()


def tell_beginning(act: Act, pause: Pause) -> None:
    notice = _publish(act, pause, format_lazy(_("Periods paused: {pause}"), pause=_name(pause)))
    Pause.objects.filter(pk=pause.pk).update(notice_id=notice.pk)


def tell_end(act: Act, pause: Pause) -> None:
    title = format_lazy(_("Pause of periods ended: {pause}"), pause=_name(pause))
    _publish(act, pause, title, corrects=Notice.objects.filter(pk=pause.notice_id).first())


def _publish(act: Act, pause: Pause, title: Any, **options: Any) -> Notice:
    payload = {
        "ground": PauseKind(pause.kind).label,
        "scope": _whom(pause),
        "begins_at": pause.begins_at,
        "ends_at": pause.ends_at,
        "effect": _(
            "Days that the pause touches are not counted in any period; announced times move back, never forward."
        ),
        "explanation": act.reason or pause.explanation,
        "document_number": pause.document,
        "authority": pause.finance,
        "date": legal_date(act.now),
    }
    return disclosure.publish(act, "AN-23", pause, payload, title=title, **options)


def _whom(pause: Pause) -> Any:
    return both(lambda: pause.whom)


def _name(pause: Pause) -> Any:
    return format_lazy("{} · {}", PauseKind(pause.kind).label, _whom(pause))
