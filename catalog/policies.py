"""Who acts on the catalogue: finance of the government whose catalogue it is."""

from accounts.roles import Role
from workflow.policies import of_party, role

finance_editor = role(Role.CATALOG_EDITOR)
edition_editor = of_party("publisher_id", Role.CATALOG_EDITOR)
edition_head = of_party("publisher_id", Role.FINANCE_HEAD)
