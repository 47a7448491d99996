"""No mail and no message tells its reader more than its reader may see: those of the whole life of the matrix's
purchase; and what rings tells nothing at all.

They were written before the canaries were planted, so what people had written stands in them as it was.
"""

from __future__ import annotations

import pytest

from accounts.models import MailboxMessage, Message
from accounts.telling import post
from accounts.telling.kinds import Way
from tests import figures
from tests.security.matrix import amounts

pytestmark = pytest.mark.django_db


def test_no_mail_tells_more_than_its_reader_may_see(ground):
    mails = [
        *MailboxMessage.objects.exclude(user=None).values_list("user__username", "subject", "body", "url"),
        *Message.objects.values_list("person__username", "title", "text", "url"),
    ]
    wrong = []
    for username, *said in mails:
        text = "\n".join(said)
        known = [labels for original, labels in ground.originals.items() if original in text]
        known += [ground.amounts[f] for f in amounts.found_in(text.encode(), ground.amounts, ground.spelt)]
        wrong += [
            f"{username} was told {labels} in {said[0]}"
            for labels in known
            if not ground.may_see(labels, username)
        ]
    figures.add("mails of the access matrix", mails=len(mails), wrong=len(wrong))
    assert len(mails) > 40
    assert not wrong, "\n".join(wrong)


def test_what_rings_tells_nothing_of_any_matter(ground):
    """Whatever the message, SMS and WeCom hold the sentence of its kind and a link that asks who one is."""
    messages = list(Message.objects.select_related("person"))
    assert len({message.kind for message in messages}) > 5
    for message in messages:
        letter = post.letter_of(message, Way.SMS)
        kind = message.sort
        assert letter.subject == str(kind.label) and letter.text == f"【长春购服】{kind.short}"
        assert letter.url == f"/accounts/messages/{message.pk}/"


def test_every_field_of_money_is_planted(ground):
    """A field without an unmistakable figure would leak unseen."""
    planted = {label.partition("@")[0] for labels in ground.amounts.values() for label in labels}
    bare = set()
    for model, names in amounts.fields():
        label = model._meta.label_lower
        rows = model._base_manager.all()
        bare |= {
            f"{label}.{name}"
            for name in names
            if f"{label}.{name}" not in planted and any(getattr(row, name) for row in rows)
        }
    assert bare == BARE.keys()


BARE: dict[str, str] = {}
"""Fields whose figures are public or round, with the reason."""
