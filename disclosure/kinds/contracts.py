"""Contracts and their acceptance."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.kinds.common import OTHER, PROJECT
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, long, money, number, table, text

_CONTRACT = (
    text("contract_number", pgettext("notice", "Contract number")),
    text("contract_name", pgettext("notice", "Contract name")),
    *PROJECT,
)

_PARTIES = Section(
    pgettext("notice", "Parties"),
    (
        text("purchaser_name", pgettext("notice", "Purchaser (party A)")),
        text("purchaser_address", pgettext("notice", "Purchaser's address")),
        text("purchaser_contact", pgettext("notice", "Purchaser's telephone")),
        text("provider_name", pgettext("notice", "Provider (party B)")),
        text("provider_address", pgettext("notice", "Provider's address")),
        text("provider_contact", pgettext("notice", "Provider's telephone")),
    ),
)

_TERMS = Section(
    pgettext("notice", "Main terms"),
    (
        table(
            "services",
            pgettext("notice", "Services"),
            text("name", pgettext("notice", "Name")),
            long("requirement", pgettext("notice", "Service requirement")),
            text("quantity", pgettext("notice", "Quantity")),
            money("unit_price", pgettext("notice", "Unit price (yuan)"), required=False),
        ),
        money("amount", pgettext("notice", "Contract amount (yuan)")),
        text("term", pgettext("notice", "Term and place of performance")),
        text("method", pgettext("notice", "Procurement method")),
    ),
)

CONTRACT = register_notice(
    NoticeKind(
        "AN-09",
        pgettext("notice", "Contract notice"),
        "HT",
        "supervision",
        (
            Section(pgettext("notice", "Contract"), _CONTRACT),
            _PARTIES,
            _TERMS,
            Section(
                pgettext("notice", "Funds by year"),
                (
                    table(
                        "funds",
                        pgettext("notice", "Funds by year"),
                        number("year", pgettext("notice", "Year")),
                        money("amount", pgettext("notice", "Amount (yuan)")),
                        required=False,
                    ),
                ),
            ),
            Section(
                pgettext("notice", "Dates"),
                (
                    day("signed_on", pgettext("notice", "Signed on")),
                    day("date", pgettext("notice", "Date of this notice")),
                ),
            ),
            OTHER,
        ),
    )
)

ACCEPTANCE = register_notice(
    NoticeKind(
        "AN-11",
        pgettext("notice", "Result of acceptance"),
        "YSH",
        "acceptance",
        (
            Section(pgettext("notice", "Contract"), _CONTRACT),
            _PARTIES,
            _TERMS,
            Section(
                pgettext("notice", "Acceptance"),
                (
                    day("accepted_on", pgettext("notice", "Accepted on")),
                    table(
                        "members",
                        pgettext("notice", "Acceptance group"),
                        text("name", pgettext("person in a notice", "Name"), personal=True),
                        text("capacity", pgettext("notice", "In what capacity")),
                    ),
                    long("opinion", pgettext("notice", "Opinion of the group")),
                    number("heard", pgettext("notice", "Service recipients heard"), required=False),
                    number("satisfied", pgettext("notice", "Of whom satisfied"), required=False),
                ),
            ),
            OTHER,
        ),
    )
)
