"""The events that set off a period, in words."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

TRIGGERS = {
    "documents_issued": pgettext_lazy("a period counts from the moment when", "the documents are issued"),
    "notice_published": pgettext_lazy("a period counts from the moment when", "the notice is published"),
    "clarification_sent": pgettext_lazy("a period counts from the moment when", "the clarification is sent"),
    "draw": pgettext_lazy("a period counts from the moment when", "the experts are drawn"),
    "sale_start": pgettext_lazy("a period counts from the moment when", "the documents become available"),
    "publicity_published": pgettext_lazy("a period counts from the moment when", "the public notice begins"),
    "publicity_end": pgettext_lazy("a period counts from the moment when", "the public notice ends"),
    "evaluation_end": pgettext_lazy("a period counts from the moment when", "the evaluation ends"),
    "report_received": pgettext_lazy(
        "a period counts from the moment when", "the evaluation report is received"
    ),
    "award_decided": pgettext_lazy("a period counts from the moment when", "the winner is decided"),
    "award_published": pgettext_lazy("a period counts from the moment when", "the result is published"),
    "award_letter": pgettext_lazy("a period counts from the moment when", "the letter of acceptance is sent"),
    "contract_signed": pgettext_lazy("a period counts from the moment when", "the contract is signed"),
    "withdrawal_notice": pgettext_lazy(
        "a period counts from the moment when", "the notice of withdrawal is received"
    ),
    "terminated": pgettext_lazy("a period counts from the moment when", "the procurement is terminated"),
    "contract_changed": pgettext_lazy("a period counts from the moment when", "the contract is changed"),
    "accepted": pgettext_lazy("a period counts from the moment when", "the acceptance ends"),
    "invoice": pgettext_lazy("a period counts from the moment when", "the invoice is received"),
    "delivery_or_acceptance": pgettext_lazy(
        "a period counts from the moment when", "delivery, or acceptance where agreed"
    ),
    "enquiry_received": pgettext_lazy("a period counts from the moment when", "the enquiry is received"),
    "knew_or_should_know": pgettext_lazy(
        "a period counts from the moment when", "the supplier knew or should have known"
    ),
    "challenge_received": pgettext_lazy("a period counts from the moment when", "the challenge is received"),
    "reply_period_end": pgettext_lazy(
        "a period counts from the moment when", "the period for the reply ends"
    ),
    "complaint_received": pgettext_lazy("a period counts from the moment when", "the complaint is received"),
    "copy_received": pgettext_lazy(
        "a period counts from the moment when", "the copy of the complaint is received"
    ),
    "suspended": pgettext_lazy("a period counts from the moment when", "the procurement is suspended"),
    "approved": pgettext_lazy("a period counts from the moment when", "the approval"),
    "intention_published": pgettext_lazy(
        "a period counts from the moment when", "the intention is published"
    ),
    "received": pgettext_lazy("a period counts from the moment when", "it is received"),
    "procurement_end": pgettext_lazy("a period counts from the moment when", "the procurement ends"),
    "budget_approved": pgettext_lazy("a period counts from the moment when", "the budget is approved"),
    "contract_draft": pgettext_lazy("a period counts from the moment when", "the contract begins"),
    "agreement": pgettext_lazy("a period counts from the moment when", "the framework agreement is signed"),
    "application": pgettext_lazy("a period counts from the moment when", "the application is received"),
    "application_approved": pgettext_lazy(
        "a period counts from the moment when", "the application is approved"
    ),
    "listing_letter": pgettext_lazy(
        "a period counts from the moment when", "the letter of admission is sent"
    ),
    "agreement_end": pgettext_lazy("a period counts from the moment when", "the framework agreement ends"),
    "submitted": pgettext_lazy("a period counts from the moment when", "it is submitted"),
    "demanded": pgettext_lazy("a period counts from the moment when", "the demand is made"),
    "delivered": pgettext_lazy("a period counts from the moment when", "the final delivery"),
    "issued": pgettext_lazy("a period counts from the moment when", "it is issued"),
    "evaluated": pgettext_lazy("a period counts from the moment when", "the review is finished"),
    "consultation_opened": pgettext_lazy("a period counts from the moment when", "the consultation opens"),
    "requested": pgettext_lazy("a period counts from the moment when", "it is asked for"),
    "committee_formed": pgettext_lazy("a period counts from the moment when", "the panel is formed"),
    "penalty": pgettext_lazy("a period counts from the moment when", "the penalty is decided"),
    "review": pgettext_lazy("a period counts from the moment when", "the review begins"),
}
"""Events that set off a period. Read: counted from the moment when …"""
