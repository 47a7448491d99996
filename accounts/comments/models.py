"""A comment, and one that waits for its code."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.coded.models import Addressed, Coded
from accounts.comments.lifecycle import CommentLifecycle
from accounts.models import User
from core.models import VisibleQuerySet
from core.personal import without_numbers

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act

LONGEST = 2000


class Treatment(models.TextChoices):
    """What became of what somebody said."""

    TAKEN = "taken", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    NOT = "not", _("Not taken up")


class CommentQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The office that asks sees all, whoever wrote one sees that; everybody sees what was shown."""
        seen = Q(shown_at__isnull=False)
        if actor.is_user:
            office: Any = self.model
            seen |= Q(user_id=actor.user_id)
            seen |= Q(**{f"{office.OFFICE.replace('.', '__')}__in": actor.files_of})
        return self.filter(seen)

    def to_answer(self) -> int:
        return self.exclude(state=CommentLifecycle.State.ANSWERED).count()


class Comment(Addressed, CommentLifecycle):
    """What one person said. Who it was stands here only as far as they wished, and to be able to answer."""

    MATTER: ClassVar[str]
    """Name of the field that says what it is about."""
    OFFICE: ClassVar[str]
    """Where the organisation stands that asks and answers: a path of attributes."""

    number = models.PositiveIntegerField(default=0)
    writer = models.CharField(_("name to be shown"), max_length=60, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("comment"), max_length=LONGEST)
    shown_text = models.TextField(blank=True, max_length=LONGEST)
    """Their words as everybody reads them, where something had to be left out before they were shown."""
    submitted_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    treatment = models.CharField(_("what became of it"), max_length=8, choices=Treatment, blank=True)
    answer = models.TextField(pgettext_lazy("comment", "answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(CommentLifecycle.Meta):
        abstract = True

    def __str__(self) -> str:
        values = {"matter": self.matter, "number": self.number}
        return gettext("%(matter)s: comment no. %(number)s") % values

    @property
    def matter(self) -> Any:
        return getattr(self, self.MATTER)

    @property
    def public_title(self) -> str:
        """As everybody may read it."""
        return gettext("%(matter)s: comment no. %(number)s") % {
            "matter": self.matter.comments_title(),
            "number": self.number,
        }

    @property
    def told_text(self) -> str:
        """What others than the office read."""
        return self.shown_text or without_numbers(self.text)

    @property
    def shown_writer(self) -> str:
        """A name, if they gave one; nobody is called by a number."""
        return without_numbers(self.writer)

    @property
    def office_id(self) -> UUID:
        return reduce(getattr, self.OFFICE.split("."), self)  # type: ignore[arg-type, return-value]

    def set_writer(self, act: Act) -> None:
        """What was said, by whom, and when. What it is about is locked, so that no two have the same number."""
        matter = act.data[self.MATTER]
        setattr(self, self.MATTER, matter)
        self.number = type(self)._base_manager.filter(**{self.MATTER: matter}).count() + 1
        self.text, self.writer, self.user_id = act.data["text"], act.data["writer"], act.actor.user_id
        self.way, self.address = act.data.get("way") or "", act.data.get("address") or ""
        self.submitted_at = act.now

    def jurisdiction_code(self) -> str:
        return self.matter.jurisdiction_code()

    def regime_date(self) -> date:
        return self.matter.regime_date()

    def event_facts(self) -> dict[str, Any]:
        return {self.MATTER: str(self.matter.pk), "number": self.number}


def constraints(matter: str, name: str) -> list[models.BaseConstraint]:
    """What the database holds of comments; `name` begins the names."""
    return [
        models.UniqueConstraint(fields=[matter, "number"], name=f"{name}_number_once"),
        models.CheckConstraint(
            condition=~Q(state="answered") | (~Q(answer="") & ~Q(treatment="")), name=f"{name}_answered"
        ),
        models.CheckConstraint(
            condition=~Q(state="shown") | Q(shown_at__isnull=False), name=f"{name}_shown_is_dated"
        ),
    ]


class Pending(Coded):
    """A comment without an account that waits for its code."""

    SAID = ("text", "writer")
    BECOMES: ClassVar[type[Comment]]

    writer = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=LONGEST)

    class Meta:
        abstract = True

    @property
    def matter(self) -> Any:
        return getattr(self, self.BECOMES.MATTER)
