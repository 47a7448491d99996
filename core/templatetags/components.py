"""The parts of a page. A builtin: templates need no `{% load %}`. Their rows are the values of `core.components`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.base import token_kwargs as read_kwargs
from django.utils.translation import gettext as _

from core import figures
from core.components import ChartRow, Crumb, Fact, Mark, MoneyBar, Paper, Person, Series, Stage, Voice

register = template.Library()
VOICE_TONES = ("", "v2", "v3")
PLAIN_GRADES, FAILED_GRADES = {"优", "良", "中"}, {"差"}


@register.inclusion_tag("components/crumbs.html")
def crumbs(items: Iterable[Crumb]) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("components/empty.html")
def empty(title: Any, text: Any = "", url: str = "", action: Any = "") -> dict[str, Any]:
    """An empty list: what would be here, how it gets here, and one thing to do."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[Fact]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("components/people.html")
def people(rows: Iterable[Person]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("components/papers.html")
def papers(rows: Iterable[Paper]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("components/stages.html")
def stages(rows: Iterable[Stage]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("components/timeline.html", takes_context=True)
def timeline(context: Any, events: Iterable[Mark], now: Any = None) -> dict[str, Any]:
    """What happened. Reasons that are given within the administration stay with those who belong to it."""
    actor = context.get("actor")
    return {"events": events, "now": now, "inside": actor is not None and actor.serves_public}


@register.inclusion_tag("components/money_bars.html")
def money_bars(rows: Sequence[MoneyBar]) -> dict[str, Any]:
    """All amounts on one scale, that of the largest."""
    known = [row.amount for row in rows if row.amount is not None]
    return {"rows": rows, "whole": max(known, default=Decimal(0))}


@register.inclusion_tag("components/chart.html")
def chart(
    rows: Sequence[ChartRow], series: Sequence[Series], title: Any, form: str = "wan"
) -> dict[str, Any]:
    """Bars drawn by the server with their table below. `form`: `wan` for yuan, `number` for counts."""
    known = [figures.to_decimal(v) for row in rows for v in row.values]
    whole = max((v for v in known if v is not None), default=Decimal(0))
    return {"rows": rows, "series": series, "title": title, "whole": whole, "form": form}


@register.inclusion_tag("components/voices.html")
def voices(rows: Sequence[Voice]) -> dict[str, Any]:
    """The three parties' bars. Always in the same order and the same three colours."""
    return {"rows": list(zip(rows, VOICE_TONES, strict=False))}


@register.inclusion_tag("components/grade.html")
def grade(letter: str, size: str = "", seal: bool = False) -> dict[str, Any]:
    """A grade's stamp (优良中差). The large red seal is for the published result only: `size="xl" seal=True`.

    In English the small one says the word instead; the large one is a seal, with the word beside it.
    """
    css = ["p-grade", size] if size else ["p-grade"]
    in_words = not size and not figures.is_chinese()
    if in_words:
        css.append("word")
    if letter in FAILED_GRADES:
        css.append("fail")
    elif not seal:
        css.append("plain")
    return {"letter": letter, "css": " ".join(css), "name": figures.grade_name(letter), "in_words": in_words}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page, parameter: str = "page", label: Any = "") -> dict[str, Any]:
    """Where one is in a list, and the way on. Keeps the filter that stands in the address."""
    query = context["request"].GET
    previous, following = (
        changed(query, parameter, page.number - 1),
        changed(query, parameter, page.number + 1),
    )
    return {"page": page, "previous": previous, "next": following, "label": label or _("Pages")}


class PanelNode(template.Node):
    """`{% panel title more_url=… more=… note=… %}…{% endpanel %}`: a box with a heading. `bare=True`: no padding."""

    def __init__(self, title: FilterExpression, options: dict[str, FilterExpression], body: NodeList):
        self.title, self.options, self.body = title, options, body

    def render(self, context: template.Context) -> str:
        values = {name: value.resolve(context) for name, value in self.options.items()}
        values |= {"title": self.title.resolve(context), "body": self.body.render(context)}
        frame = context.template.engine.get_template("components/panel.html")  # type: ignore[union-attr]
        return frame.render(context.new(values))


@register.tag
def panel(parser: Parser, token: Token) -> PanelNode:
    bits = token.split_contents()[1:]
    if not bits:
        raise template.TemplateSyntaxError("panel needs a title")
    title, rest = parser.compile_filter(bits[0]), bits[1:]
    options = read_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"panel does not understand {rest}")
    body = parser.parse(("endpanel",))
    parser.delete_first_token()
    return PanelNode(title, options, body)


@register.simple_tag(takes_context=True)
def sort_link(context: template.Context, table: Any, column: Any) -> str:
    """The address of the same list in another order, from its first page."""
    query = context["request"].GET.copy()
    query.pop(table.prefixed_page_field, None)
    return changed(query, table.prefixed_order_by_field, str(column.order_by_alias.next))


def changed(query: QueryDict, name: str, value: Any) -> str:
    """The address of this list with one thing changed."""
    query = query.copy()
    query[name] = str(value)
    return f"?{query.urlencode()}"
