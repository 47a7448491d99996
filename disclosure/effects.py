"""What a decision to withhold brings about."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import override

from disclosure import indexing
from disclosure.models import Notice, PersonalValue, Withheld
from disclosure.models.notice import ATTACHMENT, PAPER
from disclosure.payloads import LANGUAGES
from disclosure.publishing import request_paper
from disclosure.reading import tombstones
from documents.models import Attachment, Paper
from documents.services import erase
from workflow import registry
from workflow.act import Act


@registry.effect("disclosure.withhold")
def withhold(act: Act) -> None:
    """Set the tombstones; erase personal values, files and PDFs; purge the search; ask for a new PDF."""
    proposal = act.subject
    notice = proposal.notice
    known = set(Withheld.objects.filter(notice=notice).values_list("field", flat=True))
    new = [name for name in proposal.field_names if name not in known]
    Withheld.objects.bulk_create(
        Withheld(
            notice=notice,
            withholding=proposal,
            field=name,
            basis=proposal.basis,
            withheld_at=act.now,
            event_id=act.event_id,
        )
        for name in new
    )
    _erase(notice, new)
    indexing.index(notice, known.union(new))
    with override(LANGUAGES["zh"]):
        gaps = tombstones(notice)
    request_paper(notice, act, gaps)


def _erase(notice: Notice, names: Iterable[str]) -> None:
    """What can be removed for good: personal values, the files named, and the PDFs made so far."""
    personal = Q(pk__in=[])
    for name in names:
        personal |= Q(field=name) | Q(field__startswith=f"{name}.")
    PersonalValue.objects.filter(notice=notice).filter(personal).delete()
    for paper in Paper.objects.of(notice).filter(kind=PAPER):
        erase(paper)
    keys = [name.removeprefix(ATTACHMENT) for name in names if name.startswith(ATTACHMENT)]
    for attachment in Attachment.objects.of(notice).filter(pk__in=keys):
        erase(attachment)
