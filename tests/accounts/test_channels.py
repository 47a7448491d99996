"""The ways out of the house, against a real server on this machine: what is sent, and which failures are final."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import override_settings

from accounts.models import User
from accounts.telling.channels import Later, Letter, Never, wecom
from accounts.telling.channels.mail import Mail
from accounts.telling.channels.sms import Gateway, sign
from accounts.telling.channels.wecom import WeCom

PERSON = User(username="mzj.jingban", name="秦岚", email="qin@example.org")
LETTER = Letter("7d0c", "即将到期", "【长春购服】您有事项即将到期。", "/accounts/messages/7d0c/")
KEY = "a-key-that-both-know"


class Service(BaseHTTPRequestHandler):
    """Answers what the test has laid out, in that order, and keeps what it was asked."""

    answers: list = []
    asked: list = []

    def _answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.asked.append((self.command, self.path, dict(self.headers), body))
        status, said = self.answers.pop(0)
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if status in {301, 302}:
            self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = _answer

    def log_message(self, *args):
        pass


@contextmanager
def serving(*answers):
    Service.answers, Service.asked = list(answers), []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    wecom._token.value = ""
    with override_settings(
        SMS_URL=f"{url}/sms", SMS_KEY=KEY, WECOM_URL=url, WECOM_CORP="ww1", WECOM_AGENT=1000002, WECOM_SECRET="s3cret",
        PUBLIC_URL="https://goufu.example",
    ):  # fmt: skip
        try:
            yield Service
        finally:
            server.shutdown()
            server.server_close()


def by_sms():
    return Gateway("sms").send(PERSON, "13800138000", LETTER)


def by_wecom(letter=LETTER):
    return WeCom("wecom").send(PERSON, "QinLan", letter)


def test_the_gateway_is_sent_signed_json():
    with serving((200, {"receipt": "r-1"})) as service:
        assert by_sms() == "r-1"
    [(method, path, heads, body)] = service.asked
    assert (method, path) == ("POST", "/sms")
    assert json.loads(body) == {
        "id": "7d0c",
        "to": "+8613800138000",
        "text": "【长春购服】您有事项即将到期。 https://goufu.example/accounts/messages/7d0c/",
    }
    assert heads["X-Portal-Signature"] == sign(KEY, heads["X-Portal-Time"], body)
    assert heads["X-Portal-Signature"] != sign(KEY, heads["X-Portal-Time"], body + b" ")


def test_a_gateway_that_has_had_it_is_content():
    with serving((409, b"")):
        assert by_sms() == "7d0c"


@pytest.mark.parametrize(
    ("status", "said", "error"),
    [
        (500, b"", Later),
        (503, b"", Later),
        (429, b"", Later),
        (200, b"<html>", Later),
        (200, b"[]", Later),
        (400, {"error": "no such number"}, Never),
        (401, b"", Never),
        (302, b"", Never),
    ],
)
def test_which_answers_are_final(status, said, error):
    with serving((status, said)) as service, pytest.raises(error):
        by_sms()
    assert len(service.asked) == 1, "no redirect is followed"


def test_nobody_there_is_for_now_and_no_setting_is_for_good():
    with override_settings(SMS_URL="http://127.0.0.1:1/", SMS_KEY=KEY), pytest.raises(Later):
        by_sms()
    for url, key in (("", KEY), ("file:///etc/passwd", KEY), ("http://127.0.0.1:1/", "")):
        with override_settings(SMS_URL=url, SMS_KEY=key), pytest.raises(Never):
            by_sms()


TOKEN = (200, {"errcode": 0, "errmsg": "ok", "access_token": "t-1", "expires_in": 7200})
SENT = (200, {"errcode": 0, "errmsg": "ok", "msgid": "m-1"})


def test_wecom_fetches_a_token_once_and_sends_a_card():
    with serving(TOKEN, SENT, SENT) as service:
        assert by_wecom() == "m-1"
        by_wecom()
    (_get, asked, _heads, _none), (method, path, _heads, body), _again = service.asked
    assert urlsplit(asked).path == "/cgi-bin/gettoken"
    assert parse_qs(urlsplit(asked).query) == {"corpid": ["ww1"], "corpsecret": ["s3cret"]}
    assert (method, path) == ("POST", "/cgi-bin/message/send?access_token=t-1")
    assert json.loads(body) == {
        "touser": "QinLan",
        "agentid": 1000002,
        "msgtype": "textcard",
        "enable_duplicate_check": 1,
        "duplicate_check_interval": 14400,
        "textcard": {
            "title": "即将到期",
            "description": "【长春购服】您有事项即将到期。",
            "url": "https://goufu.example/accounts/messages/7d0c/",
        },
    }


def test_wecom_a_text_without_a_place_is_plain():
    with serving(TOKEN, SENT) as service:
        by_wecom(Letter("c", "验证码", "验证码：123456"))
    assert json.loads(service.asked[1][3])["text"] == {"content": "验证码：123456"}


def test_wecom_an_ended_token_is_fetched_anew_once():
    over = (200, {"errcode": 42001, "errmsg": "access_token expired"})
    with serving(TOKEN, over, TOKEN, SENT):
        assert by_wecom() == "m-1"
    with serving(TOKEN, over, TOKEN, over), pytest.raises(Later):
        by_wecom()


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"errcode": -1, "errmsg": "system busy"}, Later),
        ({"errcode": 45009, "errmsg": "api freq out of limit"}, Later),
        ({"errcode": 81013, "errmsg": "all invalid"}, Never),
        ({"errcode": 60020, "errmsg": "not allow to access from your ip"}, Never),
        ({"errcode": 0, "errmsg": "ok", "invaliduser": "qinlan"}, Never),
        ({"errcode": 0, "errmsg": "ok", "unlicenseduser": "other|QinLan"}, Never),
    ],
)
def test_wecom_which_answers_are_final(said, error):
    with serving(TOKEN, (200, said)), pytest.raises(error):
        by_wecom()


def test_wecom_a_wrong_secret_is_for_good_and_never_said():
    with (
        serving((200, {"errcode": 40001, "errmsg": "invalid credential s3cret"})),
        pytest.raises(Never) as caught,
    ):
        by_wecom()
    assert "s3cret" not in str(caught.value)


def test_mail_carries_the_link_and_a_number_that_stays():
    with override_settings(PUBLIC_URL="https://goufu.example/"):
        receipts = {Mail("mail").send(PERSON, PERSON.email, LETTER) for _time in range(2)}
    first, second = mail.outbox
    assert first.body.endswith("\n\nhttps://goufu.example/accounts/messages/7d0c/")
    assert receipts == {first.extra_headers["Message-ID"]} == {second.extra_headers["Message-ID"]}


def test_a_subject_is_one_line():
    Mail("mail").send(PERSON, PERSON.email, Letter("1", "催办：\r\nBcc: x@example.org", ""))
    assert mail.outbox[0].subject == "催办： Bcc: x@example.org"
