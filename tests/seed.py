"""What every test finds in its database."""

from django.db import connections

from workflow.roles import name_of

OPENED = ("sourcing_openedbid", "sourcing_openedfile", "sourcing_openingrecord")


def build() -> None:
    """Fill the template database. Runs once for each state of the code, as the app's role."""
    let_the_app_open_bids()


def let_the_app_open_bids() -> None:
    """Most tests run in one transaction, and so in one role: there the app also plays the opener.

    `tests/security/test_sealing.py` takes this back and proves the real grants.
    """
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"GRANT INSERT ON {', '.join(OPENED)} TO {name_of('default')}")
