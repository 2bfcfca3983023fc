"""The operations measured: what a counter, a specialist and a citizen send, and which statements each costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, reset_queries
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.measure import Form, Request, Visit
from bench.province import read_by
from motcua.config.demo import dossiers as demo
from motcua.config.demo import people
from motcua.dossiers import codes
from motcua.dossiers.models import Dossier
from motcua.dossiers.scopes import SCOPES
from motcua.kernel.ids import new_id
from motcua.ledger import keys
from motcua.office import queries, signin
from motcua.office.queries import names
from motcua.parties.models import Party

BIRTH, CASE = "1.001193", "dung-han"
LIST_MOST_MS = 20.0
"""What a page of any list should cost, however many dossiers were ever closed."""
LISTS = {scope: "giamdoc" for scope in SCOPES if scope not in {"don-vi"}} | {
    "viec-cua-toi": "thuly",
    "cho-ky": "lanhdao",
    "cho-dau": "vanthu",
}
"""Every other list, and who looks at it."""
NARROWED = "/viec/?ds=dang-giai-quyet&" + urlencode(
    {"linh_vuc": "Hộ tịch", "buoc": "specialist", "kenh": "direct", "tu_khoa": "khai sinh"}
)
CSRF, CSRF_NAME = "b" * 32, settings.CSRF_COOKIE_NAME


@dataclass(frozen=True)
class Operation:
    """One thing somebody does: its name, who does it (``""``: a citizen), and the requests of one visit after another.

    ``most_ms`` and ``most_statements`` are what it should cost at most: processor milliseconds of application and
    database, statements from the first byte to the answer; 0: nothing is asked.
    """

    name: str
    who: str
    visits: Callable[[], Iterator[Visit]]
    writes: bool
    most_ms: float = 0.0
    most_statements: int = 0


@dataclass(frozen=True)
class Traced:
    """A statement one visit sent, with its parameters as Django hands them to the driver."""

    sql: str
    parameters: tuple[Any, ...]


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
    return {settings.SESSION_COOKIE_NAME: str(request.session.session_key), CSRF_NAME: CSRF}


def accepts() -> Iterator[Visit]:
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
        yield (Request("POST", f"/quay/luot/{new_id()}/nhan/", form, 302),)


def works() -> Iterator[Visit]:
    """Yield requests that finish the first step of dossiers that wait for it."""
    actor = people.actors()["thuly"]
    waiting = Dossier.objects.filter(open=True, step=1, holder=actor.unit, procedure_code=BIRTH)
    for dossier in list(waiting.order_by("-id").values_list("id", flat=True)):
        form: Form = {"opinion": "Hồ sơ đủ, đúng", "once_key": new_id().hex}
        yield (Request("POST", f"/ho-so/{dossier}/viec/chuyen-buoc/", form, 302),)


def pages() -> Iterator[Visit]:
    """Yield pages of dossiers of the demonstration's centre, of all ages."""
    staff = people.actors()
    unit = staff["tiepnhan"].unit
    assert unit is not None
    for dossier in cycle(read_by(staff["thuly"], unit, 500)):
        yield (Request("GET", f"/ho-so/{dossier}/"),)


def again(address: str) -> Iterator[Visit]:
    """Yield the same page over and over."""
    while True:
        yield (Request("GET", address),)


def slips() -> Iterator[Request]:
    """Yield what citizens send who type the code and the secret of their slip, all over the books."""
    mac = keys.load(settings.MOTCUA_KEYS).mac
    found = list(Dossier.objects.exclude(code="").order_by("id").values_list("id", "code")[:5_000])
    for dossier, code in cycle(found[:: max(len(found) // 500, 1)]):
        yield Request("POST", "/tra-cuu/", {"ma": code, "ma-tra-cuu": codes.secret(mac, dossier)}, 303)


def follows() -> Iterator[Visit]:
    """Yield visits of citizens: code and secret are checked, then the page is shown."""
    for slip in slips():
        yield slip, Request("GET", "/tra-cuu/")


def follows_again() -> Iterator[Visit]:
    """Yield visits of one citizen who looks again within the hour: the browser still holds the ticket."""
    while True:
        yield (Request("GET", "/tra-cuu/"),)


def citizen() -> dict[str, str]:
    """Return the cookies of a citizen who typed code and secret from the slip."""
    client = Client(SERVER_NAME="127.0.0.1")
    _send(client, next(slips()))
    return {CSRF_NAME: CSRF, **{name: morsel.value for name, morsel in client.cookies.items()}}


OPERATIONS = (
    Operation("accept", "tiepnhan", accepts, True, 9.0, 18),
    Operation("act", "thuly", works, True, 6.0, 13),
    Operation("dossier page", "thuly", pages, False, 10.0),
    Operation("worklist", "thuly", partial(again, "/viec/?ds=don-vi"), False, LIST_MOST_MS),
    Operation("follow-up", "", follows, False),
    Operation("  page alone", "", follows_again, False, 10.0),
    *(
        Operation(f"list {scope}", who, partial(again, f"/viec/?ds={scope}"), False, LIST_MOST_MS)
        for scope, who in LISTS.items()
    ),
    Operation("list, narrowed", "giamdoc", partial(again, NARROWED), False, LIST_MOST_MS),
    Operation("search by words", "giamdoc", partial(again, "/viec/?q=khai+sinh+nguyen"), False, LIST_MOST_MS),
    Operation("search by name", "giamdoc", partial(again, f"/viec/?{urlencode({'q': 'Nguyễn Văn Thử Năm'})}"), False),
    Operation("search by tail", "giamdoc", partial(again, "/viec/?q=0042"), False),
    Operation("operating report", "giamdoc", partial(again, "/bao-cao/"), False),
)


def browser_of(operation: Operation) -> dict[str, str]:
    """Return the cookies of whoever does it; a citizen with a slip brings none but the form's."""
    if operation.who:
        return cookies(operation.who)
    return citizen() if operation.visits is follows_again else {CSRF_NAME: CSRF}


def traced(operation: Operation) -> tuple[int, list[Traced]]:
    """Return how many statements one visit costs, BEGIN and COMMIT, session, actor and access log included, and them.

    The list is without what only begins and ends a transaction.
    """
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(browser_of(operation))
    visits = operation.visits()
    for _ in range(2):
        for request in next(visits):
            _send(client, request)
    seen: list[Traced] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        assert not many, sql
        if sql.split(None, 1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            seen.append(Traced(sql, tuple(parameters or ())))
        return execute(sql, parameters, many, context)

    reset_queries()
    with CaptureQueriesContext(connection) as captured, connection.execute_wrapper(note):
        for request in next(visits):
            _send(client, request)
    return len(captured), seen


def _send(client: Client, request: Request) -> None:
    method, path, form, expect = request
    response = client.get(path) if method == "GET" else client.post(path, form)
    assert response.status_code == expect, (path, response.status_code, response.content[:500])
