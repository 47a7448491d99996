"""Contracts, what they lay down, what was delivered and paid under them."""

from contracts.models.acceptance import Acceptance, AcceptanceItem, AcceptanceMember
from contracts.models.contract import Contract
from contracts.models.ledgers import ContractEntry, PaymentEntry, ProgressEntry
from contracts.models.payment import Payment
from contracts.models.schedules import FundYear, Milestone, PlanRow
from contracts.models.supervision import Finding, Inspection, ProgressReport, ServiceLedger
from contracts.models.supplement import Supplement

__all__ = [
    "Acceptance",
    "AcceptanceItem",
    "AcceptanceMember",
    "Contract",
    "ContractEntry",
    "Finding",
    "FundYear",
    "Inspection",
    "Milestone",
    "Payment",
    "PaymentEntry",
    "PlanRow",
    "ProgressEntry",
    "ProgressReport",
    "ServiceLedger",
    "Supplement",
]
