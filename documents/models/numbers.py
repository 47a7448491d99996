"""Numbers of official documents (发文字号): a unit's code word, the year, and a number without gaps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.db import connection, models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import VisibleQuerySet
from documents.lifecycle import NumberLifecycle, RegisterLifecycle
from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor

_NEXT = """
    INSERT INTO documents_lastnumber (register_id, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (register_id, year) DO UPDATE SET last = documents_lastnumber.last + 1
    RETURNING last
"""


class DocumentRegisterQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own unit's."""
        return self.filter(organisation_id=actor.organisation_id) if actor.organisation_id else self.none()


class DocumentRegister(RegisterLifecycle):
    """A unit's register of documents: under which code word (机关代字) it numbers them."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="document_register")
    word = models.CharField(_("code word"), max_length=20, unique=True)

    objects = DocumentRegisterQuerySet.as_manager()

    class Meta(RegisterLifecycle.Meta):
        verbose_name = _("register of documents")
        verbose_name_plural = _("registers of documents")

    def __str__(self) -> str:
        return self.word

    def get_absolute_url(self) -> str:
        return reverse("documents:numbers")

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return date(2014, 1, 1)

    def next_serial(self, year: int) -> int:
        """The next number of that year. Its row stays locked until the act commits: a refused act leaves no gap."""
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, [self.pk, year])
            return cursor.fetchone()[0]


class LastNumber(models.Model):
    """The last number that a register gave in a year."""

    register = models.ForeignKey(DocumentRegister, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("last number")
        verbose_name_plural = _("last numbers")
        constraints = [models.UniqueConstraint(fields=["register", "year"], name="last_number_once")]

    def __str__(self) -> str:
        return f"{self.register_id} {self.year}: {self.last}"


class DocumentNumberQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own unit."""
        return self.filter(register__organisation_id__in=actor.files_of)


class DocumentNumber(NumberLifecycle):
    """One number that was given, for good. A void one stays in the register with its reason."""

    register = models.ForeignKey(DocumentRegister, models.PROTECT, related_name="numbers")
    word = models.CharField(_("code word"), max_length=20)
    """The word of that day: another one later changes nothing here."""
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    issued_at = models.DateTimeField(_("given on"))
    void_reason = models.CharField(_("why it is void"), max_length=500, blank=True)

    objects = DocumentNumberQuerySet.as_manager()

    class Meta(NumberLifecycle.Meta):
        verbose_name = _("document number")
        verbose_name_plural = _("document numbers")
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["register", "year", "serial"], name="document_number_once")
        ]
        triggers = [
            *NumberLifecycle.Meta.triggers,
            pgtrigger.ReadOnly(
                name="as_given", fields=["register", "word", "year", "serial", "title", "issued_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.serial}号"

    def get_absolute_url(self) -> str:
        return reverse("documents:number", args=[self.pk])

    @property
    def organisation_id(self) -> Any:
        return self.register.organisation_id

    def jurisdiction_code(self) -> str:
        return self.register.jurisdiction_code()

    def regime_date(self) -> date:
        return legal_date(self.issued_at)

    def event_facts(self) -> dict[str, Any]:
        return {"number": str(self)}
