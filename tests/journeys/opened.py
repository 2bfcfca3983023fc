"""The product's own application, served by a process forked from one in which Django is ready: a day opens at once.

The journeys of ``house_at`` start the real server. The stories open nine days one after another, and starting it anew
for each would take longer than all they read.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest
from django.template import engines
from django.test import Client
from jinja2 import FileSystemBytecodeCache

from motcua.config import clockwork
from motcua.desks.operator import prepare
from motcua.desks.operator.work import Work
from motcua.kernel import clock
from motcua.office import queries, signin
from motcua.office.queries import names


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 100


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: faults are logged by the application."""


def get_ready() -> None:
    """Gather the files browsers ask for, load all that a page needs, and let each process keep what it compiled."""
    prepare.collect_static()
    compiled = Path(settings.MOTCUA_VAR) / "compiled"
    compiled.mkdir(parents=True, exist_ok=True)
    engines["jinja2"].env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    Client().get("/", headers={"Host": "127.0.0.1"})


def serve(number: int, port: int, day: str, log: str) -> None:
    """Serve the books on that day and hour until killed; the log goes to a file."""
    with Path(log).open("ab") as file:
        os.dup2(file.fileno(), 2)
    clock.shift(clockwork.shift_of(day, datetime.now(UTC)))
    settings.MOTCUA_PUBLIC_URL = f"http://127.0.0.1:{port}"
    application = get_wsgi_application()
    with make_server("127.0.0.1", port, application, server_class=_Server, handler_class=_Quiet) as server:
        server.serve_forever()


def work(number: int, day: str) -> None:
    """Do what is due by that day and hour, and let the rooms hear of it: two rounds of the work process."""
    clock.shift(clockwork.shift_of(day, datetime.now(UTC)))
    process = Work()
    process.round()
    process.round()


def begin_session(number: int, who: str) -> str:
    """Return the key of a session of somebody, as signing in with the second factor begins one."""
    account = names.account_named(who)
    if account is None:
        raise LookupError(who)
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    found = signin.Recognised(account, who, queries.posts_of(account), False, signin.Factor.NONE)
    signin.start_session(request, found)
    signin.mark_verified(request.session)
    request.session.save()
    return str(request.session.session_key)
