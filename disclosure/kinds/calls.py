"""Calls to take part: prequalification, tenders, negotiation and consultation, single source, framework agreements."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from disclosure.kinds.common import AGENCY, CONTACTS, OTHER, PARTIES, PROJECT, period, provider_table
from disclosure.registry import register_notice
from disclosure.schema import (
    NoticeKind,
    Section,
    days,
    items,
    long,
    moment,
    money,
    number,
    table,
    text,
    yes_no,
)

_2020_FORMATS = date(2020, 7, 1)  # 财办库〔2020〕50号

BASICS = (
    *PROJECT,
    text("method", _("Procurement method")),
    money("budget", _("Budget (yuan)")),
    money("ceiling", _("Ceiling price (yuan)"), required=False),
    long("requirement", _("Requirement")),
    text("term", _("Term of performance")),
    yes_no("consortium", _("Consortia accepted"), since=_2020_FORMATS),
)

QUALIFICATIONS = Section(
    _("Qualifications of applicants"),
    (
        long("general_qualifications", _("General (Government Procurement Law, Art. 22)")),
        long("policy_qualifications", _("Required by procurement policy"), required=False),
        long("special_qualifications", _("Particular to this project"), required=False),
    ),
)

DOCUMENTS = Section(
    _("Obtaining the documents"),
    (
        moment("documents_from", _("From")),
        moment("documents_until", _("Until")),
        text("documents_place", _("Place")),
        text("documents_manner", _("Manner")),
        money("documents_price", _("Price (yuan)")),
    ),
)

STANDARD = Section(
    _("Performance standard"),
    (
        long("performance_standard", _("Standard by which performance will be evaluated")),
        items("evaluation_criteria", _("Evaluation criteria"), required=False),
    ),
)

PREQUALIFICATION = register_notice(
    NoticeKind(
        "AN-02",
        _("Prequalification notice"),
        "ZS",
        "sourcing",
        (
            Section(_("Project"), BASICS),
            QUALIFICATIONS,
            DOCUMENTS,
            Section(_("Application documents"), (long("application_format", _("Contents and format")),)),
            Section(
                _("Handing in applications"),
                (
                    moment("closes_at", _("Closing time")),
                    text("submission_place", _("Place")),
                    moment("examined_at", _("Date of prequalification")),
                ),
            ),
            period(),
            OTHER,
            CONTACTS,
        ),
        days=5,
        call=True,
    )
)

TENDER = register_notice(
    NoticeKind(
        "AN-03",
        _("Tender notice"),
        "ZB",
        "sourcing",
        (
            Section(_("Project"), BASICS),
            QUALIFICATIONS,
            DOCUMENTS,
            Section(
                _("Submission and opening of tenders"),
                (
                    moment("closes_at", _("Closing time")),
                    moment("opens_at", _("Opening time")),
                    text("opening_place", _("Place")),
                ),
            ),
            STANDARD,
            period(),
            OTHER,
            CONTACTS,
        ),
        days=5,
        call=True,
    )
)

NEGOTIATION = register_notice(
    NoticeKind(
        "AN-04",
        _("Notice of negotiation, consultation or request for quotations"),
        "CS",
        "sourcing",
        (
            Section(_("Project"), BASICS),
            QUALIFICATIONS,
            DOCUMENTS,
            Section(
                _("Submission and opening of responses"),
                (
                    moment("closes_at", _("Closing time")),
                    text("submission_place", _("Place of submission")),
                    moment("opens_at", _("Opening time"), required=False),
                    text("opening_place", _("Place of opening"), required=False),
                ),
            ),
            STANDARD,
            period(),
            OTHER,
            CONTACTS,
        ),
        days=3,
        call=True,
    )
)

SINGLE_SOURCE = register_notice(
    NoticeKind(
        "AN-05",
        _("Notice of intended single-source procurement"),
        "DY",
        "sourcing",
        (
            Section(
                _("Project"),
                (
                    text("purchaser_name", _("Purchaser")),
                    text("project_name", _("Project name")),
                    text("project_number", _("Project number"), required=False),
                    long("requirement", _("Services to be procured")),
                    money("budget", _("Budget (yuan)")),
                    long("grounds", _("Grounds for a single source")),
                ),
            ),
            Section(
                _("Intended provider"),
                (text("provider_name", _("Provider")), text("provider_address", _("Address"))),
            ),
            Section(
                _("Period for objections"),
                (
                    moment("objections_from", _("From")),
                    moment("objections_until", _("Until")),
                    days("period_days", _("Working days")),
                ),
            ),
            OTHER,
            Section(
                _("Contacts"),
                (
                    text("purchaser_address", _("Purchaser's address")),
                    text("purchaser_contact", _("Purchaser's telephone")),
                    text("finance_name", _("Finance department")),
                    text("finance_address", _("Address of the finance department")),
                    text("finance_contact", _("Telephone of the finance department")),
                    *AGENCY,
                    text(
                        "contact_person", _("Contact person for the project"), personal=True, required=False
                    ),
                ),
            ),
            Section(
                _("Opinions of experts"),
                (
                    table(
                        "expert_opinions",
                        _("Opinions of experts"),
                        text("name", _("Name"), personal=True),
                        text("employer", _("Employer")),
                        text("rank", _("Professional title")),
                        long("opinion", _("Opinion")),
                    ),
                ),
            ),
        ),
        days=5,
    )
)

FRAMEWORK_CALL = register_notice(
    NoticeKind(
        "AN-21.1",
        _("Call for a framework agreement"),
        "KJ",
        "sourcing",
        (
            Section(_("Project"), (*PROJECT, long("requirement", _("Requirement")))),
            Section(
                _("Framework agreement"),
                (
                    money("ceiling", _("Highest price (yuan)")),
                    text("term", _("Term")),
                    long("scope", _("Who may use it")),
                    text("criteria", _("Method of evaluation")),
                    text("second_stage", _("How orders are placed")),
                    long("exit_rules", _("Removal and supplementary calls")),
                ),
            ),
            Section(_("Applications"), (moment("closes_at", _("Closing time")),)),
            OTHER,
            CONTACTS,
        ),
        call=True,
    )
)

FRAMEWORK_RESULT = register_notice(
    NoticeKind(
        "AN-21.2",
        _("Providers admitted to a framework agreement"),
        "KR",
        "sourcing",
        (
            Section(_("Project"), PROJECT),
            Section(
                _("Admitted providers"),
                (
                    provider_table(
                        "providers",
                        _("Admitted providers"),
                        text("contact", _("Telephone")),
                        text("price", _("Agreed price or fee standard")),
                    ),
                    table("experts", _("Evaluation panel"), text("name", _("Name"), personal=True)),
                ),
            ),
            OTHER,
            Section(_("Contacts"), (*PARTIES, *AGENCY)),
        ),
    )
)

FRAMEWORK_SUMMARY = register_notice(
    NoticeKind(
        "AN-21.3",
        _("Summary of awards under a framework agreement"),
        "KH",
        "sourcing",
        (
            Section(_("Project"), PROJECT),
            Section(
                _("Awards"),
                (
                    table(
                        "awards",
                        _("Awards"),
                        text("provider", _("Provider")),
                        number("count", _("Number of orders")),
                        money("amount", _("Amount (yuan)")),
                    ),
                ),
            ),
            OTHER,
        ),
    )
)
