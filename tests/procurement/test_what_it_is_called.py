"""What stands on a worklist is called as its reader calls it, in either language."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from accounts.models import Message, User
from accounts.telling import post
from procurement import demo
from tests.procurement.test_rounds import DATES, HANDLER
from workflow import outbox
from workflow.models import Duty


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_waits_is_called_as_each_reader_calls_it(city, sign_in, language):
    """Pages, searches, workbooks and mails alike: it is kept in both languages as it arises."""
    proposal = demo.proposal_of(demo.budget_round(city.hand, 2027, **DATES))
    reader = User.objects.get(username=HANDLER)
    with override(language):
        name = str(proposal)
    duty = Duty.objects.open().get(subject_id=proposal.pk)
    assert duty.title == "长春市民政局2027年购买服务预算建议" != duty.title_en
    reader.language = language
    reader.save()
    client = sign_in(HANDLER)
    for query in ("", "?q=2027年购买", "?q=budget+PROPOSAL"):
        page = client.get(f"/worklist/{query}", headers={"accept-language": language}).content.decode()
        assert f'<span class="s on">{name}</span>' in page, query
    outbox.sweep(kinds=post.ALL)
    assert Message.objects.filter(person=reader, title__endswith=name).exists()
    book = client.get("/worklist/?export=xlsx", headers={"accept-language": language})
    assert name in [row[1] for row in load_workbook(BytesIO(book.content)).active.values]
