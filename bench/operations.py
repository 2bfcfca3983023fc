"""The operations measured: what a counter, a specialist and a citizen send, and how many statements each costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle

from django.conf import settings
from django.db import connection, reset_queries
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.measure import Form, Request
from motcua.config.demo import dossiers as demo
from motcua.dossiers import codes
from motcua.dossiers.models import Dossier
from motcua.kernel.ids import new_id
from motcua.ledger import keys
from motcua.office import queries, signin
from motcua.office.queries import names
from motcua.parties.models import Party

BIRTH, CASE = "1.001193", "dung-han"
CSRF = "b" * 32


@dataclass(frozen=True)
class Operation:
    """One kind of request: its name, who sends it, the requests, and the status that means it was done."""

    name: str
    who: str
    requests: Callable[[], Iterator[Request]]
    expect: int
    writes: bool


def cookies(username: str) -> dict[str, str]:
    """Return the cookies of a browser in which ``username`` is signed in (after the second factor)."""
    request = HttpRequest()
    request.session = Client().session
    account = names.account_named(username)
    assert account is not None
    who = signin.Recognised(account, username, queries.posts_of(account), False, signin.Factor.NONE)
    signin.start_session(request, who)
    signin.mark_verified(request.session)
    request.session.save()
    return {settings.SESSION_COOKIE_NAME: str(request.session.session_key), settings.CSRF_COOKIE_NAME: CSRF}


def accepts() -> Iterator[Request]:
    """Yield requests that accept a birth registration of one known person after another."""
    papers: Form = {f"papers.{paper.key}.original": "1" for paper in demo.papers_of(BIRTH, CASE)}
    people_here = list(Party.objects.order_by("-id").values_list("id", flat=True)[:2_000])
    for person in cycle(people_here):
        form: Form = {
            "nguoi": person.hex,
            "thu-tuc": BIRTH,
            "truong-hop": CASE,
            "kenh": "direct",
            "papers": [paper.key for paper in demo.papers_of(BIRTH, CASE)],
            "about": "Khai sinh cho Trẻ Thử",
            "return_manner": "desk",
            "sets": "1",
            "once_key": new_id().hex,
            **papers,
        }
        yield "POST", f"/quay/luot/{new_id()}/nhan/", form


def works() -> Iterator[Request]:
    """Yield requests that finish the first step of dossiers that wait for it."""
    waiting = Dossier.objects.filter(open=True, step=1, step_role="specialist", procedure_code=BIRTH)
    for dossier in list(waiting.order_by("-id").values_list("id", flat=True)):
        form: Form = {"opinion": "Hồ sơ đủ, đúng", "once_key": new_id().hex}
        yield "POST", f"/ho-so/{dossier}/viec/chuyen-buoc/", form


def pages() -> Iterator[Request]:
    """Yield pages of dossiers, all over the books."""
    rows = list(Dossier.objects.order_by("received_day", "id").values_list("id", flat=True)[:5_000])
    for dossier in cycle(rows[:: max(len(rows) // 500, 1)]):
        yield "GET", f"/ho-so/{dossier}/", None


def worklists() -> Iterator[Request]:
    """Yield the worklist of a unit."""
    while True:
        yield "GET", "/viec/?danh-sach=don-vi", None


def follows() -> Iterator[Request]:
    """Yield the page a citizen sees after code and secret were right."""
    while True:
        yield "GET", "/tra-cuu/", None


def citizen() -> dict[str, str]:
    """Return the cookies of a citizen who typed code and secret from the slip."""
    found = Dossier.objects.exclude(code="").order_by("id").values_list("id", "code").first()
    assert found is not None
    secret = codes.secret(keys.load(settings.MOTCUA_KEYS).mac, found[0])
    client = Client(SERVER_NAME="127.0.0.1")
    client.post("/tra-cuu/", {"ma": found[1], "ma-tra-cuu": secret})
    return {name: morsel.value for name, morsel in client.cookies.items()}


OPERATIONS = (
    Operation("accept", "tiepnhan", accepts, 302, writes=True),
    Operation("act", "thuly", works, 302, writes=True),
    Operation("dossier page", "thuly", pages, 200, writes=False),
    Operation("worklist", "thuly", worklists, 200, writes=False),
    Operation("follow-up", "", follows, 200, writes=False),
)


def browser_of(operation: Operation) -> dict[str, str]:
    """Return the cookies of whoever sends the operation."""
    return cookies(operation.who) if operation.who else citizen()


def statements(operation: Operation) -> int:
    """Return how many statements one request costs, BEGIN and COMMIT, session, actor and access log included."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(browser_of(operation))
    requests = operation.requests()
    for _ in range(2):
        _send(client, next(requests))
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        _send(client, next(requests))
    return len(captured)


def _send(client: Client, request: Request) -> None:
    method, path, form = request
    response = client.get(path) if method == "GET" else client.post(path, form)
    assert response.status_code < 400, (path, response.status_code, response.content[:500])
