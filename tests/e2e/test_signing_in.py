"""Other ways in, in a real browser: through the government's identity service, and by a passkey."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import assert_accessible
from tests.e2e.people import Desk, click, sign_in

CLERK, WANG = "czj.shenhe", "220104001"
OWNER = "sjj.shenji"
"""Nobody else's test signs in as them: from here on a passkey is asked for."""
SERVICE = "统一身份认证"
BASIS = "财采〔2025〕1号"


@pytest.fixture
def provider(site):
    yield site.provider
    site.provider.is_crooked()


def security(desk: Desk) -> Desk:
    desk.page.locator(".p-who summary").click()
    return desk.follow("我的账号", within=desk.page.locator(".p-who")).follow("登录与设备")


def show_who(desk: Desk, said: str) -> None:
    """On the service's own page."""
    expect(desk.page.get_by_role("heading", level=1)).to_have_text(SERVICE)
    desk.page.get_by_label("证件号").fill(WANG)
    click(desk.page.get_by_role("button", name=said))


def sign_out(desk: Desk) -> None:
    click(desk.page.locator(".p-gov").get_by_role("button", name="退出"))


def test_a_clerk_links_signs_in_through_it_and_confirms_by_it_what_is_grave(visit, provider):
    page = visit()
    sign_in(page, CLERK)
    clerk = security(Desk(page))
    click(clerk.main.locator("#identity").get_by_role("button"))
    show_who(clerk, "登录认证")
    clerk.sees("王秀兰", WANG)
    assert_accessible(page)
    clerk.send("将该身份与我的账号绑定").sees("已绑定")
    assert_accessible(page)
    sign_out(clerk)
    expect(page).to_have_url(re.compile(r"localhost:\d+/$"))

    provider.is_crooked(
        claims={"auth_time": int(time.time()) - 3600}
    )  # a session that was open there already
    click(page.get_by_role("link", name="登录").first)
    expect(page).to_have_url(re.compile("/accounts/sign-in/"))
    assert_accessible(page)
    click(page.get_by_role("button", name=f"通过{SERVICE}登录"))
    expect(page).to_have_url(re.compile("/worklist/$"))
    provider.is_crooked()

    clerk.go("政策与规则", "全部调整").press("提出调整").follow("自合同签订之日起公告合同的期限")
    clerk.fill(
        jurisdiction={"index": 1},
        value="1",
        effective_from="2099-01-01",
        basis=BASIS,
        explanation="缩短时间。",
    )
    form = clerk.main.locator("form:not(.p-filter)").get_by_role("button", name="提出参数调整", exact=True)
    click(form)
    expect(page.get_by_role("heading", level=1)).to_have_text("确认是您本人")
    assert_accessible(page)
    click(page.get_by_role("button", name=f"通过{SERVICE}确认"))
    show_who(clerk, "登录认证")
    expect(page.locator("[name=basis]")).to_have_value(BASIS)
    click(form)
    clerk.is_told("调整已经提出")


def test_a_passkey_is_made_and_signs_in_alone(visit):
    page = visit()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, OWNER)
    owner = security(Desk(page))
    who = page.locator(".p-who summary").inner_text()
    owner.follow(re.compile("^添加"))
    click(owner.fill(name="办公室的电脑").main.get_by_role("button", name="添加"))
    owner.is_told("通行密钥已添加").press("我已妥善保存").sees("办公室的电脑")
    kept = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device["authenticatorId"]})
    assert [key["rpId"] for key in kept["credentials"]] == ["localhost"]
    sign_out(owner)
    click(page.get_by_role("link", name="登录").first)
    click(page.get_by_role("button", name="用通行密钥登录"))
    expect(page).to_have_url(re.compile("/worklist/$"))
    assert page.locator(".p-who summary").inner_text() == who
