"""Results: who won, and how the service was judged."""

from __future__ import annotations

from datetime import date

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.kinds.common import CONTACTS, OTHER, PROJECT, period, provider_table
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, data, day, items, long, money, number, table, text

_NOTICE_243 = date(2023, 12, 15)  # 财办库〔2023〕243号

AWARD = register_notice(
    NoticeKind(
        "AN-07",
        pgettext("notice", "Award notice"),
        "CJ",
        "sourcing",
        (
            Section(pgettext("notice", "Project"), PROJECT),
            Section(
                pgettext("notice", "Award"),
                (
                    provider_table(
                        "awards",
                        pgettext("notice", "Award"),
                        money("amount", pgettext("notice", "Amount (yuan)")),
                        number("score", pgettext("notice", "Total score"), required=False),
                        money(
                            "evaluated_price", pgettext("notice", "Evaluated price (yuan)"), required=False
                        ),
                    ),
                    text("evaluation_method", pgettext("notice", "Method of evaluation"), since=_NOTICE_243),
                ),
            ),
            Section(
                pgettext("notice", "Services awarded"),
                (
                    table(
                        "services",
                        pgettext("notice", "Services awarded"),
                        text("name", pgettext("notice", "Name")),
                        long("scope", pgettext("notice", "Scope")),
                        long("requirement", pgettext("notice", "Requirement")),
                        text("time", pgettext("notice", "Time")),
                        text("standard", pgettext("notice", "Standard")),
                    ),
                ),
            ),
            Section(
                pgettext("notice", "Evaluation experts"),
                (
                    table(
                        "experts",
                        pgettext("notice", "Evaluation experts"),
                        text("name", pgettext("notice", "Name"), personal=True),
                    ),
                ),
            ),
            Section(
                pgettext("notice", "Agency's fee"),
                (
                    text("fee_standard", pgettext("notice", "Fee standard"), required=False),
                    money("fee", pgettext("notice", "Fee (yuan)"), required=False),
                ),
            ),
            period(),
            OTHER,
            CONTACTS,
        ),
        days=1,
    )
)

EVALUATION = register_notice(
    NoticeKind(
        "AN-17",
        pgettext("notice", "Result of the performance evaluation"),
        "PJ",
        "evaluation",
        (
            Section(
                pgettext("notice", "Project"),
                (
                    *PROJECT,
                    text("contract_number", pgettext("notice", "Contract number")),
                    text("purchaser_name", pgettext("notice", "Purchaser")),
                    text("provider_name", pgettext("notice", "Provider")),
                    text("evaluation_kind", pgettext("notice", "Kind of evaluation")),
                    text("period", pgettext("notice", "Period evaluated")),
                ),
            ),
            Section(
                pgettext("notice", "Result"),
                (
                    number("score", pgettext("notice", "Total score")),
                    text("grade", pgettext("notice", "Grade")),
                    long("summary", pgettext("notice", "Conclusion")),
                    table(
                        "parties",
                        pgettext("notice", "The three parties"),
                        text("party", pgettext("notice", "Party")),
                        text("who", pgettext("notice", "Who")),
                        number("rate", pgettext("notice", "Share of its points (%)"), required=False),
                        long("says", pgettext("notice", "In its own words"), required=False),
                    ),
                ),
            ),
            Section(
                pgettext("notice", "Indicators"),
                (
                    table(
                        "indicators",
                        pgettext("notice", "Indicators"),
                        text("block", pgettext("notice", "Block")),
                        text("name", pgettext("notice", "Indicator")),
                        text("target", pgettext("notice", "Target and result")),
                        text("scorer", pgettext("notice", "Scored by")),
                        number("points", pgettext("notice", "Points")),
                        number("score", pgettext("notice", "Score")),
                    ),
                ),
            ),
            Section(
                pgettext("notice", "Survey"),
                (
                    text("evaluator_name", pgettext("notice", "Third-party evaluator")),
                    number("sample_size", pgettext("notice", "Sample size")),
                    long("sample_method", pgettext("notice", "Method of sampling")),
                    items("remarks", pgettext("notice", "What recipients said"), required=False),
                ),
            ),
            Section(
                pgettext("notice", "Findings and use"),
                (
                    long("problems", pgettext("notice", "Main problems"), required=False),
                    long("rectification", pgettext("notice", "Rectification required"), required=False),
                    day("rectify_by", pgettext("notice", "To be put right by"), required=False),
                    long("use", pgettext("notice", "Use of the result")),
                    long("answer", pgettext("notice", "The provider's answer"), required=False),
                    long("reply", pgettext("notice", "Reply to it"), required=False),
                    day("date", pgettext("notice", "Published on")),
                    data("card", pgettext("notice", "All figures, to be worked out again")),
                ),
            ),
        ),
    )
)
