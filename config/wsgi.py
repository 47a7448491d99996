"""Entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from config import privileges

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
privileges.refuse_excess()
privileges.refuse_another_kind()
