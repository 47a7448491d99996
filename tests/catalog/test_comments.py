"""Comments from the public: by anybody who can be answered, read before they are shown, answered each."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import demo as people
from accounts.coded import sending
from accounts.comments import saying
from accounts.models import MailboxMessage, User
from catalog.models import Comment, Edition, PendingComment
from core import wall
from core.actor import ANONYMOUS
from tests.catalog.test_consultation import (
    EDITOR,
    NOW,
    after_the_last_day,
    closing,
    do,
    opened,
    refused,
)
from workflow import outbox
from workflow.engine import create
from workflow.models import Event
from workflow.obstacles import Refused

WRITTEN = {
    "text": "A07养老服务应当写明认知症照护。",
    "writer": "王女士",
    "way": "mail",
    "address": "w@example.cn",
}
REPLY = {"treatment": "taken", "answer": "已写入说明。"}


@pytest.fixture
def edition(hand, legal_time) -> Edition:
    legal_time(NOW)
    return opened("mzj.lingdao")


def by_somebody(edition: Edition, who: str = "zhaohui.jingban", **data) -> Comment:
    given = {"edition": edition, "text": WRITTEN["text"], "writer": "", **data}
    return create(Comment, "submit", people.actor(who), given).subject


def write(client, edition: Edition, **data):
    return client.post(reverse("catalog:comment-new", args=[edition.pk]), {**WRITTEN, **data})


def pass_by(monkeypatch, span: timedelta) -> None:
    moment = wall.now() + span
    monkeypatch.setattr(wall, "now", lambda: moment)


def code_in(message: MailboxMessage) -> str:
    return re.search(r"\d{6}", message.body).group()


def test_a3_4_nothing_is_shown_before_it_was_read(edition, client):
    comment = by_somebody(edition)
    assert not Comment.objects.visible_to(ANONYMOUS).exists()
    assert WRITTEN["text"] not in client.get(edition.get_absolute_url()).content.decode()
    do(comment, "show", EDITOR)
    assert WRITTEN["text"] in client.get(edition.get_absolute_url()).content.decode()


NUMBERS = "联系人李四13911112222，身份证220102198001011234"


def test_foi_17_a_comment_is_shown_in_their_words_without_numbers(edition, client):
    """The form begins with a gap for each; neither the number nor other words pass. The office keeps the text."""
    comment = by_somebody(edition, text=f"{WRITTEN['text']}{NUMBERS}", writer="王 13911112222")
    client.force_login(User.objects.get(username=EDITOR))
    form = client.get(reverse("catalog:comment-show", args=[comment.pk])).context["form"]
    masked = form["shown_text"].value()
    for text in (comment.text, "A07养老服务很好。", ""):
        found = refused(comment, "show", EDITOR, shown_text=text)
        assert (found.rules, {o.field for o in found.obstacles}) == ({"FOI.17"}, {"shown_text"})
    comment = do(comment, "show", EDITOR, shown_text=masked)
    assert NUMBERS in client.get(comment.get_absolute_url()).content.decode(), (
        "the office reads on what was said"
    )
    client.logout()
    for page in (edition.get_absolute_url(), comment.get_absolute_url()):
        said = client.get(page).content.decode()
        assert WRITTEN["text"] in said and "13911112222" not in said and "220102198001011234" not in said
    client.force_login(User.objects.get(username=EDITOR))
    form = client.get(reverse("catalog:comment-reply", args=[comment.pk])).content.decode()
    assert NUMBERS in form, "whoever answers has the comment in sight"
    found = refused(comment, "reply", EDITOR, **REPLY | {"answer": NUMBERS})
    assert (found.rules, {o.field for o in found.obstacles}) == ({"FOI.17"}, {"answer"})


def test_foi_17_who_wrote_is_named_only_by_the_name_they_gave(edition):
    """Whoever gives none stays unnamed, though the account has one; a name that was given is one to be shown."""
    account = User.objects.get(username="zhaohui.jingban")
    comment = by_somebody(edition, text=f"{account.name}：{WRITTEN['text']}")
    assert refused(comment, "show", EDITOR, shown_text=comment.text).rules == {"FOI.17"}
    comment = do(comment, "show", EDITOR, shown_text=f"……：{WRITTEN['text']}")
    found = refused(comment, "reply", EDITOR, **REPLY | {"answer": f"{account.name}：已写入说明。"})
    assert found.rules == {"FOI.17"}
    named = by_somebody(edition, writer=account.name, text=f"{account.name}：{WRITTEN['text']}")
    assert do(named, "show", EDITOR).state == "shown"


def test_a_comment_that_was_shown_can_be_taken_off_the_page_again(edition, client):
    comment = do(by_somebody(edition), "show", EDITOR)
    comment = do(comment, "withhold", EDITOR, reason="误将他人隐私公开。")
    assert WRITTEN["text"] not in client.get(edition.get_absolute_url()).content.decode()
    assert client.get(comment.get_absolute_url()).status_code == 404
    client.force_login(User.objects.get(username=EDITOR))
    page = client.get(comment.get_absolute_url()).content.decode()
    assert WRITTEN["text"] in page and "误将他人隐私公开。" in page
    assert do(comment, "reply", EDITOR, **REPLY | {"answer": "请致电0431-88770000。"}).state == "answered"
    assert refused(comment, "take_down", EDITOR, reason="已不公开。").kind == "obstacles"
    late = do(do(by_somebody(edition), "show", EDITOR), "reply", EDITOR, **REPLY)
    do(late, "take_down", EDITOR, reason="答复后才发现含他人隐私。")
    client.logout()
    assert client.get(late.get_absolute_url()).status_code == 404


def test_what_is_not_shown_has_its_reason_and_is_answered_all_the_same(edition, client):
    comment = do(by_somebody(edition), "withhold", EDITOR, reason="含他人隐私。")
    comment = do(comment, "reply", EDITOR, **REPLY)
    assert comment.state == "answered"
    assert not Comment.objects.visible_to(ANONYMOUS).exists()
    assert client.get(comment.get_absolute_url()).status_code == 404
    client.force_login(User.objects.get(username="zhaohui.jingban"))
    assert REPLY["answer"] in client.get(comment.get_absolute_url()).content.decode()


def test_a3_4_a_consultation_is_not_closed_before_each_comment_is_answered(edition, legal_time):
    comment = do(by_somebody(edition), "show", EDITOR)
    after_the_last_day(legal_time)
    reason = {"overrides-O102-13": "不再等待答复。"}
    assert refused(edition, "close_consultation", EDITOR, **closing(**reason)).rules == {"A3.4"}
    do(comment, "reply", EDITOR, **REPLY)
    assert do(edition, "close_consultation", EDITOR, **closing(**reason)).state == "heard"


def test_catalog_consultation_comments_are_taken_until_the_last_day(edition, client, legal_time):
    after_the_last_day(legal_time)
    with pytest.raises(Refused) as found:
        by_somebody(edition)
    assert found.value.rules == {"catalog.consultation"}
    assert write(client, edition).status_code == 404


def test_without_an_account_one_shows_an_address_and_is_answered_there(edition, client):
    answer = write(client, edition)
    assert answer.status_code == 302
    assert not Comment.objects.exists(), "nothing counts before the code"
    message = MailboxMessage.objects.get(to_address=WRITTEN["address"])
    assert client.post(answer["Location"], {"code": code_in(message)}).status_code == 302
    comment = Comment.objects.get()
    assert (comment.writer, comment.user, comment.number) == ("王女士", None, 1)
    do(do(comment, "show", EDITOR), "reply", EDITOR, **REPLY)
    outbox.sweep(kinds=[saying.KIND])
    sent = MailboxMessage.objects.filter(to_address=WRITTEN["address"]).exclude(pk=message.pk).get()
    assert REPLY["answer"] in sent.body
    assert Comment.objects.get().address == "", "an address is forgotten with its answer"
    assert client.post(answer["Location"], {"code": code_in(message)}).status_code == 404


@pytest.mark.parametrize("number", ["+86 138-0013 8000", "１３８００１３８０００"])
def test_a_mobile_number_does_as_well(edition, client, number):
    answer = write(client, edition, way="sms", address=number)
    message = MailboxMessage.objects.get(channel="sms")
    assert message.to_address == "13800138000"
    assert client.post(answer["Location"], {"code": code_in(message)}).status_code == 302


@pytest.mark.parametrize(
    ("way", "address"), [("mail", "13800138000"), ("sms", "w@example.cn"), ("sms", "12345"), ("fax", "1")]
)
def test_an_address_fits_its_way(edition, client, way, address):
    assert write(client, edition, way=way, address=address).status_code == 422
    assert not PendingComment.objects.exists()


def test_a_code_bears_five_tries_and_ten_minutes(edition, client, monkeypatch):
    place = write(client, edition)["Location"]
    right = code_in(MailboxMessage.objects.get())
    wrong = "000000" if right != "000000" else "111111"
    for _try in range(sending.MOST_TRIES):
        assert client.post(place, {"code": wrong}).status_code == 422
    assert client.post(place, {"code": right}).status_code == 404
    later = write(client, edition, address="v@example.cn")["Location"]
    pass_by(monkeypatch, sending.VALID)
    assert client.get(later).status_code == 404


def test_nobody_is_pestered_with_codes(edition, client):
    for _once in range(sending.MOST_CODES):
        assert write(client, edition).status_code == 302
    assert write(client, edition).status_code == 429


def test_what_nobody_confirmed_is_forgotten(edition, client, monkeypatch):
    write(client, edition)
    pass_by(monkeypatch, timedelta(days=2))
    write(client, edition, address="v@example.cn")
    assert PendingComment.objects.get().address == "v@example.cn"


def test_no_event_holds_what_was_written_or_by_whom(edition, client):
    place = write(client, edition)["Location"]
    client.post(place, {"code": code_in(MailboxMessage.objects.get())})
    said = str(Event.objects.filter(subject_id=Comment.objects.get().pk).values_list("body", flat=True))
    assert not any(private in said for private in (WRITTEN["text"], "王女士", WRITTEN["address"]))


def test_who_has_an_account_is_led_to_the_step(edition, client):
    client.force_login(User.objects.get(username="zhaohui.jingban"))
    place = f"{reverse('catalog:comment-submit')}?edition={edition.pk}"
    for page in (edition.get_absolute_url(), reverse("catalog:comment-new", args=[edition.pk])):
        assert place in client.get(page).content.decode()
    assert str(edition) in client.get(place).content.decode()
    given = {"edition": edition.pk, "text": "很好", "writer": ""}
    assert client.post(place, given).status_code == 302
    given |= {"way": "mail", "address": "w@example.cn"}
    assert client.post(place, given).status_code == 422


def test_only_the_publisher_s_editor_reads_and_answers(edition):
    comment = by_somebody(edition)
    for who in ("czj.juzhang", "ngcz.mulu", "zhaohui.jingban"):
        assert refused(comment, "show", who).kind == "actor"
