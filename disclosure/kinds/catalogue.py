"""While a guidance catalogue is made: the call for comments on its draft, and what came of them."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy as pgettext

from disclosure.kinds.common import CATALOGUE_ITEMS
from disclosure.registry import register_notice
from disclosure.schema import NoticeKind, Section, day, end, long, moment, number, table, text

_EDITION = (
    text("level", pgettext("notice", "Level of government")),
    number("year", pgettext("notice", "Year")),
)

CALL = register_notice(
    NoticeKind(
        "AN-24",
        pgettext("notice", "Draft catalogue put up for comment"),
        "MLZQ",
        "planning",
        (
            Section(
                pgettext("notice", "How to comment"),
                (
                    *_EDITION,
                    moment("opens_at", pgettext("notice", "From")),
                    end("closes_at", pgettext("notice", "Until")),
                    text("channel", pgettext("notice", "Where to send comments")),
                    text("contact", pgettext("notice", "Contact")),
                ),
            ),
            Section(
                pgettext("notice", "Draft of the catalogue"),
                (
                    table(
                        "items",
                        pgettext("notice", "Draft of the catalogue"),
                        *CATALOGUE_ITEMS,
                    ),
                ),
            ),
        ),
        call=True,
    )
)

OUTCOME = register_notice(
    NoticeKind(
        "AN-25",
        pgettext("notice", "Outcome of the consultation on the catalogue"),
        "MLFK",
        "planning",
        (
            Section(
                pgettext("notice", "Consultation"),
                (
                    *_EDITION,
                    moment("opened_at", pgettext("notice", "From")),
                    end("closed_at", pgettext("notice", "Until")),
                    text("opinions", pgettext("notice", "Departments")),
                    long("summary", pgettext("notice", "Opinions and what became of them")),
                    text("contact", pgettext("notice", "Contact")),
                ),
            ),
            Section(
                pgettext("notice", "Hearings, meetings and letters"),
                (
                    table(
                        "hearings",
                        pgettext("notice", "Hearings, meetings and letters"),
                        day("date", pgettext("notice", "Date")),
                        text("kind", pgettext("notice", "Kind")),
                        text("participants", pgettext("notice", "Who was heard")),
                        long("summary", pgettext("notice", "Summary")),
                        required=False,
                    ),
                ),
            ),
        ),
    )
)
