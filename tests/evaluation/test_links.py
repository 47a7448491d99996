"""Links of the survey: each counts once, nobody but the third party issues them, guessing leads nowhere."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import demo as people
from evaluation import answering, demo, limits, secrets
from evaluation.models import PendingAnswer, Remark, SurveyToken
from tests.evaluation.world import fresh, refused
from workflow import clock
from workflow.engine import execute
from workflow.models import Event
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db
EVALUATOR = "mz3.pingjia"


def address(secret):
    return reverse("evaluation:survey", args=[secret])


def reply(survey, rating=5, remark=""):
    return answering.Reply({str(q.pk): rating for q in survey.questions.all()}, "self", remark)


def typed(survey, **changes):
    """What a browser hands in."""
    data = {f"q-{n}": "5" for n, _q in enumerate(survey.questions.all(), 1)}
    return data | {"filled_by": "self", "remark": "", "secret": "x"} | changes


def used(secret):
    return SurveyToken.objects.get(digest=secrets.digest(secret)).used_at is not None


def test_only_digests_are_kept(scoring, links):
    rows = SurveyToken.objects.filter(survey=scoring.survey)
    assert rows.count() == 40 and {r.digest for r in rows} == {secrets.digest(s) for s in links}
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM evaluation_surveytoken t")
        stored = "".join(row for (row,) in cursor.fetchall())
    assert not [s for s in links if s in stored]
    bodies = "".join(Event.objects.values_list("body", flat=True))
    assert not [s for s in links if s in bodies], "no secret stands in the event log"


def test_looking_uses_nothing_up(client, links, scoring):
    for _ in range(3):  # a person, a messenger's preview robot, and the back button
        response = client.get(address(links[0]))
        assert response.status_code == 200 and scoring.project.title in response.content.decode()
    assert not used(links[0]) and PendingAnswer.objects.count() == 0
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_the_page_names_nobody_and_needs_no_script(client, links):
    page = client.get(address(links[0])).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "<script" not in main and "没有人能查出" in main
    assert main.count('type="radio"') == 2 * 5 + 3


def test_an_answer_uses_its_link_up(client, links, scoring):
    response = client.post(address(links[0]), typed(scoring.survey))
    assert response.status_code == 302 and response.url == reverse("evaluation:survey-thanks")
    assert used(links[0]) and PendingAnswer.objects.count() == 1
    assert client.get(address(links[0])).status_code == 404
    assert client.post(address(links[0]), typed(scoring.survey)).status_code == 404
    assert PendingAnswer.objects.count() == 1 and fresh(scoring.survey).answered == 1


def test_an_incomplete_answer_loses_neither_link_nor_words(client, links, scoring):
    data = typed(scoring.survey, remark="师傅很好")
    data.pop("q-2")
    response = client.post(address(links[0]), data)
    assert response.status_code == 422 and "师傅很好" in response.content.decode()
    assert not used(links[0]) and PendingAnswer.objects.count() == 0


@pytest.mark.parametrize("value", ["6", "0", "-1", "x", "", "5;DROP", "٥"])
def test_only_the_five_steps_are_taken(client, links, scoring, value):
    assert client.post(address(links[0]), typed(scoring.survey, **{"q-1": value})).status_code == 422
    assert not used(links[0])


def test_a_code_may_be_typed_from_paper(client, links):
    entry = reverse("evaluation:survey-entry")
    assert client.get(entry).status_code == 200
    response = client.post(entry, {"code": secrets.grouped(links[0]).lower()})
    assert response.status_code == 302 and response.url == address(links[0])
    assert client.post(entry, {"code": "NOT-A-CODE"}).status_code == 422
    assert not used(links[0])


@pytest.mark.parametrize("guess", ["0" * 26, "AAAA", "thanks2", "x" * 200])
def test_an_unknown_code_is_refused_like_a_used_one(client, guess):
    response = client.get(address(guess))
    assert response.status_code == 404 and "不能使用" in response.content.decode()


def test_guessing_is_slowed_down_and_nobody_else_is_hindered(client, links):
    from django.core.cache import cache

    cache.clear()
    answers = [client.get(address(secrets.new())).status_code for _ in range(limits.MOST + 5)]
    assert set(answers[: limits.MOST]) == {404} and answers[-1] == 429
    assert client.get(address(links[0])).status_code == 200, "the same address, with a link that works"
    cache.clear()


def test_guesses_hit_nothing(links):
    assert not any(answering.survey_for(secrets.new()) for _ in range(2000))


def test_a_survey_takes_answers_only_in_its_time(links, scoring):
    survey = scoring.survey
    for moment in (survey.opens_at - timedelta(seconds=1), survey.closes_at + timedelta(seconds=1)):
        clock.set_legal_now(moment)
        assert answering.survey_for(links[0]) is None
        with pytest.raises(answering.NotTaken):
            answering.redeem(links[0], reply(survey))
    clock.set_legal_now(survey.closes_at)
    answering.redeem(links[0], reply(survey))


def test_prolonging_needs_a_later_end(links, scoring, hand):
    survey, actor = scoring.survey, people.actor(EVALUATOR)
    assert refused(scoring, "prolong_survey", actor, closes_at=survey.closes_at, reason="雨雪天气") == {"E4"}
    later = survey.closes_at + timedelta(days=7)
    hand.do(scoring, "prolong_survey", actor, closes_at=later, reason="雨雪天气入户受阻")
    clock.set_legal_now(later)
    assert answering.survey_for(links[0]) is not None


def test_withdrawn_links_stop_and_answers_stay(links, scoring, hand):
    answering.redeem(links[0], reply(scoring.survey))
    batch = scoring.survey.batches.get()
    hand.do(scoring, "withdraw_links", people.actor(EVALUATOR), batch=batch, reason="卡片遗失")
    assert answering.survey_for(links[1]) is None and PendingAnswer.objects.count() == 1
    first = scoring.survey.strata.first()
    assert demo.issued(scoring, first, first.size - 1, why="卡片遗失，全部重发"), (
        "the withdrawn ones make room again"
    )


def test_e4_nobody_is_asked_twice(links, scoring):
    last = scoring.survey.strata.last()
    actor = people.actor(EVALUATOR)
    assert refused(scoring, "issue_links", actor, stratum=last, count=last.size + 1) == {"E4"}
    demo.issued(scoring, last, last.size, why="全部走访")
    assert refused(scoring, "issue_links", actor, stratum=last, count=1) == {"E4"}


def test_e4_more_than_the_plan_asks_needs_a_reason(scoring):
    first, actor = scoring.survey.strata.first(), people.actor(EVALUATOR)
    assert first.asked < first.size
    demo.issued(scoring, first, first.asked - first.links_alive())
    assert refused(scoring, "issue_links", actor, stratum=first, count=1) == {"E4"}
    assert demo.issued(scoring, first, 1, why="第3号已迁居外地，由替补名单下一位代替。")
    assert Event.objects.filter(step="issue_links").order_by("id").last().body.count("替补名单") == 1


def test_e4_a_reason_opens_no_link_beyond_the_group(scoring):
    last = scoring.survey.strata.last()
    with pytest.raises(Refused) as refusal:
        demo.issued(scoring, last, last.size + 1, why="多发几份备用。")
    assert refusal.value.rules == {"E4"}


@pytest.mark.parametrize(
    "name", ["mzj.jingban", "mzj.lingdao", "zhaohui.faren", "czj.shenhe", "ggfw.pingjia"]
)
def test_e4_privacy_only_the_third_party_issues_links(scoring, name):
    stratum = scoring.survey.strata.first()
    found = refused(scoring, "issue_links", people.actor(name), stratum=stratum, count=1)
    assert found == {"actor"}


def test_the_sheet_is_shown_once(client, scoring, links):
    from accounts.models import User

    user = User.objects.get(username=EVALUATOR)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("evaluation:evaluation-issue-links", args=[scoring.pk])
    data = {"stratum": scoring.survey.strata.first().pk, "count": "3", "idempotency_key": "k1"}
    first = client.post(page, data)
    codes = re.findall(r"<code>([0-9A-Z-]{31})</code>", first.content.decode())
    assert (
        first.status_code == 200 and len(codes) == 3 and first.headers["Cache-Control"].startswith("no-store")
    )
    assert all(answering.survey_for(code) for code in codes)
    again = client.post(page, data).content.decode()
    assert not re.findall(r"<code>", again) and "不能再次显示" in again


# what the database itself refuses ----------------------------------------------------------------------------


def test_answers_never_outnumber_used_links(links, scoring):
    survey = scoring.survey
    answering.redeem(links[0], reply(survey))
    with pytest.raises(DatabaseError, match="counted"), transaction.atomic():
        PendingAnswer.objects.create(survey=survey, ratings={}, filled_by="self")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="used links"), transaction.atomic():
        type(survey).objects.filter(pk=survey.pk).update(answered=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(survey).objects.filter(pk=survey.pk).update(issued=0)


def test_a_used_link_stays_used(links, scoring):
    answering.redeem(links[0], reply(scoring.survey))
    with pytest.raises(DatabaseError), transaction.atomic():
        SurveyToken.objects.filter(digest=secrets.digest(links[0])).update(used_at=None)


# remarks -----------------------------------------------------------------------------------------------------


def test_e4_privacy_remarks_are_read_by_the_third_party_alone(links, scoring, hand):
    for secret in links[:5]:
        answering.redeem(secret, reply(scoring.survey, remark=f"王师傅电话13812345678 {secret[:3]}"))
    assert Remark.objects.filter(decision="pending").count() == 5
    rows = [
        {"remark": r.pk, "decision": "published", "public_text": "王师傅电话……", "theme": "态度"}
        for r in Remark.objects.all()
    ]
    assert refused(scoring, "moderate", people.actor("mzj.jingban"), remarks=rows) == {"actor"}
    for other in ("服务好极了，应当加钱", "王师傅", "电话……王师傅"):
        assert refused(
            scoring, "moderate", people.actor(EVALUATOR), remarks=[{**rows[0], "public_text": other}]
        )
    empty = [{**rows[0], "public_text": " "}]
    assert refused(scoring, "moderate", people.actor(EVALUATOR), remarks=empty) == {"E4.PRIVACY"}
    done = execute(scoring, "moderate", people.actor(EVALUATOR), remarks=rows)
    body = Event.objects.get(uuid=done.event_id).body
    assert "王师傅" not in body, "only a commitment stands in the event"
    assert set(Remark.objects.values_list("public_text", flat=True)) == {"王师傅电话……"}
