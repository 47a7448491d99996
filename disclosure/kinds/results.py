"""Results: who won, and how the service was judged."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from disclosure.kinds.common import CONTACTS, OTHER, PROJECT, period, provider_table
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, data, day, items, long, money, number, table, text

_NOTICE_243 = date(2023, 12, 15)  # 财办库〔2023〕243号

AWARD = register_notice(
    NoticeKind(
        "AN-07",
        _("Award notice"),
        "CJ",
        "sourcing",
        (
            Section(_("Project"), PROJECT),
            Section(
                _("Award"),
                (
                    provider_table(
                        "awards",
                        _("Award"),
                        money("amount", _("Amount (yuan)")),
                        number("score", _("Total score"), required=False),
                        money("evaluated_price", _("Evaluated price (yuan)"), required=False),
                    ),
                    text("evaluation_method", _("Method of evaluation"), since=_NOTICE_243),
                ),
            ),
            Section(
                _("Services awarded"),
                (
                    table(
                        "services",
                        _("Services awarded"),
                        text("name", _("Name")),
                        long("scope", _("Scope")),
                        long("requirement", _("Requirement")),
                        text("time", _("Time")),
                        text("standard", _("Standard")),
                    ),
                ),
            ),
            Section(
                _("Evaluation experts"),
                (table("experts", _("Evaluation experts"), text("name", _("Name"), personal=True)),),
            ),
            Section(
                _("Agency's fee"),
                (
                    text("fee_standard", _("Fee standard"), required=False),
                    money("fee", _("Fee (yuan)"), required=False),
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
        _("Result of the performance evaluation"),
        "PJ",
        "evaluation",
        (
            Section(
                _("Project"),
                (
                    *PROJECT,
                    text("contract_number", _("Contract number")),
                    text("purchaser_name", _("Purchaser")),
                    text("provider_name", _("Provider")),
                    text("evaluation_kind", _("Kind of evaluation")),
                    text("period", _("Period evaluated")),
                ),
            ),
            Section(
                _("Result"),
                (
                    number("score", _("Total score")),
                    text("grade", _("Grade")),
                    long("summary", _("Conclusion")),
                    table(
                        "parties",
                        _("The three parties"),
                        text("party", _("Party")),
                        text("who", _("Who")),
                        number("rate", _("Share of its points (%)"), required=False),
                        long("says", _("In its own words"), required=False),
                    ),
                ),
            ),
            Section(
                _("Indicators"),
                (
                    table(
                        "indicators",
                        _("Indicators"),
                        text("block", _("Block")),
                        text("name", _("Indicator")),
                        text("target", _("Target and result")),
                        text("scorer", _("Scored by")),
                        number("points", _("Points")),
                        number("score", _("Score")),
                    ),
                ),
            ),
            Section(
                _("Survey"),
                (
                    text("evaluator_name", _("Third-party evaluator")),
                    number("sample_size", _("Sample size")),
                    long("sample_method", _("Method of sampling")),
                    items("remarks", _("What recipients said"), required=False),
                ),
            ),
            Section(
                _("Findings and use"),
                (
                    long("problems", _("Main problems"), required=False),
                    long("rectification", _("Rectification required"), required=False),
                    day("rectify_by", _("To be put right by"), required=False),
                    long("use", _("Use of the result")),
                    long("answer", _("The provider's answer"), required=False),
                    long("reply", _("Reply to it"), required=False),
                    day("date", _("Published on")),
                    data("card", _("All figures, to be worked out again")),
                ),
            ),
        ),
    )
)
