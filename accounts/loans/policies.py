"""The head of the small office asks; the head of the superior unit lends; either ends it."""

from __future__ import annotations

from accounts.deputies.policies import HEADS
from accounts.roles import Role
from workflow.policies import of_party, role

asks = role(Role.HEAD)
lends = of_party("lender_id", *HEADS)
either = lends | of_party("borrower_id", *HEADS)
