"""The parts of a page say in words what they show."""

from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils.translation import override

from core.components import ChartRow, Crumb, MoneyBar, Paper, Series, Stage, Voice


def draw(template, **context):
    with override("en"):
        return engines["django"].from_string(template).render(context)


def test_a_chart_has_its_figures_in_a_table():
    rows = [ChartRow("Care", [Decimal(200), Decimal(50)]), ChartRow("Law", [Decimal(100), None])]
    html = draw(
        '{% chart rows series "Budget" %}', rows=rows, series=[Series("Budget", "yuan"), Series("Paid")]
    )
    assert "width:100.00%" in html
    assert "width:25.00%" in html
    assert html.count('<td class="num">') == 4
    assert '<div class="p-chart" aria-hidden="true">' in html


def test_money_lies_on_one_scale():
    rows = [
        MoneyBar("Budget", Decimal(400), "base"),
        MoneyBar("Paid", Decimal(100), "paid", limit=Decimal(200)),
    ]
    html = draw("{% money_bars rows %}", rows=rows)
    assert 'style="width:25.00%"' in html
    assert '<u style="left:50.00%">' in html
    assert "100.00" in html


def test_the_red_line_is_told_in_figures_where_it_says_what_it_means():
    bar = MoneyBar("Paid", Decimal(100), "paid", limit=Decimal(200), limit_means="At most payable")
    assert "At most payable" in (html := draw("{% money_bars rows %}", rows=[bar]))
    assert "200.00" in html
    assert "p-money-limit" not in draw(
        "{% money_bars rows %}", rows=[MoneyBar("A", Decimal(1), limit=Decimal(2))]
    )


def test_a_missing_paper_says_so():
    assert "Missing" in draw("{% papers rows %}", rows=[Paper("Record", missing=True)])


def test_the_present_stage_is_marked_for_screen_readers():
    html = draw("{% stages rows %}", rows=[Stage("A", "done"), Stage("B", "now"), Stage("C")])
    assert html.count('aria-current="step"') == 1
    assert "Done:" in html


def test_a_party_without_evidence_gets_no_number():
    html = draw(
        "{% voices rows %}", rows=[Voice("Purchaser", 92), Voice("Recipients", None), Voice("Third", 0)]
    )
    assert "no evidence" in html
    assert html.count("%</span>") == 2


@pytest.mark.parametrize(("letter", "css"), [("优", "plain"), ("差", "fail")])
def test_grades_are_read_out_by_name(letter, css):
    html = draw("{% grade letter %}", letter=letter)
    assert css in html and 'title="Grade: ' in html
    assert 'aria-label="Grade: ' in draw('{% grade letter size="xl" %}', letter=letter)


def test_the_last_crumb_is_this_page():
    html = draw("{% crumbs rows %}", rows=[Crumb("Home", "/"), Crumb("<Here>")])
    assert '<span aria-current="page">&lt;Here&gt;</span>' in html


def test_the_way_through_pages_keeps_the_filter():
    request = RequestFactory().get("/?q=a%26b&page=2")
    html = draw("{% pager page %}", page=Paginator(range(60), 20).page(2), request=request)
    assert 'href="?q=a%26b&amp;page=3"' in html
    assert "21–40 of 60" in html


def test_a_panel_takes_only_what_it_knows():
    assert "<h2>T</h2>" in draw('{% panel "T" note="n" %}x{% endpanel %}')
    with pytest.raises(TemplateSyntaxError):
        draw('{% panel "T" nonsense %}x{% endpanel %}')


def test_a_colour_that_means_nothing_is_refused():
    with pytest.raises(TemplateSyntaxError):
        draw('{% tag "x" "purple" %}')


def test_texts_of_people_are_escaped():
    for template in ("{% tag t %}", "{% empty t t %}", "{% panel t %}{{ t }}{% endpanel %}"):
        assert "<script>" not in draw(template, t="<script>")
