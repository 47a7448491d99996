"""Every page of the shell in both languages, on the desk and on the phone, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import assert_accessible

PAGES = [
    "/",
    "/search/",
    "/search/?q=养老",
    "/components/",
    "/components/?refused=1",
    "/mailbox/",
    "/about/accessibility/",
    "/about/privacy/",
    "/about/site-map/",
    "/accounts/sign-in/",
    "/nothing-here/",
]
SIZES = [("zh-CN", 1280), ("en-GB", 1280), ("zh-CN", 390), ("en-GB", 390)]


@pytest.mark.parametrize(("language", "width"), SIZES)
def test_pages_are_accessible_at_every_size(visit, language, width):
    page = visit(language, width)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        said.clear()
        answer = page.goto(path)
        assert_accessible(page)
        assert not said or answer.status == 404, f"{path}: {said}"


def test_large_text_and_zoom_keep_everything_within_the_window(visit):
    page = visit("zh-CN", 640)  # 200 % of 1280
    page.goto("/preferences/?text=large&next=/")
    for path in PAGES:
        page.goto(path)
        assert_accessible(page)


def test_menus_open_without_javascript_and_close_on_escape_with_it(browser, site, visit):
    plain = browser.new_context(
        base_url=site.url, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = plain.new_page()
    page.goto("/")
    page.locator(".p-menu summary").click()
    expect(page.locator(".p-menu nav a").first).to_be_visible()
    plain.close()
    page = visit(width=390)
    page.goto("/")
    page.locator(".p-menu summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".p-menu nav")).to_be_hidden()


def test_the_first_tab_leads_past_the_menu(visit):
    page = visit()
    page.goto("/about/privacy/")
    page.keyboard.press("Tab")
    expect(page.locator(".p-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_refused_form_puts_the_cursor_where_it_is_wrong(visit):
    page = visit("en-GB")
    page.goto("/components/?refused=1")
    expect(page.locator(".p-errs")).to_be_focused()
    page.locator(".p-errs a", has_text="Number of recipients").click()
    expect(page.locator("#id_people")).to_be_focused()


def test_rows_are_added_with_and_without_javascript(browser, site, visit):
    page = visit()
    page.goto("/components/")
    before = page.locator("#lines-table tbody tr").count()
    page.locator("[data-add-row]").click()
    expect(page.locator(f"#id_lines-{before}-what")).to_be_focused()
    assert page.locator("#id_lines-TOTAL_FORMS").input_value() == str(before + 1)
    plain = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/components/")
    page.fill("#id_need", "必要")
    page.locator("[data-add-row]").click()
    expect(page.locator("#lines-table tbody tr")).to_have_count(before + 1)
    assert page.locator("#id_need").input_value() == "必要"
    plain.close()


@pytest.mark.parametrize(
    ("typed", "words"), [("538,000", "伍拾叁万捌仟元整"), ("1.05", "壹元零伍分"), ("1.005", ""), ("x", "")]
)
def test_an_amount_is_said_in_words_while_one_types(visit, typed, words):
    page = visit()
    page.goto("/components/")
    page.fill("#id_total", typed)
    expect(page.locator("#id_total + .after")).to_have_text(words)


def test_a_form_is_sent_once(visit):
    page = visit()
    page.goto("/components/")
    sent = []
    page.route(
        "**/components/",
        lambda route: (
            sent.append(1) or route.abort() if route.request.method == "POST" else route.continue_()
        ),
    )
    page.evaluate("const b = document.querySelector('.p-form form .btn-primary'); b.click(); b.click();")
    page.wait_for_timeout(300)
    assert len(sent) == 1
