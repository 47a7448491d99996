"""Makes the task queue known to every process, so that whatever is put into the outbox is sent at once."""

from django.apps import AppConfig

from config import celery


class Configuration(AppConfig):
    name = "config"
    queue = celery.app
