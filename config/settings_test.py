"""Settings of the tests: the same portal on the same kind of database, without what only costs time."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES, INSTALLED_APPS, LOCAL_DIR, TEMPLATES
from tests.undefined import Undefined

INSTALLED_APPS = [*INSTALLED_APPS, "tests.sample"]  # a lifecycle with everything the shared layer offers

PASSWORD_HASHERS = [  # the first one is used for what tests make: the real one takes half a second
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
_run = os.environ.setdefault("PORTAL_TEST_RUN", str(os.getpid()))  # processes that a test starts inherit it
MEDIA_ROOT = LOCAL_DIR / "test-media" / f"{_run}-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
MESSAGES_DIR = MEDIA_ROOT / "messages"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = (
    Undefined()
)  # here, so that a test that overrides settings keeps it

for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = 0
    _database["OPTIONS"]["options"] += (
        " -c synchronous_commit=off"  # a test database need not survive a crash
        " -c idle_in_transaction_session_timeout=10min"  # a walk is one transaction, on however busy a machine
    )
