"""The notice itself: a numbered, permanent page, frozen in the transaction that published it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core import figures
from core.models import Model, VisibleQuerySet
from core.money import MoneyField
from core.phrases import bracketed
from disclosure import registry
from disclosure.triggers import notice_triggers
from documents.models import Paper

if TYPE_CHECKING:
    from datetime import datetime

    from core.actor import Actor
    from disclosure.schema import NoticeKind


PAPER = "notice"
"""Kind of the paper that is a notice's PDF, and of its attachments."""
ATTACHMENT = "attachment:"
"""What is withheld may also be an attachment: `attachment:<its key>`."""
TITLE = "notice:title"
"""… or the title, where it repeats what somebody typed. No field of a payload bears this name."""


class NoticeQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Notices are for everybody."""
        return self.all()

    def for_lists(self) -> Self:
        """Without the large columns that only a notice's own page needs."""
        return self.with_closing().with_titles().defer("html", "payload", "layout", "release")

    def with_titles(self) -> Self:
        """Whether each may still show its title, in the same query."""
        gone = Notice.objects.filter(pk=OuterRef("pk"), withheld__field=TITLE)
        return self.annotate(title_is_withheld=Exists(gone))

    def with_closing(self) -> Self:
        """`closing`: until when one may take part, as last corrected. The notice itself never changes."""
        corrected = Notice.objects.filter(corrects=OuterRef("pk"), closes_at__isnull=False)
        last = corrected.order_by("-published_at", "-number").values("closes_at")[:1]
        return self.annotate(closing=Coalesce(Subquery(last), F("closes_at")))

    def calls_open(self, now: datetime) -> Self:
        """Calls in which one may still take part."""
        calls = [code for code in registry.kinds.codes() if registry.kinds[code].call]
        return self.with_closing().filter(kind__in=calls, closing__gt=now)

    def of_project(self, project_id: object) -> Self:
        """All notices of a project in the order of publication."""
        return self.filter(project_id=project_id).order_by("published_at", "number")


class Notice(Model):
    """One published notice. Kinds are those of rules.md part C (`AN-01` …).

    `payload` holds the values by field name, `layout` the titles and labels in both languages as they stood then,
    `html` the Chinese text, `release` the OCDS release of that moment. Nothing here holds personal values: those
    stand in `PersonalValue`, and in their place here stands a mark.
    """

    kind = models.CharField(_("kind"), max_length=12)
    number = models.CharField(_("notice number"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=300)
    payload = models.JSONField(default=dict)
    layout = models.JSONField(default=list)
    html = models.TextField()
    release = models.JSONField(null=True, blank=True)
    ocid = models.CharField(max_length=80, blank=True)

    published_at = models.DateTimeField(_("published on"))
    """Legal time. Where a statutory medium published too, periods start there (`StatutoryPublication`)."""
    jurisdiction = models.CharField(_("jurisdiction"), max_length=12)
    publisher_id = models.UUIDField(null=True, blank=True)
    publisher_name = models.CharField(_("publisher"), max_length=200, blank=True)
    purchaser_id = models.UUIDField(null=True, blank=True)
    purchaser_name = models.CharField(_("purchaser"), max_length=200, blank=True)
    provider_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    provider_names = models.CharField(_("providers"), max_length=600, blank=True)

    project_id = models.UUIDField(null=True, blank=True)
    project_number = models.CharField(_("project number"), max_length=60, blank=True)
    category = models.CharField(_("catalogue item"), max_length=20, blank=True)
    category_name = models.CharField(max_length=200, blank=True)
    english = models.JSONField(default=dict, blank=True)
    """English of `title`, `publisher_name`, `purchaser_name`, `provider_names`, `category_name`, where there is one."""
    amount = MoneyField(_("amount"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    """For calls: until when one may take part."""

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    event_id = models.UUIDField()
    """The act that published it."""
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    reviewed_by = models.UUIDField(null=True, blank=True)
    """Who confirmed the review for secrets and wording; null where the portal published facts by itself."""

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-published_at", "-number"]
        indexes = [
            models.Index(fields=["-published_at", "-number"], name="notice_newest"),
            models.Index(fields=["kind", "-published_at"], name="notice_kind"),
            models.Index(fields=["jurisdiction", "-published_at"], name="notice_jurisdiction"),
            models.Index(fields=["category", "-published_at"], name="notice_category"),
            models.Index(fields=["purchaser_id", "-published_at"], name="notice_purchaser"),
            models.Index(fields=["project_id", "published_at"], name="notice_project"),
            models.Index(fields=["subject_id", "published_at"], name="notice_subject"),
            models.Index(fields=["kind", "closes_at"], name="notice_open_calls"),
            GinIndex(fields=["provider_ids"], name="notice_providers"),
        ]
        triggers = notice_triggers()

    def __str__(self) -> str:
        return bracketed(self.title_gap() or self.title, self.number)

    def get_absolute_url(self) -> str:
        return reverse(registry.kinds.page_of(self.kind), args=[self.number])

    @property
    def declared(self) -> NoticeKind:
        """What the portal knows about this kind of notice."""
        return registry.kinds[self.kind]

    @property
    def kind_label(self) -> str:
        return str(self.declared.title)

    @property
    def is_correction(self) -> bool:
        return self.corrects_id is not None

    def shown(self, name: str) -> str:
        """A name or the title in the reader's language."""
        english = self.english.get(name) if self.language() == "en" else ""
        return english or getattr(self, name)

    @property
    def amount_text(self) -> str:
        return figures.amount_text(self.amount)

    @property
    def shown_title(self) -> str:
        return self.title_gap() or self.shown("title")

    @cached_property
    def title_is_withheld(self) -> bool:
        """Lists ask for all of their rows at once (`with_titles`)."""
        return self.withheld.filter(field=TITLE).exists()

    def title_gap(self) -> str:
        """What stands in the place of a title that was withheld; empty while the title is shown."""
        return (
            gettext("%(kind)s (title withheld)") % {"kind": self.kind_label} if self.title_is_withheld else ""
        )

    @property
    def shown_purchaser(self) -> str:
        return self.shown("purchaser_name")

    @property
    def shown_publisher(self) -> str:
        return self.shown("publisher_name")

    @property
    def shown_providers(self) -> str:
        return self.shown("provider_names")

    @property
    def shown_category(self) -> str:
        return self.shown("category_name")

    @cached_property
    def pdf(self) -> Paper | None:
        """The PDF of this notice, made or waiting: the one from publication, or from the last withholding."""
        last = self.withheld.order_by("-withheld_at", "-pk").first()
        papers = (
            Paper.objects.of(self).select_related(None).filter(kind=PAPER).select_related("rendering__file")
        )
        return papers.filter(event_id=last.event_id if last else self.event_id).first()

    def may_read_paper(self, actor: Actor, paper: Any) -> bool:
        """Everybody may, except for attachments that were withheld and PDFs from before a withholding."""
        if isinstance(paper, Paper):
            return self.pdf is not None and paper.pk == self.pdf.pk
        return not self.withheld.filter(field=f"{ATTACHMENT}{paper.pk}").exists()

    @staticmethod
    def language() -> str:
        """`en` or `zh`: the key under which the layout keeps its labels."""
        return "en" if (get_language() or "").startswith("en") else "zh"
