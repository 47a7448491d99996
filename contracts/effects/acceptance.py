"""What follows from the acts of an acceptance."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.roles import Role
from accounts.telling.kinds import RESULT
from contracts import notices
from contracts.effects.shared import CHINESE, keep, tell
from contracts.models import Acceptance, AcceptanceItem, AcceptanceMember
from core.figures import quantity_text
from core.phrases import later, said
from disclosure.services import publish
from documents.services import request_pdf
from procurement.models import Indicator
from workflow import duties
from workflow.clock import SHANGHAI
from workflow.engine import follow
from workflow.registry import effect

if TYPE_CHECKING:
    from workflow.act import Act


OUTPUT = (Indicator.Block.QUANTITY, Indicator.Block.QUALITY)
OURS = (Indicator.Scorer.PURCHASER, Indicator.Scorer.PURCHASER_AND_THIRD, Indicator.Scorer.ALL)
"""Who scores what the purchaser can see with its own eyes when it accepts."""


@effect("contracts.acceptance.prepare")
def prepare(act: Act) -> None:
    """The group, and every item that it looks at."""
    acceptance = act.subject
    AcceptanceMember.objects.bulk_create(
        AcceptanceMember(acceptance=acceptance, number=number, **row)
        for number, row in enumerate(act.data["members"], start=1)
    )
    with override(CHINESE):
        items = list(items_of(acceptance))
    AcceptanceItem.objects.bulk_create(
        AcceptanceItem(acceptance=acceptance, number=number, title=title, standard=standard)
        for number, (title, standard) in enumerate(items, start=1)
    )


def items_of(acceptance: Acceptance) -> list[tuple[str, str]]:
    """What the contract asks for, as title and standard: milestones, quantity and quality.

    Of the indicators only those of quantity and quality that the purchaser itself measures. Use of funds, audit,
    satisfaction and what a third party looks into are known after acceptance only: they belong to the evaluation.
    """
    contract = acceptance.contract
    found = [(m.title, m.standard or f"{m.weight}%") for m in contract.milestones.all()]
    quantity = f"{quantity_text(contract.quantity)} {contract.unit}"
    found += [(str(_("Quantity")), quantity), (str(_("Quality")), contract.quality)]
    found += [
        (i.name, f"{quantity_text(i.target)}{i.unit}{'。' + i.formula if i.formula else ''}")
        for i in contract.project.indicators.filter(block__in=OUTPUT, scorer__in=OURS)
    ]
    return found


@effect("contracts.acceptance.follow_the_meeting")
def follow_the_meeting(act: Act) -> None:
    """Whoever examines has until the new day."""
    duties.put_off(act.subject, "examine", act.subject.convened_for)


@effect("contracts.acceptance.write_items")
def write_items(act: Act) -> None:
    for row in act.data["items"]:
        act.subject.items.filter(number=row["number"]).update(verdict=row["verdict"], found=row["found"])


@effect("contracts.acceptance.keep_opinion")
def keep_opinion(act: Act) -> None:
    keep(act, "files", "recipients")


@effect("contracts.acceptance.write_signatures")
def write_signatures(act: Act) -> None:
    members = act.subject.members.filter(number__in=act.data["signed"])
    members.update(signed_on=act.data["signed_on"], dissent=act.data["dissent"])
    keep(act, "scan", "signatures", _("Signed record of the acceptance"))


@effect("contracts.acceptance.concluded")
def concluded(act: Act) -> None:
    """The contract and, when all is well, the project move on; the report is printed; the provider is told."""
    acceptance = act.subject
    contract = acceptance.contract
    if acceptance.result == Acceptance.Result.ACCEPTED:
        follow(act, contract, "record_acceptance")
        follow(act, contract.project, "record_acceptance")
    else:
        until = datetime.combine(acceptance.rectify_by, time.max, tzinfo=SHANGHAI)
        follow(act, contract, "record_rectification", rectify_by=until)
    print_report(act, acceptance)
    tell(
        contract.provider_id,
        said(
            _("Acceptance of %(number)s: %(result)s"),
            number=contract.number,
            result=later(acceptance.get_result_display),
        ),
        acceptance.rectification or acceptance.opinion,
        acceptance.get_absolute_url(),
        [Role.PROVIDER_AGENT, Role.PROVIDER_HEAD],
        kind=RESULT,
    )


def print_report(act: Act, acceptance: Acceptance, replaced: Any = None) -> None:
    context = {
        "acceptance": acceptance,
        "contract": acceptance.contract,
        "items": list(acceptance.items.all()),
        "members": list(acceptance.members.all()),
    }
    request_pdf(
        acceptance,
        "acceptance",
        "contracts/print/acceptance.html",
        context,
        title=str(acceptance),
        issuer=acceptance.contract.purchaser,
        replaced=replaced,
        act=act,
    )


@effect("contracts.acceptance.announce")
def announce(act: Act) -> None:
    acceptance = act.subject
    told = notices.acceptance_notice(acceptance)
    publish(act, "AN-11", acceptance, **told, **notices.about(acceptance.contract))
