"""Entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from config import privileges
from core.stack import roomy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = roomy(get_wsgi_application())
privileges.refuse_excess()
privileges.refuse_another_kind()
