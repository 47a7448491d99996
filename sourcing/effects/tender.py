"""Drafting, publishing, changing and ending a tender."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.telling.kinds import MOVED, RESULT
from core import dates
from core.phrases import later, paragraphs, said
from disclosure import services as disclosure
from disclosure.models import Notice
from sourcing import document, envelope, notices
from sourcing.models import Clarification, Criterion, KeyShare, RequiredPaper, Tender, TenderOfficial
from sourcing.rules.publication import pairs
from workflow import duties
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect, effect_in_event


@effect("sourcing.keep_parts")
def keep_parts(act: Act) -> None:
    """Criteria and required papers are those just handed in."""
    tender = act.subject
    tender.criteria.all().delete()
    tender.papers.all().delete()
    Criterion.objects.bulk_create(
        Criterion(tender=tender, position=n, **row) for n, row in enumerate(act.data["criteria"], start=1)
    )
    RequiredPaper.objects.bulk_create(
        RequiredPaper(tender=tender, position=n, **row) for n, row in enumerate(act.data["papers"], start=1)
    )


@effect("sourcing.keep_officials")
def keep_officials(act: Act) -> None:
    act.subject.officials.all().delete()
    TenderOfficial.objects.bulk_create(
        TenderOfficial(tender=act.subject, key=key, seat=key.seat) for key in act.data["officials"]
    )


@effect_in_event("sourcing.birth_of_key")
def birth_of_key(act: Act) -> None:
    """Split the new private key for every allowed pair of officials, and let go of it."""
    tender = act.subject
    private_key = tender.take_private_key()
    shares = []
    for one, other in pairs(list(tender.officials.select_related("key"))):
        first, second = envelope.split(private_key, bytes(one.key.public_key), bytes(other.key.public_key))
        shares += [
            KeyShare(tender=tender, holder=one, partner=other, sealed=first),
            KeyShare(tender=tender, holder=other, partner=one, sealed=second),
        ]
    KeyShare.objects.bulk_create(shares)
    act.facts["officials"] = tender.officials.count()


@effect("sourcing.publish_tender")
def publish_tender(act: Act) -> None:
    tender = act.subject
    notice = tell(
        act,
        "AN-03",
        notices.tender_payload(tender),
        _("Open tender: {title}"),
        closes_at=tender.closes_at,
        amount=tender.budget,
    )
    Tender._base_manager.filter(pk=tender.pk).update(notice_id=notice.pk)


def tell(act: Act, kind: str, payload: dict[str, Any], title: Any, **options: Any) -> Notice:
    """Publish one of this tender's notices."""
    tender = act.subject
    project = tender.project
    return disclosure.publish(
        act,
        kind,
        tender,
        payload,
        title=format_lazy(title, title=tender.title),
        project_id=project.pk,
        project_number=project.number,
        purchaser=tender.purchaser,
        category=project.item.code,
        category_name=project.item.in_both_languages,
        **options,
    )


@effect("sourcing.issue_document")
def issue_document(act: Act) -> None:
    """The document that the notice promises: there as soon as the notice is."""
    document.ask_for(act)


@effect("sourcing.begin_project")
def begin_project(act: Act) -> None:
    follow(act, act.subject.project, "begin_sourcing", method=act.subject.method)


@effect("sourcing.publish_clarification")
def publish_clarification(act: Act) -> None:
    tender, data = act.subject, act.data
    original = Notice.objects.get(pk=tender.notice_id)
    change = Clarification(
        tender=tender,
        item=data["item"],
        before=data["before"],
        after=data["after"],
        affects_bids=data["affects_bids"],
        closes_before=act.facts.get("closes_before"),
        closes_after=data["closes_at"],
        issued_at=act.now,
    )
    notice = tell(
        act,
        "AN-06",
        notices.correction_payload(tender, change, original),
        _("Correction: {title}"),
        corrects=original,
        closes_at=tender.closes_at,
    )
    change.notice_id = notice.pk
    change.save(force_insert=True)


@effect("sourcing.officials_follow")
def officials_follow(act: Act) -> None:
    duties.put_off(act.subject, "contribute", act.subject.opening_day_ends)


@effect("sourcing.publish_postponement")
def publish_postponement(act: Act) -> None:
    """The notice is corrected in public; bidders are told by mail, but never which of them bid."""
    tender, document = act.subject, act.data["document"]
    tender.ceremonies.filter(ended_at=None).update(ended_at=act.now, fault="postponed")
    act.data = {
        **act.data,
        "item": format_lazy(_("Periods paused ({document})"), document=document),
        "before": "",
        "after": _("Days that the pause touches are not counted: bids close and are opened later."),
        "affects_bids": False,
    }
    publish_clarification(act)
    subject = said(_("Bids close later: %(title)s"), title=tender.title)
    body = said(
        _("Because periods are paused (%(document)s), bids close on %(closes)s."),
        document=document,
        closes=later(dates.long_datetime, tender.closes_at),
    )
    for told in {tender.purchaser_id, *(bid.provider_id for bid in tender.standing_bids())}:
        accounts.notify(told, subject, body, tender.get_absolute_url(), kind=MOVED)


@effect("sourcing.publish_ending")
def publish_ending(act: Act) -> None:
    """A tender that was public ends in public; bidders are told by mail, but never which of them bid."""
    tender = act.subject
    if not tender.published_at:
        return
    reviewed = act.actor.is_system
    notice = tell(act, "AN-08", notices.ending_payload(tender), _("Terminated: {title}"), reviewed=reviewed)
    Tender._base_manager.filter(pk=tender.pk).update(result_notice_id=notice.pk)
    for bid in tender.standing_bids():
        accounts.notify(
            bid.provider_id,
            said(_("Tender ended: %(title)s"), title=tender.title),
            paragraphs(later(tender.get_failure_ground_display), tender.failure_reason),
            notice.get_absolute_url(),
            kind=RESULT,
        )


@effect("sourcing.tell_project_of_failure")
def tell_project_of_failure(act: Act) -> None:
    project = act.subject.project
    if project.state == project.State.SOURCING:
        follow(act, project, "record_failure", reason=act.subject.failure_reason)
