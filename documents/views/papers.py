"""The page about one paper: its forms, its mark, what came back signed, its seal; and what others may ask about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.components import Crumb, Fact
from core.dates import long_date
from documents import marks, policies, reading, seals
from documents.models import Paper, Scan, Sealing
from documents.models.files import StoredFile
from workflow.availability import available
from workflow.clock import legal_now
from workflow.views import StepView


@login_not_required
@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For whoever may read the paper."""
    actor = request.actor  # type: ignore[attr-defined]
    found = reading.readable_paper(pk, actor)
    if found is None:
        raise Http404
    subject = found.subject_for(actor)
    scans = [s for s in found.scans.select_related("file") if reading.may_read_scan(s, actor)]
    context = {
        "title": found.title,
        "crumbs": [Crumb(str(subject), subject.get_absolute_url()), Crumb(_("signed copies, seal"))],
        "paper": found,
        "facts": [*_facts(found), *_versions(found)],
        "digest": marks.grouped(found.digest),
        "findings": _findings(found.sealed_file),
        "scans": [_shown(scan, actor) for scan in scans],
        "offers": _offers(found, actor),
        "now": legal_now(),
    }
    return render(request, "documents/paper.html", context)


@login_not_required
@require_safe
def check(request: HttpRequest, pk: UUID, short: str) -> HttpResponse:
    """What the portal says of a paper to whoever holds it: that it made it, when, for whom; never what it says."""
    found = Paper.objects.with_files().filter(pk=pk).first()
    if found is None or found.digest[: marks.SHORT] != short:
        unknown = {"title": _("This paper isn't known"), "paper": None}
        return render(request, "documents/check.html", unknown, status=404)
    may_read = reading.readable_paper(pk, request.actor) is not None  # type: ignore[attr-defined]
    context = {
        "title": _("This paper was made by the portal"),
        "paper": found,
        "facts": _facts(found),
        "digest": marks.grouped(found.digest),
        "findings": _findings(found.sealed_file),
        "signed_copies": found.scans.matched().count(),
        "may_read": may_read,
    }
    return render(request, "documents/check.html", context)


class OfPaperView(StepView):
    """A first step that is done with one paper, named in the address."""

    template_name = "documents/of_paper.html"

    @cached_property
    def paper(self) -> Paper:
        try:
            found = reading.readable_paper(UUID(self.request.GET.get("paper", "")), self.request.actor)  # type: ignore[attr-defined]
        except ValueError:
            found = None
        if found is None:
            raise Http404
        return found

    def get_subject(self) -> Any:
        return self.model(paper=self.paper)

    def policy_subject(self) -> Any:
        return self.subject

    def way_back(self) -> Crumb:
        return Crumb(self.paper.title, self.paper.get_page_url())

    def get_initial(self) -> dict[str, Any]:
        return {"paper": self.paper.pk}

    def get_context(self, form: Any) -> dict[str, Any]:
        crumbs = [Crumb(self.paper.title, self.paper.get_page_url()), Crumb(str(self.step.label))]
        return super().get_context(form) | {"paper": self.paper, "crumbs": crumbs}


def _facts(found: Paper) -> list[Fact]:
    facts = [Fact(_("Unit"), str(found.issuer) if found.issuer else "—")]
    if found.number:
        void = found.number.state == found.number.State.VOID
        said = _("%(number)s (void)") % {"number": found.number} if void else str(found.number)
        facts.append(Fact(_("Document number"), said, number=True))
    facts.append(Fact(_("Date"), long_date(found.asked_at)))
    return facts


def _versions(found: Paper) -> Iterator[Fact]:
    """The version before it and the one after it, where an entry on it was corrected."""
    for label, other in (
        (_("Takes the place of that of"), found.replaces),
        (_("Replaced by that of"), found.replacement),
    ):
        if other is not None:
            yield Fact(label, long_date(other.asked_at), other.get_page_url())


def _findings(file: StoredFile | None) -> list[seals.Finding]:
    """What the seal on the stored file shows now, not what was written down when it was made."""
    return seals.adapter().verify(file.path.read_bytes()) if file and file.path.is_file() else []


def _shown(scan: Scan, actor: Any) -> dict[str, Any]:
    people = {u.pk: u.name for u in User.objects.filter(pk__in=[scan.handed_in_by, scan.confirmed_by])}
    return {
        "scan": scan,
        "by": people.get(scan.handed_in_by, ""),
        "confirmed_by": people.get(scan.confirmed_by, ""),
        "steps": available(scan, actor),
    }


def _offers(found: Paper, actor: Any) -> list[dict[str, Any]]:
    """What those of the issuing unit can do with it."""
    offers = []
    if policies.hands_in_scans(actor, Scan(paper=found)):
        offers.append({"label": _("Hand in the signed copy"), "url": _at("documents:scan-hand-in", found)})
    if policies.seals(actor, Sealing(paper=found)) and not found.is_sealed:
        offers.append(
            {"label": _("Put the electronic seal on it"), "url": _at("documents:sealing-apply", found)}
        )
    return offers


def _at(name: str, found: Paper) -> str:
    return f"{reverse(name)}?paper={found.pk}"
