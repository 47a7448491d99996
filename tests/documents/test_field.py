"""The field for files: no refusal loses an upload, and nobody uses another's."""

import pytest
from django.test import override_settings
from django.utils.datastructures import MultiValueDict

from documents import services
from documents.models import Attachment, StoredFile
from tests.documents.conftest import NoteForm, upload, uploads
from tests.sample.models import Paper
from workflow import engine
from workflow.obstacles import Refusal, Refused


def attach_all(act):
    for file in act.data["papers"]:
        services.attach(act.subject, file, "note", act=act)


def test_an_upload_reaches_the_act(note, owner, paper):
    done = note(owner, {}, uploads("papers", upload("合同.pdf")), attach_all)
    attachment = Attachment.objects.of(paper).get()
    assert (attachment.file.name, attachment.title, attachment.event_id) == (
        "合同.pdf",
        "合同.pdf",
        done.event_id,
    )


def test_a_refused_act_keeps_the_upload_in_the_form(note, owner):
    with pytest.raises(Refused) as refused:
        note(owner, {"remark": "too long"}, uploads("papers", upload("合同.pdf")))
    staged = StoredFile.objects.get()
    html = str(refused.value.form["papers"])
    assert f'value="{staged.pk}"' in html
    assert "合同.pdf" in html
    done = note(owner, {"papers": [staged.pk]}, effect=attach_all)
    assert Attachment.objects.get().event_id == done.event_id


def test_an_act_that_fails_later_keeps_the_upload_too(note, owner):
    def refuse(act):
        raise Refused(Refusal.OBSTACLES)

    with pytest.raises(Refused):
        note(owner, {}, uploads("papers", upload("合同.pdf")), refuse)
    assert StoredFile.objects.get().user_id == owner.user_id


def test_a_file_can_be_taken_out_again(note, owner):
    kept, gone = (services.stage(upload(n), owner) for n in ("合同.pdf", "照片.png"))
    done = note(owner, {"papers": [kept.pk, gone.pk], "papers-remove": [gone.pk]}, effect=attach_all)
    assert done
    assert Attachment.objects.get().file == kept


def test_values_are_accepted_from_python(note, owner):
    note(owner, {"papers": [services.stage(upload("合同.pdf"), owner)]}, effect=attach_all)
    assert Attachment.objects.get().file.name == "合同.pdf"


def test_a_colleague_may_use_it(note, owner, colleague):
    file = services.stage(upload("合同.pdf"), colleague)
    assert note(owner, {"papers": [file.pk]})


@pytest.mark.parametrize("value", ["", "no uuid", "00000000-0000-4000-8000-000000000000", None])
def test_what_is_not_one_s_own_is_refused(note, owner, stranger, value):
    foreign = str(services.stage(upload("合同.pdf"), stranger).pk)
    with pytest.raises(Refused) as refused:
        note(owner, {"papers": [foreign if value is None else value]})
    assert list(refused.value.errors) == ["papers"]


def test_a_staged_file_of_another_kind_is_refused(note, owner):
    file = services.stage(upload("说明.txt"), owner)
    with pytest.raises(Refused) as refused:
        note(owner, {"papers": [file.pk]})
    assert "papers" in refused.value.errors


def test_too_many(note, owner):
    files = [services.stage(upload("合同.pdf"), owner) for _ in range(3)]
    with pytest.raises(Refused) as refused:
        note(owner, {"papers": files})
    assert "papers" in refused.value.errors


def test_one_bad_file_does_not_lose_the_good_one(note, owner):
    bad = upload("坏.pdf", b"<html>")
    with pytest.raises(Refused) as refused:
        note(owner, {}, uploads("papers", upload("合同.pdf"), bad))
    assert len(refused.value.errors["papers"]) == 1
    assert "合同.pdf" in str(refused.value.form["papers"])


def test_rows_of_formsets_take_files(note, owner):
    files = MultiValueDict({"papers": [upload("合同.pdf")], "parts-0-scan": [upload("照片.png")]})
    seen = []
    data = {"parts": [{"title": "甲"}]}
    note(owner, data, files, lambda act: seen.append(act.data["parts"][0]["scan"][0].name))
    assert seen == ["照片.png"]


def test_where_one_file_is_wanted_another_takes_its_place(note, owner):
    """After a refusal the first one stands in the form still: choosing the right one is enough."""
    first, seen = services.stage(upload("合同.pdf"), owner), []
    data = {"papers": [first.pk], "parts": [{"title": "甲", "scan": [first.pk]}]}
    files = MultiValueDict({"papers": [upload("照片.png")], "parts-0-scan": [upload("照片.png")]})
    note(owner, data, files, lambda act: seen.extend([act.data["parts"][0]["scan"], act.data["papers"]]))
    assert [[file.name for file in each] for each in seen] == [["照片.png"], ["合同.pdf", "照片.png"]]
    bad = MultiValueDict({"parts-0-scan": [upload("坏.pdf", b"<html>")]})
    with pytest.raises(Refused) as refused:
        note(owner, {"papers": [first.pk], "parts": [{"title": "甲", "scan": [first.pk]}]}, bad)
    assert "1" not in str(refused.value.errors), "what is wrong with it is said, not that there are two"


def test_nothing_is_kept_for_those_the_step_is_not_open_to(note, stranger):
    with pytest.raises(Refused):
        note(stranger, {}, uploads("papers", upload("合同.pdf")))
    assert not StoredFile.objects.exists()


def test_a_repeated_request_is_one_act(note, owner):
    first = note(owner, {}, uploads("papers", upload("合同.pdf")), attach_all, key="k")
    second = note(owner, {}, uploads("papers", upload("合同.pdf")), attach_all, key="k")
    assert second.repeated
    assert second.event_id == first.event_id
    assert Attachment.objects.count() == 1


def test_a_form_starts_from_what_a_draft_kept(owner, paper, note):
    file = services.stage(upload("合同.pdf"), owner)
    form = engine.form_of(Paper.steps()["note"], paper, owner, initial={"papers": [str(file.pk)]})
    assert isinstance(form, NoteForm)
    assert "合同.pdf" in str(form["papers"])


@override_settings(LANGUAGE_CODE="en")
def test_required(note, owner):
    with pytest.raises(Refused) as refused:
        note(owner, {})
    assert list(refused.value.errors) == ["papers"]
