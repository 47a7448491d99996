"""What a confirmed correction does, in the transaction of its confirmation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.services import notify
from accounts.telling.kinds import NEWS
from core.phrases import later, said
from corrections import dependents, notices
from corrections.declaring import Replaced
from corrections.models import Correction
from documents.services import attach
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect

PROOF = "proof"


@effect("corrections.keep_proof")
def keep_proof(act: Act) -> None:
    for file in act.data["proof"]:
        attach(act.subject, file, PROOF, act=act)


@effect("corrections.correct")
def correct(act: Act) -> None:
    """The value by the subject's own step, then the notice, then the papers: each tells what stands from now on."""
    correction: Correction = act.subject
    original, papers = dependents.notice_of(correction), dependents.papers_of(correction)
    done = follow(act, correction.target, "correct", correction=correction)
    correction.__dict__["target"] = done.subject
    if original is not None:
        correction.notice = notices.publish_correction(act, correction, original)
        correction.save(update_fields=["notice"])
    made = {again.kind: again for again in correction.declared.papers}
    for paper in papers:
        replaced = Replaced(
            paper, correction.item, correction.shown_before, correction.shown_after, correction.reason
        )
        made[paper.kind].make(act, done.subject, replaced)


@effect("corrections.write_row")
def write_row(act: Act) -> None:
    """A value that isn't the subject's own column: its event is there by now, so the database lets it pass."""
    correction = act.data["correction"]
    correction.__dict__["target"] = act.subject
    entry = correction.entry
    holder = entry.holder_of(act.subject, correction.row)
    if holder is not act.subject:
        setattr(holder, entry.column, correction.value_after)
        holder.save()


@effect("corrections.follow_up")
def follow_up(act: Act) -> None:
    """What the entry's app counts anew; and whoever the matter concerns is told."""
    correction: Correction = act.subject
    if correction.entry.after:
        correction.entry.after(act, correction, correction.target)
    told = set(correction.concerned) - {correction.organisation_id, correction.decider_id}
    shown = {"item": "item", "before": "shown_before", "after": "shown_after"}
    values = {name: later(getattr, correction, attribute) for name, attribute in shown.items()}
    for organisation_id in sorted(told, key=str):
        notify(
            organisation_id,
            said(_("Corrected: %(title)s"), title=later(getattr, correction, "about")),
            said(_("“%(item)s” from “%(before)s” to “%(after)s”"), **values),
            correction.get_absolute_url(),
            kind=NEWS,
        )
