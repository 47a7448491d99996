"""What units do beside the purchases stands in the city too: sign-off, deputies, loans, hand-over, official papers."""

import pytest

from accounts.models import Deputyship, HandOver, Loan
from contracts.models import Contract
from documents.models import DocumentNumber, DocumentRegister, Paper, Scan, Sealing
from portal.demo.finding import project_at
from portal.demo.specs import SPECS, Fate
from signoff.models import Chain, Circulation, Signature
from workflow.models import Event

pytestmark = pytest.mark.django_db


def states(model):
    return set(model._base_manager.values_list("state", flat=True))


def test_chains_count_in_several_units_and_one_has_ended():
    assert Chain.objects.in_force().values("organisation").distinct().count() >= 3
    assert states(Chain) == {"in_force", "ended"}


def test_something_waits_something_has_come_back_and_something_was_carried_out():
    assert states(Circulation) == {"circulating", "returned", "used"}
    waiting = Circulation.objects.get(state="circulating")
    assert waiting.signatures.filter(state="signed").count() == 2
    assert waiting.signatures.filter(state="asked").count() == 1, "the other beside has signed"


def test_what_was_carried_out_had_been_sent_back_and_signed_by_four():
    used = Circulation.objects.get(state="used")
    assert used.versions.count() == 2
    assert used.signatures.filter(state="signed").count() == 4
    assert {s.station.is_own for s in used.signatures.all()} == {True, False}, "another unit among them"
    assert Signature.objects.filter(signed_for__isnull=False).count() == 1, "and a deputy"


def test_what_a_visitor_tries_first_needs_no_signature():
    for fate in (Fate.DRAFT, Fate.SUBMITTED, Fate.PRESENTED):
        project = project_at(fate)
        step = "procurement.project.grant" if fate is Fate.SUBMITTED else "procurement.project.submit"
        unit = project.finance_id if fate is Fate.SUBMITTED else project.purchaser_id
        assert Chain.objects.for_step(unit, step, project.requested_amount) is None


def test_a_deputy_is_active_one_is_past_and_one_ended_early():
    assert {row.phase for row in Deputyship.objects.all()} == {"running", "over", "ended"}


def test_a_small_office_has_borrowed_somebody_and_somebody_has_handed_over():
    loan = Loan.objects.get()
    assert loan.state == "lent" and loan.seat.organisation == loan.borrower
    assert HandOver.objects.get().lines.exists()


def test_letters_are_numbered_one_number_is_void_one_letter_is_sealed():
    assert DocumentRegister.objects.count() >= 3
    assert states(DocumentNumber) == {"given", "void"}
    assert DocumentNumber.objects.count() >= 20
    assert Sealing.objects.get().paper.number is not None


def test_a_contract_cites_the_letter_by_the_number_that_stands_on_it():
    letter = Paper.objects.filter(kind="letter_of_acceptance", number__isnull=False).first()
    contract = Contract.objects.get(award__tender=letter.subject_id)
    assert contract.award.letter_cited == str(letter.number)
    assert str(letter.number) in Paper.objects.of(contract).filter(kind="contract").latest("asked_at").html


def test_a_signed_copy_is_known_by_its_mark_and_one_waits_for_a_second_person():
    assert states(Scan) == {"matched", "waiting"}


def test_an_act_was_done_on_paper_and_entered():
    (spec,) = [spec for spec in SPECS if spec.on_paper]
    (entered,) = [e for e in Event.objects.filter(step="submit") if e.content["channel"] == "paper"]
    assert entered.occurred_at.date() < entered.legal_at.date()
    assert project_at(Fate.RETURNED).title == spec.title
