"""Settings. Everything that differs between machines comes from the environment; see docs/deployment.md."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import database, keeping, oidc, secrets

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = Path(environ.Env().str("PORTAL_LOCAL_DIR", default=str(BASE_DIR / ".local")))
env = environ.Env()

PRODUCTION = env.bool("PORTAL_PRODUCTION", default=False)
PRACTICE = env.bool("PORTAL_PRACTICE", default=False)
"""This is the practice area: every page and paper says so. A process whose database is of another kind won't start."""
PRACTICE_URL = env.str("PORTAL_PRACTICE_URL", default="")
"""In the real portal: where its people find the practice area."""
WORK_URL = env.str("PORTAL_WORK_URL", default="")
"""In the practice area: where the real portal is."""
DEBUG = env.bool("PORTAL_DEBUG", default=False) and not PRODUCTION
SECRET_KEY = secrets.secret_key(LOCAL_DIR)
RECEIPT_KEY = secrets.receipt_key(LOCAL_DIR)
"""Ed25519, base64: signs receipts of bids, and nothing else."""
ALLOWED_HOSTS = env.list("PORTAL_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("PORTAL_TRUSTED_ORIGINS", default=[])
PUBLIC_URL = env.str("PORTAL_PUBLIC_URL", default="http://127.0.0.1:8000")
"""Where people find the portal: links in mail and QR codes start with it, never with a request's Host."""

OCDS_PREFIX = env.str("PORTAL_OCDS_PREFIX", default="ocds-000000")
"""Prefix of contracting process identifiers, registered with the Open Contracting Partnership."""

PORTAL_APPS = [
    "core",
    "workflow",
    "accounts",
    "documents",
    "signoff",
    "disclosure",
    "corrections",
    "rulebook",
    "library",
    "catalog",
    "providers",
    "procurement",
    "sourcing",
    "contracts",
    "evaluation",
    "reporting",
    "portal",
    "api",
]
INSTALLED_APPS = [
    *PORTAL_APPS,
    "config",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django_fsm",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "rules",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.FirstThings",
    "accounts.middleware.ActorMiddleware",
    "core.middleware.NoSuchAddress",
    "rulebook.middleware.FreshRules",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.layout",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "core.templatetags.portal",
                "core.templatetags.components",
                "core.templatetags.forms",
                "workflow.templatetags.legal",
                "workflow.templatetags.step_forms",
            ],
        },
    },
]

DATABASES = database.databases(LOCAL_DIR, production=PRODUCTION)
DATABASE_ROUTERS = ["config.database.OneDatabase"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "accounts.backends.OneTimeCodeBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.ByKind"},
    {"NAME": "accounts.passwords.BlockList"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_ROTATION = env.bool("PORTAL_PASSWORD_ROTATION", default=True)
"""Officials' passwords end after 180 days (docs/adr/0010)."""
PASSWORD_RESET_TIMEOUT = 3600
SECOND_FACTOR_FOR = env.list(
    "PORTAL_SECOND_FACTOR_FOR",
    default=["finance", "purchaser", "regulator", "auditor", "evaluator", "platform"],
)
"""Kinds of organisations whose people can't work without a second factor, outside of demonstrations."""
OIDC = oidc.service(env)
"""The government's identity service, by which people may sign in as well (docs/adr/0018); None: there is none."""
LOGIN_URL = "accounts:sign_in"
CONFIRM_URL = "accounts:confirm"
CONFIRMED_MINUTES = env.int("PORTAL_CONFIRMED_MINUTES", default=5)
"""How long a confirmation counts that it is really oneself: grave steps ask for one."""
LOGIN_REDIRECT_URL = "portal:worklist"
LOGOUT_REDIRECT_URL = "portal:home"

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up by it: see the adapter
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # counted in the database, where all processes see it: accounts.lockouts
MFA_ADAPTER = "accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the administrator, not from the person
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = False

PROXIES = env.int("PORTAL_PROXIES", default=1 if PRODUCTION else 0)
"""How many proxies of our own stand before the web process: whose word about addresses counts."""
AXES_HANDLER = "accounts.lockouts.Handler"
AXES_CLIENT_IP_CALLABLE = "accounts.lockouts.address"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or a rival could prolong it for ever
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"

SESSION_ENGINE = "accounts.sessions"
SESSION_HOURS = env.int("PORTAL_SESSION_HOURS", default=12)
IDLE_MINUTES = env.int("PORTAL_IDLE_MINUTES", default=30 if PRODUCTION else 12 * 60)
"""A session ends at the latest after so many hours, and when nobody was there for so many minutes."""
DEVICE_COOKIE_NAME = "__Host-device" if PRODUCTION else "device"
DEVICE_COOKIE_AGE = 400 * 24 * 3600
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": ["'unsafe-inline'"],  # bars are drawn by width, charts by ECharts
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [
            SELF,
            *(OIDC["origins"] if OIDC else []),
        ],  # forms that lead on to the identity service
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale" / app for app in [*PORTAL_APPS, "config"]]
PORTAL_REGISTRATIONS = env.list("PORTAL_REGISTRATIONS", default=[])
"""Registration numbers (ICP, government site code) that the foot of every page must show."""
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = LOCAL_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.staticfiles.NpmFinder",
]
NPM_ROOT = BASE_DIR / "node_modules"
NPM_STATIC = {
    "tabler": ("@tabler/core/dist", ["css/tabler.min.css", "js/tabler.min.js"]),
    "tabler-icons": ("@tabler/icons-webfont/dist", ["tabler-icons.min.css", "fonts/tabler-icons.woff2"]),
    "alpine": ("@alpinejs/csp/dist", ["cdn.min.js"]),
    "echarts": ("echarts/dist", ["echarts.min.js"]),
    "sodium": ("libsodium-wrappers-sumo/dist/modules-sumo", ["libsodium-wrappers.js"]),
    "sodium-core": ("libsodium-sumo/dist/modules-sumo", ["libsodium-sumo.js"]),
}
"""Prefix below `vendor/` → (folder in node_modules, the only files that are served from it)."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "core.staticfiles.PortalStaticStorage",
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},  # nobody's secret
    },
}
STATIC_BROTLI = PRODUCTION
MEDIA_ROOT = LOCAL_DIR / "media"
SEALS = env.str("PORTAL_SEALS", default="documents.seals.pades.Pades")
"""What puts electronic seals on papers and verifies them."""
SEALS_DIR = Path(env.str("PORTAL_SEALS_DIR", default=str(LOCAL_DIR / "seals")))
"""One PKCS#12 file for each unit, named by its 统一社会信用代码: never in the database."""
SEALS_PASSPHRASE = env.str("PORTAL_SEALS_PASSPHRASE", default="" if PRODUCTION else "demonstration")
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "documents.uploading.CappedUpload",
]
SHARED_FILES = env.bool("PORTAL_SHARED_FILES", default=False)
"""The opener has a system user of its own: it and the web read each other's files as members of one group."""
FILE_MODE, FOLDER_MODE = (0o640, 0o770) if SHARED_FILES else (0o600, 0o700)
"""Of everything below MEDIA_ROOT."""
FILE_UPLOAD_PERMISSIONS = 0o600

FORM_RENDERER = "core.forms.PortalRenderer"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
DJANGO_TABLES2_TEMPLATE = "components/table.html"

_mail = env.email_url("PORTAL_EMAIL_URL", default="filemail://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH = LOCAL_DIR / "mail"  # without a mail server, mails can be read there
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("PORTAL_FROM_EMAIL", default="portal@localhost")

CHANNELS = {
    "mail": env.str("PORTAL_MAIL", default="accounts.telling.channels.mail.Mail"),
    "sms": env.str("PORTAL_SMS", default="" if PRODUCTION else "accounts.telling.channels.folder.Folder"),
    "wecom": env.str("PORTAL_WECOM", default="" if PRODUCTION else "accounts.telling.channels.folder.Folder"),
}
"""What delivers messages outside of the portal; a way without a class isn't offered to anybody."""
SMS_URL, SMS_KEY = env.str("PORTAL_SMS_URL", default=""), env.str("PORTAL_SMS_KEY", default="")
WECOM_URL = env.str("PORTAL_WECOM_URL", default="https://qyapi.weixin.qq.com")
WECOM_CORP, WECOM_AGENT = env.str("PORTAL_WECOM_CORP", default=""), env.int("PORTAL_WECOM_AGENT", default=0)
WECOM_SECRET = env.str("PORTAL_WECOM_SECRET", default="")
MESSAGES_DIR = Path(env.str("PORTAL_MESSAGES_DIR", default=str(LOCAL_DIR / "messages")))

KEEP_MESSAGES = keeping.days("PORTAL_KEEP_MESSAGES_DAYS", default=730)
"""What people were told: personal data, no longer than is needed (PIPL, art. 19). Whoever must prove later that
somebody was told has the event, the notice, and what law demands to be told, which stay."""
KEEP_DELIVERED = keeping.days("PORTAL_KEEP_DELIVERED_DAYS", default=keeping.HALF_A_YEAR)
"""Rows of the outbox that have been delivered: a log of what left the portal (Cybersecurity Law, art. 21)."""

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem"):
    _broker = LOCAL_DIR / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "control_folder": str(_broker / "control"),
    }
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
# What comes often grows old, so that nothing piles up before a worker that isn't there: within a minute, not less,
# because the clocks of two machines may differ.
CELERY_BEAT_SCHEDULE = {
    "sweep-outbox": {"task": "workflow.tasks.sweep_outbox", "schedule": 10.0, "options": {"expires": 60.0}},
    "make-waiting-papers": {"task": "documents.tasks.make_waiting_papers", "schedule": 600.0},
    "remind": {"task": "portal.tasks.remind", "schedule": 600.0},
    "settle-deadlines": {
        "task": "sourcing.tasks.settle_deadlines",
        "schedule": 5.0,
        "options": {"expires": 60.0},
    },
    "open-reports": {"task": "reporting.tasks.open_reports", "schedule": 3600.0},
    "call-for-ledgers": {"task": "contracts.tasks.call_for_ledgers", "schedule": 3600.0},
    "call-for-renewals": {"task": "providers.tasks.call_for_renewals", "schedule": 3600.0},
    "clear-messages": {"task": "accounts.tasks.clear_messages", "schedule": 3600.0},
    "clear-delivered": {"task": "workflow.tasks.clear_delivered", "schedule": 3600.0},
    "end-pauses": {"task": "rulebook.tasks.end_pauses", "schedule": 60.0},
}

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.DenyAll"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "config.logs.WithoutRows",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django": {}},  # no handlers of its own: all lines go through the one formatter
    "root": {"handlers": ["console"], "level": env.str("PORTAL_LOG_LEVEL", default="WARNING")},
}
