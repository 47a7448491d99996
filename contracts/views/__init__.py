"""Pages of contracts: lists, one page for each kind of subject, and the steps that need more than the common page."""

from contracts.views.before import PublishAcceptance, PublishContract, SignContract, SignSupplement
from contracts.views.lists import ContractList, IdleFunds, PaymentList
from contracts.views.pages import (
    AcceptanceDetail,
    ContractDetail,
    FindingDetail,
    InspectionDetail,
    PaymentDetail,
    ReportDetail,
    SupplementDetail,
)
from contracts.views.steps import (
    Convene,
    DrawUp,
    Examine,
    MoveMeeting,
    OfContractStep,
    PlanFunds,
    RequestPayment,
    ResubmitPayment,
    ResubmitReport,
    SettleTerms,
    Sign,
    SubmitReport,
    VerifyReport,
)

__all__ = [
    "AcceptanceDetail",
    "ContractDetail",
    "ContractList",
    "Convene",
    "DrawUp",
    "Examine",
    "FindingDetail",
    "IdleFunds",
    "InspectionDetail",
    "MoveMeeting",
    "OfContractStep",
    "PaymentDetail",
    "PaymentList",
    "PlanFunds",
    "PublishAcceptance",
    "PublishContract",
    "ReportDetail",
    "RequestPayment",
    "ResubmitPayment",
    "ResubmitReport",
    "SettleTerms",
    "Sign",
    "SignContract",
    "SignSupplement",
    "SubmitReport",
    "SupplementDetail",
    "VerifyReport",
]
