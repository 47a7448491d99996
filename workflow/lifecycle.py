"""The base of everything that moves through states."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django_fsm import FSMField, FSMModelMixin

from core.models import Model
from workflow import registry, running
from workflow.steps import Await, Step
from workflow.triggers import lifecycle_triggers

_MIGRATIONS = "__fake__"
"""The module that Django gives to the models of a migration."""


class StateField(FSMField):
    """The protected state of a lifecycle. Its first choice is the state in which a subject is born."""

    def __init__(self, states: type[models.TextChoices] | None = None, **kwargs: Any):
        if states is not None:
            kwargs.setdefault("choices", states.choices)
            kwargs.setdefault("default", states.values[0])
        kwargs.setdefault("protected", True)
        kwargs.setdefault("max_length", 32)
        super().__init__(**kwargs)

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        """The models that migrations work with have no steps to look for, and there are thousands of them."""
        if cls.__module__ == _MIGRATIONS:
            models.Field.contribute_to_class(self, cls, name, private_only=private_only)
        else:
            super().contribute_to_class(cls, name, private_only=private_only, **kwargs)


class Lifecycle(FSMModelMixin, Model):
    """Abstract base of a state machine that is mixed into a model.

    A subclass supplies `State` (a `TextChoices`), `state = StateField(State)`, its steps, and
    `awaits`: who must act in which state. Nothing but `workflow.execute` and `workflow.create` saves it;
    the database refuses a state without its event, and refuses deletion.
    """

    State: ClassVar[type[models.TextChoices]]
    awaits: ClassVar[dict[str, list[Await]]] = {}
    tones: ClassVar[dict[str, str]] = {}
    """How its states are coloured, in lists as on its own page: blue goes on, amber waits for somebody, green is
    reached, red has failed or is void. What has not begun, or ended without a result, has no colour."""
    lies_in: ClassVar[tuple[str, ...]] = ()
    """Attribute paths with the keys of the subjects in which it lies, e.g. `contract.project_id`."""
    lock_rank: ClassVar[int] = 90
    """Locks are taken in this order: project 10, budget line 20, commitment 30, contract 40, payment 50, others."""

    amount_in: ClassVar[tuple[str, ...]] = ()
    """Where lists read how much money this is about: paths of fields, of which the first that is filled counts."""

    own_terms: ClassVar[dict[str, dict[str, Any]]] = {}
    """Of steps that several lifecycles share: by name, what is declared otherwise here, such as who takes it."""

    not_before: ClassVar[dict[str, str]] = {}
    """Steps that people see coming: by name, the field with the moment before which they aren't done."""

    class Meta:
        abstract = True
        triggers = lifecycle_triggers()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        registry.lifecycles.note(cls)

    def save(self, *args: Any, **kwargs: Any) -> None:
        running.demand_any(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise running.OutsideExecute(f"{type(self).__name__} is never deleted")

    @property
    def state_tone(self) -> str:
        return self.tones.get(self.state, "")

    @classmethod
    def steps(cls) -> dict[str, Step]:
        """All declared steps by name, in the order in which they are written."""
        return registry.lifecycles.steps_of(cls)

    def jurisdiction_code(self) -> str:
        """The jurisdiction whose rules apply."""
        raise NotImplementedError(type(self).__name__)

    def regime_date(self) -> date:
        """The day on which the activity began: it decides which law applies (rules.md B0)."""
        raise NotImplementedError(type(self).__name__)

    def lineage(self) -> list[UUID]:
        """Its own key and those of the subjects in which it lies: what is ordered for these concerns it too."""
        found: list[Any] = [reduce(getattr, path.split("."), self) for path in self.lies_in]
        return [self.pk, *(key for key in found if key)]

    def get_absolute_url(self) -> str:
        raise NotImplementedError(type(self).__name__)

    def amount_at_stake(self) -> Decimal | None:
        """The amount in yuan by which a unit chooses who signs; None where no money hangs on the subject."""
        return None

    def let_see(self, organisation_id: UUID) -> None:
        """Another organisation is asked for its opinion: let it see the subject, where it couldn't yet."""

    def event_nonce(self) -> str:
        """The nonce under which events of sealed steps commit to their content. Kept with the subject."""
        raise NotImplementedError(type(self).__name__)

    def event_facts(self) -> dict[str, Any]:
        """Facts that every event about this subject should carry, e.g. its number. Never personal data."""
        return {}
