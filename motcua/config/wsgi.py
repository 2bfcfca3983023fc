"""The WSGI door that granian serves."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

from django.core.wsgi import get_wsgi_application

from motcua.config import wiring

application = get_wsgi_application()
wiring.wire()
