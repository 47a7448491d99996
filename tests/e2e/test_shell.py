"""Signing in, the language, one's own memberships: in a real browser."""

from playwright.sync_api import expect

from tests.e2e.people import click

PASSWORD = "changchun-2014"


def sign_in(page, username):
    page.goto("/accounts/sign-in/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    click(page.locator("main form").first.get_by_role("button", name="登录"))
    expect(page).to_have_url("/worklist/")


def test_a_handler_signs_in_and_out(visit):
    page = visit()
    sign_in(page, "mzj.jingban")
    expect(page.get_by_role("heading", level=1)).to_have_text("待办")
    expect(page.locator(".p-mast")).to_contain_text("长春市民政局")
    click(page.get_by_role("button", name="退出").first)
    page.goto("/worklist/")
    expect(page).to_have_url("/accounts/sign-in/?next=/worklist/")


def test_a_wrong_password_is_said_clearly_and_keeps_the_name(visit):
    page = visit()
    page.goto("/accounts/sign-in/")
    page.locator("#id_username").fill("mzj.jingban")
    page.locator("#id_password").fill("not-the-password")
    click(page.locator("main form").first.get_by_role("button", name="登录"))
    expect(page.get_by_role("alert")).to_contain_text("账号或密码不正确")
    expect(page.locator("#id_username")).to_have_value("mzj.jingban")


def test_the_language_is_switched_and_kept(visit):
    page = visit()
    page.goto("/")
    click(page.get_by_role("link", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/accounts/sign-in/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_the_language_changes_in_the_middle_of_a_form_and_nothing_typed_is_lost(visit):
    page = visit()
    page.goto("/providers/join/")
    name, secret = (
        page.locator("main input[type=text]").first,
        page.locator("main input[type=password]").first,
    )
    name.fill("吉林省晨光社会工作服务中心")
    secret.fill("不会留下的密码一二三四五")
    click(page.get_by_role("link", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(name).to_have_value("吉林省晨光社会工作服务中心")
    expect(secret).to_have_value("")
    page.reload()
    expect(name).to_have_value("")


def test_a_page_that_another_of_my_memberships_may_see_offers_to_switch(visit):
    """The treasurer acts for the city; a paper of the Jingyue zone is a 404 until they switch."""
    page = visit()
    sign_in(page, "czj.guoku")
    page.goto("/accounts/me/")
    row = page.get_by_role("row").filter(has_text="净月高新区财政局")
    click(row.get_by_role("button"))
    expect(page.locator(".p-mast")).to_contain_text("净月高新区财政局")
