"""Tables of procurement: purchasers, budget lines with their ledger, projects with their application."""

from procurement.models.application import CostRow, Exclusion, Indicator, Submission
from procurement.models.budget import BudgetEntry, BudgetLine, Commitment, CommitmentEntry, PlanYear
from procurement.models.closing import YearClosing
from procurement.models.comment import PendingRequirementComment, RequirementComment
from procurement.models.conference import AgendaItem, Conference, ConferenceTask, Invitation
from procurement.models.disclosure import BudgetTable
from procurement.models.importing import LineImport
from procurement.models.increase import IncreaseRequest
from procurement.models.intention import Intention, IntentionEntry
from procurement.models.moves import BudgetMove
from procurement.models.numbers import NumberSeries
from procurement.models.plan import (
    FunctionTransfer,
    JointOpinion,
    PlanLine,
    PlanVersion,
    PostsNote,
    PurchasePlan,
)
from procurement.models.profile import PurchaserProfile
from procurement.models.project import GradeRecord, Project, ProjectParty
from procurement.models.proposals import BudgetProposal, BudgetQuestion, ProposalRow
from procurement.models.requirement import (
    Hand,
    PublicComment,
    Requirement,
    RequirementReview,
    Respondent,
)
from procurement.models.rounds import BudgetRound
from procurement.models.years import Share, YearFigures, YearShare, figures_of, first_with_room

__all__ = [
    "AgendaItem",
    "BudgetEntry",
    "BudgetLine",
    "BudgetMove",
    "BudgetProposal",
    "BudgetQuestion",
    "BudgetRound",
    "BudgetTable",
    "Commitment",
    "CommitmentEntry",
    "Conference",
    "ConferenceTask",
    "CostRow",
    "Exclusion",
    "FunctionTransfer",
    "GradeRecord",
    "Hand",
    "IncreaseRequest",
    "Indicator",
    "Intention",
    "IntentionEntry",
    "Invitation",
    "JointOpinion",
    "LineImport",
    "NumberSeries",
    "PendingRequirementComment",
    "PlanLine",
    "PlanVersion",
    "PlanYear",
    "PostsNote",
    "Project",
    "ProjectParty",
    "ProposalRow",
    "PublicComment",
    "PurchasePlan",
    "PurchaserProfile",
    "Requirement",
    "RequirementComment",
    "RequirementReview",
    "Respondent",
    "Share",
    "Submission",
    "YearClosing",
    "YearFigures",
    "YearShare",
    "figures_of",
    "first_with_room",
]
