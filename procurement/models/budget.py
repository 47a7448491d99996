"""Budget lines and their ledger. Every figure is the sum of entries that are never changed (rules A5, security)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Q, Sum, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from core.models import Model, VisibleQuerySet
from core.money import ZERO, MoneyField, positive
from procurement.lifecycle import BudgetLineLifecycle
from procurement.models.parties import finance_of
from procurement.triggers import LineOfAnOpenYear, OfAnOpenYear, YearOfLine
from workflow.clock import LegalNow
from workflow.totals import RunningTotal, kept_totals, signed, within
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


LONGEST_CODE = 40
YEARS_AHEAD = 2
"""How far the medium-term fiscal plan reaches beyond the budget year (财预〔2017〕87号: three years in all)."""


class LineQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The purchaser's own; finance, audit and regulators those of their jurisdictions."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(purchaser_id__in=actor.files_of)
        if actor.organisation_kind in {"finance", "auditor", "regulator"}:
            seen |= Q(jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)

    def usable_by(self, purchaser_id: Any, year: int) -> Self:
        """Open lines of a purchaser in a budget year, for the choice in an application."""
        return self.filter(purchaser_id=purchaser_id, year=year, state=BudgetLineLifecycle.State.OPEN)

    def standing(self) -> Self:
        """All but entries that were taken back."""
        return self.exclude(state=BudgetLineLifecycle.State.STRUCK)

    def covering(self, item_code: str) -> Self:
        """Lines that may be used for that catalogue item: as `BudgetLine.covers`."""
        asked = self.annotate(_asked=Value(item_code))
        return asked.filter(Q(category="") | Q(_asked__startswith=F("category")))

    def with_approved(self) -> Self:
        """`approved`: what the budget gave. `changed`: what was added, cut, moved or carried over since."""
        given = Sum("entries__amount", filter=Q(entries__kind__in=BudgetEntry.GIVEN), default=ZERO)
        return self.annotate(approved=given).annotate(changed=F("amount") - F("approved"))

    def with_left(self) -> Self:
        """`left`: what may still be granted. From a line that is out of use, or of a year that is closed, nothing."""
        in_use = Q(state__in=[BudgetLineLifecycle.State.OPEN, BudgetLineLifecycle.State.EXPECTED])
        return self.annotate(left=Case(When(in_use, then=F("amount") - F("committed")), default=ZERO))

    def ahead_of(self, purchaser_id: Any, year: int) -> Self:
        """A purchaser's lines of the two years after that one, for what a grant of several years reserves there."""
        states = [BudgetLineLifecycle.State.OPEN, BudgetLineLifecycle.State.EXPECTED]
        rows = self.filter(purchaser_id=purchaser_id, state__in=states)
        return rows.filter(year__gt=year, year__lte=year + YEARS_AHEAD).order_by("year", "code")


class BudgetLine(BudgetLineLifecycle):
    """Money approved for one purchaser, one year and one purpose.

    `amount` and `committed` are running totals of `BudgetEntry` and `CommitmentEntry`; the database keeps
    `0 <= committed <= amount` whoever races.
    """

    class Source(models.TextChoices):
        GENERAL = "general", _("General public budget")
        FUND = "fund", _("Government-managed funds")
        TRANSFER = "transfer", _("Transfer from a higher level")
        OTHER = "other", _("Other public funds")

    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="budget_lines")
    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("budget year"))
    code = models.CharField(_("number of the budget item"), max_length=LONGEST_CODE)
    title = models.CharField(_("title"), max_length=200)
    category = models.CharField(_("catalogue item or category"), max_length=16, blank=True)
    """Code of the catalogue item or category that it is meant for; empty: any."""
    source = models.CharField(_("source of funds"), max_length=12, choices=Source.choices)
    approval_number = models.CharField(_("approved by document"), max_length=80)
    amount = MoneyField(_("approved"), default=ZERO)
    committed = MoneyField(_("committed"), default=ZERO)
    closed_at = models.DateTimeField(null=True, blank=True)
    gave_way_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    """The line on which the same money stands: this one was entered by an approval, and the other imported after it."""
    made_public_in = models.ForeignKey(
        "procurement.BudgetTable", models.PROTECT, null=True, blank=True, related_name="handed_on"
    )
    """The table of a unit that was closed, which had made this line public before it went on with the successor."""

    objects = LineQuerySet.as_manager()

    class Meta(BudgetLineLifecycle.Meta):
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["-year", "code"]
        triggers = [
            *BudgetLineLifecycle.Meta.triggers,
            kept_totals("amount", "committed"),
            LineOfAnOpenYear(),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["purchaser", "year", "code"], condition=~Q(state="struck"), name="budget_line_once"
            ),
            *within("committed", "amount", name="budget_committed"),
            models.CheckConstraint(
                condition=Q(gave_way_to__isnull=True) | Q(amount=0), name="budget_line_gave_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def free(self) -> Decimal:
        """What may still be committed."""
        return self.amount - self.committed

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return date(self.year, 1, 1)

    def get_absolute_url(self) -> str:
        return reverse("procurement:budgetline-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"code": self.code, "year": self.year}

    def set_parties(self, purchaser: Organisation) -> None:
        self.purchaser, self.jurisdiction = purchaser, purchaser.jurisdiction
        self.finance = finance_of(purchaser)

    def code_is_taken(self, purchaser: Organisation, year: int, code: str) -> bool:
        same = BudgetLine.objects.standing().filter(purchaser=purchaser, year=year, code=code)
        return same.exclude(pk=self.pk).exists()

    def code_with(self, heir: Organisation) -> str:
        """Its number with a successor of its unit: where that one has given it too, the old unit's name is added."""
        if not self.code_is_taken(heir, self.year, self.code):
            return self.code
        return f"{self.code[: LONGEST_CODE // 2]}〔原{self.purchaser.name}〕"[:LONGEST_CODE]

    def year_is_closed(self, purchaser: Organisation, year: int) -> bool:
        """Whether the finance department over that unit has closed the year."""
        closings = apps.get_model("procurement", "YearClosing").objects
        return closings.filter(finance=finance_of(purchaser), year=year, state="closed").exists()

    def payments_until(self) -> date | None:
        """The day on which payments of its year end, once finance has set it."""
        closings = apps.get_model("procurement", "YearClosing").objects
        same = closings.filter(finance_id=self.finance_id, year=self.year)
        return same.values_list("payments_until", flat=True).first()

    def planned_years(self) -> set[int]:
        """Later years for which the medium-term plan has money."""
        return set(self.plan_years.filter(amount__gt=0).values_list("year", flat=True))

    def carried_in(self) -> Decimal:
        """What came to it from the year before without being reserved for anything."""
        entries = CommitmentEntry.objects.filter(commitment__line=self, kind=CommitmentEntry.Kind.CARRIED)
        free = self.moves_in.filter(kind="carried").exclude(event_id__in=entries.values("event_id"))
        return free.aggregate(sum=Sum("amount"))["sum"] or ZERO

    def sister_lines(self) -> models.QuerySet[BudgetLine]:
        """Lines in use to which money of this one may be transferred: same year, same source, same finance."""
        rows = BudgetLine.objects.filter(
            finance_id=self.finance_id, source=self.source, state=self.State.OPEN
        )
        return rows.filter(year=self.year).exclude(pk=self.pk).order_by("purchaser__sort_key", "code")

    def lines_of_next_year(self) -> LineQuerySet:
        """The unit's lines in use to which what is left of this one may be carried over."""
        rows = BudgetLine.objects.filter(purchaser_id=self.purchaser_id, source=self.source)
        rows = rows.filter(finance_id=self.finance_id, state=self.State.OPEN)
        return rows.filter(year=self.year + 1).order_by("code")

    def saved_commitments(self) -> models.QuerySet[Commitment]:
        """Grants whose contract is signed and cost less."""
        saved = self.commitments.filter(contracted__gt=0, amount__gt=F("contracted"))
        return saved.order_by("project__number")

    def open_commitments(self) -> models.QuerySet[Commitment]:
        """What was granted and not paid: it waits to be paid, released, or reserved in the next year."""
        waiting = self.commitments.filter(amount__gt=F("paid"))
        return waiting.select_related("project__item").order_by("project__number")

    def bound_commitments(self) -> models.QuerySet[Commitment]:
        """Grants that stay with their line: a contract draws on them, or later years rest on them."""
        bound = Q(contracted__gt=0) | Q(project__year_shares__isnull=False)
        return self.commitments.filter(bound, amount__gt=0).select_related("project").distinct()

    def twin_rows(self) -> list[Any]:
        """Approved rows of the unit that say what this line says, each with a line of another number: likely the same
        money, approved first and imported afterwards."""
        rows = apps.get_model("procurement", "ProposalRow").objects
        if self.state != self.State.OPEN or rows.filter(line=self).exists():
            return []
        same = {"proposal__purchaser_id": self.purchaser_id, "proposal__round__year": self.year}
        found = rows.entered_by_approval().filter(**same, source=self.source, approved=self.amount)
        return [row for row in found if self.covers(row.item.code)]

    @property
    def has_been_used(self) -> bool:
        """Whether anything came of its entry: a change of its money, an application, a request, an approval."""
        shares = apps.get_model("procurement", "YearShare").objects.filter(line=self)
        came = ("projects", "commitments", "increase_requests", "moves_in", "moves_out", "proposal_row")
        used = reduce(or_, (Q(**{f"{name}__isnull": False}) for name in came))
        return (
            self.entries.count() > 1
            or shares.exists()
            or BudgetLine.objects.filter(used, pk=self.pk).exists()
        )

    def stood_on(self, moment: datetime) -> bool:
        """Whether it had money then: what was made public at that time tells of it."""
        before = {"recorded_at__lte": moment}
        return self.entries.filter(**before).exists() or self.moves_in.filter(**before).exists()

    @property
    def is_public(self) -> bool:
        """Whether a notice tells of it."""
        tables = apps.get_model("procurement", "BudgetTable").objects
        same = tables.filter(purchaser_id=self.purchaser_id, year=self.year, published_at__isnull=False)
        last = same.values_list("published_at", flat=True).first()
        return self.made_public_in_id is not None or (last is not None and self.stood_on(last))

    @property
    def has_no_twin(self) -> bool:
        return not self.twin_rows()

    def covers(self, item_code: str) -> bool:
        """Whether the line may be used for that catalogue item."""
        return not self.category or item_code.startswith(self.category)


class Entry(Model):
    """A line in a book: an amount, the event that brought it, when and why. Corrections are reversing entries."""

    amount = MoneyField(_("amount"))
    event_id = models.UUIDField()
    recorded_at = models.DateTimeField(_("entered"), db_default=LegalNow())
    note = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["recorded_at"]


class BudgetEntry(Entry):
    """Money approved, added or cut on a line."""

    class Kind(models.TextChoices):
        APPROVED = "approved", _("Approved")
        INCREASE = "increase", _("Increase")
        CUT = "cut", _("Cut")
        ADJUSTMENT = "adjustment", _("Adjustment of a closed year")
        EXPECTED = "expected", _("Medium-term expectation")
        JOINED = "joined", _("Stands on another line")
        REVERSED = "reversed", _("Mistaken entry")

    GIVEN = (Kind.APPROVED, Kind.EXPECTED, Kind.JOINED)
    """What a budget gave to a line; the other kinds change it afterwards."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)

    class Meta(Entry.Meta):
        verbose_name = _("budget entry")
        verbose_name_plural = _("budget entries")
        triggers = [
            *append_only(),
            OfAnOpenYear("line", but="adjustment"),
            RunningTotal("line", "amount"),
        ]
        constraints = [signed("amount", name="budget_entry_amount")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class PlanYear(Model):
    """What the medium-term fiscal plan foresees for a later year (B8.12)."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="plan_years")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = MoneyField(_("amount"))

    class Meta:
        verbose_name = _("year of the medium-term plan")
        verbose_name_plural = _("years of the medium-term plan")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["line", "year"], name="plan_year_once"),
            positive("amount", zero=True, name="plan_year_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class Commitment(Model):
    """What a grant reserves on a line for a project. Contracts draw on it: `0 <= paid <= contracted <= amount`.

    A purchase of several years has one in each: `year` is that of its line, and the database writes it.

    `amount` is the running total of its entries; `contracted` and `paid` those of the entries that contracts and
    payments write (`RunningTotal("commitment", "contracted")`, `RunningTotal("contract__commitment", "paid")`).
    """

    lock_rank = 30

    project = models.ForeignKey("procurement.Project", models.PROTECT, related_name="commitments")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="commitments")
    year = models.PositiveSmallIntegerField(_("budget year"), editable=False)
    amount = MoneyField(_("granted"), default=ZERO)
    contracted = MoneyField(_("contracted"), default=ZERO)
    paid = MoneyField(_("paid"), default=ZERO)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        triggers = [kept_totals("amount", "contracted", "paid"), YearOfLine()]
        constraints = [
            models.UniqueConstraint(fields=["project", "line"], name="commitment_once"),
            models.UniqueConstraint(
                fields=["project", "year"], condition=~Q(amount=0), name="commitment_once_a_year"
            ),
            *within("contracted", "amount", name="commitment_contracted"),
            *within("paid", "contracted", name="commitment_paid"),
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.line}"

    @property
    def free(self) -> Decimal:
        """What is granted and not under contract."""
        return self.amount - self.contracted

    @property
    def unpaid(self) -> Decimal:
        """What is granted and not paid."""
        return self.amount - self.paid


class CommitmentEntry(Entry):
    """Money committed by a grant, or released."""

    class Kind(models.TextChoices):
        GRANT = "grant", _("Grant")
        RELEASE = "release", _("Released")
        CARRIED = "carried", _("Reserved in the next year")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)

    class Meta(Entry.Meta):
        verbose_name = _("commitment entry")
        verbose_name_plural = _("commitment entries")
        triggers = [
            *append_only(),
            OfAnOpenYear("commitment__line"),
            RunningTotal("commitment__line", "committed", order=1),
            RunningTotal("commitment", "amount", order=2),
        ]
        constraints = [signed("amount", name="commitment_entry_amount")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
