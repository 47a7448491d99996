"""Providers: who is recognised as one, and what supervision has found."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.kinds.common import OTHER
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, data, day, long, table, text

RECOGNITION = register_notice(
    NoticeKind(
        "AN-19",
        pgettext("notice", "Recognition of providers"),
        "RD",
        "providers",
        (
            Section(
                pgettext("notice", "Providers recognised"),
                (
                    table(
                        "providers",
                        pgettext("notice", "Providers recognised"),
                        text("name", pgettext("notice", "Name")),
                        text("code", pgettext("notice", "Unified social credit code")),
                        text("authority", pgettext("notice", "Registered with")),
                        text("category", pgettext("notice", "Category")),
                        text("basis", pgettext("notice", "Basis")),
                        day("valid_until", pgettext("notice", "Valid until"), required=False),
                        text("status", pgettext("notice", "Status")),
                    ),
                    data("entry", pgettext("notice", "The entry in codes"), required=False),
                ),
            ),
            OTHER,
        ),
    )
)

SUPERVISION = register_notice(
    NoticeKind(
        "AN-20",
        pgettext("notice", "Supervision of providers"),
        "JG",
        "providers",
        (
            Section(
                pgettext("notice", "Finding"),
                (
                    text("name", pgettext("notice", "Name")),
                    text("code", pgettext("notice", "Unified social credit code"), required=False),
                    text("matter", pgettext("notice", "Matter")),
                    text("period", pgettext("notice", "Year or date")),
                    long("result", pgettext("notice", "Conclusion or grade")),
                    text("document_number", pgettext("notice", "Document number"), required=False),
                ),
            ),
            OTHER,
        ),
    )
)
