"""The tender document as a paper: what bidders work from, made when the tender is published (A4.1)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.models import Paper
from documents.services import latest_paper, request_pdf
from sourcing import notices, presenting
from sourcing.kinds import DOCUMENT
from sourcing.models import Tender
from workflow.act import Act

TEMPLATE = "sourcing/print/document.html"


def ask_for(act: Act) -> Paper:
    """Freeze it with the notice: both say the same of the same moment."""
    tender: Tender = act.subject
    with override("zh-hans"):
        title = _("Tender document (%(number)s)") % {"number": tender.number}
        context = context_of(tender)
    return request_pdf(tender, DOCUMENT, TEMPLATE, context, title=title, issuer=tender.purchaser, act=act)


def context_of(tender: Tender) -> dict[str, Any]:
    return {
        "tender": tender,
        "facts": presenting.facts_of(tender, inside=False),
        "general": str(notices.GENERAL),
        "required_papers": list(tender.papers.all()),
        "criteria": list(tender.criteria.all()),
        "standard": presenting.standard_of(tender),
    }


def of(tender: Tender) -> Paper | None:
    return latest_paper(tender, DOCUMENT)
