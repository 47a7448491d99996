"""What the three parties say of a service of a given quality."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import exp
from typing import Any

from evaluation import ledger
from evaluation.kinds import Method, Party
from evaluation.models import Evaluation
from portal.demo.scenes import working
from portal.demo.specs import Spec

MOST_ANSWERS = 40
EXCELLENT, GOOD, FAIR = 90, 80, 60
REMARKS = (
    (EXCELLENT, ("服务人员耐心细致，希望长期坚持下去。", "预约很方便，回访也及时。")),
    (GOOD, ("总体满意，预约等候时间有点长。", "希望固定服务人员，不要经常更换。")),
    (FAIR, ("有时迟到，打电话催了才来。", "等候时间太长，服务人员换得太勤。")),
    (0, ("服务时间经常不够，和说好的不一样。", "投诉以后很久没有人回复。")),
)
THEMES = {"预约": "预约与等候", "等候": "预约与等候", "更换": "人员稳定", "换得": "人员稳定", "回复": "投诉处理",
          "时间": "服务时长", "耐心": "服务态度", "催": "服务准时"}  # fmt: skip
"""Themes under which remarks are counted, by a word that stands in them."""
SUMMARIES = (
    (EXCELLENT, "服务数量、质量全面达到合同约定，资金使用规范，服务对象满意度高。"),
    (GOOD, "服务数量如约完成，资金使用合规；服务对象对预约等候时间和人员更换提出了意见。"),
    (FAIR, "服务基本完成，但进度和质量不够稳定，部分服务对象反映等候时间长、人员更换频繁。"),
    (0, "服务质量与约定差距较大，部分服务时长不足，投诉处理不及时，服务对象满意度低。"),
)
COST = "成本控制率"
NOTES = {
    "实际完成率": "核对服务台账和验收记录，实际完成{rate}%。",
    "服务覆盖率": "按服务对象名册抽查，覆盖{rate}%。",
    "质量达标率": "抽查服务记录40份，达标率{rate}%。",
    "人员资质符合率": "核对在岗人员证书，持证率{rate}%。",
    "按时完成率": "按时完成的服务占{rate}%。",
    "问题整改率": "检查发现的问题，已整改{rate}%。",
    "投诉办结率": "受理的投诉，按期办结{rate}%。",
    "预算执行率": "核对支付凭证，预算执行率{rate}%。",
    COST: "核对成本明细，实际成本为合同成本的{rate}%。",
}


def by_quality(rows: tuple[tuple[int, Any], ...], quality: int) -> Any:
    return next(value for least, value in rows if quality >= least)


def spread(spec: Spec) -> list[int]:
    """How many answer very satisfied … very dissatisfied: most of them near the service's quality."""
    wanted = max(6, min(MOST_ANSWERS, spec.number * 4 // 5))
    mean = spec.quality / 20
    weights = [exp(-((step - mean) ** 2) / 0.9) for step in (5, 4, 3, 2, 1)]
    counts = [int(wanted * weight / sum(weights)) for weight in weights]
    counts[counts.index(max(counts))] += wanted - sum(counts)
    return counts


def remarks(spec: Spec) -> tuple[str, ...]:
    """The first few people add a word."""
    own = by_quality(REMARKS, spec.quality)
    return (own[0], "", own[1], "", "", by_quality(REMARKS, min(spec.quality + 12, 100))[0])


def findings(spec: Spec, review: Evaluation, party: Party) -> dict[str, tuple[Decimal, str]]:
    """What a party found for each indicator; the third party is the stricter one."""
    strict = 2 if party is Party.THIRD_PARTY else 0
    found = {}
    for position, criterion in enumerate(review.criteria_of(party)):
        if criterion.method != Method.PROPORTIONAL:
            continue
        rate = Decimal(min(100, spec.quality + (position * 5 + spec.quality) % 9 - 3 - strict))
        if criterion.name == COST:
            rate = min(max(190 - rate, Decimal(85)), Decimal(125))  # the better, the less it cost
        if known := ledger.known(review, criterion):
            rate = known.rate
        note = NOTES.get(criterion.name, "经核查为{rate}%。").format(rate=f"{rate.normalize():f}")
        found[criterion.name] = (rate, note)
    return found


def comment(spec: Spec, party: Party) -> str:
    words = by_quality(SUMMARIES, spec.quality)
    return f"自评：{words}" if party is Party.PURCHASER else f"经查阅资料、实地核查和满意度调查：{words}"


def conclusion(spec: Spec, today: date) -> dict[str, Any]:
    """The result in words, what must be put right, and the advice for the next budget."""
    quality = spec.quality
    advice = (
        "raise"
        if quality >= EXCELLENT
        else "keep"
        if quality >= GOOD
        else "cut"
        if quality >= FAIR
        else "stop"
    )
    words = {"summary": by_quality(SUMMARIES, quality), "budget_advice": advice}
    if quality >= GOOD:
        return words
    return {
        **words,
        "problems": "服务进度前松后紧；人员更换频繁；部分服务时长不足约定。",
        "rectification": "固定服务人员，完善预约和签到制度，按月报送整改情况。",
        "rectify_by": working(today, 30),
        "budget_note": "按评价结果从严核定下一年度预算。" if quality >= FAIR else "原则上不再安排同类预算。",
    }


def answer(spec: Spec) -> tuple[str, str, str]:
    """The provider's stance and words, and the purchaser's reply."""
    if spec.quality < FAIR:
        return (
            "objects",
            "部分服务时长不足系服务对象临时请假所致，请重新核定服务时长。",
            "已复核签到记录，请假情况均已扣除，维持原评价结果。",
        )
    if spec.quality < GOOD:
        return "accepts", "接受评价结果，已制定整改方案，按期完成整改。", ""
    return "accepts", "", ""
