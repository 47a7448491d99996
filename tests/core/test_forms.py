"""One look for every form: errors beside their field, nothing typed is lost, rows without JavaScript."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template import engines
from django.utils import translation

from core.components import StagedFile
from core.formsets import MOST_ROWS, with_added_row
from core.money import MoneyFormField


class Application(forms.Form):
    name = forms.CharField(label="Name", help_text="As registered")
    total = MoneyFormField(label="Total")
    people = forms.IntegerField(label="People", required=False)
    starts = forms.DateField(label="Start", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Sure")

    def clean_total(self):
        if self.cleaned_data["total"] > Decimal(100):
            raise ValidationError("100 % is the most", code="A5.1")
        return self.cleaned_data["total"]


class Row(forms.Form):
    what = forms.CharField(label="Item")
    price = MoneyFormField(label="Price")


Rows = forms.formset_factory(Row, extra=0, can_delete=True)


def draw(template, **context):
    return engines["django"].from_string(template).render(context)


@pytest.fixture
def refused():
    form = Application(QueryDict("name=&total=538000.00&people=many&starts=2026-05-01"))
    assert not form.is_valid()
    return form


def test_errors_stand_beside_their_field_and_are_tied_to_it(refused):
    html = draw("{% fields form %}", form=refused)
    assert '<div id="id_total_error"><p class="err">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert html.index('id="id_total_error"') < html.index('name="total"')


def test_what_was_typed_stays_even_where_it_is_wrong(refused):
    html = draw("{% fields form %}", form=refused)
    for value in ('value="538000.00"', 'value="many"', 'value="2026-05-01"'):
        assert value in html


def test_an_error_names_the_rule_behind_it(refused):
    html = draw("{% fields form %}", form=refused)
    assert 'href="/rules/A5.1/"' in html
    assert "100 % is the most" in html


def test_the_summary_lists_all_errors_in_the_order_of_the_page(refused):
    rows = Rows(QueryDict("r-TOTAL_FORMS=1&r-INITIAL_FORMS=0&r-0-what=&r-0-price=1,80"), prefix="r")
    html = draw("{% error_summary form rows %}", form=refused, rows=rows)
    targets = [
        "#id_name",
        "#id_total",
        "#id_people",
        "#id_kind_0",
        "#id_sure",
        "#id_r-0-what",
        "#id_r-0-price",
    ]
    places = [html.index(f'href="{target}"') for target in targets]
    assert places == sorted(places)
    assert html.count("<li>") == len(targets)


def test_a_form_that_nobody_sent_has_no_summary():
    assert "p-errs" not in draw("{% error_summary form %}", form=Application())


def test_every_input_can_be_found_by_its_label():
    html = draw("{% fields form %}", form=Application())
    for name in ("name", "total", "people", "starts"):
        assert f'<label for="id_{name}">' in html
    assert "<legend>Kind" in html
    assert '<label class="p-opt"><input type="checkbox" name="sure"' in html


def test_optional_fields_say_so_and_required_ones_do_not():
    html = draw('{% fields form "name" %}', form=Application())
    assert "opt" not in html
    assert '<span class="opt">' in draw('{% fields form "people" %}', form=Application())


def test_numbers_are_typed_as_text_so_that_the_browser_drops_nothing():
    html = draw('{% fields form "people starts" %}', form=Application())
    assert 'type="number"' not in html
    assert 'inputmode="decimal"' in html
    assert 'type="date"' in html


def test_files_that_were_received_are_listed():
    class Input(forms.FileInput):
        template_name = "components/forms/file.html"

        def get_context(self, name, value, attrs):
            context = super().get_context(name, value, attrs)
            context["widget"] |= {
                "staged": [StagedFile("7", "会议纪要<.pdf", 2048)],
                "remove_name": "file-remove",
            }
            return context

    class Paper(forms.Form):
        file = forms.FileField(label="File", widget=Input)

    html = draw("{% fields form %}", form=Paper())
    assert "会议纪要&lt;.pdf" in html
    assert '<input type="hidden" name="file" value="7">' in html


def test_a_row_is_added_without_javascript():
    data = QueryDict("r-TOTAL_FORMS=1&r-INITIAL_FORMS=0&r-0-what=x&r-0-price=1,80&add_row=r")
    html = draw("{% formset rows %}", rows=Rows(with_added_row(data), prefix="r"))
    assert 'name="r-1-what"' in html
    assert 'value="1,80"' in html


@pytest.mark.parametrize("total", ["", "x", "²", "-1", str(MOST_ROWS)])
def test_a_forged_number_of_rows_adds_none(total):
    data = QueryDict(mutable=True)
    data.update({"r-TOTAL_FORMS": total, "add_row": "r"})
    assert with_added_row(data)["r-TOTAL_FORMS"] == total


def test_the_empty_row_for_scripts_is_no_input_of_the_form():
    html = draw("{% formset rows %}", rows=Rows(prefix="r", initial=[{"what": "x"}]))
    outside, _template = html.split("<template>")
    assert "__prefix__" not in outside


def test_characters_that_nobody_sees_are_taken_out_of_what_is_typed():
    """Marks of direction let one text look like another; passwords are what they are."""
    assert forms.CharField().clean("\u202e上门\u200b服务\ufeff\x07\u2066") == "上门服务"
    assert forms.CharField().clean("a\tb\nc\u200dd") == "a\tb\nc\u200dd"
    assert forms.CharField(required=False).clean("\u202e") == ""
    assert forms.CharField(strip=False).clean("\u200bx") == "\u200bx"


def test_limits_of_numbers_are_said_in_the_portals_own_words():
    field = forms.DecimalField(max_digits=4, decimal_places=2)
    with translation.override("zh-hans"):
        for typed in ("1.234", "123.4", "12345.6"):
            with pytest.raises(ValidationError) as caught:
                field.clean(typed)
            assert all(said.startswith("最多") and said.endswith("。") for said in caught.value.messages)
