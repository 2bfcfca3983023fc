"""The WSGI door that granian serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
application = get_wsgi_application()

# Rooms may be imported only once Django has its apps.
from motcua.catalogue import finder  # noqa: E402
from motcua.config import wiring  # noqa: E402

wiring.wire()
finder.warm_up()  # else the first citizen of the day waits a second for the first answer
