"""The provider's answer, publication, and where the result goes (A6.3–A6.5, AN-17)."""

import pytest

from accounts import demo as people
from corrections import declaring as corrections
from disclosure.models import Notice
from documents.services import latest_paper
from evaluation import demo
from evaluation.models import Remark
from tests.evaluation.world import as_if, fresh, refused
from workflow import clock, law
from workflow.engine import execute
from workflow.models import Duty

pytestmark = pytest.mark.django_db
HEAD = "mzj.lingdao"


def test_the_provider_may_answer_in_time_and_is_waited_for(combined):
    actor = people.actor("mzj.jingban")
    assert refused(combined, "go_on", actor) == {"evaluation.answer"}
    due = law.due("evaluation.answer", combined.combined_at, jurisdiction="220100", on=combined.regime_date())
    clock.set_legal_now(due.at)
    assert refused(combined, "go_on", actor) == {"evaluation.answer"}
    clock.set_legal_now(due.at + clock.datetime.resolution)

    gone = execute(combined, "go_on", actor).subject
    assert (gone.state, gone.stance) == ("answered", "silent")


def test_only_the_provider_answers(combined):
    for name in ("mzj.jingban", "kangle.faren", "mz3.pingjia"):
        assert refused(combined, "answer", people.actor(name), stance="accepts", answer_text="") == {"actor"}


def test_an_objection_says_what_it_objects_to(combined):
    found = refused(combined, "answer", people.actor("zhaohui.faren"), stance="objects", answer_text=" ")
    assert "answer_text" in found


def test_foi_17_no_number_of_a_person_is_written_into_what_will_be_published(combined, hand):
    text = "联系人李四13911112222，身份证11010519491231002X。"
    provider, head = people.actor("zhaohui.faren"), people.actor(HEAD)
    assert refused(combined, "answer", provider, stance="accepts", answer_text=text) == {"FOI.17"}
    answered = demo.moderated(hand, demo.replied(hand, combined))
    assert refused(answered, "publish", head, reply=text, publication_reviewed=True) == {"FOI.17"}


def test_foi_17_what_was_written_before_is_told_with_a_gap(combined, hand):
    answered = demo.moderated(hand, demo.replied(hand, combined, "objects", "请更正。"))
    demo.published(hand, as_if(answered, answer_text="请更正，电话13911112222。"), "已更正。")
    assert Notice.objects.get(kind="AN-17").payload["answer"]["zh"].endswith("请更正，电话……。")


def test_unread_remarks_stand_on_the_third_partys_worklist(combined, hand):
    """From the combined score until the last one has been read; they are due when the result is."""
    waiting = Duty.objects.open().filter(subject_id=combined.pk, step="evaluation.evaluation.moderate")
    due = law.due(
        "evaluation.publish", combined.combined_at, jurisdiction="220100", on=combined.regime_date()
    )
    duty = waiting.get()
    assert (duty.organisation_id, duty.role, duty.due_at) == (combined.evaluator_id, "evaluator", due.at)
    answered = demo.replied(hand, combined)
    first = Remark.objects.filter(decision="pending").first()
    row = {"remark": first.pk, "decision": "withheld", "public_text": "", "theme": ""}
    hand.do(answered, "moderate", people.actor("mz3.pingjia"), remarks=[row])
    assert waiting.exists(), "one of several"
    demo.moderated(hand, fresh(answered))
    assert not waiting.exists()


def test_a6_3_publication_has_one_clock_that_runs_from_the_combined_score(combined, hand):
    answered = demo.replied(hand, combined)
    duty = Duty.objects.open().get(subject_id=answered.pk, step="evaluation.evaluation.publish")
    due = law.due(
        "evaluation.publish", combined.combined_at, jurisdiction="220100", on=combined.regime_date()
    )
    assert duty.due_at == due.at and duty.organisation_id == combined.organiser_id


def test_an_objection_is_replied_to(combined, hand):
    answered = demo.replied(hand, combined, "objects", "按时完成率应以签到记录为准。")
    moderated = demo.moderated(hand, answered)
    actor = people.actor(HEAD)
    assert refused(moderated, "publish", actor, reply=" ", publication_reviewed=True) == {"A6.3"}
    demo.published(hand, moderated, "经复核签到记录,维持原评分。")
    notice = Notice.objects.get(kind="AN-17")
    payload = notice.payload
    assert notice.english["category_name"] == combined.project.item.name_en
    assert "签到记录为准" in payload["answer"]["zh"] and "维持原评分" in payload["reply"]
    for row, unit in ((0, combined.purchaser), (2, combined.evaluator)):
        who = payload["parties"][row]["who"]
        assert who["zh"].startswith(unit.name) and who["en"].startswith(unit.name_en)


def test_e4_privacy_nothing_is_published_over_unread_remarks(combined, hand):
    answered = demo.replied(hand, combined)
    assert refused(answered, "publish", people.actor(HEAD), reply="", publication_reviewed=True) == {
        "E4.PRIVACY"
    }


def test_the_review_before_publication_cannot_be_left_out(combined, hand):
    answered = demo.moderated(hand, demo.replied(hand, combined))
    assert "publication_reviewed" in refused(answered, "publish", people.actor(HEAD), reply="")


def test_a7_12_who_scored_does_not_publish(combined, hand):
    answered = demo.moderated(hand, demo.replied(hand, combined))
    handler = people.actor("mzj.jingban").with_roles("handler", "head")
    assert refused(answered, "publish", handler, reply="", publication_reviewed=True) == {"A7.12"}


def test_a6_3_figures_that_do_not_agree_are_not_published(combined, hand):
    answered = demo.moderated(hand, demo.replied(hand, combined))
    spoilt = {**answered.result, "total": "100.00"}
    wrong = as_if(answered, result=spoilt)
    assert refused(wrong, "publish", people.actor(HEAD), reply="", publication_reviewed=True) == {"A6.3"}


def test_a6_3_the_only_end_is_publication(combined):
    ends = [s.name for s in type(combined).steps().values() if "published" in s.sources]
    assert ends == ["correct"], "nothing happens to a published result but that a mistyped day is corrected"
    assert {entry.name for entry in corrections.of(combined).entries} == {"rectify_by"}, "and never a score"
    targets = {s.target for s in type(combined).steps().values()}
    assert "closed" not in targets and "published" in targets


def test_remarks_are_published_in_their_own_words_and_without_what_points_at_somebody(combined, hand):
    answered = demo.replied(hand, combined)
    rows = [
        {"remark": r.pk, "decision": "withheld" if "挺准时" in r.text else "published",
         "public_text": f"{r.text[:4]}……", "theme": "人员更换"}
        for r in Remark.objects.filter(decision="pending")
    ]  # fmt: skip
    hand.do(answered, "moderate", people.actor("mz3.pingjia"), remarks=rows)
    demo.published(hand, fresh(answered))
    notice = Notice.objects.get(kind="AN-17")
    text = str(notice.payload) + notice.html
    assert set(notice.payload["remarks"]) == {"换了三次……", "希望固定……", "很好……"}
    assert "挺准时" not in text and "三次人" not in text
    assert notice.payload["card"]["themes"] == [], "fewer than five wrote about it"


def test_a_letter_goes_to_the_provider(combined, hand):
    done = demo.published(hand, demo.moderated(hand, demo.replied(hand, combined)))
    letter = latest_paper(done, "result_letter")
    assert letter is not None and done.provider.name in letter.html and str(done.total) in letter.html


def test_the_notice_has_its_title_in_both_languages(combined, hand):
    done = demo.published(hand, demo.moderated(hand, demo.replied(hand, combined)))
    notice = Notice.objects.get(kind="AN-17")
    assert notice.title == f"{done.project.title}绩效评价结果"
    assert notice.english["title"] == f"Evaluation: {combined.project.title}"
