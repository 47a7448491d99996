"""Who acts on the catalogue: finance of the government whose catalogue it is, and the departments that it asks."""

from accounts.roles import Role
from workflow.policies import of_party, role

ANSWERING = (Role.HEAD, Role.REGULATOR)
"""Who speaks for a department."""

finance_editor = role(Role.CATALOG_EDITOR)
edition_editor = of_party("publisher_id", Role.CATALOG_EDITOR)
edition_head = of_party("publisher_id", Role.FINANCE_HEAD)
edition_publisher = of_party("publisher_id", Role.CATALOG_EDITOR, Role.FINANCE_HEAD)
opinion_asker = of_party("publisher_id", Role.CATALOG_EDITOR)
department_answers = of_party("department_id", *ANSWERING)
comment_editor = of_party("publisher_id", Role.CATALOG_EDITOR)
