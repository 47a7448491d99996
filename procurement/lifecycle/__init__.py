"""The state machines of procurement: purchasers, budget lines, projects."""

from procurement.lifecycle.budget import BudgetLineLifecycle
from procurement.lifecycle.closing import YearClosingLifecycle
from procurement.lifecycle.comment import RequirementCommentLifecycle
from procurement.lifecycle.conference import ConferenceLifecycle, TaskLifecycle
from procurement.lifecycle.disclosure import BudgetTableLifecycle
from procurement.lifecycle.importing import LineImportLifecycle
from procurement.lifecycle.increase import IncreaseRequestLifecycle
from procurement.lifecycle.intention import IntentionLifecycle
from procurement.lifecycle.plan import OpinionLifecycle, PlanLifecycle
from procurement.lifecycle.profile import ProfileLifecycle
from procurement.lifecycle.project import ProjectLifecycle
from procurement.lifecycle.proposals import ProposalLifecycle
from procurement.lifecycle.requirement import RequirementLifecycle
from procurement.lifecycle.rounds import QuestionLifecycle, RoundLifecycle

__all__ = [
    "BudgetLineLifecycle",
    "BudgetTableLifecycle",
    "ConferenceLifecycle",
    "IncreaseRequestLifecycle",
    "IntentionLifecycle",
    "LineImportLifecycle",
    "OpinionLifecycle",
    "PlanLifecycle",
    "ProfileLifecycle",
    "ProjectLifecycle",
    "ProposalLifecycle",
    "QuestionLifecycle",
    "RequirementCommentLifecycle",
    "RequirementLifecycle",
    "RoundLifecycle",
    "TaskLifecycle",
    "YearClosingLifecycle",
]
