"""No answer leads to a person: not by key, order, time, event, nor by the rows' own transaction numbers.

These tests commit, because savepoints would hide what they look for.
"""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from accounts import demo as people
from evaluation import answering, demo, secrets
from evaluation.models import Answer, PendingAnswer, PendingRemark, Remark, SurveyToken
from tests.evaluation import world
from workflow.models import Event

GROUPS = [("全体服务对象", 60)]


@pytest.fixture
def scoring(fresh_database):
    hand = world.Hand()
    opened = demo.opened(hand, world.build())
    appointed = demo.appointed(hand, opened, people.organisation("mz3"))
    return demo.started(hand, demo.planned(hand, demo.declared(hand, appointed), GROUPS))


@pytest.fixture
def links(scoring):
    return demo.issued(scoring, scoring.survey.strata.first(), 30)


def reply(survey, rating=5, remark=""):
    return answering.Reply({str(q.pk): rating for q in survey.questions.all()}, "self", remark)


def transactions(table, where="true"):
    """Which transaction wrote each row, by primary key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, xmin::text FROM {table} WHERE {where}")
        return dict(cursor.fetchall())


def in_threads(number, act):
    """`act` at the same moment in so many threads; what each came to."""
    start, results = threading.Barrier(number), []

    def one(n):
        start.wait()
        try:
            results.append(act(n))
        except answering.NotTaken:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_fifty_at_once_with_one_link_are_one_answer(scoring, links):
    survey = scoring.survey
    results = in_threads(50, lambda n: answering.redeem(links[0], reply(survey)) or "taken")
    assert Counter(results) == {"taken": 1, "refused": 49}
    assert PendingAnswer.objects.count() == 1 and world.fresh(survey).answered == 1


def test_many_people_at_once_are_all_heard(scoring, links):
    survey = scoring.survey
    results = in_threads(
        12, lambda n: answering.redeem(links[n], reply(survey, remark=f"第{n}位")) or "taken"
    )
    assert Counter(results) == {"taken": 12}
    assert Answer.objects.count() + PendingAnswer.objects.count() == 12 == world.fresh(survey).answered
    assert Answer.objects.count() >= 10, "no more than four wait"


def test_rows_of_answers_and_links_share_no_transaction_of_their_own(scoring, links):
    survey, pending = scoring.survey, {}
    for number, secret in enumerate(links[:12]):
        answering.redeem(secret, reply(survey, rating=number % 5 + 1, remark=f"意见{number}"))
        pending |= transactions("evaluation_pendinganswer")
    answers = Counter(transactions("evaluation_answer").values())
    assert sorted(answers.values()) == [5, 5], "batches of five"
    used = Counter(transactions("evaluation_surveytoken", "used_at IS NOT NULL").values())
    assert max(used.values()) == 10, "all links used before the last mixing were touched together"
    assert not set(transactions("evaluation_answer")) & set(pending), "new keys"
    assert PendingAnswer.objects.count() == 2 == PendingRemark.objects.count()
    assert Remark.objects.count() == 10


def test_the_end_of_the_survey_mixes_all_answers_once_more(scoring, links):
    survey = scoring.survey
    for secret in links[:12]:
        answering.redeem(secret, reply(survey))
    with transaction.atomic():
        answering.mix_everything(survey)
    assert PendingAnswer.objects.count() == 0
    assert list(Counter(transactions("evaluation_answer").values()).values()) == [12]


def test_fewer_than_five_are_never_written_out(scoring, links):
    survey = scoring.survey
    for secret in links[:4]:
        answering.redeem(secret, reply(survey))
    with transaction.atomic():
        answering.mix_everything(survey)
    assert (Answer.objects.count(), PendingAnswer.objects.count()) == (0, 4)
    with pytest.raises(DatabaseError, match="at least 5"):
        Answer.objects.create(survey=survey, ratings={}, filled_by="self")


def test_the_order_of_answers_is_not_that_of_people(scoring, links):
    """With ten answers in two batches, no run in storage order repeats the order of giving them every time."""
    survey = scoring.survey
    for number, secret in enumerate(links[:30]):
        answering.redeem(secret, reply(survey, remark=f"{number:02d}"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM evaluation_remark ORDER BY ctid")
        stored = [text for (text,) in cursor.fetchall()]
    assert len(stored) == 30 and stored != sorted(stored)


def test_an_answer_has_no_time_no_order_and_no_link(scoring, links):
    columns = {f.column for model in (Answer, Remark) for f in model._meta.concrete_fields}
    assert columns == {
        "id",
        "survey_id",
        "ratings",
        "filled_by",
        "text",
        "decision",
        "public_text",
        "theme",
    }
    token = SurveyToken._meta
    assert token.get_field("used_at").get_internal_type() == "DateField", "a day, no moment"
    assert not [f for f in token.get_fields() if f.is_relation and f.related_model in (Answer, Remark)]


def test_answers_leave_no_event(scoring, links):
    before = Event.objects.count()
    for secret in links[:6]:
        answering.redeem(secret, reply(scoring.survey))
    assert Event.objects.count() == before


def test_after_publication_the_links_are_gone(scoring, links):
    """Their digests served their purpose (PIPL 19); the answers stay."""
    from evaluation.kinds import Party
    from workflow import clock

    hand = world.Hand()
    demo.answered(scoring, links, (20, 8, 1, 1, 0))
    clock.set_legal_now(scoring.survey.closes_at + timedelta(hours=1))
    demo.scored(hand, scoring, Party.PURCHASER, "好")
    demo.scored(hand, scoring, Party.THIRD_PARTY, "好")
    evaluation = demo.replied(hand, demo.combined(hand, world.fresh(scoring)))
    demo.published(hand, evaluation)
    assert SurveyToken.objects.count() == 0 and Answer.objects.count() == 30
    assert answering.survey_for(links[0]) is None and secrets.digest(links[0])
