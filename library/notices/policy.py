"""What the public is told of a document (AN-26): that it stands on the shelf, and that it no longer holds."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext

from disclosure import services as disclosure
from disclosure.models import Notice
from disclosure.previewing import Preview, preview
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, long, text
from documents.models import Attachment
from library.kinds import Kind
from library.models import Policy
from workflow.act import Act
from workflow.clock import legal_date

CODE = "AN-26"

register_notice(
    NoticeKind(
        CODE,
        pgettext("notice", "Policy document"),
        "ZCWJ",
        "planning",
        (
            Section(
                pgettext("notice", "Document"),
                (
                    text("kind", pgettext("notice", "Kind of document")),
                    text("name", pgettext("notice", "Title of the document")),
                    text("issuer", pgettext("notice", "Issuing body")),
                    text("document_number", pgettext("notice", "Document number"), required=False),
                    day("signed_on", pgettext("notice", "Document signed on")),
                    day("web_on", pgettext("notice", "On the web since"), required=False),
                    day("in_force_from", pgettext("notice", "In force from"), required=False),
                    day("in_force_until", pgettext("notice", "In force until"), required=False),
                    text("parent", pgettext("notice", "Issued under"), required=False),
                    text("replaces", pgettext("notice", "Replaces"), required=False),
                    text("addressees", pgettext("notice", "Addressees"), required=False),
                ),
            ),
            Section(
                pgettext("notice", "No longer in force"),
                (
                    day("ended_on", pgettext("notice", "No longer in force since"), required=False),
                    long("grounds", pgettext("notice", "Grounds"), required=False),
                ),
            ),
            Section(pgettext("notice", "Text"), (long("text", pgettext("notice", "Text"), required=False),)),
        ),
    )
)


def tell(act: Act, policy: Policy) -> Notice:
    files = [row.file for row in Attachment.objects.of(policy).select_related("file")]
    return disclosure.publish(act, CODE, policy, _payload(policy), title=policy.title, attachments=files)


def preview_of(policy: Policy) -> Preview:
    """What `tell` would publish now."""
    return preview(CODE, _payload(policy), title=policy.title, publisher=policy.publisher, day=legal_date())


def tell_repeal(act: Act, policy: Policy) -> Notice:
    payload = {**_document(policy), "ended_on": policy.repealed_on, "grounds": policy.repeal_grounds}
    title = format_lazy(_("Repealed: {title}"), title=policy.title)
    return disclosure.publish(
        act,
        CODE,
        policy,
        payload,
        title=title,
        corrects=disclosure.notices_of(policy).filter(kind=CODE).order_by("published_at").first(),
    )


def _payload(policy: Policy) -> dict[str, Any]:
    return {**_document(policy), "text": policy.text}


def _document(policy: Policy) -> dict[str, Any]:
    return {
        "kind": Kind(policy.kind).label,
        "name": policy.title,
        "issuer": policy.issuer,
        "document_number": policy.number,
        "signed_on": policy.signed_on,
        "web_on": policy.web_on,
        "in_force_from": policy.in_force_from,
        "in_force_until": policy.in_force_until,
        "parent": _named(policy.parent) or f"{policy.parent_title} {policy.parent_number}".strip(),
        "replaces": _named(policy.replaces),
        "addressees": policy.addressees,
    }


def _named(policy: Policy | None) -> str:
    return f"{policy.title} {policy.number}".strip() if policy else ""
