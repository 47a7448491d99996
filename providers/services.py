"""What other apps may ask of providers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from providers.models import EXPIRED, Evidence, PerformanceRecord, Provider
from workflow.clock import legal_now


def approved(organisation_id: UUID | None, on: date) -> bool:
    """Whether that organisation is on the register and its approval holds on the day."""
    provider = Provider.objects.filter(organisation_id=organisation_id).first()
    return provider is not None and provider.is_valid_on(on)


def expired(organisation_id: UUID | None, on: date) -> Provider | None:
    """That organisation's registration where nothing but its term is over on the day: to be renewed."""
    provider = Provider.objects.filter(organisation_id=organisation_id).first()
    return provider if provider is not None and provider.has_run_out_on(on) else None


def lapsed(organisation_id: UUID | None, on: date) -> Provider | None:
    """That organisation's registration where it was in force once and isn't on the day: suspended, or its term over."""
    provider = Provider.objects.filter(organisation_id=organisation_id).first()
    gone = {Provider.State.SUSPENDED, EXPIRED}
    return provider if provider is not None and provider.standing_on(on) in gone else None


def record_grade(
    *,
    organisation_id: UUID,
    project_id: UUID,
    project_title: str,
    purchaser_name: str,
    period: str,
    score: Decimal,
    grade: str,
    notice_id: UUID | None = None,
) -> PerformanceRecord:
    """Enter a published evaluation in the provider's performance record. The same one twice is one entry."""
    record, _made = PerformanceRecord.objects.get_or_create(
        provider=Provider.objects.get(organisation_id=organisation_id),
        project_id=project_id,
        period=period,
        defaults=dict(
            project_title=project_title,
            purchaser_name=purchaser_name,
            score=score,
            grade=grade,
            notice_id=notice_id,
            recorded_at=legal_now(),
        ),
    )
    return record


def lapsed_evidence(organisation_id: UUID | None, on: date) -> list[Evidence]:
    """Proof that has run out and was not replaced: the latest of each condition, where its time is over."""
    latest: dict[str, Evidence] = {}
    for evidence in Evidence.objects.filter(provider__organisation_id=organisation_id).order_by("added_at"):
        latest[evidence.condition] = evidence
    return [e for e in latest.values() if e.valid_until is not None and e.valid_until < on]
