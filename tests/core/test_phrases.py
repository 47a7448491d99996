"""What each language puts together in its own way."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils.translation import gettext_lazy, override

from core import dates, figures, phrases


def test_lists_are_joined_as_the_reader_joins_them():
    with override("zh-hans"):
        assert phrases.listed(["甲", 2, "丙"]) == "甲、2、丙"
        assert phrases.remarks(["甲，乙", "丙"]) == "甲，乙；丙"
    with override("en"):
        assert phrases.listed(["a", 2, "c"]) == "a, 2, c"
        assert phrases.remarks(["a, b", "c"]) == "a, b; c"


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (Decimal(1860), "户", "1,860 户", "1,860 households"),
        (Decimal("1.00"), "户", "1 户", "1 household"),
        (Decimal("12.5"), "小时", "12.50 小时", "12.50 hours"),
        (Decimal(95), "%", "95%", "95%"),
        (Decimal(3), "点·次", "3 点·次", "3 点·次"),
        (None, "户", "户", "households"),
    ],
)
def test_a_unit_that_is_known_has_its_english_word(value, unit, chinese, english):
    with override("zh-hans"):
        assert figures.measured(value, unit) == chinese
    with override("en"):
        assert figures.measured(value, unit) == english


def test_a_month_is_written_in_one_way():
    with override("zh-hans"):
        assert dates.month_text(date(2026, 9, 1)) == dates.month_text("2026-09-30") == "2026年9月"
    with override("en"):
        assert dates.month_text(date(2026, 9, 1)) == "September 2026"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 3, 28, 0, 0, tzinfo=dates.SHANGHAI), "27 March 2026"),
        (datetime(2026, 3, 27, 23, 59, 59, tzinfo=dates.SHANGHAI), "27 March 2026"),
        (datetime(2026, 3, 27, 16, 30, tzinfo=dates.SHANGHAI), "27 March 2026, 16:30"),
        ("2026-03-27T16:00:00Z", "27 March 2026"),
        (date(2026, 3, 27), "27 March 2026"),
        (None, ""),
    ],
)
def test_the_end_of_a_day_is_told_as_that_day(moment, said):
    with override("en"):
        assert dates.end_text(moment) == said


@pytest.mark.parametrize(("language", "stamped"), [("zh-hans", ">优<"), ("en", ">Excellent<")])
def test_a_grade_is_stamped_in_chinese_and_said_in_english(language, stamped):
    with override(language):
        html = engines["django"].from_string('{% grade "优" %}').render({})
    assert stamped in html and ("优" in html) == (language != "en")


def test_what_is_kept_in_both_languages_is_told_in_the_readers():
    with override("en"):
        kept = phrases.in_both(gettext_lazy("Project"), 300)
    assert kept == ("项目", "Project")
    with override("zh-hans"):
        assert phrases.in_either(*kept) == "项目"
    with override("en"):
        assert phrases.in_either(*kept) == "Project"
        assert phrases.in_either("居家养老", "") == "居家养老"
    assert phrases.in_both("居家养老服务", 4) == ("居家养老", "")
