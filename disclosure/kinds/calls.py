"""Calls to take part: prequalification, tenders, negotiation and consultation, single source, framework agreements."""

from __future__ import annotations

from datetime import date

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.kinds.common import AGENCY, CONTACTS, OTHER, PARTIES, PROJECT, period, provider_table
from disclosure.registry import register_notice
from disclosure.schema import (
    NoticeKind,
    Section,
    days,
    end,
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
    text("method", pgettext("notice", "Procurement method")),
    money("budget", pgettext("notice", "Budget (yuan)")),
    money("ceiling", pgettext("notice", "Ceiling price (yuan)"), required=False),
    long("requirement", pgettext("notice", "Requirement")),
    text("term", pgettext("notice", "Term of performance")),
    yes_no("consortium", pgettext("notice", "Consortia accepted"), since=_2020_FORMATS),
)

QUALIFICATIONS = Section(
    pgettext("notice", "Qualifications of applicants"),
    (
        long("general_qualifications", pgettext("notice", "General (Government Procurement Law, Art. 22)")),
        long("policy_qualifications", pgettext("notice", "Required by procurement policy"), required=False),
        long("special_qualifications", pgettext("notice", "Particular to this project"), required=False),
    ),
)

DOCUMENTS = Section(
    pgettext("notice", "Obtaining the documents"),
    (
        moment("documents_from", pgettext("notice", "From")),
        end("documents_until", pgettext("notice", "Until")),
        text("documents_place", pgettext("notice", "Place")),
        text("documents_manner", pgettext("notice", "Manner")),
        money("documents_price", pgettext("notice", "Price (yuan)")),
    ),
)

STANDARD = Section(
    pgettext("notice", "Performance standard"),
    (
        long("performance_standard", pgettext("notice", "Standard by which performance will be evaluated")),
        items("evaluation_criteria", pgettext("notice", "Evaluation criteria"), required=False),
    ),
)

PREQUALIFICATION = register_notice(
    NoticeKind(
        "AN-02",
        pgettext("notice", "Prequalification notice"),
        "ZS",
        "sourcing",
        (
            Section(pgettext("notice", "Project"), BASICS),
            QUALIFICATIONS,
            DOCUMENTS,
            Section(
                pgettext("notice", "Application documents"),
                (long("application_format", pgettext("notice", "Contents and format")),),
            ),
            Section(
                pgettext("notice", "Handing in applications"),
                (
                    moment("closes_at", pgettext("notice", "Closing time")),
                    text("submission_place", pgettext("notice", "Place")),
                    moment("examined_at", pgettext("notice", "Date of prequalification")),
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
        pgettext("notice", "Tender notice"),
        "ZB",
        "sourcing",
        (
            Section(pgettext("notice", "Project"), BASICS),
            QUALIFICATIONS,
            DOCUMENTS,
            Section(
                pgettext("notice", "Submission and opening of tenders"),
                (
                    moment("closes_at", pgettext("notice", "Closing time")),
                    moment("opens_at", pgettext("notice", "Opening time")),
                    text("opening_place", pgettext("notice", "Place")),
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
        pgettext("notice", "Notice of negotiation, consultation or request for quotations"),
        "CS",
        "sourcing",
        (
            Section(pgettext("notice", "Project"), BASICS),
            QUALIFICATIONS,
            DOCUMENTS,
            Section(
                pgettext("notice", "Submission and opening of responses"),
                (
                    moment("closes_at", pgettext("notice", "Closing time")),
                    text("submission_place", pgettext("notice", "Place of submission")),
                    moment("opens_at", pgettext("notice", "Opening time"), required=False),
                    text("opening_place", pgettext("notice", "Place of opening"), required=False),
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
        pgettext("notice", "Notice of intended single-source procurement"),
        "DY",
        "sourcing",
        (
            Section(
                pgettext("notice", "Project"),
                (
                    text("purchaser_name", pgettext("notice", "Purchaser")),
                    text("project_name", pgettext("notice", "Project name")),
                    text("project_number", pgettext("notice", "Project number"), required=False),
                    long("requirement", pgettext("notice", "Services to be procured")),
                    money("budget", pgettext("notice", "Budget (yuan)")),
                    long("grounds", pgettext("notice", "Grounds for a single source")),
                ),
            ),
            Section(
                pgettext("notice", "Intended provider"),
                (
                    text("provider_name", pgettext("notice", "Provider")),
                    text("provider_address", pgettext("notice", "Address")),
                ),
            ),
            Section(
                pgettext("notice", "Period for objections"),
                (
                    moment("objections_from", pgettext("notice", "From")),
                    end("objections_until", pgettext("notice", "Until")),
                    days("period_days", pgettext("notice", "Working days")),
                ),
            ),
            OTHER,
            Section(
                pgettext("notice", "Contacts"),
                (
                    text("purchaser_address", pgettext("notice", "Purchaser's address")),
                    text("purchaser_contact", pgettext("notice", "Purchaser's telephone")),
                    text("finance_name", pgettext("notice", "Finance department")),
                    text("finance_address", pgettext("notice", "Address of the finance department")),
                    text("finance_contact", pgettext("notice", "Telephone of the finance department")),
                    *AGENCY,
                    text(
                        "contact_person",
                        pgettext("notice", "Contact person for the project"),
                        personal=True,
                        required=False,
                    ),
                ),
            ),
            Section(
                pgettext("notice", "Opinions of experts"),
                (
                    table(
                        "expert_opinions",
                        pgettext("notice", "Opinions of experts"),
                        text("name", pgettext("person in a notice", "Name"), personal=True),
                        text("employer", pgettext("notice", "Employer")),
                        text("rank", pgettext("notice", "Professional title")),
                        long("opinion", pgettext("notice", "Opinion")),
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
        pgettext("notice", "Call for a framework agreement"),
        "KJ",
        "sourcing",
        (
            Section(
                pgettext("notice", "Project"),
                (*PROJECT, long("requirement", pgettext("notice", "Requirement"))),
            ),
            Section(
                pgettext("notice", "Framework agreement"),
                (
                    money("ceiling", pgettext("notice", "Highest price (yuan)")),
                    text("term", pgettext("notice", "Term")),
                    long("scope", pgettext("notice", "Who may use it")),
                    text("criteria", pgettext("notice", "Method of evaluation")),
                    text("second_stage", pgettext("notice", "How orders are placed")),
                    long("exit_rules", pgettext("notice", "Removal and supplementary calls")),
                ),
            ),
            Section(
                pgettext("notice", "Applications"), (moment("closes_at", pgettext("notice", "Closing time")),)
            ),
            OTHER,
            CONTACTS,
        ),
        call=True,
    )
)

FRAMEWORK_RESULT = register_notice(
    NoticeKind(
        "AN-21.2",
        pgettext("notice", "Providers admitted to a framework agreement"),
        "KR",
        "sourcing",
        (
            Section(pgettext("notice", "Project"), PROJECT),
            Section(
                pgettext("notice", "Admitted providers"),
                (
                    provider_table(
                        "providers",
                        pgettext("notice", "Admitted providers"),
                        text("contact", pgettext("notice", "Telephone")),
                        text("price", pgettext("notice", "Agreed price or fee standard")),
                    ),
                    table(
                        "experts",
                        pgettext("notice", "Evaluation panel"),
                        text("name", pgettext("person in a notice", "Name"), personal=True),
                    ),
                ),
            ),
            OTHER,
            Section(pgettext("notice", "Contacts"), (*PARTIES, *AGENCY)),
        ),
    )
)

FRAMEWORK_SUMMARY = register_notice(
    NoticeKind(
        "AN-21.3",
        pgettext("notice", "Summary of awards under a framework agreement"),
        "KH",
        "sourcing",
        (
            Section(pgettext("notice", "Project"), PROJECT),
            Section(
                pgettext("notice", "Awards"),
                (
                    table(
                        "awards",
                        pgettext("notice", "Awards"),
                        text("provider", pgettext("notice", "Provider")),
                        number("count", pgettext("notice", "Number of orders")),
                        money("amount", pgettext("notice", "Amount (yuan)")),
                    ),
                ),
            ),
            OTHER,
        ),
    )
)
