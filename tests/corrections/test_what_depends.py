"""Everything that rests on an entry is named beforehand and put right with it, or waits for somebody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.forms import CharField
from django.utils.translation import override

from accounts import demo as people
from accounts.demo import actor
from accounts.models import User
from contracts import demo as contracts
from contracts.models import Milestone
from corrections import demo
from corrections.declaring import Correctable, Entry, declare, party
from corrections.kinds import How
from corrections.models import Correction
from disclosure.models import Notice, Withholding
from disclosure.twin.told import ACCEPTANCE, ProjectTold
from documents.models import Paper
from documents.services import latest_paper
from providers import demo as providers
from providers import register
from tests.contracts.world import sign_in
from tests.evaluation.world import as_if
from workflow.models import DueChange, Duty, OutboxRow
from workflow.obstacles import Refused

HANDLER, HEAD = "mzj.jingban", "mzj.lingdao"
AGENT, LEGAL = "zhaohui.jingban", "zhaohui.faren"
REASON = "录入时看错了行。"


def hows(correction: Correction) -> list[str]:
    return [str(row.how) for row in correction.depends()]


def corrected(city, subject, entry, who, second, value, **values) -> Correction:
    made = demo.proposed(city.hand, subject, entry, actor(who), value, REASON, **values)
    return demo.confirmed(city.hand, made, actor(second))


# what was told


@pytest.fixture
def told(city, acceptance) -> Correction:
    return corrected(city, acceptance, "recipients_heard", HANDLER, HEAD, 31)


def test_a_published_figure_is_corrected_by_a_new_notice_with_both_values(city, acceptance, told):
    first = Notice.objects.get(kind="AN-11", subject_id=acceptance.pk)
    second = told.notice
    assert (second.kind, second.corrects) == ("AN-06", first)
    row = second.payload["corrections"][0]
    assert (row["before"], row["after"]) == ("30", "31")
    assert row["item"] == {"zh": "听取意见人数", "en": "Recipients heard"}
    assert second.payload["original_number"] == first.number
    assert REASON in second.payload["other"]["zh"]
    assert first.payload["heard"] == "30", "the old notice stays as it was"


def test_whoever_it_concerns_is_told_of_what_in_their_own_language(city, acceptance):
    User.objects.update(language="en")
    corrected(city, acceptance, "recipients_heard", HANDLER, HEAD, 31)
    mails = OutboxRow.objects.filter(kind="mail", payload__subject__startswith="Corrected: ")
    with override("en"):
        assert {mail.payload["subject"] for mail in mails} == {f"Corrected: {acceptance}"}


def test_the_old_notice_points_to_its_correction(client, acceptance, told):
    first = Notice.objects.get(kind="AN-11", subject_id=acceptance.pk)
    page = client.get(first.get_absolute_url()).content.decode()
    assert told.notice.get_absolute_url() in page
    assert first.get_absolute_url() in client.get(told.notice.get_absolute_url()).content.decode()


def test_the_projects_public_page_shows_the_corrected_figure(client, acceptance, told):
    project = ProjectTold.of(acceptance.contract.project_id)
    assert project.contract.last(ACCEPTANCE).values["heard"] == "31"
    page = client.get(f"/notices/project/{acceptance.contract.project_id}/").content.decode()
    assert "31" in page


def test_the_projects_own_page_lists_the_correction(client, acceptance, told):
    sign_in(client, HANDLER)
    page = client.get(f"/projects/{acceptance.contract.project_id}/").content.decode()
    assert told.get_absolute_url() in page


def test_what_was_withheld_stays_withheld_on_the_public_page(city, acceptance, told):
    first = Notice.objects.get(kind="AN-11", subject_id=acceptance.pk)
    given = {"notice": first, "field_names": ["heard"], "basis": "personal", "explanation": "人数过少。"}
    withholding = city.hand.make(Withholding, "propose", actor(HANDLER), **given)
    city.hand.do(withholding, "decide", actor(HEAD))
    values = ProjectTold.of(acceptance.contract.project_id).contract.last(ACCEPTANCE).values
    assert "heard" not in values


def test_the_release_says_that_it_updates(acceptance, told):
    assert told.notice.release["tag"] == ["implementationUpdate"]


def test_nothing_is_published_that_nobody_has_reviewed(city, acceptance):
    made = demo.proposed(city.hand, acceptance, "recipients_heard", actor(HANDLER), 31, REASON)
    with pytest.raises(Refused):
        city.hand.do(made, "confirm", actor(HEAD))
    assert city.fresh(acceptance).recipients_heard == 30


def test_a_second_correction_names_the_same_notice_and_the_page_shows_the_last(city, acceptance, told):
    again = corrected(city, acceptance, "recipients_satisfied", HANDLER, HEAD, 28)
    assert again.notice.corrects == told.notice.corrects
    values = ProjectTold.of(acceptance.contract.project_id).contract.last(ACCEPTANCE).values
    assert (values["heard"], values["satisfied"]) == ("31", "28")


# papers


def test_a_paper_keeps_its_text_and_a_new_version_says_whose_place_it_takes(city, acceptance):
    old = latest_paper(acceptance, "acceptance")
    corrected(city, acceptance, "recipients_heard", HANDLER, HEAD, 31)
    new = latest_paper(acceptance, "acceptance")
    assert new.replaces == old and Paper.objects.get(pk=old.pk).html == old.html
    assert "替代" in new.html and "“30”" in new.html and "“31”" in new.html
    found = {paper.pk: paper.is_replaced for paper in Paper.objects.of(acceptance).filter(kind="acceptance")}
    assert found == {old.pk: True, new.pk: False}


# what both parties signed


def test_the_day_of_a_deliverable_is_corrected_by_both_heads(city, contract):
    milestone = contract.milestones.last()
    day = contract.ends_on - timedelta(days=10)
    made = demo.proposed(city.hand, contract, "due_on", actor(HEAD), day, REASON, row=milestone)
    assert made.decider_id == contract.provider_id
    assert city.refused(made, "confirm", HEAD) == {"actor"}
    demo.confirmed(city.hand, made, actor(LEGAL))
    assert Milestone.objects.get(pk=milestone.pk).due_on == day
    assert latest_paper(contract, "contract").replaces is not None
    assert city.fresh(contract).text_digest == contract.text_digest, "what was signed is what was signed"


def test_the_day_lies_within_the_term(city, contract):
    milestone, day = contract.milestones.last(), contract.ends_on + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        demo.proposed(city.hand, contract, "due_on", actor(HEAD), day, REASON, row=milestone)
    assert refused.value.rules == {"A4.5"}


def test_without_its_event_the_database_keeps_a_signed_deliverable(contract):
    with pytest.raises(DatabaseError, match="no correction"), transaction.atomic():
        contract.milestones.update(due_on=contract.ends_on)


def test_the_amount_of_a_contract_is_not_corrected_and_the_page_says_what_to_do(city, contract, client):
    with pytest.raises(Refused) as refused:
        named = {"of": "contracts.contract", "subject": contract.pk, "entry": "amount", "value": 1}
        city.hand.make(Correction, "propose", actor(HEAD), **named, ground="typing", reason=REASON)
    assert "subject" in refused.value.errors
    sign_in(client, HEAD)
    page = client.get(f"/corrections/choose/?of=contracts.contract&subject={contract.pk}").content.decode()
    assert "补充" in page


# figures and days on the way


def test_a_verified_quantity_leaves_its_milestones_to_whoever_verified_them(city, contract):
    report = contract.reports.first()
    made = demo.proposed(city.hand, report, "verified_quantity", actor(HANDLER), report.quantity - 1, REASON)
    assert How.OWN_ACT in hows(made)
    made = demo.confirmed(city.hand, made, actor(HEAD))
    duty = Duty.objects.open().get(subject_id=made.pk)
    assert duty.step == "corrections.correction.settle"
    assert duty.organisation_id == contract.purchaser_id
    made = city.hand.do(made, "settle", actor(HANDLER), reason="里程碑进度核对无误，不需调整。")
    assert made.state == "settled" and not Duty.objects.open().filter(subject_id=made.pk).exists()


def test_no_more_is_verified_than_was_reported(city, contract):
    report = contract.reports.first()
    with pytest.raises(Refused) as refused:
        demo.proposed(city.hand, report, "verified_quantity", actor(HANDLER), report.quantity + 1, REASON)
    assert refused.value.rules == {"A4.9"}


def test_a_corrected_deadline_moves_the_duty_and_its_first_day_stays(city, contract):
    found = contracts.inspection(city.hand, contract, contracts.finding()).findings.get()
    day = found.answer_by + timedelta(days=1)
    made = corrected(city, found, "answer_by", HANDLER, HEAD, day)
    duty = Duty.objects.open().get(subject_id=found.pk, step="contracts.finding.answer")
    assert duty.due_at == city.fresh(found).due_at and duty.first_due_at == found.due_at
    assert DueChange.objects.get(duty=duty).url == made.get_absolute_url()


def test_an_invoice_number_is_corrected_and_stays_unique_within_the_contract(city, contract):
    rows = list(contract.plan_rows.all())
    first, second = (
        contracts.requested(city.hand, contract, rows[0], rows[0].amount / 4) for _time in range(2)
    )
    with pytest.raises(Refused) as refused:
        demo.proposed(city.hand, first, "invoice_number", actor(HANDLER), "22001234", REASON)
    assert refused.value.rules == {"PAY-1"}, "before it is verified the request is handed in again"
    paid = contracts.paid(city.hand, first)
    with pytest.raises(Refused) as refused:
        demo.proposed(city.hand, paid, "invoice_number", actor(HANDLER), second.invoice_number, REASON)
    assert refused.value.rules == {"PAY-1"}
    corrected(city, paid, "invoice_number", AGENT, HEAD, "22001234")
    assert city.fresh(paid).invoice_number == "22001234"
    voucher = latest_paper(paid, "voucher")
    assert voucher.replaces is not None and "22001234" in voucher.html
    assert city.fresh(paid).amount == first.amount


# the register


def test_a_providers_name_is_corrected_by_its_authority_and_told_anew(city):
    provider = providers.approved("kangle")
    who = actor("kangle.jingban")
    made = demo.proposed(city.hand, provider, "name", who, "长春市康乐养老服务中心（更正）", REASON)
    assert made.decider_id == provider.regulator_id
    decided = demo.confirmed(city.hand, made, people.holder(provider.regulator_id, "regulator"))
    assert decided.notice.kind == "AN-06" and decided.notice.payload["register"]["zh"].endswith("（更正）")
    entry = register.entry_of(provider.pk)
    assert register.row_of(entry)["name"].endswith("（更正）")
    assert city.fresh(provider).organisation.sort_key.startswith("chang")


def test_a_telephone_needs_no_notice_but_two_people(city):
    provider = providers.approved("kangle")
    made = demo.proposed(city.hand, provider, "phone", actor("kangle.jingban"), "0431-88001122", REASON)
    made = demo.confirmed(city.hand, made, people.holder(provider.regulator_id, "regulator"))
    assert made.notice is None and city.fresh(provider).organisation.phone == "0431-88001122"


# what never is


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("contracts.Contract", "amount"),
        ("contracts.Contract", "agreed"),
        ("contracts.Contract", "state"),
        ("contracts.Contract", "provider"),
        ("evaluation.Evaluation", "result"),
        ("sourcing.Bid", "version"),
    ],
)
def test_what_a_correction_never_touches_can_not_even_be_declared(label, field):
    entry = Entry(field, CharField, by=lambda actor, subject: True, decider=party("purchaser_id", "head"))
    with pytest.raises(TypeError):
        declare(Correctable(apps.get_model(label), (entry,)))


def test_a_closed_file_is_kept_as_it_is(city, acceptance):
    as_if(acceptance.contract.project, state="closed")
    with pytest.raises(Refused) as refused:
        demo.proposed(city.hand, acceptance, "recipients_heard", actor(HANDLER), 31, REASON)
    assert refused.value.rules == {"RC-1"}
