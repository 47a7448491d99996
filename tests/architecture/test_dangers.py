"""Doors that are easily left open. Each exception is reviewed and says why it is safe."""

import re

from tests.architecture.source import calls_of, templates

DANGEROUS_CALLS = re.compile(
    r"(^|\.)(mark_safe|SafeString|SafeText|csrf_exempt|RawSQL|extra|raw|eval|exec|pickle\.loads?|yaml\.load)$"
)
DANGEROUS_MARKUP = re.compile(
    r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off|\bon[a-z]+\s*=\s*[\"']|javascript:", re.I
)
FOREIGN_ADDRESSES = re.compile(r"(src|href|action)\s*=\s*[\"'](https?:)?//", re.I)

REVIEWED_CALLS = {
    "workflow/locking.py": "Django has no FOR SHARE; table and key don't come from input",
}
REVIEWED_TEMPLATES: dict[str, str] = {}


def test_no_dangerous_calls():
    found = calls_of(DANGEROUS_CALLS)
    assert found.keys() == REVIEWED_CALLS.keys(), found


def test_no_template_turns_escaping_off_or_runs_inline_code():
    found = {
        name: match.group() for name, text in templates().items() if (match := DANGEROUS_MARKUP.search(text))
    }
    assert found.keys() == REVIEWED_TEMPLATES.keys(), found


def test_no_page_loads_or_sends_anything_elsewhere():
    found = {
        name: match.group() for name, text in templates().items() if (match := FOREIGN_ADDRESSES.search(text))
    }
    assert found == {}


def test_numbers_are_read_in_one_place():
    """Django's own fields take `1e5` and refuse `6,000`: what people paste is read by `core.numbers`."""
    found = calls_of(re.compile(r"^forms\.(DecimalField|IntegerField|FloatField)$"))
    assert found.keys() == set()
