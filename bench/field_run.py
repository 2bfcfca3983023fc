"""Measure the field kit on the books this process was pointed at: sending 500 things, then the page over 2G."""

from __future__ import annotations

import gzip
import http.client
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.line import over_2g  # noqa: E402
from bench.operations import cookies  # noqa: E402
from bench.server import Server, database_seconds, serving  # noqa: E402
from motcua.config import demo, wiring  # noqa: E402
from motcua.config.demo import region  # noqa: E402
from motcua.custody.commands import CloseStockTake, Facts, OpenStockTake, RegisterAsset  # noqa: E402
from motcua.custody.queries import stock_takes  # noqa: E402
from motcua.desks.inspector.packs import MOST  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.kernel.ids import new_id  # noqa: E402
from motcua.ledger import marks  # noqa: E402
from motcua.ledger.perform import perform  # noqa: E402
from motcua.office import territory  # noqa: E402

THINGS = 500
SYNC_MOST = 5.0
"""Seconds: whoever comes back into coverage has sent everything before they have put the phone away."""
KEEPER, CLERK = "csvc-xuan-lung", "tn-xuan-lung"


@dataclass
class Row:
    """One figure: seconds by the clock, bytes both ways, processor milliseconds and statements of the server.

    ``most``: the seconds it should take at most, 0 where nothing is asked.
    """

    what: str
    requests: int
    seconds: float
    down: int
    up: int = 0
    cpu_ms: float = 0.0
    statements: int = 0
    most: float = 0.0


def main(answer: Path, *, line: bool) -> None:
    """Write the figures as JSON to ``answer``; ``line``: the page over 2G as well, which knows no database."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    if marks.kind() is None:
        demo.load(lambda what: print("  ", what, flush=True))
    call_command("collectstatic", interactive=False, verbosity=0)
    round_id = fresh_round()
    with serving("motcua.config.wsgi:application") as server:
        rows = sent(server, round_id)
        if line:
            told = cookies(CLERK)
            rows += [Row(**row) for row in over_2g(server.port, told[settings.SESSION_COOKIE_NAME])]
    answer.write_text(json.dumps([asdict(row) for row in rows]))


def fresh_round() -> UUID:
    """Return a round nobody has counted in, over as many things as are measured."""
    keeper = region.actors()[KEEPER]
    place, unit = territory.home(keeper), keeper.unit
    assert place
    assert unit
    for row in stock_takes.countable(keeper):
        perform(CloseStockTake(stock_take=row.id), keeper)
    command = OpenStockTake(place=place, unit=unit, title="Kiểm kê đo thử", rooms=[])
    if stock_takes.listing(keeper)[0] == ():
        with transaction.atomic():
            for number in range(THINGS):
                facts = Facts(name=f"Thiết bị thử {number}", kind="pc")
                perform(RegisterAsset(place=place, unit=unit, facts=facts, room=f"Phòng {number // 50}"), keeper)
    return perform(command, keeper).target


def sent(server: Server, round_id: UUID) -> list[Row]:
    """Fetch the pack, send everything in batches as the phone does, then all of it once more."""
    told = cookies(CLERK)
    wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def ask(method: str, path: str, body: bytes = b"") -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in told.items()), "Accept-Encoding": "gzip"}
        if body:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": told[settings.CSRF_COOKIE_NAME]}
        wire.request(method, path, body or None, headers)
        response = wire.getresponse()
        content = response.read()
        assert response.status == 200, content[:500]
        return content

    pack_path = f"/hien-truong/goi/kiem-ke/{round_id}.json"
    started, app, base = time.perf_counter(), server.app_seconds(), database_seconds()
    packed = ask("GET", pack_path)
    items = json.loads(gzip.decompress(packed))["items"]
    rows = [_row(f"pack of {len(items)}", 1, started, server, app, base, down=len(packed))]
    noted = [_noted(item) for item in items]
    batches = [json.dumps(noted[at : at + MOST]).encode() for at in range(0, len(noted), MOST)]
    statements = _statements(round_id)
    for what in (f"stock-take sync, {len(items)} items", "the same once more"):
        started, app, base = time.perf_counter(), server.app_seconds(), database_seconds()
        answers = [ask("POST", f"/hien-truong/gui/kiem-ke/{round_id}/", batch) for batch in batches]
        up, down = sum(map(len, batches)), sum(map(len, answers))
        rows.append(_row(what, len(batches), started, server, app, base, down=down, up=up))
    rows[1].statements, rows[1].most = statements, SYNC_MOST
    return rows


def _row(what: str, requests: int, started: float, server: Server, app: float, base: float, **more: int) -> Row:
    seconds = time.perf_counter() - started
    cpu = (server.app_seconds() - app + database_seconds() - base) * 1000
    return Row(what, requests, seconds, **{"down": 0, **more}, cpu_ms=cpu)


def _noted(item: dict[str, Any]) -> dict[str, Any]:
    at = clock.local(clock.now()).isoformat(timespec="seconds")
    answers = {"condition": "good", "room": item["group"]}
    return {"id": str(new_id()), "item": item["key"], "at": at, "photo": "", "answers": answers}


def _statements(round_id: UUID) -> int:
    """Return the statements of one full batch; it is rolled back."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(cookies(CLERK))
    items = client.get(f"/hien-truong/goi/kiem-ke/{round_id}.json").json()["items"][:MOST]
    body = json.dumps([_noted(item) for item in items])
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        client.post(f"/hien-truong/gui/kiem-ke/{round_id}/", body, content_type="application/json")
        transaction.set_rollback(True)
    return len(captured)


if __name__ == "__main__":
    main(Path(sys.argv[1]), line="line" in sys.argv[2:])
