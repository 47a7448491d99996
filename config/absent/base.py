"""PostgreSQL without a connection. Django loads a database engine from a module of this name."""

from typing import Any, NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Says which variable is missing when somebody tries to use the role, and not before."""

    def get_new_connection(self, conn_params: Any) -> NoReturn:
        raise ImproperlyConfigured(
            f"Set {self.settings_dict['MISSING']} to use the database as {self.alias!r}."
        )
