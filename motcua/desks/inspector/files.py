"""The doors through which a phone sends large files in pieces; see ``documents/pieces.py``."""

from __future__ import annotations

import base64
import binascii
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.inspector.packs import source_of
from motcua.desks.inspector.sources import SOURCES
from motcua.desks.inspector.views import POWERS, say_json
from motcua.desks.shared.door import DeskRequest, power, whole_number
from motcua.documents import pieces
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.words import N_

TUS: Final = "1.0.0"
SOUNDS: Final = "audio/"


def _metadata(text: str) -> dict[str, str]:
    """Return the pairs of ``Upload-Metadata``: names with values in Base64; what cannot be read is left out."""
    found: dict[str, str] = {}
    for pair in text[:2000].split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


def _told(begun: pieces.Begun) -> dict[str, Any]:
    return {
        "at": reverse("field:piece", args=[begun.id]),
        "finish": reverse("field:finish", args=[begun.id]),
        "offset": begun.offset,
        "sha256": begun.sha256,
    }


def _tus(answer: HttpResponse, begun: pieces.Begun | None = None) -> HttpResponse:
    answer.headers["Tus-Resumable"] = TUS
    if begun is not None:
        answer.headers["Upload-Offset"] = str(begun.offset)
        answer.headers["Upload-Length"] = str(begun.size)
        answer.headers["Location"] = reverse("field:piece", args=[begun.id])
    return answer


@require_POST
@power(*POWERS)
def begin(request: DeskRequest, kind: str, id_: UUID) -> HttpResponse:
    """Begin a file for a task the person may note in, or find it where it was left: ``{at, finish, offset, sha256}``."""
    begun: list[pieces.Begun] = []

    def answer() -> dict[str, Any]:
        source_of(SOURCES, kind).admit(request.actor, id_)
        told = _metadata(request.headers.get("Upload-Metadata", ""))
        size = whole_number(request.headers.get("Upload-Length", ""))
        if size is None:
            raise BadInput(N_("Thiếu cỡ tệp."))
        sound = told.get("filetype", "").startswith(SOUNDS)
        begun.append(pieces.begin(request.actor, f"{kind}/{id_.hex}", told.get("sha256", ""), size, sound=sound))
        return _told(begun[0])

    made = say_json(answer, HTTPStatus.CREATED)
    return _tus(made, *begun)


@require_http_methods(["HEAD", "PATCH"])
@power(*POWERS)
def piece(request: DeskRequest, upload: UUID) -> HttpResponse:
    """Say how far a file is (``HEAD``), or take in a piece that begins at ``Upload-Offset`` (``PATCH``)."""
    if request.method == "HEAD":
        found: list[pieces.Begun] = []
        answer = say_json(lambda: found.append(pieces.state(request.actor, upload)))
        return _tus(answer, *found)
    offset = whole_number(request.headers.get("Upload-Offset", ""), digits=12)
    taken: list[pieces.Begun] = []

    def take() -> None:
        if offset is None:
            raise BadInput(N_("Thiếu vị trí của phần gửi."))
        try:
            taken.append(pieces.put(request.actor, upload, offset, request.body))
        except Conflict:
            taken.append(pieces.state(request.actor, upload))
            raise

    answer = say_json(take)
    if answer.status_code == HTTPStatus.OK:
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _tus(answer, *taken)


@require_POST
@power(*POWERS)
def finish(request: DeskRequest, upload: UUID) -> HttpResponse:
    """Take the whole file in and answer its hash; again answers the same."""

    def answer() -> dict[str, str]:
        return {"sha256": pieces.finish(request.actor, upload).sha256}

    return _tus(say_json(answer, HTTPStatus.CREATED))
