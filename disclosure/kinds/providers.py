"""Providers: who is recognised as one, and what supervision has found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosure.kinds.common import OTHER
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, long, table, text

RECOGNITION = register_notice(
    NoticeKind(
        "AN-19",
        _("Recognition of providers"),
        "RD",
        "providers",
        (
            Section(
                _("Providers recognised"),
                (
                    table(
                        "providers",
                        _("Providers recognised"),
                        text("name", _("Name")),
                        text("code", _("Unified social credit code")),
                        text("authority", _("Registered with")),
                        text("category", _("Category")),
                        text("basis", _("Basis")),
                        day("valid_until", _("Valid until"), required=False),
                        text("status", _("Status")),
                    ),
                ),
            ),
            OTHER,
        ),
    )
)

SUPERVISION = register_notice(
    NoticeKind(
        "AN-20",
        _("Supervision of providers"),
        "JG",
        "providers",
        (
            Section(
                _("Finding"),
                (
                    text("name", _("Name")),
                    text("code", _("Unified social credit code"), required=False),
                    text("matter", _("Matter")),
                    text("period", _("Year or date")),
                    long("result", _("Conclusion or grade")),
                    text("document_number", _("Document number"), required=False),
                ),
            ),
            OTHER,
        ),
    )
)
