"""Settings of the yardstick: our database, nothing else of ours."""

from typing import Any

from motcua.config import settings as ours

SECRET_KEY = ours.SECRET_KEY
DATABASES: dict[str, Any] = ours.DATABASES
ROOT_URLCONF = "bench.bare"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
