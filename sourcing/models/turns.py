"""A draft is one's turn at a time: the handler's, finance's, that of whoever has its requirement, then the head's."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto
from typing import Any
from uuid import UUID

from procurement.models import Project, Requirement
from procurement.services import lacks_requirement, requirement_obstacles
from workflow.clock import legal_date
from workflow.models import Duty

COSIGNING = "cosign.decide"


class Turn(Enum):
    WRITE = auto()
    """It must have a requirement, and has none."""
    REQUIREMENT = auto()
    """The requirement is under way: who has it stands there."""
    REVISE = auto()
    """The requirement says otherwise since the draft was saved."""
    COSIGN = auto()
    PUBLISH = auto()


class DraftTurns:
    """What a draft rests on, and whose turn it is. Only while nothing else is to be done does it wait for the head."""

    pk: UUID
    project: Project
    project_id: UUID
    purchaser_id: UUID
    special_conditions: str
    cosigned_at: datetime | None

    def requirement_of_project(self) -> Requirement | None:
        return Requirement.objects.filter(project_id=self.project_id).first()

    @property
    def nothing_to_cosign(self) -> bool:
        """No special conditions, or they were signed with the requirement from which they come (A2.7)."""
        return not self.special_conditions or self.requirement_of_project() is not None

    @property
    def turn(self) -> Turn:
        requirement, today = self.requirement_of_project(), legal_date()
        if requirement is None:
            if lacks_requirement(self.project, today):
                return Turn.WRITE
            return Turn.COSIGN if self.special_conditions and not self.cosigned_at else Turn.PUBLISH
        unsigned = requirement.special_conditions and requirement.cosigned_at is None
        if unsigned or any(requirement_obstacles(self.project, today)):
            return Turn.REQUIREMENT
        same = self.special_conditions == requirement.special_conditions
        return Turn.PUBLISH if same else Turn.REVISE

    def _purchaser_in(self, turn: Turn) -> UUID | None:
        return self.purchaser_id if self.turn is turn else None

    @property
    def writes_id(self) -> UUID | None:
        return self._purchaser_in(Turn.WRITE)

    @property
    def revises_id(self) -> UUID | None:
        return self._purchaser_in(Turn.REVISE)

    @property
    def asks_id(self) -> UUID | None:
        """Whose handler asks finance to co-sign; None where finance has been asked and is to answer."""
        asked: Any = Duty.objects.open().filter(subject_id=self.pk, rule=COSIGNING)
        return None if asked.exists() else self._purchaser_in(Turn.COSIGN)

    @property
    def publishes_id(self) -> UUID | None:
        return self._purchaser_in(Turn.PUBLISH)
