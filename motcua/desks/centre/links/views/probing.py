"""What measuring machines speak to: an echo, a download, an upload, and where results are handed in.

Open to nobody but a machine that shows the token of the line in the address; each line has its own pace.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict, deque
from functools import lru_cache
from http import HTTPStatus
from typing import Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.shared.address import origin
from motcua.desks.shared.door import DeskRequest, public
from motcua.kernel.errors import BadInput, MotcuaError, NotSignedIn, TooMany
from motcua.kernel.words import N_
from motcua.ledger import access, tallies
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.links import queries
from motcua.links.commands import Measure, RecordMeasurements

KILOBYTES_MOST: Final = 4096
RESULTS_MOST: Final = 512 * 1024
WINDOW: Final = 60.0
PACES: Final = {"echo": 600, "size": 30, "results": 60}
"""How often each line may ask in a minute: pings, sized transfers, reports. Counted by each process for itself."""
WRONG_MOST: Final = 20
WRONG_WINDOW: Final = 15 * 60
_CHUNK: Final = 64 * 1024


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a machine hands in: a batch under its own id."""

    batch: UUID
    measures: list[Measure]


@require_safe
@public
def echo(request: DeskRequest, line_id: UUID) -> HttpResponse:
    """Answer at once: a ping."""
    return _for_machine(request, line_id, "echo") or HttpResponse(b"ok", content_type="text/plain")


@require_safe
@public
def download(request: DeskRequest, line_id: UUID, kilobytes: int) -> HttpResponse:
    """Answer so many kilobytes that nothing on the way can compress."""
    refused = _for_machine(request, line_id, "size")
    if refused is not None:
        return refused
    if not 1 <= kilobytes <= KILOBYTES_MOST:
        return _told(BadInput(N_("Cỡ tệp thử từ 1 đến {most} kB."), most=KILOBYTES_MOST))
    return HttpResponse(_noise() * kilobytes, content_type="application/octet-stream")


@csrf_exempt
@require_POST
@public
def upload(request: DeskRequest, line_id: UUID) -> HttpResponse:
    """Take bytes and throw them away; say how many they were."""
    refused = _for_machine(request, line_id, "size")
    if refused is not None:
        return refused
    size = 0
    while chunk := request.read(_CHUNK):
        size += len(chunk)
        if size > KILOBYTES_MOST * 1024:
            return _told(BadInput(N_("Cỡ tệp thử từ 1 đến {most} kB."), most=KILOBYTES_MOST))
    return JsonResponse({"size": size})


@csrf_exempt
@require_POST
@public
def results(request: DeskRequest, line_id: UUID) -> HttpResponse:
    """Take a batch of results, however old within what is kept; the same batch again is answered as the first time."""
    try:
        machine = _machine(request, line_id, "results")
        report = _read(request)
        command = RecordMeasurements(line=line_id, batch=report.batch, measures=report.measures)
        done = perform(command, machine, key=f"probe.{report.batch.hex}")
    except MotcuaError as error:
        return _told(error)
    return JsonResponse({"fresh": done.ids["fresh"], "again": done.again})


def _read(request: DeskRequest) -> Report:
    body = request.read(RESULTS_MOST + 1)
    if len(body) > RESULTS_MOST:
        raise BadInput(N_("Gửi một lần nhiều nhất {most} kB số đo."), most=RESULTS_MOST // 1024)
    try:
        return msgspec.json.decode(body, type=Report)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadInput(N_("Số đo gửi lên không đúng dạng: {problem}"), problem=str(error)[:200]) from error


def _for_machine(request: DeskRequest, line_id: UUID, pace: str) -> HttpResponse | None:
    """Return the refusal of a request that is no machine's of this line, or too many; ``None`` to go on."""
    try:
        _machine(request, line_id, pace)
    except MotcuaError as error:
        return _told(error)
    return None


def _machine(request: DeskRequest, line_id: UUID, pace: str) -> Actor:
    address = origin(request) or ""
    tried, wait = tallies.seen("links.token", address)
    if tried >= WRONG_MOST:
        raise TooMany(N_("Sai mã máy đo quá nhiều lần; thử lại sau {minutes} phút."), minutes=-(-wait // 60))
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    machine = queries.line_of_token(line_id, token.strip()) if kind.lower() == "bearer" else None
    if machine is None:
        error = NotSignedIn(N_("Mã máy đo không đúng hoặc đã thay; lấy mã mới ở trang đường truyền."))
        if tallies.count("links.token", address, WRONG_WINDOW) == 1:
            access.refused(request.actor, "links.probe", line_id, error)
        raise error
    if not _within(line_id, pace):
        raise TooMany(N_("Máy đo hỏi quá dày; chờ một phút rồi đo tiếp."))
    return machine


_asked: dict[tuple[UUID, str], deque[float]] = defaultdict(deque)


def _within(line_id: UUID, pace: str) -> bool:
    """Note that a line asked, and say whether it keeps to its pace; only lines whose token was right are noted."""
    now, times = time.monotonic(), _asked[line_id, pace]
    while times and now - times[0] > WINDOW:
        times.popleft()
    if len(times) >= PACES[pace]:
        return False
    times.append(now)
    return True


@lru_cache(maxsize=1)
def _noise() -> bytes:
    return os.urandom(1024)


def _told(error: MotcuaError) -> HttpResponse:
    """Answer a machine in its own way: the status, and the sentence as JSON."""
    response = JsonResponse({"error": str(error)}, status=error.status, json_dumps_params={"ensure_ascii": False})
    if error.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
