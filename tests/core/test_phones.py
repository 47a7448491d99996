"""Telephone numbers are taken as offices write them, and nothing else is."""

import pytest
from django.core.exceptions import ValidationError

from core.phones import PhoneField, mobile


@pytest.mark.parametrize(
    "number",
    [
        "0431-88770000",
        "0431-8877 0000转601",
        "+86 138 0013 8000",
        "（0431）88770000",
        "12345",
        "13800138000、13900139000",
    ],
)
def test_what_can_be_rung_is_kept_as_it_was_written(number):
    assert PhoneField().clean(f" {number} ") == number


def test_digits_of_a_chinese_keyboard_are_kept_as_plain_ones():
    assert PhoneField().clean("（０４３１）－８８７７００００") == "（0431）-88770000"
    assert mobile("１３８ ００１３－８０００") == mobile("＋８６１３８００１３８０００") == "13800138000"
    assert mobile("１３８") is None


@pytest.mark.parametrize("number", ["notaphone!!", "1234", "见附件", "<b>0431-88770000</b>"])
def test_what_cannot_be_rung_is_refused_in_a_sentence(number):
    with pytest.raises(ValidationError, match="0431-88770000"):
        PhoneField().clean(number)
