"""A small server that answers the kit as the house does, with a line that can be cut at any request."""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from csp.utils import build_policy

from motcua.config.static_files import SERVED
from motcua.desks import inspector, shared
from motcua.desks.inspector.views import POLICY

STATIC = [Path(package.__file__).parent / "static" for package in (inspector, shared)]
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
NAMES = {"thu1": "Người Thử", "thu2": "Người Thử Hai"}
ROOMS = [{"key": "p1", "title": "Phòng Thử Một"}, {"key": "p2", "title": "Phòng Thử Hai"}]
QUESTIONS = [
    {
        "name": "condition",
        "label": "Tình trạng",
        "kind": "choice",
        "required": True,
        "options": [["good", "Tốt"], ["broken", "Hỏng"]],
    },
    {
        "name": "note",
        "label": "Hỏng thế nào",
        "kind": "long",
        "required": True,
        "when": {"name": "condition", "values": ["broken"]},
    },
    {"name": "photo", "label": "Ảnh", "kind": "photo", "caption": "note"},
]


@dataclass
class House:
    """What the server holds: observations by id in the order they came; ``faults`` says how the next answers fail.

    Each fault is used up by one request to the door of observations: ``drop`` (the line breaks before anything is
    taken in), ``cut`` (all is taken in, the answer is lost), ``busy`` (503), ``gone`` (the session has ended),
    ``portal`` (a network that answers everything with its own page). ``cuts``: so many pieces of files arrive before the
    line breaks, each time. ``order`` is what a phone is told to do; ``made`` takes the place of parts of the pack. While ``answers_who`` is
    cleared, who is signed in is said late.
    """

    items: int = 20
    user: str = "thu1"
    now: str = field(default_factory=lambda: datetime.now(UTC).isoformat())
    url: str = ""
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    poison: set[str] = field(default_factory=set)
    order: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)
    wiped: list[dict[str, Any]] = field(default_factory=list)
    signed_out: bool = False
    uploads: dict[str, bytearray] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    form: str = ""
    made: dict[str, Any] = field(default_factory=dict)
    answers_who: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.answers_who.set()

    def pack(self) -> dict[str, Any]:
        items = [
            {
                "key": f"a{n}",
                "group": ROOMS[n % 2]["key"],
                "title": f"Máy Thử {n}",
                "code": f"TS-{n:04d}",
                "hint": "",
            }
            for n in range(self.items)
        ]
        return {
            "kind": "stock",
            "id": "1",
            "pack": "/hien-truong/goi/",
            "title": "Kiểm kê thử",
            "lead": "Trung tâm Thử",
            "sync": "/hien-truong/gui/",
            "photos": "/hien-truong/anh/",
            "files": "/hien-truong/tep/",
            "groups": ROOMS,
            "items": items,
            "questions": QUESTIONS,
            "unlisted": "Thấy máy ngoài danh sách",
            "unlisted_questions": [
                {"name": "code", "label": "Mã trên nhãn", "kind": "text"},
                {"name": "name", "label": "Tên máy", "kind": "text", "required": True},
                *QUESTIONS,
            ],
            **self.made,
        }

    def take(self, noted: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Take in observations as the house does: each once, two people's words on one item side by side."""
        with self.lock:
            return [self._take(one) for one in noted]

    def _take(self, one: dict[str, Any]) -> dict[str, Any]:
        again = one["id"] in self.taken
        if again:
            self.twice.append(one["id"])
        self.taken.setdefault(one["id"], one)
        others = [kept for kept in self.taken.values() if kept["item"] == one["item"] and kept["id"] != one["id"]]
        other = others[-1] if one["item"] and others and not one.get("base") else None
        if other is not None and other["answers"] != one["answers"]:
            sides = [_side(other, "Người Kia"), _side(one, "Người Thử") | {"mine": True}]
            return {"id": one["id"], "state": "conflict", "said": "Người khác ghi khác.", "seen": sides}
        return {"id": one["id"], "state": "already" if again else "recorded", "said": ""}


def _side(one: dict[str, Any], who: str) -> dict[str, Any]:
    words = " · ".join(one["answers"].values())
    return {"id": one["id"], "who": who, "at": one["at"], "words": words, "answers": one["answers"]}


class Handler(http.server.BaseHTTPRequestHandler):
    def __init__(self, *args: Any, house: House, pages: dict[str, tuple[str, bytes]], **kwargs: Any) -> None:
        self.house, self.pages = house, pages
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            self.house.asked.append(path)
            library, _, name = path[8:].partition("/")
            found = SERVED[library][0] / name if library in SERVED else None
            found = found or next((root / path[8:] for root in STATIC if (root / path[8:]).is_file()), None)
            self._answer(200, KINDS[found.suffix], found.read_bytes()) if found else self._answer(
                404, "text/plain", b""
            )
        elif path in self.pages:
            self._answer(200, *self.pages[path])
        elif path == "/hien-truong/ai.json" and self.house.signed_out:
            self._json(401, {})
        elif path == "/hien-truong/ai.json":
            self.house.answers_who.wait(30)
            self._json(
                200, {"user": self.house.user, "name": NAMES[self.house.user], "csrf": "token", "now": self.house.now}
            )
        elif path == "/hien-truong/viec.json":
            self._json(
                200, {"tasks": [{"kind": "stock", "title": "Kiểm kê thử", "lead": "", "pack": "/hien-truong/goi/"}]}
            )
        elif path == "/hien-truong/goi/":
            self._json(200, self.house.pack())
        else:
            self._answer(404, "text/plain", b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/hien-truong/anh/":
            sha256 = hashlib.sha256(body).hexdigest()
            self.house.photos[sha256] = body
            self._json(200, {"sha256": sha256})
            return
        if self.path.startswith("/hien-truong/may/"):
            self._hear(json.loads(body))
            return
        if self.path.startswith("/hien-truong/tep/"):
            self._file()
            return
        fault = self.house.faults.pop(0) if self.house.faults else ""
        if fault == "drop":
            self.connection.close()
        elif fault == "busy":
            self._json(503, {"said": "bận"})
        elif fault == "gone":
            self._json(401, {})
        elif fault == "portal":
            self._answer(200, "text/html", b"<h1>Wi-Fi</h1>")
        else:
            self._take(json.loads(body), lost=fault == "cut")

    def _hear(self, told: dict[str, Any]) -> None:
        self.house.heard.append(told)
        if told.get("wiped"):
            self.house.wiped.append(told)
            self.house.order = ""
        self._json(200, {"order": self.house.order})

    def _file(self) -> None:
        """Begin or finish a file that comes in pieces."""
        sha256 = self.path.split("/")[3]
        if not sha256:
            told = dict(pair.split(" ") for pair in self.headers["Upload-Metadata"].split(","))
            sha256 = base64.b64decode(told["sha256"]).decode()
            have = self.house.uploads.setdefault(sha256, bytearray())
            at = f"/hien-truong/tep/{sha256}/"
            self._json(201, {"at": at, "finish": f"{at}xong/", "offset": len(have), "sha256": ""})
        else:
            whole = bytes(self.house.uploads[sha256])
            assert hashlib.sha256(whole).hexdigest() == sha256
            self.house.photos[sha256] = whole
            self._json(201, {"sha256": sha256})

    def do_PATCH(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        have = self.house.uploads[self.path.split("/")[3]]
        assert int(self.headers["Upload-Offset"]) == len(have), "a piece that arrived is not sent again"
        have += body
        if self.house.cuts:
            self.house.cuts[0] -= 1
            if self.house.cuts[0] <= 0:
                self.house.cuts.pop(0)
                self.connection.close()
                return
        self.send_response(204)
        self.send_header("Upload-Offset", str(len(have)))
        self.end_headers()

    def _take(self, noted: list[dict[str, Any]], *, lost: bool) -> None:
        self.house.batches.append(len(noted))
        if any(one["item"] in self.house.poison for one in noted):
            self._json(400, {"said": "Mục này không đọc được."})
            return
        items = self.house.take(noted)
        if lost:
            self.connection.close()
        else:
            self._json(200, {"items": items})

    def _json(self, status: int, told: Any) -> None:
        self._answer(status, "application/json", json.dumps(told).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", build_policy(update=POLICY))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing: tests look at the house."""
