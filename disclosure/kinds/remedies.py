"""Complaints, inspections, appraisals of agencies, and the list of those who may not take part."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.kinds.common import OTHER, PROJECT
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, end, long, moment, table, text

_DECISION = Section(
    pgettext("notice", "Facts and decision"),
    (
        long("facts", pgettext("notice", "Facts")),
        long("decision", pgettext("notice", "Grounds and decision")),
    ),
)
_AUTHORITY = Section(
    pgettext("notice", "Authority"),
    (text("authority", pgettext("notice", "Finance department")), day("date", pgettext("notice", "Date"))),
)

COMPLAINT = register_notice(
    NoticeKind(
        "AN-12",
        pgettext("notice", "Decision on a complaint"),
        "TS",
        "remedies",
        (
            Section(pgettext("notice", "Project"), PROJECT),
            Section(
                pgettext("notice", "Parties"),
                (
                    table(
                        "parties",
                        pgettext("notice", "Parties"),
                        text("role", pgettext("notice", "As")),
                        text("name", pgettext("notice", "Name")),
                        text("address", pgettext("notice", "Address")),
                    ),
                ),
            ),
            _DECISION,
            OTHER,
            _AUTHORITY,
        ),
    )
)

INSPECTION = register_notice(
    NoticeKind(
        "AN-13",
        pgettext("notice", "Result of an inspection"),
        "JC",
        "remedies",
        (
            Section(pgettext("notice", "Project"), PROJECT),
            Section(
                pgettext("notice", "Parties"),
                (
                    table(
                        "parties",
                        pgettext("notice", "Parties"),
                        text("name", pgettext("notice", "Name")),
                        text("address", pgettext("notice", "Address")),
                    ),
                ),
            ),
            _DECISION,
            OTHER,
            _AUTHORITY,
        ),
    )
)

APPRAISAL = register_notice(
    NoticeKind(
        "AN-14",
        pgettext("notice", "Appraisal of a procurement agency"),
        "KP",
        "remedies",
        (
            Section(
                pgettext("notice", "Appraisal"),
                (
                    text("authority", pgettext("notice", "Appraised by")),
                    text("agency", pgettext("notice", "Agency appraised")),
                    text("period", pgettext("notice", "Period")),
                    long("matters", pgettext("notice", "Matters appraised")),
                    long("result", pgettext("notice", "Result")),
                ),
            ),
            OTHER,
        ),
    )
)

DEBARMENT = register_notice(
    NoticeKind(
        "AN-22",
        pgettext("notice", "Bad conduct and exclusion from procurement"),
        "BL",
        "remedies",
        (
            Section(
                pgettext("notice", "Who"),
                (
                    text("name", pgettext("notice", "Name")),
                    text("code", pgettext("notice", "Unified social credit code")),
                ),
            ),
            Section(
                pgettext("notice", "Decision"),
                (
                    long("conduct", pgettext("notice", "Conduct")),
                    text("grounds", pgettext("notice", "Legal basis")),
                    day("starts_on", pgettext("notice", "From")),
                    day("ends_on", pgettext("notice", "Until"), required=False),
                    text("authority", pgettext("notice", "Decided by")),
                    text("document_number", pgettext("notice", "Document number")),
                ),
            ),
            OTHER,
        ),
    )
)

PAUSE = register_notice(
    NoticeKind(
        "AN-23",
        pgettext("notice", "Pause of periods"),
        "TZ",
        "remedies",
        (
            Section(
                pgettext("notice", "Pause"),
                (
                    text("ground", pgettext("notice", "Ground")),
                    text("scope", pgettext("notice", "Whom it concerns")),
                    moment("begins_at", pgettext("notice", "From")),
                    end("ends_at", pgettext("notice", "Until")),
                    long("effect", pgettext("notice", "Effect")),
                    long("explanation", pgettext("notice", "Explanation")),
                    text("document_number", pgettext("notice", "Document number")),
                ),
            ),
            _AUTHORITY,
        ),
    )
)
