"""Files that were handed in, what they belong to, and pages that were rendered to PDF.

Rows of this app are entries in a book: they are added and never changed. The bytes lie on disk under their
SHA-256 (see `documents.storage`); several rows may name the same bytes.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import Model, VisibleQuerySet
from documents import storage
from workflow.clock import LegalNow
from workflow.triggers import append_only

if TYPE_CHECKING:
    from pathlib import Path

    from core.actor import Actor


class StoredFileQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """What the actor handed in, or a colleague for the same organisation. Reading others' goes by attachment."""
        if not actor.is_user:
            return self.none()
        own = Q(user_id=actor.user_id)
        if actor.organisation_id is not None:
            own |= Q(organisation_id=actor.organisation_id)
        return self.filter(own)


class StoredFile(Model):
    """One file as it was handed in: its cleaned name, and the digest under which its bytes lie."""

    digest = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    name = models.CharField(_("file name"), max_length=200)
    size = models.BigIntegerField(_("size in bytes"))
    media_type = models.CharField(max_length=100)
    organisation_id = models.UUIDField(null=True, blank=True)
    """For whom it was handed in; null for what the portal made itself."""
    user_id = models.UUIDField(null=True, blank=True)
    stored_at = models.DateTimeField(db_default=LegalNow())

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["stored_at", "name"]
        indexes = [models.Index(fields=["organisation_id", "-stored_at"], name="file_of_organisation")]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty")]
        triggers = append_only()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.pk])

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return storage.path_of(self.digest)

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2].lower()


class AttachmentQuerySet(VisibleQuerySet):
    def of(self, subject: models.Model) -> Self:
        """What is attached to one subject, oldest first."""
        label = subject._meta.label_lower
        return self.filter(subject_type=label, subject_id=subject.pk).select_related("file")


class Attachment(Model):
    """A file as part of a subject's papers. Whoever sees the subject may read it, unless the subject says less.

    A model narrows that by a method `may_read_paper(actor, attachment) -> bool`.
    """

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    is_public = models.BooleanField(_("public"), default=False)
    """Readable without signing in. Set for attachments of published notices only."""
    added_at = models.DateTimeField(db_default=LegalNow())
    event_id = models.UUIDField(null=True, blank=True)
    """The event by which it was added."""

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["added_at", "title"]
        indexes = [models.Index(fields=["subject_id", "added_at"], name="attachment_subject")]
        triggers = append_only()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.pk])

    def subject_for(self, actor: Actor) -> models.Model | None:
        """The subject, if the actor may see it."""
        model = apps.get_model(self.subject_type)
        return model.objects.visible_to(actor).filter(pk=self.subject_id).first()


class PaperQuerySet(VisibleQuerySet):
    def of(self, subject: models.Model) -> Self:
        """The papers made of one subject, oldest first."""
        label = subject._meta.label_lower
        return self.filter(subject_type=label, subject_id=subject.pk).with_files()

    def with_files(self) -> Self:
        """With what was made of each and whether another took its place, so that a list asks once."""
        later = self.model.objects.filter(replaces=models.OuterRef("pk"))
        return self.annotate(is_replaced=models.Exists(later)).select_related(
            "rendering__file", "word__file", "sealed__file", "issuer__jurisdiction", "number"
        )

    def waiting(self) -> Self:
        """What was asked for and isn't there in both forms yet."""
        return self.filter(Q(rendering__isnull=True) | Q(word__isnull=True))


class Paper(Model):
    """A page to be kept as PDF and as Word document. Its HTML was frozen when it was asked for; both follow once."""

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    html = models.TextField()
    is_public = models.BooleanField(_("public"), default=False)
    issuer = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    """The unit whose paper it is: it prints, signs and seals it."""
    number = models.OneToOneField(
        "documents.DocumentNumber", models.PROTECT, null=True, blank=True, related_name="paper"
    )
    """Its number in the unit's register, for papers that take one."""
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replacements")
    """The version whose place it takes, because an entry on it was corrected. That one keeps its text."""
    asked_at = models.DateTimeField(db_default=LegalNow())
    event_id = models.UUIDField(null=True, blank=True)
    is_replaced: bool = False
    """Whether another took its place, as far as it was asked (`with_files`)."""

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["asked_at"]
        indexes = [models.Index(fields=["subject_id", "asked_at"], name="paper_subject")]
        triggers = append_only()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.pk])

    def subject_for(self, actor: Actor) -> models.Model | None:
        """The subject, if the actor may see it."""
        model = apps.get_model(self.subject_type)
        return model.objects.visible_to(actor).filter(pk=self.subject_id).first()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the page as it was frozen: what its mark says, and what both forms are made of."""
        return hashlib.sha256(self.html.encode()).hexdigest()

    @cached_property
    def replacement(self) -> Paper | None:
        """The version that took its place, if one did."""
        return self.replacements.order_by("asked_at").last()

    @property
    def is_sealed(self) -> bool:
        """Whether a seal was decided upon."""
        return Paper.objects.filter(pk=self.pk, sealing__isnull=False).exists()

    @cached_property
    def sealed_file(self) -> StoredFile | None:
        """The PDF with the seal, once it was made."""
        try:
            return self.sealed.file
        except ObjectDoesNotExist:
            return None

    def jurisdiction_code(self) -> str:
        return self.issuer.jurisdiction.code if self.issuer else ""

    def get_page_url(self) -> str:
        """The page about the paper itself: number, mark, signed copies, seal."""
        return reverse("documents:paper", args=[self.pk])

    def get_word_url(self) -> str:
        return reverse("documents:word", args=[self.pk])

    @cached_property
    def file(self) -> StoredFile | None:
        """The PDF, or None until it is made: by the worker, or for the first who opens it."""
        try:
            return self.rendering.file
        except ObjectDoesNotExist:
            return None

    @cached_property
    def word_file(self) -> StoredFile | None:
        """The Word document, or None while it is being prepared."""
        try:
            return self.word.file
        except ObjectDoesNotExist:
            return None


class MadeFile(Model):
    """A file that was made of a paper, once."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    engine = models.CharField(max_length=60)
    """What made it, with its version: the same input gives the same bytes with the same engine only."""
    made_at = models.DateTimeField(db_default=LegalNow())

    class Meta:
        abstract = True
        triggers = append_only()

    def __str__(self) -> str:
        return str(self.file)


class Rendering(MadeFile):
    """The PDF of a paper, once it was made."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="rendering")

    class Meta(MadeFile.Meta):
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")


class WordCopy(MadeFile):
    """The Word document of a paper, for those who must go on working with its text. The PDF is the original."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="word")

    class Meta(MadeFile.Meta):
        verbose_name = _("Word document")
        verbose_name_plural = _("Word documents")
