"""Everything that a notice's page shows, in a fixed number of queries, from notices and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Fact
from core.dates import long_date
from disclosure.models import Notice, NoticeQuerySet, StatutoryPublication, Withheld
from disclosure.models.notice import ATTACHMENT, TITLE
from disclosure.models.withholding import Basis
from disclosure.rendering import Part, Reader
from documents.models import Attachment

MOST_SIBLINGS = 50


@dataclass
class NoticePage:
    """A notice as it is read now, in the reader's language."""

    notice: Notice

    @cached_property
    def withheld(self) -> dict[str, str]:
        """Field → what stands in its place."""
        return tombstones(self.notice)

    @property
    def title_withheld(self) -> str:
        """Since when and why its title is not shown; empty while it is."""
        return self.withheld.get(TITLE, "")

    @cached_property
    def reader(self) -> Reader:
        personal = dict(self.notice.personal_values.values_list("field", "value"))
        return Reader(self.notice.language(), personal, self.withheld)

    @cached_property
    def parts(self) -> list[Part]:
        return self.reader.parts(self.notice.layout, self.notice.payload)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The payload by field name, in the reader's language, for pages that a kind lays out by itself."""
        return self.reader.values(self.notice.payload)

    @cached_property
    def corrections(self) -> NoticeQuerySet:
        return self.notice.corrections.for_lists().order_by("published_at")

    @cached_property
    def corrected(self) -> Notice | None:
        """The notice that this one corrects."""
        return Notice.objects.for_lists().filter(pk=self.notice.corrects_id).first()

    @cached_property
    def statutory(self) -> list[StatutoryPublication]:
        return list(self.notice.statutory_publications.all())

    @cached_property
    def attachments(self) -> list[Attachment]:
        gone = {key for key in self.withheld if key.startswith(ATTACHMENT)}
        return [a for a in Attachment.objects.of(self.notice) if f"{ATTACHMENT}{a.pk}" not in gone]

    @cached_property
    def siblings(self) -> list[Notice]:
        """What else was published about the project, oldest first."""
        if self.notice.project_id is None:
            return []
        return list(Notice.objects.for_lists().of_project(self.notice.project_id)[:MOST_SIBLINGS])

    @property
    def has_release(self) -> bool:
        """A release may repeat what was withheld, so it is no longer given out then."""
        return self.notice.release is not None and not self.withheld

    @property
    def project_url(self) -> str:
        """The public page of the project that the notice is about."""
        project_id = self.notice.project_id
        return reverse("disclosure:project", args=[project_id]) if project_id else ""

    @property
    def facts(self) -> list[Fact]:
        """The column on the right."""
        notice = self.notice
        rows = [
            Fact(_("Kind"), notice.kind_label),
            Fact(_("Notice number"), notice.number, number=True),
            Fact(_("Published on"), long_date(notice.published_at)),
            Fact(_("Publisher"), notice.shown_publisher),
            Fact(_("Purchaser"), notice.shown_purchaser),
            Fact(_("Provider"), notice.shown_providers),
            Fact(_("Project number"), notice.project_number, self.project_url, number=True),
            Fact(_("Catalogue item"), " ".join(filter(None, [notice.category, notice.shown_category]))),
        ]
        return [row for row in rows if row.value]


def tombstones(notice: Notice) -> dict[str, str]:
    """Field → the sentence that says since when and why it is withheld."""
    found = Withheld.objects.filter(notice=notice)
    text = _("Withheld since %(date)s: %(basis)s")
    return {w.field: text % {"date": long_date(w.withheld_at), "basis": Basis(w.basis).label} for w in found}
