"""The state machines of this room, one file each, readable from top to bottom."""

from contracts.lifecycle.acceptance import AcceptanceLifecycle
from contracts.lifecycle.contract import ContractLifecycle
from contracts.lifecycle.payment import PaymentLifecycle
from contracts.lifecycle.supervision import FindingLifecycle, InspectionLifecycle, ReportLifecycle
from contracts.lifecycle.supplement import SupplementLifecycle

__all__ = [
    "AcceptanceLifecycle",
    "ContractLifecycle",
    "FindingLifecycle",
    "InspectionLifecycle",
    "PaymentLifecycle",
    "ReportLifecycle",
    "SupplementLifecycle",
]
