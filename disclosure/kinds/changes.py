"""What changes or ends a procurement that was announced before."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.kinds.common import CONTACTS, OTHER, PROJECT, where_procured
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, data, day, long, table, text

CORRECTION = register_notice(
    NoticeKind(
        "AN-06",
        pgettext("notice", "Correction"),
        "GZ",
        "sourcing",
        (
            Section(
                pgettext("notice", "The notice corrected"),
                (
                    *where_procured(*PROJECT),
                    text("register", pgettext("notice", "Entry of the register"), required=False),
                    text("original_number", pgettext("notice", "Notice number")),
                    day("original_date", pgettext("notice", "First published on")),
                ),
            ),
            Section(
                pgettext("notice", "Correction"),
                (
                    text("matter", pgettext("notice", "What is corrected")),
                    table(
                        "corrections",
                        pgettext("notice", "Corrections"),
                        text("item", pgettext("notice", "Item")),
                        long("before", pgettext("notice", "Before")),
                        long("after", pgettext("notice", "After")),
                    ),
                    day("corrected_on", pgettext("notice", "Date of the correction")),
                    data("corrected", pgettext("notice", "The corrected fields"), required=False),
                ),
            ),
            OTHER,
            replace(CONTACTS, fields=where_procured(*CONTACTS.fields)),
        ),
    )
)

TERMINATION = register_notice(
    NoticeKind(
        "AN-08",
        pgettext("notice", "Termination notice"),
        "ZZ",
        "sourcing",
        (
            Section(pgettext("notice", "Project"), PROJECT),
            Section(
                pgettext("notice", "Termination"),
                (
                    text("matter", pgettext("notice", "What ends")),
                    long("grounds", pgettext("notice", "Grounds")),
                ),
            ),
            OTHER,
            CONTACTS,
        ),
    )
)

CONTRACT_CHANGE = register_notice(
    NoticeKind(
        "AN-10",
        pgettext("notice", "Contract change"),
        "HB",
        "supervision",
        (
            Section(
                pgettext("notice", "Original contract"),
                (
                    text("contract_number", pgettext("notice", "Contract number")),
                    text("contract_name", pgettext("notice", "Contract name")),
                    *PROJECT,
                ),
            ),
            Section(
                pgettext("notice", "Change"),
                (
                    table(
                        "changes",
                        pgettext("notice", "Changes"),
                        text("clause", pgettext("notice", "Clause")),
                        long("before", pgettext("notice", "Before")),
                        long("after", pgettext("notice", "After")),
                    ),
                    day("changed_on", pgettext("notice", "Changed on")),
                    day("date", pgettext("notice", "Date of this notice")),
                ),
            ),
            OTHER,
        ),
    )
)
