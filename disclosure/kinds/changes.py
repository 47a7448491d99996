"""What changes or ends a procurement that was announced before."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosure.kinds.common import CONTACTS, OTHER, PROJECT
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, long, table, text

CORRECTION = register_notice(
    NoticeKind(
        "AN-06",
        _("Correction"),
        "GZ",
        "sourcing",
        (
            Section(
                _("The notice corrected"),
                (
                    *PROJECT,
                    text("original_number", _("Notice number")),
                    day("original_date", _("First published on")),
                ),
            ),
            Section(
                _("Correction"),
                (
                    text("matter", _("What is corrected")),
                    table(
                        "corrections",
                        _("Corrections"),
                        text("item", _("Item")),
                        long("before", _("Before")),
                        long("after", _("After")),
                    ),
                    day("corrected_on", _("Date of the correction")),
                ),
            ),
            OTHER,
            CONTACTS,
        ),
    )
)

TERMINATION = register_notice(
    NoticeKind(
        "AN-08",
        _("Termination notice"),
        "ZZ",
        "sourcing",
        (
            Section(_("Project"), PROJECT),
            Section(_("Termination"), (text("matter", _("What ends")), long("grounds", _("Grounds")))),
            OTHER,
            CONTACTS,
        ),
    )
)

CONTRACT_CHANGE = register_notice(
    NoticeKind(
        "AN-10",
        _("Contract change"),
        "HB",
        "supervision",
        (
            Section(
                _("Original contract"),
                (
                    text("contract_number", _("Contract number")),
                    text("contract_name", _("Contract name")),
                    *PROJECT,
                ),
            ),
            Section(
                _("Change"),
                (
                    table(
                        "changes",
                        _("Changes"),
                        text("clause", _("Clause")),
                        long("before", _("Before")),
                        long("after", _("After")),
                    ),
                    day("changed_on", _("Changed on")),
                    day("date", _("Date of this notice")),
                ),
            ),
            OTHER,
        ),
    )
)
