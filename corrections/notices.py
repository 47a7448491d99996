"""AN-06 for what was told wrongly: it names the notice that stays, with both values and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from disclosure import payloads, registry, services
from disclosure.models import Notice
from disclosure.payloads import LANGUAGES, both
from disclosure.schema import Type
from workflow.clock import legal_date

if TYPE_CHECKING:
    from corrections.models import Correction
    from workflow.act import Act

KIND = "AN-06"


def publish_correction(act: Act, correction: Correction, original: Notice) -> Notice:
    """The new notice. The review for secrets and wording is the confirming person's input."""
    told = correction.declared.told
    target = correction.target
    options = {**told.options(target), "title": title_of(original), "corrects": original, "amount": None}
    notice = services.publish(act, KIND, target, payload(act, correction, original), **options)
    if told.anew is not None:
        told.anew(act, target)
    return notice


def payload(act: Act, correction: Correction, original: Notice) -> dict[str, Any]:
    told = correction.declared.told
    fact = correction.as_fact()
    return {
        **told.heading(correction.target),
        "original_number": original.number,
        "original_date": legal_date(original.published_at),
        "matter": registry.kinds[original.kind].title,
        "corrections": [{name: fact[name] for name in ("item", "before", "after")}],
        "corrected_on": act.today,
        "other": both(lambda: _why(correction)),
        "corrected": {**frozen(correction, original), **told.codes(correction.target)},
    }


def frozen(correction: Correction, original: Notice) -> dict[str, Any]:
    """The field of the original notice as it should have read: what pages made of notices show from now on."""
    declared = registry.kinds[original.kind]
    name = correction.entry.told
    if declared.field(name).type in {
        Type.TABLE,
        Type.DATA,
    }:  # one cell of it: the entry is told anew as a whole
        return {}
    return payloads.freeze(declared, {name: correction.value_after}).values


def _why(correction: Correction) -> str:
    said = {"ground": correction.get_ground_display(), "reason": correction.reason}
    return _("%(ground)s. %(reason)s") % said


def title_of(original: Notice) -> dict[str, str]:
    """“Correction: …” in both languages."""
    found = {}
    for key, language in LANGUAGES.items():
        with override(language):
            found[key] = _("Correction: %(title)s") % {"title": original.shown_title}
    return found
