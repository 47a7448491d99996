"""Translations are kept by hand, and nothing about them slips through."""

import pytest
from tools.messages import catalogue, checks, sources
from tools.messages.model import Key, Message

from tools import messages

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
def f(n):
    # Translators: on the button
    a = _("Hello %(name)s, "
          "you")
    return a, ngettext("%(n)s bid", "%(n)s bids", n), pgettext("state", "Open")
"""
TEMPLATE = """
<div title="{% translate "Save" context "button" %}">
   {% if a %}{% blocktranslate trimmed with x=a.b count n=l|length %}
        One {{ x }} item
      {% plural %}
        {{ n }} {{ x }} items
    {% endblocktranslate %}{% endif %}
 {{ _("Filtered")|upper }} don't ( "break
"""


@pytest.fixture
def project(tmp_path):
    files = {
        "shop/apps.py": "",
        "core/apps.py": "",
        "shop/views.py": PYTHON,
        "shop/migrations/0001.py": '_("Never")',
        "templates/shop/page.html": TEMPLATE,
        "templates/layout/base.html": '{% translate "Shared" %}',
        "static/shop/page.js": 'gettext("From a script");',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def po(project, app="shop", domain="django"):
    return catalogue.path_of(project, (app, domain))


def fill(project, **translations):
    """Put translations into the catalogues as a person would."""
    for name, found in catalogue.read_all(project).items():
        for key, message in found.items():
            message.translation = translations.get(key.text.split()[0], f"译{key.plural or key.text}")
        catalogue.path_of(project, name).write_text(catalogue.render(found))


def test_everything_people_read_is_found_once_in_the_catalogue_of_its_app(project):
    found = sources.collect(project)
    assert set(found["shop", "django"]) == {
        Key("Hello %(name)s, you"),
        Key("%(n)s bid", "%(n)s bids"),
        Key("Open", context="state"),
        Key("Save", context="button"),
        Key("One %(x)s item", "%(n)s %(x)s items"),
        Key("Filtered"),
    }
    assert set(found["core", "django"]) == {Key("Shared")}
    assert set(found["shop", "djangojs"]) == {Key("From a script")}


def test_a_second_run_changes_nothing(project, capsys):
    messages.update(project)
    fill(project)
    messages.update(project)
    before = {path: path.read_bytes() for path in project.rglob("*.po")}
    messages.update(project)
    assert {path: path.read_bytes() for path in project.rglob("*.po")} == before
    assert messages.check(project) == 0


def test_what_is_missing_and_what_is_no_longer_used_is_named(project, capsys):
    messages.update(project)
    fill(project)
    (project / "shop" / "views.py").write_text('_("New")')
    faults = list(checks.faults(sources.collect(project), catalogue.read_all(project)))
    assert "shop/django: missing: “New”" in faults
    assert "shop/django: obsolete: “Open” [state]" in faults
    messages.update(project)
    assert "dropped “Open” [state] → “译Open”" in capsys.readouterr().out
    assert "Open" not in po(project).read_text()


@pytest.mark.parametrize("wrong", ["你好", "%(nam)s 你好", "%(name)s %(name)s"])
def test_a_lost_placeholder_is_a_fault(project, wrong):
    messages.update(project)
    fill(project, Hello=wrong)
    faults = list(checks.faults(sources.collect(project), catalogue.read_all(project)))
    assert faults == ["shop/django: different placeholders: “Hello %(name)s, you”"]


def test_a_sentence_is_translated_in_one_way(project):
    (project / "core" / "views.py").write_text('_("Filtered")')
    messages.update(project)
    fill(project)
    text = po(project, "core").read_text().replace("译Filtered", "别Filtered")
    po(project, "core").write_text(text)
    faults = list(checks.faults(sources.collect(project), catalogue.read_all(project)))
    assert faults == ["translated differently: “Filtered”: 别Filtered (core); 译Filtered (shop)"]


def test_another_app_s_translation_is_taken_over(project):
    messages.update(project)
    fill(project)
    (project / "core" / "views.py").write_text('_("Filtered")')
    messages.update(project)
    assert catalogue.read_all(project)["core", "django"][Key("Filtered")].translation == "译Filtered"


def test_quotes_and_line_breaks_survive(tmp_path):
    message = Message(Key('Say "a\\b"\nand\ttab'), 'Ein "c\\d"\n\tx')
    po(tmp_path).parent.mkdir(parents=True)
    po(tmp_path).write_text(catalogue.render({message.key: message}))
    assert catalogue.read_all(tmp_path)["shop", "django"][message.key].translation == message.translation
