"""Before a procurement begins: intentions, requirements put up for comment, the catalogue, the budget."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosure.kinds.common import OTHER
from disclosure.registry import register_notice
from disclosure.schema import Field, NoticeKind, Section, Type, day, long, moment, money, number, table, text

INTENTION = register_notice(
    NoticeKind(
        "AN-01",
        _("Procurement intention"),
        "YX",
        "planning",
        (
            Section(
                _("Planned procurements"),
                (
                    table(
                        "projects",
                        _("Planned procurements"),
                        text("name", _("Project name")),
                        long("requirement", _("Requirement in brief")),
                        money("budget", _("Budget (yuan)")),
                        Field("expected", _("Expected month"), Type.MONTH),
                        text("remarks", _("Remarks"), required=False),
                    ),
                ),
            ),
            Section(_("Publishing unit"), (text("purchaser_name", _("Purchaser")), day("date", _("Date")))),
        ),
        closing=_(
            "These intentions are the unit's preliminary arrangement. The procurement notice and the procurement "
            "documents finally published are decisive."
        ),
    )
)

REQUIREMENT = register_notice(
    NoticeKind(
        "AN-15",
        _("Requirement put up for comment"),
        "XQ",
        "planning",
        (
            Section(
                _("Project"),
                (
                    text("project_name", _("Project name")),
                    text("project_number", _("Project number"), required=False),
                    text("recipients", _("Service recipients")),
                ),
            ),
            Section(
                _("Drafts"),
                (
                    long("requirement", _("Draft of the requirement")),
                    long("performance_standard", _("Draft of the performance standard")),
                ),
            ),
            Section(
                _("How to comment"),
                (
                    text("channel", _("Where to send comments")),
                    moment("opens_at", _("From")),
                    moment("closes_at", _("Until")),
                ),
            ),
            Section(_("Feedback"), (long("feedback", _("Summary of the feedback"), required=False),)),
            OTHER,
        ),
        call=True,
    )
)

CATALOGUE = register_notice(
    NoticeKind(
        "AN-16",
        _("Guiding catalogue"),
        "ML",
        "planning",
        (
            Section(
                _("Edition"),
                (
                    text("level", _("Level of government")),
                    number("year", _("Year")),
                    text("edition", _("Edition")),
                    text("document_number", _("Document number")),
                    day("document_date", _("Date of the document")),
                    day("effective_on", _("In force from")),
                ),
            ),
            Section(
                _("Catalogue"),
                (
                    table(
                        "items",
                        _("Catalogue"),
                        text("code", _("Code")),
                        text("level1", _("First level")),
                        text("level2", _("Second level")),
                        text("level3", _("Third level"), required=False),
                        text("description", _("Description"), required=False),
                        text("department", _("Department in charge"), required=False),
                    ),
                ),
            ),
            Section(
                _("Changes"),
                (
                    long("changes", _("Added, adjusted and removed items"), required=False),
                    long("consultation", _("Consultation")),
                    text("contact", _("Contact")),
                ),
            ),
        ),
    )
)

BUDGET = register_notice(
    NoticeKind(
        "AN-18",
        _("Budget for the purchase of services"),
        "YS",
        "planning",
        (
            Section(
                _("Budget"),
                (
                    number("year", _("Year")),
                    text("unit", _("Unit")),
                    money("total", _("Total (yuan)")),
                    money("plan_total", _("In the medium-term plan (yuan)"), required=False),
                    table(
                        "projects",
                        _("Projects"),
                        text("name", _("Project")),
                        text("item", _("Catalogue item")),
                        money("amount", _("Amount (yuan)")),
                        text("source", _("Source of funds")),
                        text("term", _("Term"), required=False),
                    ),
                ),
            ),
            OTHER,
        ),
    )
)
