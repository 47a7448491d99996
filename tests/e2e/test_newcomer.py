"""How an organisation from outside comes into the portal, in a real browser."""

from tests.e2e.life import newcomer
from tests.e2e.people import People


def test_a_newcomer_opens_an_account_registers_and_is_approved(visit):
    newcomer.play(People(visit))
