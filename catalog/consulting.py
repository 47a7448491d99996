"""What the public is told of a consultation: the call with the draft (AN-24), and its outcome (AN-25)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.models import Edition
from catalog.models.consultation import HearingKind
from catalog.notices import row, selectable
from disclosure.models import Notice
from disclosure.payloads import both
from disclosure.services import publish
from workflow.act import Act

CALL, OUTCOME = "AN-24", "AN-25"
CHANNEL = gettext_lazy("On the page of this catalogue in the portal, or in writing to the contact")


def announce_consultation(act: Act) -> Notice:
    """The draft as it stands, until when the public may comment, and where."""
    edition: Edition = act.subject
    payload = {
        "level": edition.jurisdiction,
        "year": edition.year,
        "items": [row(item) for item in selectable(edition)],
        "opens_at": edition.comments_from,
        "closes_at": edition.comments_until,
        "channel": CHANNEL,
        "contact": edition.contact,
    }
    title = _titled(edition, call=True)
    return publish(act, CALL, edition, payload, title=title, closes_at=edition.comments_until)


def announce_outcome(act: Act) -> Notice:
    """Who was heard, and what became of what they said."""
    edition: Edition = act.subject
    payload: dict[str, Any] = {
        "level": edition.jurisdiction,
        "year": edition.year,
        "opened_at": edition.comments_from,
        "closed_at": edition.comments_until,
        "summary": edition.consultation,
        "opinions": both(lambda: opinions_counted(edition)),
        "hearings": [
            {
                "date": h.held_on,
                "kind": HearingKind(h.kind),
                "participants": h.participants,
                "summary": h.summary,
            }
            for h in edition.hearings.all()
        ],
        "contact": edition.contact,
    }
    return publish(act, OUTCOME, edition, payload, title=_titled(edition, call=False))


def opinions_counted(edition: Edition) -> str:
    """How many departments were asked, and how many answered."""
    asked = edition.opinions.count()
    answered = edition.opinions.exclude(stance="").count()
    text = ngettext(
        "%(asked)s department asked, %(answered)s answered",
        "%(asked)s departments asked, %(answered)s answered",
        asked,
    )
    return text % {"asked": asked, "answered": answered}


def _titled(edition: Edition, *, call: bool) -> Any:
    def said() -> str:
        pattern = (
            _("Call for comments: %(edition)s") if call else _("Outcome of the consultation: %(edition)s")
        )
        return pattern % {"edition": edition}

    return both(said)
