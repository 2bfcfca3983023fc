"""The WSGI door that granian serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
application = get_wsgi_application()

from motcua.config import wiring  # noqa: E402 - rooms may be imported only once Django has its apps

wiring.wire()
