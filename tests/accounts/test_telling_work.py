"""What follows from an act without being said in it: new work for whoever could take it, decisions for whoever
worked on the matter; and nobody is told twice, or of what they did themselves."""

import pytest

from accounts.models import Message
from accounts.services import notify
from accounts.telling import kinds, post
from accounts.telling.work import tell as tell_of_work
from tests import people
from tests.accounts.test_telling import NOW
from tests.portal.test_sections import duty
from workflow import events, outbox


@pytest.fixture
def bureau(legal_time):
    legal_time(NOW)
    return people.organisation("finance")


def arisen(found, *by):
    tell_of_work(
        {"duty": str(found.pk), "by": [str(m.user_id) for m in by], "at": events.plain(NOW), "returned": None}
    )
    outbox.sweep(kinds=post.ALL)


def told(kind=kinds.WORK):
    return set(Message.objects.filter(kind=kind).values_list("person__username", flat=True))


def names(*members):
    return {member.user.username for member in members}


def test_whoever_could_take_it_but_not_who_brought_it_about(bureau):
    clerk, colleague = (people.member(bureau, "reviewer") for _ in range(2))
    people.member(bureau, "treasurer")
    found = duty(bureau)
    arisen(found, colleague)
    assert told() == names(clerk)
    assert Message.objects.get().duties == [found.pk]


def test_its_section_alone(bureau):
    section = people.section(bureau)
    clerk = people.in_section(section, "reviewer")
    people.in_section(people.section(bureau), "reviewer")
    arisen(duty(bureau, section))
    assert told() == names(clerk)


def test_what_is_done_already_is_told_to_nobody(bureau):
    people.member(bureau, "reviewer")
    arisen(duty(bureau, met_at=NOW))
    assert told() == set()


def test_what_the_act_said_in_its_own_words_stands_for_the_duty(bureau):
    clerk = people.member(bureau, "reviewer")
    found = duty(bureau)
    notify(bureau.pk, "请签字", "", found.url, roles=["reviewer"], kind=kinds.ASKED)
    arisen(found)
    assert (told(), told(kinds.ASKED)) == (set(), names(clerk))
    found.met_at = NOW
    found.save()
    assert not Message.objects.unread().exists()


def test_words_of_another_day_stand_for_nothing(bureau, legal_time):
    clerk = people.member(bureau, "reviewer")
    found = duty(bureau)
    legal_time(NOW.replace(day=26))
    notify(bureau.pk, "已备案", "", found.url, roles=["reviewer"])
    legal_time(NOW)
    arisen(found)
    assert told() == names(clerk)


def test_what_comes_back_says_why(bureau):
    people.member(bureau, "reviewer")
    found = duty(bureau)
    tell_of_work({"duty": str(found.pk), "by": [], "at": events.plain(NOW), "returned": "缺少绩效目标。"})
    outbox.sweep(kinds=post.ALL)
    message = Message.objects.get(kind=kinds.RETURNED)
    assert "缺少绩效目标。" in message.text and message.title.startswith("已退回")
