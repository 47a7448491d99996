"""What is told to the public about contracts: AN-09, AN-10, AN-11, and their part of the OCDS release."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from contracts.models import Acceptance, Contract, Supplement
from core.dates import span
from core.figures import measured
from core.personal import without_numbers
from disclosure.ocds.frame import stamp
from disclosure.payloads import LANGUAGES, both
from disclosure.registry import release_for
from sourcing.kinds import Method

STATUS = {"accepted": "terminated", "terminated": "cancelled"}
"""OCDS: a contract that was performed to its end is `terminated`; all others in force are `active`."""


def about(contract: Contract) -> dict[str, Any]:
    """Options of `disclosure.services.publish` that follow from the contract."""
    project = contract.project
    return {
        "project_id": project.pk,
        "project_number": project.number,
        "purchaser": contract.purchaser,
        "providers": [contract.provider],
        "amount": contract.total,
        "category": project.item.code,
        "category_name": project.item.in_both_languages,
    }


def titled(contract: Contract, kind: Any) -> Any:
    """The title of a notice about a contract, in both languages."""
    return format_lazy(_("{kind}: {title}"), title=contract.title, kind=kind)


def contract_notice(contract: Contract, today: date) -> dict[str, Any]:
    """Payload and title of AN-09: what is read beforehand is what is published."""
    return {"payload": contract_payload(contract, today), "title": titled(contract, _("Contract notice"))}


def acceptance_notice(acceptance: Acceptance) -> dict[str, Any]:
    """The same of AN-11, whose words are Chinese whoever reads them."""
    with override(LANGUAGES["zh"]):
        payload = acceptance_payload(acceptance)
    return {"payload": payload, "title": titled(acceptance.contract, _("Result of acceptance"))}


def heading(contract: Contract) -> dict[str, Any]:
    return {
        "contract_number": contract.number,
        "contract_name": contract.title,
        "project_number": contract.project.number,
        "project_name": contract.project.title,
    }


def parties(contract: Contract) -> dict[str, Any]:
    return {
        "purchaser_name": contract.purchaser,
        "purchaser_address": contract.purchaser.address,
        "purchaser_contact": contract.purchaser.phone,
        "provider_name": contract.provider,
        "provider_address": contract.provider.address,
        "provider_contact": contract.provider.phone,
    }


def terms(contract: Contract) -> dict[str, Any]:
    service = {
        "name": contract.service,
        "requirement": contract.quality,
        "quantity": both(lambda: measured(contract.quantity, contract.unit)),
        "unit_price": contract.unit_price,
    }
    return {
        "services": [service],
        "amount": contract.total,
        "term": term(contract),
        "method": Method(contract.tender.method).label,
    }


def term(contract: Contract) -> Any:
    """From when to when, and where, in both languages."""
    return both(lambda: f"{span(contract.starts_on, contract.ends_on)}\n{contract.place}")


def contract_payload(contract: Contract, today: date) -> dict[str, Any]:
    """AN-09, with the yearly funds that 财预〔2017〕87号 asks to disclose."""
    return {
        **heading(contract),
        **parties(contract),
        **terms(contract),
        "funds": [{"year": f.year, "amount": f.amount} for f in contract.fund_years.all()],
        "signed_on": contract.signed_on,
        "date": today,
        "other": contract.withheld and _("Passages that are state or business secrets are withheld."),
    }


def supplement_payload(supplement: Supplement, today: date) -> dict[str, Any]:
    """AN-10 for a supplement."""
    contract = supplement.contract
    return {
        **heading(contract),
        "changes": [
            {
                "clause": supplement.clauses,
                "before": _("As in the original contract"),
                "after": supplement.text,
            }
        ],
        "changed_on": supplement.signed_on,
        "date": today,
        "other": supplement.grounds,
    }


def end_payload(contract: Contract, ended_on: date, today: date) -> dict[str, Any]:
    """AN-10 for a contract that was terminated."""
    return {
        **heading(contract),
        "changes": [
            {
                "clause": _("Term of the contract"),
                "before": both(lambda: span(contract.starts_on, contract.ends_on)),
                "after": ended(contract),
            }
        ],
        "changed_on": ended_on,
        "date": today,
        "other": contract.end_reason,
    }


def ended(contract: Contract) -> dict[str, str]:
    """Why it ended, in both languages."""
    found = {}
    for key, language in LANGUAGES.items():
        with override(language):
            ground = contract.get_end_ground_display()
            found[key] = _("The contract is terminated: %(ground)s") % {"ground": ground}
    return found


def acceptance_payload(acceptance: Acceptance) -> dict[str, Any]:
    """AN-11. Names of members can be erased later; those of recipients are never told."""
    contract = acceptance.contract
    members = [
        {
            "name": _("(name not published)") if m.capacity == m.Capacity.RECIPIENT else m.name,
            "capacity": m.Capacity(m.capacity),
        }
        for m in acceptance.members.all()
    ]
    return {
        **heading(contract),
        **parties(contract),
        **terms(contract),
        "accepted_on": acceptance.concluded_on,
        "members": members,
        "opinion": both(lambda: _opinion(acceptance)),
        "heard": acceptance.recipients_heard,
        "satisfied": acceptance.recipients_satisfied,
        "other": without_numbers(acceptance.rectification, of_office=True),
    }


def _opinion(acceptance: Acceptance) -> str:
    said = {"result": acceptance.get_result_display(), "opinion": acceptance.opinion}
    own = without_numbers(_("%(result)s. %(opinion)s") % said, of_office=True)
    heard = without_numbers(acceptance.recipients_opinion)
    return "\n".join(line for line in (own, heard) if line)


def part_of(contract: Contract) -> dict[str, Any]:
    """The contract as OCDS knows it."""
    made = {
        "id": contract.number,
        "awardID": contract.award.letter_number,
        "title": contract.title,
        "description": contract.service,
        "status": STATUS.get(contract.state, "active"),
        "value": {"amount": float(contract.total), "currency": "CNY"},
        "period": {
            "startDate": f"{contract.starts_on}T00:00:00Z",
            "endDate": f"{contract.ends_on}T00:00:00Z",
        },
    }
    if contract.provider_signed_at:
        made["dateSigned"] = stamp(contract.provider_signed_at)
    return made


@release_for("AN-09")
def contract_release(subject: Contract, payload: Mapping[str, Any]) -> dict[str, Any]:
    return {"tag": ["contract"], "contracts": [part_of(subject)]}


@release_for("AN-10")
def change_release(subject: Contract | Supplement, payload: Mapping[str, Any]) -> dict[str, Any]:
    contract = subject.contract if isinstance(subject, Supplement) else subject
    tag = "contractTermination" if contract.state == "terminated" else "contractAmendment"
    return {"tag": [tag], "contracts": [part_of(contract)]}


@release_for("AN-06", of="contracts.acceptance")
def corrected_acceptance_release(subject: Acceptance, payload: Mapping[str, Any]) -> dict[str, Any]:
    return {**acceptance_release(subject, payload), "tag": ["implementationUpdate"]}


@release_for("AN-11")
def acceptance_release(subject: Acceptance, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Acceptance is part of the implementation, with what was paid by then."""
    contract = subject.contract
    milestones = [
        {
            "id": f"{contract.number}-M{m.number}",
            "title": m.title,
            "type": "delivery",
            "status": "met" if m.is_done else "partiallyMet" if m.verified else "notMet",
            "dueDate": f"{m.due_on}T00:00:00Z",
        }
        for m in contract.milestones.all()
    ]
    transactions = [
        {
            "id": f"{contract.number}-P{p.number}",
            "date": stamp(p.paid_at),
            "value": {"amount": float(p.amount), "currency": "CNY"},
        }
        for p in contract.payments.filter(state="paid").order_by("number")
    ]
    implementation = {k: v for k, v in {"transactions": transactions, "milestones": milestones}.items() if v}
    return {"tag": ["implementation"], "contracts": [{**part_of(contract), "implementation": implementation}]}
