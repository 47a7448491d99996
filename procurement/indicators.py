"""The default set of indicators (rules E3): quantity 25, quality 35, use of funds 20, satisfaction 20."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from procurement.models import Indicator

Block, Scorer, Scoring = Indicator.Block, Indicator.Scorer, Indicator.Scoring
HUNDRED, NOUGHT = Decimal(100), Decimal(0)

_ROWS: tuple[tuple[Any, ...], ...] = (
    (
        Block.QUANTITY,
        "实际完成率",
        "实际完成量÷计划完成量",
        15,
        Scorer.PURCHASER_AND_THIRD,
        "服务台账、验收记录",
    ),
    (Block.QUANTITY, "服务覆盖率", "实际服务人数÷应服务人数", 10, Scorer.PURCHASER_AND_THIRD, "服务对象名册"),
    (Block.QUALITY, "质量达标率", "达标服务量÷实际服务量", 15, Scorer.PURCHASER_AND_THIRD, "质量检查记录"),
    (Block.QUALITY, "人员资质符合率", "持证人员÷在岗人员", 5, Scorer.PURCHASER_AND_THIRD, "人员名单和证书"),
    (Block.QUALITY, "按时完成率", "按时完成量÷计划完成量", 5, Scorer.PURCHASER, "服务台账"),
    (Block.QUALITY, "问题整改率", "已整改问题÷发现问题", 5, Scorer.THIRD_PARTY, "检查和整改记录"),
    (Block.QUALITY, "投诉办结率", "办结投诉÷受理投诉", 5, Scorer.THIRD_PARTY, "投诉登记簿"),
    (Block.FUNDS, "预算执行率", "实际支出÷实际到位", 6, Scorer.FINANCE, "支付凭证"),
    (Block.FUNDS, "资金使用合规性", "无截留、挪用、滞留为合规", 6, Scorer.FINANCE, "财务检查记录"),
    (Block.FUNDS, "成本控制率", "实际成本÷合同成本", 5, Scorer.FINANCE, "成本明细"),
    (Block.FUNDS, "审计意见", "注册会计师出具无保留意见", 3, Scorer.FINANCE, "审计报告"),
    (Block.SATISFACTION, "服务对象满意度", "满意度得分÷满分", 20, Scorer.RECIPIENTS, "满意度调查"),
)
_LESS_IS_BETTER = frozenset({"成本控制率"})
_COST_ZERO = Decimal(120)
"""Who spends a fifth more than the contract has for it gets no point."""
_ALL_OR_NOTHING = frozenset({"资金使用合规性", "审计意见"})
_SATISFACTION_TARGET, _SATISFACTION_ZERO = Decimal(90), Decimal(60)


def default_indicators() -> list[dict[str, Any]]:
    """Rows for the step `prepare`; purchasers change them to fit their service."""
    return [_row(*row) for row in _ROWS]


def _row(block: str, name: str, formula: str, points: int, scorer: str, evidence: str) -> dict[str, Any]:
    target, zero, direction = HUNDRED, NOUGHT, Indicator.Direction.UP
    if block == Block.SATISFACTION:
        target, zero = _SATISFACTION_TARGET, _SATISFACTION_ZERO
    elif name in _LESS_IS_BETTER:
        zero, direction = _COST_ZERO, Indicator.Direction.DOWN
    return {
        "block": str(block),
        "name": name,
        "formula": formula,
        "unit": "%",
        "target": target,
        "zero_at": zero,
        "direction": str(direction),
        "scoring": str(Scoring.YES_NO if name in _ALL_OR_NOTHING else Scoring.PROPORTIONAL),
        "points": Decimal(points),
        "scorer": str(scorer),
        "evidence": evidence,
    }
