"""The field kit's page, its worker, and the doors the kit talks to: who am I, what is there, here is what I noted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import msgspec
from csp.constants import HEADER
from csp.utils import build_policy
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.inspector.packs import MOST, decode, source_of
from motcua.desks.inspector.sources import SOURCES
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.text import clean
from motcua.kernel.words import N_

POWERS: Final = ("asset.count", "readiness.write", "readiness.inspect", "inspection.work")
"""Whoever may count things, say how a place stands, or work on an inspection."""
SHEETS: Final = tuple(f"{name}.css" for name in ("shared/tokens", "shared/base", "shared/buttons", "inspector/kit"))
DARK: Final = "shared/dark.css"
DRAWN: Final = ("shared/icons.svg", "shared/mark.svg")
MODULES: Final = (
    *(
        f"inspector/{name}.js"
        for name in ("kit", "gate", "home", "rows", "device", "vault", "store", "base", "sync", "line")
    ),
    "inspector/build.js",
    "shared/words.js",
)
LATER: Final = tuple(
    f"inspector/{name}.js" for name in ("work", "ask", "kinds", "apart", "photo", "pieces", "engine", "labels")
)
"""Scripts kept with the page that it does not need to be seen and used."""
FILES: Final = (*SHEETS, DARK, *DRAWN, *MODULES, *LATER)
PAD: Final = "signature_pad/dist/signature_pad.min.js"
"""What draws a signature: 16 kB, kept with the page where ``make setup`` could fetch it."""
READER: Final = "zxing/umd/index.min.js"
"""What reads labels where the browser cannot; not among the files of the page: a phone that needs it fetches it later."""
ENGINE: Final = "xforms-engine/dist/index.js"
"""What knows the conditions of a checklist (decision 17): fetched as the reader is, once a checklist was taken along."""
ROUNDS: Final = 600_000
"""How often PBKDF2-HMAC-SHA-256 goes round for a PIN: the OWASP Password Storage Cheat Sheet's figure since 2023."""
IDLE: Final = timedelta(minutes=5)
"""How long the kit stays open untouched: a third of a desk's screen (TCVN 14423:2026), as a phone is lost sooner."""
POLICY: Final[dict[str, Any]] = {"script-src": ["'wasm-unsafe-eval'"], "media-src": ["'self'", "blob:"]}
"""What the kit's page may do beside what every page may: compile the engine, play a voice note that lies on the phone."""


@require_safe
@gzip_page
@power(*POWERS)
def kit(request: DeskRequest) -> HttpResponse:
    """Show the kit: the same page for everybody, kept on the phone."""
    context = {"sheets": SHEETS, "dark": DARK, "modules": MODULES, "most": MOST, "rounds": ROUNDS}
    context |= {"idle": int(IDLE.total_seconds() * 1000), "pad": _fetched(PAD)}
    context |= {"reader": _fetched(READER), "engine": _fetched(ENGINE)}
    answer = render(request, "inspector/kit.html", context)
    answer.headers[HEADER] = build_policy(update=POLICY)
    return answer


@require_safe
@power(*POWERS)
def worker(request: DeskRequest) -> HttpResponse:
    """Answer the script that keeps the kit on the phone, with the list of its files and their version.

    It changes with any file and with the language, so that a phone fetches the page anew when its words changed.
    """
    context = {
        "version": f"{_version()}-{formats.language()}",
        "page": reverse("field:kit"),
        "files": [*(static(name) for name in FILES), *filter(None, [_fetched(PAD)])],
        "later": [*filter(None, (_fetched(READER), _fetched(ENGINE)))],
    }
    return render(request, "inspector/worker.js", context, content_type="text/javascript; charset=utf-8")


@require_safe
@power(*POWERS)
def manifest(request: DeskRequest) -> HttpResponse:
    """Answer what a phone needs to put the kit among its apps."""
    del request
    told = {
        "name": formats.say(N_("Hiện trường – Motcua")),
        "short_name": formats.say(N_("Hiện trường")),
        "start_url": reverse("field:kit"),
        "scope": reverse("field:kit"),
        "display": "standalone",
        "background_color": "#f4f4f1",
        "theme_color": "#17384d",
        "icons": [{"src": static("shared/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return HttpResponse(msgspec.json.encode(told), content_type="application/manifest+json")


@lru_cache(maxsize=1)
def _version() -> str:
    """Return one word that changes with any file of the kit: each address carries a stamp of its content."""
    stamps = "|".join([*(static(name) for name in FILES), *(_fetched(name) for name in (PAD, READER, ENGINE))])
    return hashlib.sha256(stamps.encode()).hexdigest()[:12]


@lru_cache(maxsize=3)
def _fetched(name: str) -> str:
    """Return the address of what others wrote, empty where ``make setup`` could not fetch it: then it is done without."""
    return static(name) if finders.find(name) else ""


def say_json(answer: Callable[[], Any], status: int = HTTPStatus.OK) -> HttpResponse:
    """Return what ``answer`` says as JSON; a refusal as ``{"said": …}`` with its own status."""
    try:
        return HttpResponse(msgspec.json.encode(answer()), status=status, content_type="application/json")
    except MotcuaError as error:
        body = msgspec.json.encode({"said": formats.said(error.said)})
        return HttpResponse(body, status=error.status, content_type="application/json")


@require_safe
@power(*POWERS)
def who(request: DeskRequest) -> HttpResponse:
    """Answer who is signed in, what time it is here, and the token that every sending must carry."""
    actor = request.actor
    told = {"user": actor.account.hex[-12:], "name": actor.name, "now": clock.local(clock.now())}
    return say_json(lambda: {**told, "csrf": get_token(request)})


@require_safe
@power(*POWERS)
def tasks(request: DeskRequest) -> HttpResponse:
    """Answer what this person may take along; ``tim`` narrows by name."""
    text = clean(request.GET.get("tim", ""), 100)
    return say_json(
        lambda: {
            "tasks": [
                {
                    "title": task.title,
                    "lead": formats.said(task.lead),
                    "pack": reverse("field:pack", args=[source.kind, task.id]),
                }
                for source in SOURCES
                for task in source.tasks(request.actor, text)
            ]
        }
    )


# A pack holds no secret that could be guessed from its length, so it may be made small for a weak line.
@require_safe
@gzip_page
@power(*POWERS)
def pack(request: DeskRequest, kind: str, id_: UUID) -> HttpResponse:
    """Answer one pack: what to count or check, what to ask about each, and where to send it."""
    return say_json(
        lambda: {
            "kind": kind,
            "id": id_,
            "pack": request.path,
            "sync": reverse("field:receive", args=[kind, id_]),
            "photos": reverse("field:photo", args=[kind, id_]),
            "files": reverse("field:begin", args=[kind, id_]),
            **msgspec.to_builtins(source_of(SOURCES, kind).pack(request.actor, id_)),
        }
    )


@require_POST
@power(*POWERS)
def receive(request: DeskRequest, kind: str, id_: UUID) -> HttpResponse:
    """Take in what was noted, each by itself, and answer what became of each."""
    return say_json(
        lambda: {"items": source_of(SOURCES, kind).record(request.actor, id_, decode(request.body))},
    )


@require_POST
@power(*POWERS)
def photo(request: DeskRequest, kind: str, id_: UUID) -> HttpResponse:
    """Take in one photograph for a task the person may note in; answer its hash. The same again is the same file."""

    def answer() -> dict[str, str]:
        source_of(SOURCES, kind).admit(request.actor, id_)
        sent = request.FILES.get("file")
        if not isinstance(sent, UploadedFile):
            raise BadInput(N_("Chưa chọn ảnh."), field="file")
        blob = shelf.take_in_upload(sent)
        if blob.media_type not in {"image/jpeg", "image/png"}:
            raise BadInput(N_("Ảnh phải là tệp JPG hoặc PNG."), field="file")
        return {"sha256": blob.sha256}

    return say_json(answer, HTTPStatus.CREATED)
