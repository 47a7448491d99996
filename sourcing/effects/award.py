"""The award, its announcement and the letter of acceptance."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.telling.kinds import RESULT
from core.phrases import Text, said
from documents.services import request_pdf
from procurement import services as procurement
from sourcing import notices
from sourcing.effects.tender import tell
from sourcing.kinds import LETTER
from sourcing.models import Award, Tender
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect


@effect("sourcing.make_award")
def make_award(act: Act) -> None:
    tender, winner = act.subject, act.data["winner"]
    Award.objects.create(
        tender=tender,
        opened_bid=winner,
        provider_id=winner.provider_id,
        amount=winner.price,
        total_score=winner.assessment.total,
        decided_at=act.now,
        letter_number=f"{tender.number}-Z",
    )


@effect("sourcing.announce")
def announce(act: Act) -> None:
    """Notice, letter and the project's page at one moment; losers learn their own score and rank."""
    tender, award = act.subject, act.subject.award
    notice = tell(
        act,
        "AN-07",
        notices.award_payload(award),
        _("Result: {title}"),
        providers=[award.provider],
        amount=award.amount,
    )
    Award.objects.filter(pk=award.pk).update(announced_at=act.now, notice_id=notice.pk)
    Tender._base_manager.filter(pk=tender.pk).update(result_notice_id=notice.pk)
    request_pdf(
        tender,
        LETTER,
        "sourcing/print/letter.html",
        {"tender": tender, "award": award, "signed_by": tender.purchaser, "signed_on": act.today},
        title=_("Letter of acceptance (%(number)s)") % {"number": tender.number},
        issuer=tender.purchaser,
        numbered=True,
        act=act,
    )
    procurement.involve(tender.project, award.provider_id, procurement.Part.PROVIDER)
    follow(act, tender.project, "record_award", amount=award.amount)
    _tell_bidders(tender, award, notice.get_absolute_url())


def _tell_bidders(tender: Tender, award: Award, url: str) -> None:
    for bid in tender.opened_bids.select_related("assessment"):
        won = bid.pk == award.opened_bid_id
        subject = _("You have won: %(title)s") if won else _("Result of the tender: %(title)s")
        assessment = getattr(bid, "assessment", None)
        own: Text = ""
        if assessment is not None and assessment.rank:
            text = _("Your total score is %(total)s, your rank %(rank)s.")
            own = said(text, total=assessment.total, rank=assessment.rank)
        accounts.notify(bid.provider_id, said(subject, title=tender), own, url, kind=RESULT)
