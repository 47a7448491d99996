"""What all tables share. They are drawn by `templates/components/table.html`."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core import dates, figures
from core.templatetags.portal import state


class PortalTable(tables.Table):
    """A table on the desk that becomes a list of entries on the phone.

    `caption` names it for screen readers; `empty_text` and `empty_hint` say why there is nothing and what to do.
    """

    caption: Any = ""
    empty_hint: Any = ""

    class Meta:
        orderable = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attrs.setdefault("class", "cards")


class MoneyColumn(tables.Column):
    """Yuan with two decimals, to the right. Exports keep the number."""

    attrs = {"th": {"class": "num"}, "td": {"class": "num in"}, "tf": {"class": "num"}}

    def render(self, value: Any) -> str:
        return figures.amount_text(value)

    def value(self, value: Any) -> Any:
        return value


class NumberColumn(tables.Column):
    attrs = {"th": {"class": "num"}, "td": {"class": "num in"}, "tf": {"class": "num"}}

    def render(self, value: Any) -> str:
        return figures.number_text(value)

    def value(self, value: Any) -> Any:
        return value


class StateColumn(tables.Column):
    """A state in a word, with the colour that it has on the subject's own page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_("State"), attrs={"td": {"class": "p-nowrap in"}}, **kwargs)

    def render(self, record: Any) -> str:
        return state(record)

    def value(self, record: Any) -> str:
        return str(record.get_state_display())


class DayColumn(tables.Column):
    """A legal date in the reader's language."""

    attrs = {"td": {"class": "p-nowrap in"}}

    def render(self, value: Any) -> str:
        return dates.long_date(value)

    def value(self, value: Any) -> Any:
        read = dates.read(value)
        return dates.day_of(read) if read else None
