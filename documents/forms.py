"""The form field for files: uploads are put by at once, and stay in the form when it is shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.components import StagedFile
from documents import inspection, scanning, services
from documents.models import DocumentRegister, Paper, StoredFile
from workflow import paper, registry
from workflow.forms import StepForm

if TYPE_CHECKING:
    from core.actor import Actor


class FilesInput(forms.FileInput):
    """A file input that lists what is already staged, each with a tick box to take it out again."""

    allow_multiple_selected = True
    template_name = "components/forms/file.html"
    field: FilesField

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        uploads = (
            files.getlist(name)
            if hasattr(files, "getlist")
            else [files[name]]
            if name in (files or {})
            else []
        )
        removed = {str(v) for v in _listed(data, f"{name}-remove")}
        return [*(v for v in _listed(data, name) if str(getattr(v, "pk", v)) not in removed), *uploads]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and name not in (files or {})

    def format_value(self, value: Any) -> Any:
        return None

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        staged = [StagedFile(f.pk, f.name, f.size) for f in self.staged(value)]
        context["widget"] |= {"staged": staged, "remove_name": f"{name}-remove"}
        if staged:
            context["widget"]["attrs"].pop("required", None)
        return context

    def staged(self, value: Any) -> list[StoredFile]:
        """The files behind ids in a form that is shown again, or behind its initial value."""
        values = value if isinstance(value, list | tuple) else [value] if value else []
        ids = [key for v in values if (key := _uuid(getattr(v, "pk", v)))]
        return list(self.field.own_files().filter(pk__in=ids)) if ids else []


class FilesField(forms.Field):
    """One or several files; the value is a list of `StoredFile` in the order given.

    It takes uploads and the ids of files that the same organisation has staged before. `allowed` narrows the
    extensions, `most` limits the number. The step's form tells it the actor.
    """

    widget = FilesInput
    default_error_messages = {
        "required": _("Add a file."),
        "most": _("At most %(most)d files can be added here."),
        "unknown": _("This file is no longer there. Add it again."),
    }

    def __init__(self, *, allowed: tuple[str, ...] = (), most: int = 20, **kwargs: Any):
        self.allowed, self.most = frozenset(allowed), most
        self.actor: Actor | None = None
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(f".{e}" for e in sorted(self.allowed or inspection.KINDS))
        self.widget.allow_multiple_selected = most > 1
        if most > 1:
            self.widget.attrs["multiple"] = True
        self.widget.field = self

    def __deepcopy__(self, memo: Any) -> FilesField:
        copied = super().__deepcopy__(memo)
        copied.widget.field = copied
        return copied

    def own_files(self) -> Any:
        """Files that this actor may put to use."""
        return StoredFile.objects.visible_to(self.actor) if self.actor else StoredFile.objects.none()

    def stage(self, uploads: list[UploadedFile]) -> tuple[list[StoredFile], list[UploadedFile]]:
        """Keep what can be kept; returns that, and the uploads that were not acceptable."""
        kept, refused = [], []
        for upload in uploads:
            try:
                kept.append(self._kept(upload))
            except ValidationError:
                refused.append(upload)
        return kept, refused

    def together(self, held: list[Any], chosen: list[Any]) -> list[Any]:
        """What was there and what was chosen now; where one file is wanted, the new one takes the other's place."""
        return chosen if self.most == 1 and chosen else [*held, *chosen]

    def clean(self, value: Any) -> list[StoredFile]:
        given = [v for v in value or [] if v]
        uploads = [v for v in given if isinstance(v, UploadedFile)]
        values = self.together([v for v in given if v not in uploads], uploads)
        if self.required and not values:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(values) > self.most:
            raise ValidationError(self.error_messages["most"], code="most", params={"most": self.most})
        found, errors = [], []
        for each in values:
            try:
                found.append(self._kept(each) if isinstance(each, UploadedFile) else self._known(each))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return list(dict.fromkeys(found))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)

    def _kept(self, upload: UploadedFile) -> StoredFile:
        if self.actor is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return services.stage(upload, self.actor, allowed=self.allowed)

    def _known(self, value: Any) -> StoredFile:
        key = _uuid(getattr(value, "pk", value))
        found = self.own_files().filter(pk=key).first() if key else None
        if found is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        if self.allowed and found.extension not in self.allowed:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return found


def _listed(data: Any, name: str) -> list[Any]:
    if hasattr(data, "getlist"):
        return data.getlist(name)
    value = data.get(name)
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


SCANS = ("pdf", "jpg", "jpeg", "png")


@paper.use
class EntryForm(paper.EntryForm):
    """An act on paper is entered with its scan."""

    paper_scan = FilesField(
        label=_("Scan"),
        allowed=SCANS,
        most=1,
        help_text=_("The signed paper, whole and legible, as PDF, JPG or PNG."),
    )
    field_order = ["paper_on", "paper_at", "paper_scan", "paper_reason"]


class OfPaperForm(StepForm):
    """What is done with one paper."""

    parent = "paper"
    paper = forms.ModelChoiceField(Paper.objects.all(), widget=forms.HiddenInput)

    def clean_paper(self) -> Paper:
        self.subject.paper = self.cleaned_data["paper"]
        return self.subject.paper


@registry.form_for("documents.scan.hand_in")
class HandInForm(OfPaperForm):
    """The signed copy. What QR codes it shows is read here, before anything is locked."""

    scan = FilesField(
        label=_("Scan of the signed and sealed paper"),
        allowed=SCANS,
        most=1,
        help_text=_("All pages, the one with the square code too, as PDF, JPG or PNG."),
    )

    def collected(self) -> dict[str, Any]:
        data = super().collected()
        return {**data, "marks": [text[:300] for text in scanning.codes_in(data["scan"][0].path)][:20]}


@registry.form_for("documents.sealing.apply")
class SealForm(OfPaperForm):
    """Nothing but the paper itself."""


class WordForm(StepForm):
    word = forms.RegexField(
        r"^[\u3400-\u9fff]{2,12}$",
        label=_("Code word"),
        help_text=_("As it stands before the year, for example 长财采购: two to twelve Chinese characters."),
    )

    def clean_word(self) -> str:
        word = self.cleaned_data["word"]
        others = DocumentRegister.objects.filter(word=word).exclude(pk=self.subject.pk)
        if others.exists():
            raise ValidationError(_("Another unit numbers its documents under this word."), code="unique")
        return word


@registry.form_for("documents.documentregister.open")
class OpenRegisterForm(WordForm):
    """A unit's first code word."""

    def clean(self) -> dict[str, Any]:
        if DocumentRegister.objects.filter(organisation_id=self.actor.organisation_id).exists():
            raise ValidationError(_("Your unit keeps its register here already."), code="once")
        return self.cleaned_data


@registry.form_for("documents.documentregister.rename")
class RenameForm(WordForm):
    """Another code word, from the next number on."""


@registry.form_for("documents.documentnumber.give")
class GiveNumberForm(StepForm):
    register = forms.ModelChoiceField(DocumentRegister.objects.all())
    title = forms.CharField(max_length=300)
