"""Settings, root addresses and entry points. Imports all, imported by none."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
"""Every process knows the queue: the one that serves pages wakes the one that sweeps."""
