"""Tables of evaluations: the lifecycle, its indicators, the parties' sheets, the survey and its answers."""

from evaluation.models.answers import Answer, PendingAnswer, PendingRemark, Remark
from evaluation.models.criteria import Criterion
from evaluation.models.evaluation import Evaluation
from evaluation.models.sheets import Evidence, Score, Sheet
from evaluation.models.survey import Question, Stratum, Survey, SurveyToken, TokenBatch

__all__ = [
    "Answer",
    "Criterion",
    "Evaluation",
    "Evidence",
    "PendingAnswer",
    "PendingRemark",
    "Question",
    "Remark",
    "Score",
    "Sheet",
    "Stratum",
    "Survey",
    "SurveyToken",
    "TokenBatch",
]
