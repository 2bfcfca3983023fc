"""Settings of a Motcua node. Every variable is read once, here, and told in ``docs/operating/settings.md``."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from motcua.config import env, mail, secret

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "motcua"

# What this node is and where it keeps its things
MOTCUA_VAR = env.folder("MOTCUA_VAR", PROJECT / "var")
MOTCUA_NODE = env.text("MOTCUA_NODE", "node")
MOTCUA_KEYS = env.folder("MOTCUA_KEYS", MOTCUA_VAR / "keys")
MOTCUA_ANCHORS = env.folder("MOTCUA_ANCHORS", MOTCUA_VAR / "anchors")
MOTCUA_BLOBS = env.folder("MOTCUA_BLOBS", MOTCUA_VAR / "blobs")
MOTCUA_SIGNING_ROOTS = env.folder("MOTCUA_SIGNING_ROOTS", MOTCUA_VAR / "signing-roots")
MOTCUA_CLOCK = env.text("MOTCUA_CLOCK")
MOTCUA_PUBLIC_URL = env.text("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000")
MOTCUA_PROVINCE_URL = env.text("MOTCUA_PROVINCE_URL")
MOTCUA_TIME_PEER = env.text("MOTCUA_TIME_PEER")
MOTCUA_SMTP = mail.server(
    host=env.text("MOTCUA_SMTP_HOST"),
    port=env.integer("MOTCUA_SMTP_PORT", 587),
    security=env.text("MOTCUA_SMTP_SECURITY", "starttls"),
    sender=env.text("MOTCUA_SMTP_FROM"),
    user=env.text("MOTCUA_SMTP_USER"),
    password_file=env.text("MOTCUA_SMTP_PASSWORD_FILE"),
)
MOTCUA_TRUSTED_PROXIES = env.networks("MOTCUA_TRUSTED_PROXIES")

SECRET_KEY = secret.load(MOTCUA_KEYS / "web.key", env.text("MOTCUA_SECRET_KEY"))
DEBUG = env.flag("MOTCUA_DEBUG")
ALLOWED_HOSTS = env.words("MOTCUA_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("MOTCUA_ORIGINS", MOTCUA_PUBLIC_URL)
HTTPS = MOTCUA_PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_htmx",
    "axes",
    "motcua.ledger",
    "motcua.office",
    "motcua.parties",
    "motcua.catalogue",
    "motcua.documents",
    "motcua.payments",
    "motcua.custody",
    "motcua.archives",
    "motcua.staff",
    "motcua.works",
    "motcua.links",
    "motcua.budget",
    "motcua.checklists",
    "motcua.inspections",
    "motcua.decisions",
    "motcua.certifications",
    "motcua.dossiers",
    "motcua.readiness",
    "motcua.articles",
    "motcua.oversight",
    "motcua.conclusions",
    "motcua.proposals",
    "motcua.findings",
    "motcua.samples",
    "motcua.indicators",
    "motcua.contact",
    "motcua.desks.shared",
    "motcua.desks.counter",
    "motcua.desks.backoffice",
    "motcua.desks.citizen",
    "motcua.desks.centre",
    "motcua.desks.inspector",
    "motcua.desks.leader",
    "motcua.desks.manage",
    "motcua.desks.inbox",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.desks.shared.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.desks.shared.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "motcua.desks.shared.middleware.ActorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            PACKAGE / "desks" / desk / "templates"
            for desk in (
                "shared",
                "counter",
                "backoffice",
                "citizen",
                "centre",
                "inspector",
                "leader",
                "manage",
                "inbox",
            )
        ],
        "OPTIONS": {
            "environment": "motcua.desks.shared.jinja.environment",
            "context_processors": ["motcua.desks.shared.shell.shell"],
        },
    }
]


def _database() -> dict[str, Any]:
    """Return the database: SQLite under ``var/`` unless ``DATABASE_URL`` names another."""
    url = env.text("DATABASE_URL", f"sqlite:///{MOTCUA_VAR / 'motcua.sqlite3'}")
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    if found["ENGINE"].endswith("sqlite3"):
        Path(found["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        found["OPTIONS"] = {
            # One writer: take the write lock at BEGIN, so that nobody reads first and finds the lock taken later.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # recursive_triggers: else INSERT OR REPLACE would delete rows past the triggers that guard the books.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; "
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
            ),
        }
    elif found["ENGINE"].endswith("postgresql"):
        # Statements that come back are planned once a connection: half of what the database spends on a request.
        prepared = env.integer("MOTCUA_PG_PREPARE", 3)
        found.setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=prepared or None)
    else:
        raise env.Misconfigured("DATABASE_URL: only sqlite:/// and postgres:// are supported")
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "office.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    # Without a second factor TCVN 14423:2026 asks for 14 characters; one rule for all is easier to keep.
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_CLIENT_IP_CALLABLE = "motcua.desks.shared.address.origin"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
OTP_TOTP_ISSUER = "Motcua"
LOGIN_URL = "/tai-khoan/dang-nhap/"

SESSION_ENGINE = "motcua.office.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "motcua.desks.shared.views.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS and env.flag("MOTCUA_HTTPS_REDIRECT")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("MOTCUA_BEHIND_PROXY") else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = MOTCUA_VAR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "motcua.config.static_files.FetchedFiles",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "motcua.config.static_files.StampedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("MOTCUA_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]
