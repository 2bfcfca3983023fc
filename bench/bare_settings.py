"""Settings of the yardstick: our database, nothing else of ours."""

from motcua.config.settings import DATABASES as DATABASES
from motcua.config.settings import SECRET_KEY as SECRET_KEY

ROOT_URLCONF = "bench.bare"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
