"""From the award to a contract that both have signed and finance has on file."""

from __future__ import annotations

from typing import Any

from accounts.demo import holder
from contracts import demo as contracts
from contracts.models import Contract
from portal.demo.scenes import AFTERNOON, MORNING, NOON
from portal.demo.schedule import schedule_of
from portal.demo.specs import Fate, Spec
from sourcing.models import Award
from workflow.play import Play, Story

BANKS = ("长春农商银行南关支行", "吉林银行长春人民大街支行", "中国建设银行长春西安大路支行")


def play(play: Play, spec: Spec, award: Award) -> Story:
    """Draw up, settle, propose, sign twice, publish, file. Returns the contract, or None if it isn't on file."""
    yield play.after(working_days=3, at=AFTERNOON)
    contract = drawn_up(play, spec, award)
    if spec.fate is Fate.DRAWN_UP:
        return None
    yield play.after(working_days=2, at=MORNING)
    contract = play.do(contract, "propose", holder(contract.purchaser_id, "handler"))
    yield play.after(hours=5)
    contract = play.do(contract, "sign", holder(contract.purchaser_id, "head"))
    if spec.fate is Fate.PURCHASER_SIGNED:
        return None
    yield play.after(working_days=2, at=MORNING)
    head = holder(contract.provider_id, "provider_head")
    contract = play.do(contract, "countersign", head, no_transfer=True)
    contract = yield from published(play, contract)
    if spec.fate is Fate.SIGNED:
        return None
    yield play.after(working_days=2, at=NOON)
    return play.do(contract, "confirm_filing", holder(contract.finance_id, "reviewer"))


def drawn_up(play: Play, spec: Spec, award: Award) -> Contract:
    handler = holder(award.tender.purchaser_id, "handler")
    contract = play.make(Contract, "draw_up", handler, award=award)
    settled = {**contracts.terms(contract), **terms_of(spec, contract)}
    return play.do(contract, "settle_terms", handler, **settled)


def published(play: Play, contract: Contract) -> Story:
    """Made public within two working days, copied to finance within seven."""
    handler = holder(contract.purchaser_id, "handler")
    yield play.after(working_days=1, at=NOON)
    contract = play.do(contract, "publish", handler, publication_reviewed=True)
    yield play.after(working_days=2, at=AFTERNOON)
    return play.do(contract, "file", handler)


def terms_of(spec: Spec, contract: Contract) -> dict[str, Any]:
    """What the city's contracts settle beyond the draft."""
    lot = sum(map(ord, spec.title))
    funds = schedule_of(contract, spec.quality).funds(contract.total)
    term = range(contract.starts_on.year, contract.ends_on.year + 1)
    bare = set(term) - {row["year"] for row in funds}
    return {
        "place": "长春市市区，服务对象家中或约定的服务点",
        "payee_bank": BANKS[lot % len(BANKS)],
        "payee_account": f"6210{lot * 104729 % 10**15:015d}",
        "funds": funds,
        **({"overrides-A7.8": "服务年末开始，首笔款项按约定于次年支付。"} if bare else {}),
    }
