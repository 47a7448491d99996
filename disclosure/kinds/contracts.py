"""Contracts and their acceptance."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosure.kinds.common import OTHER, PROJECT
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, long, money, number, table, text

_CONTRACT = (
    text("contract_number", _("Contract number")),
    text("contract_name", _("Contract name")),
    *PROJECT,
)

_PARTIES = Section(
    _("Parties"),
    (
        text("purchaser_name", _("Purchaser (party A)")),
        text("purchaser_address", _("Purchaser's address")),
        text("purchaser_contact", _("Purchaser's telephone")),
        text("provider_name", _("Provider (party B)")),
        text("provider_address", _("Provider's address")),
        text("provider_contact", _("Provider's telephone")),
    ),
)

_TERMS = Section(
    _("Main terms"),
    (
        table(
            "services",
            _("Services"),
            text("name", _("Name")),
            long("requirement", _("Service requirement")),
            text("quantity", _("Quantity")),
            money("unit_price", _("Unit price (yuan)"), required=False),
        ),
        money("amount", _("Contract amount (yuan)")),
        text("term", _("Term and place of performance")),
        text("method", _("Procurement method")),
    ),
)

CONTRACT = register_notice(
    NoticeKind(
        "AN-09",
        _("Contract notice"),
        "HT",
        "supervision",
        (
            Section(_("Contract"), _CONTRACT),
            _PARTIES,
            _TERMS,
            Section(
                _("Funds by year"),
                (
                    table(
                        "funds",
                        _("Funds by year"),
                        number("year", _("Year")),
                        money("amount", _("Amount (yuan)")),
                        required=False,
                    ),
                ),
            ),
            Section(_("Dates"), (day("signed_on", _("Signed on")), day("date", _("Date of this notice")))),
            OTHER,
        ),
    )
)

ACCEPTANCE = register_notice(
    NoticeKind(
        "AN-11",
        _("Result of acceptance"),
        "YSH",
        "acceptance",
        (
            Section(_("Contract"), _CONTRACT),
            _PARTIES,
            _TERMS,
            Section(
                _("Acceptance"),
                (
                    day("accepted_on", _("Accepted on")),
                    table(
                        "members",
                        _("Acceptance group"),
                        text("name", _("Name"), personal=True),
                        text("capacity", _("In what capacity")),
                    ),
                    long("opinion", _("Opinion of the group")),
                ),
            ),
            OTHER,
        ),
    )
)
