"""What a tender is made of, and everything that is asked before it is kept or published."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from disclosure.personal import no_number_unless_meant, nothing_personal
from procurement.services import favours_nobody, says_nothing_about_size, wants_no_list
from rulebook.services import not_suspended
from sourcing.rules import drafting, panel, plan, publication, term
from workflow.steps import Await

TONES = {"published": "blue", "awarded": "green", "failed": "red"} | dict.fromkeys(
    ("closed", "opened", "evaluated", "decided"), "amber"
)
FIELDS = (
    "title",
    "method",
    "requirement",
    "contract_period",
    "service_place",
    "conditions",
    "special_conditions",
    "consortium",
    "sme_choice",
    "sme_reason",
    "sme_deduction",
    "ceiling",
    "deposit",
    "low_price_mean",
    "low_price_second",
    "low_price_ceiling",
    "documents_from",
    "documents_until",
    "documents_how",
    "documents_price",
    "closes_at",
    "opening_place",
    "contact_name",
    "contact_phone",
    "remarks",
    "statutory_url",
)
DRAFT_CHECKS = [
    drafting.method_is_available,
    plan.method_is_the_planned_one,
    drafting.ceiling_within_budget,
    drafting.deposit_is_small_enough,
    drafting.weights_add_up,
    drafting.price_weighs_enough,
    drafting.low_price_rates_are_lawful,
    drafting.small_enterprises_are_considered,
    drafting.special_conditions_stand_in_the_requirement,
    no_number_unless_meant(
        "title", "requirement", "service_place", "conditions", "special_conditions", "sme_reason", "remarks"
    ),
]
PUBLISH_GUARDS = [
    not_suspended,
    publication.project_is_granted,
    publication.intention_was_public,
    publication.requirement_is_fixed,
    plan.says_what_is_on_file,
    publication.method_can_be_carried_out,
    publication.required_fields,
    publication.evaluation_standard_is_there,
    publication.special_conditions_are_cosigned,
    publication.documents_long_enough,
    publication.time_to_prepare,
    publication.opening_in_office_hours,
    term.term_can_be_kept,
    publication.officials_can_open,
    says_nothing_about_size,
    favours_nobody,
    wants_no_list,
]
PUBLISH_EFFECTS = [
    "sourcing.birth_of_key",
    "sourcing.publish_tender",
    "sourcing.issue_document",
    "sourcing.begin_project",
]
PANEL_GUARDS = [
    not_suspended,
    panel.eligibility_is_settled,
    panel.enough_eligible,
    panel.panel_is_not_formed,
]
ENDING: dict[str, Any] = {
    "effects": [
        "sourcing.publish_ending",
        "sourcing.tell_project_of_failure",
        "sourcing.drop_inquiries",
        "sourcing.dismiss_panel",
    ],
    "locks": ["project"],
}
REASON_IS_TOLD = nothing_personal("reason")
"""The notice repeats why it ended."""
CHANGE_IS_TOLD = no_number_unless_meant("item", "before", "after")
"""So does the notice of a clarification."""
DRAFT_TURNS = [
    Await(
        "procurement.requirement.write",
        party="writes_id",
        role=Role.HANDLER,
        label=_("Write the requirement"),
    ),
    Await(
        "revise",
        party="revises_id",
        role=Role.HANDLER,
        label=_("Save the draft again: its requirement has changed"),
    ),
    Await("ask_cosign", party="asks_id", role=Role.HANDLER),
    Await("publish", party="publishes_id", role=Role.HEAD),
]
"""A draft is one's turn at a time (see `models.turns`): the head's last."""
OFFICIALS = [
    Await("contribute", party="purchaser_id", role=Role.OPENING_OFFICER, until="opening_day_ends"),
    Await("contribute", party="finance_id", role=Role.OPENING_OFFICER, until="opening_day_ends"),
]
"""The officials see the opening come; they are late once its day is over."""
