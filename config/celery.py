"""The task queue. Work is always a row; a task only says "sweep now", so a lost message loses nothing."""

import os
from pathlib import Path

from celery import Celery, bootsteps
from django.conf import settings

from config import privileges

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.set_default()  # for all threads: "current" alone means the thread that imported this
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

for folder in getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {}).values():
    Path(folder).mkdir(parents=True, exist_ok=True)


class Privileges(bootsteps.StartStopStep):
    """A worker starts only as a role that may not change the audit trail, on a database of its kind."""

    def start(self, parent: object) -> None:
        privileges.refuse_excess()
        privileges.refuse_another_kind()


app.steps["worker"].add(Privileges)
