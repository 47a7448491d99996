"""Sign-off before a decision: a chain is laid down, a grant goes round, comes back, goes again and is signed."""

from __future__ import annotations

import json
from typing import Any

from accounts import demo as people
from signoff.models import Chain, Circulation
from tests.walks.story.hand import aside, do, fresh
from workflow.engine import create

REVIEWER, HEAD, COLLEAGUE = "czj.shenhe", "czj.juzhang", "czj.guoku"


def play(project: Any) -> None:
    """An application is before finance. Everything is taken back: the story goes on without a chain."""
    with aside():
        stations = [
            {"position": 1, "who": "role:treasurer", "kind": "joint"},
            {"position": 2, "who": "role:finance_head", "kind": "approve"},
        ]
        wanted = {"step": "procurement.project.grant", "amount_from": "10000.00", "note": "内控手册第八条"}
        chain = create(Chain, "lay_down", people.actor(HEAD), {**wanted, "stations": stations}).subject
        with aside():
            do(chain, "end", HEAD, reason="内控手册修订。")
        circulation = _send(project, "长财社〔2026〕12号")
        with aside():
            do(circulation, "withdraw", REVIEWER)
        do(_asked(circulation), "send_back", COLLEAGUE, reason="请核对补助标准。")
        do(circulation, "resend", REVIEWER, typed=_filled(project, "长财社〔2026〕13号"), note="已核对。")
        do(_asked(circulation), "sign", COLLEAGUE, opinion="资金已落实，同意。")
        do(_asked(circulation), "sign", HEAD, opinion="同意。")


def _send(project: Any, number: str) -> Circulation:
    of = {"of": "procurement.project", "subject": str(project.pk), "step": "grant"}
    given = {**of, "typed": _filled(project, number), "note": "请审核。"}
    return create(Circulation, "send", people.actor(REVIEWER), given).subject


def _filled(project: Any, number: str) -> str:
    return json.dumps({"amount": str(project.requested_amount), "decision_number": number})


def _asked(circulation: Circulation) -> Any:
    return fresh(circulation).signatures.get(state="asked")
