"""Before a procurement begins: intentions, requirements put up for comment, the catalogue, the budget."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.kinds.common import CATALOGUE_ITEMS, OTHER
from disclosure.registry import register_notice
from disclosure.schema import (
    Field,
    NoticeKind,
    Section,
    Type,
    day,
    end,
    long,
    moment,
    money,
    number,
    table,
    text,
)

INTENTION = register_notice(
    NoticeKind(
        "AN-01",
        pgettext("notice", "Procurement intention"),
        "YX",
        "planning",
        (
            Section(
                pgettext("notice", "Planned procurements"),
                (
                    table(
                        "projects",
                        pgettext("notice", "Planned procurements"),
                        text("name", pgettext("notice", "Project name")),
                        long("requirement", pgettext("notice", "Requirement in brief")),
                        money("budget", pgettext("notice", "Budget (yuan)")),
                        Field("expected", pgettext("notice", "Expected month"), Type.MONTH),
                        text("remarks", pgettext("notice", "Remarks"), required=False),
                    ),
                ),
            ),
            Section(
                pgettext("notice", "Publishing unit"),
                (
                    text("purchaser_name", pgettext("notice", "Purchaser")),
                    day("date", pgettext("notice", "Date")),
                ),
            ),
        ),
        closing=pgettext(
            "notice",
            "These intentions are the unit's preliminary arrangement. The procurement notice and the procurement "
            "documents finally published are decisive.",
        ),
    )
)

REQUIREMENT = register_notice(
    NoticeKind(
        "AN-15",
        pgettext("notice", "Requirement put up for comment"),
        "XQ",
        "planning",
        (
            Section(
                pgettext("notice", "Project"),
                (
                    text("project_name", pgettext("notice", "Project name")),
                    text("project_number", pgettext("notice", "Project number"), required=False),
                    text("recipients", pgettext("notice", "Service recipients")),
                ),
            ),
            Section(
                pgettext("notice", "Drafts"),
                (
                    long("requirement", pgettext("notice", "Draft of the requirement")),
                    long("performance_standard", pgettext("notice", "Draft of the performance standard")),
                ),
            ),
            Section(
                pgettext("notice", "How to comment"),
                (
                    text("channel", pgettext("notice", "Where to send comments")),
                    moment("opens_at", pgettext("notice", "From")),
                    end("closes_at", pgettext("notice", "Until")),
                ),
            ),
            Section(
                pgettext("notice", "Feedback"),
                (long("feedback", pgettext("notice", "Summary of the feedback"), required=False),),
            ),
            OTHER,
        ),
        call=True,
    )
)

CATALOGUE = register_notice(
    NoticeKind(
        "AN-16",
        pgettext("notice", "Guiding catalogue"),
        "ML",
        "planning",
        (
            Section(
                pgettext("notice", "Edition"),
                (
                    text("level", pgettext("notice", "Level of government")),
                    number("year", pgettext("notice", "Year")),
                    text("edition", pgettext("notice", "Edition")),
                    text("document_number", pgettext("notice", "Document number")),
                    day("document_date", pgettext("notice", "Date of the document")),
                    day("effective_on", pgettext("notice", "In force from")),
                ),
            ),
            Section(
                pgettext("notice", "Catalogue"),
                (
                    table(
                        "items",
                        pgettext("notice", "Catalogue"),
                        *CATALOGUE_ITEMS,
                    ),
                ),
            ),
            Section(
                pgettext("notice", "Changes"),
                (
                    long("changes", pgettext("notice", "Added, adjusted and removed items"), required=False),
                    long("consultation", pgettext("notice", "Consultation")),
                    text("contact", pgettext("notice", "Contact")),
                ),
            ),
        ),
    )
)

BUDGET = register_notice(
    NoticeKind(
        "AN-18",
        pgettext("notice", "Budget for the purchase of services"),
        "YS",
        "planning",
        (
            Section(
                pgettext("notice", "Budget"),
                (
                    number("year", pgettext("notice", "Year")),
                    text("unit", pgettext("notice", "Unit")),
                    money("total", pgettext("notice", "Approved in all (yuan)")),
                    money(
                        "changed_total",
                        pgettext("notice", "Changed since the approval (yuan)"),
                        required=False,
                    ),
                    money("stands_total", pgettext("notice", "As it stands (yuan)"), required=False),
                    money("plan_total", pgettext("notice", "In the medium-term plan (yuan)"), required=False),
                    table(
                        "projects",
                        pgettext("notice", "Projects"),
                        text("name", pgettext("notice", "Project name")),
                        text("item", pgettext("notice", "Catalogue item")),
                        text("code", pgettext("notice", "Catalogue code"), required=False),
                        money("amount", pgettext("notice", "Approved (yuan)")),
                        money(
                            "changed", pgettext("notice", "Changed since the approval (yuan)"), required=False
                        ),
                        money("stands", pgettext("notice", "As it stands (yuan)"), required=False),
                        money("plan", pgettext("notice", "Medium-term plan (yuan)"), required=False),
                        text("source", pgettext("notice", "Source of funds")),
                        text("term", pgettext("notice", "Term"), required=False),
                        when=lambda payload: bool(payload.get("total")),
                    ),
                    table(
                        "taken_over",
                        pgettext("notice", "Taken over; public in the notices named, not counted above"),
                        text("name", pgettext("notice", "Project name")),
                        text("unit", pgettext("notice", "Made public by")),
                        text("notice", pgettext("notice", "In the notice"), required=False),
                        money("amount", pgettext("notice", "Approved (yuan)")),
                        money(
                            "changed", pgettext("notice", "Changed since the approval (yuan)"), required=False
                        ),
                        money("stands", pgettext("notice", "As it stands (yuan)")),
                        required=False,
                    ),
                ),
            ),
            OTHER,
        ),
    )
)
