"""Rows that one may add and leave, and rows of a draft in a page that has changed since."""

import pytest
from django import forms
from django.http import QueryDict

from core.forms import all_problems
from core.formsets import AddedRow, carried_over


class Row(AddedRow):
    name = forms.CharField()
    unit = forms.CharField(initial="%", required=False)
    part = forms.ChoiceField(choices=[("one", "1"), ("two", "2")])
    wish = forms.ChoiceField(choices=[("", "—"), ("yes", "yes")], required=False)


Rows = forms.formset_factory(Row, extra=0, can_delete=True)


def rows(*given, known=0):
    data = {"form-TOTAL_FORMS": str(len(given)), "form-INITIAL_FORMS": str(known)}
    for at, row in enumerate(given):
        data |= {f"form-{at}-{name}": value for name, value in row.items()}
    return Rows(data)


@pytest.mark.parametrize("known", [0, 2])
@pytest.mark.parametrize("blank", [{"part": "two"}, {"part": "one", "name": "", "unit": "%", "wish": ""}, {}])
def test_a_row_in_which_nothing_was_written_is_not_there(blank, known):
    made = rows({"name": "甲", "part": "two"}, blank, known=known)
    assert made.is_valid(), made.errors
    assert [row for row in made.cleaned_data if row] == [
        {"name": "甲", "unit": "", "part": "two", "wish": "", "DELETE": False}
    ]


@pytest.mark.parametrize("half", [{"unit": "人"}, {"wish": "yes"}])
def test_a_row_that_was_begun_says_what_it_lacks(half):
    made = rows({"part": "one", **half})
    assert not made.is_valid()
    assert set(made.errors[0]) == {"name"}


def test_nothing_is_said_about_a_row_that_is_being_removed():
    made = rows({"part": "one", "unit": "人", "DELETE": "on"}, {"part": "one", "unit": "人"})
    assert not made.is_valid()
    assert [problem.target for problem in all_problems([made])] == ["id_form-1-name"]


def typed(**values):
    data = QueryDict(mutable=True)
    data.update({name.replace("__", "-"): value for name, value in values.items()})
    return data


def test_what_was_typed_goes_to_the_row_that_is_about_the_same():
    before = typed(
        rows__TOTAL_FORMS="2",
        rows__0__bid="a",
        rows__0__points="3",
        rows__1__bid="b",
        rows__1__points="5",
        x="1",
    )
    after = carried_over(before, "rows", [{"bid": "b"}, {"bid": "c"}])
    assert after.dict() == {
        "rows-TOTAL_FORMS": "2",
        "rows-INITIAL_FORMS": "2",
        "rows-0-bid": "b",
        "rows-0-points": "5",
        "rows-1-bid": "c",
        "x": "1",
    }
    assert carried_over(before, "rows", []).dict() == {
        "rows-TOTAL_FORMS": "0",
        "rows-INITIAL_FORMS": "0",
        "x": "1",
    }
