"""A month that is over without its service ledger stands on the provider's worklist (B8.17)."""

from __future__ import annotations

from contracts import demo
from contracts.tasks import call_for_ledgers
from tests.contracts import world
from workflow.models import Duty

STEP = "contracts.contract.upload_ledger"


def test_b8_17_a_missing_ledger_is_on_the_providers_worklist_until_it_comes(city, contract, client):
    waiting = Duty.objects.open().filter(subject_id=contract.pk, step=STEP)
    call_for_ledgers()
    assert not waiting.exists(), "no month is over yet"

    city.at(world.SIGNING.replace(month=contract.starts_on.month + 2, day=1))
    first, second = contract.months[:2]
    call_for_ledgers()
    assert call_for_ledgers() == 0, "once is enough"
    duty = waiting.get()
    assert (duty.organisation_id, duty.role, duty.due_at) == (contract.provider_id, "provider_agent", None)
    world.sign_in(client, "chunhui.jingban")
    row = client.get("/worklist/", headers={"accept-language": "zh-hans"}).content.decode()
    assert "提交服务台账" in row and contract.number in row

    demo.ledger(city.hand, contract, first)
    assert waiting.exists(), "the second month is over, too"
    demo.ledger(city.hand, city.fresh(contract), second)
    assert not waiting.exists()
    assert city.refused(contract, "call_for_ledgers", "chunhui.jingban") == {"actor"}
    assert call_for_ledgers() == 0
