"""Complaints, inspections, appraisals of agencies, and the list of those who may not take part."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosure.kinds.common import OTHER, PROJECT
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, long, table, text

_DECISION = Section(
    _("Facts and decision"),
    (long("facts", _("Facts")), long("decision", _("Grounds and decision"))),
)
_AUTHORITY = Section(_("Authority"), (text("authority", _("Finance department")), day("date", _("Date"))))

COMPLAINT = register_notice(
    NoticeKind(
        "AN-12",
        _("Decision on a complaint"),
        "TS",
        "remedies",
        (
            Section(_("Project"), PROJECT),
            Section(
                _("Parties"),
                (
                    table(
                        "parties",
                        _("Parties"),
                        text("role", _("As")),
                        text("name", _("Name")),
                        text("address", _("Address")),
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
        _("Result of an inspection"),
        "JC",
        "remedies",
        (
            Section(_("Project"), PROJECT),
            Section(
                _("Parties"),
                (table("parties", _("Parties"), text("name", _("Name")), text("address", _("Address"))),),
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
        _("Appraisal of a procurement agency"),
        "KP",
        "remedies",
        (
            Section(
                _("Appraisal"),
                (
                    text("authority", _("Appraised by")),
                    text("agency", _("Agency appraised")),
                    text("period", _("Period")),
                    long("matters", _("Matters appraised")),
                    long("result", _("Result")),
                ),
            ),
            OTHER,
        ),
    )
)

DEBARMENT = register_notice(
    NoticeKind(
        "AN-22",
        _("Bad conduct and exclusion from procurement"),
        "BL",
        "remedies",
        (
            Section(
                _("Who"),
                (text("name", _("Name")), text("code", _("Unified social credit code"))),
            ),
            Section(
                _("Decision"),
                (
                    long("conduct", _("Conduct")),
                    text("grounds", _("Legal basis")),
                    day("starts_on", _("From")),
                    day("ends_on", _("Until"), required=False),
                    text("authority", _("Decided by")),
                    text("document_number", _("Document number")),
                ),
            ),
            OTHER,
        ),
    )
)
