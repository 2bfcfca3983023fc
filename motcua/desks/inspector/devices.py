"""Devices in the field: the doors a phone announces itself by, and the page on which people look after them."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.inspector.views import POWERS, say_json
from motcua.desks.shared.door import DeskRequest, act, once_key, power, public, signed_in, typed_id
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.actor import Realm, system
from motcua.ledger.perform import perform
from motcua.office import devices
from motcua.office.commands import ConfirmWiped, ForgetDevice, OrderWipe, RegisterDevice, ReportDeviceLost
from motcua.office.device_rules import STATE_NAMES, State, Why
from motcua.office.devices import Unsent
from motcua.office.queries import devices as queries

HEAVIEST: Final = 100_000
"""Bytes of an announcement: names of work, numbers, nothing else."""
STANDING_ORDER: Final = "Thiết bị hiện trường tự báo"
VERBS: Final[dict[str, Any]] = {"bao-mat": ReportDeviceLost, "xoa": OrderWipe, "bo": ForgetDevice}
DONE: Final = {
    "bao-mat": N_("Đã báo mất. Phiên đăng nhập trên máy đó đã kết thúc; máy sẽ tự khóa khi có mạng."),
    "xoa": N_("Đã ra lệnh xóa. Máy sẽ hủy khóa và báo lại khi có mạng."),
    "bo": N_("Đã bỏ máy khỏi danh sách."),
}
COLUMNS: Final = (
    Column(N_("Máy, người dùng")),
    Column(N_("Liên lạc gần nhất")),
    Column(N_("Chưa gửi")),
    Column(N_("Tình trạng")),
    Column(N_("Việc"), hidden_label=True),
)
VIEWS: Final = {
    "all": N_("Tất cả"),
    "unsent": N_("Còn mục chưa gửi"),
    "quiet": N_("Lâu chưa liên lạc"),
    "lost": N_("Báo mất, chờ xóa"),
    "wiped": N_("Đã xóa"),
}
LOOKS: Final = {State.USED: "good", State.LOST: "late", State.WIPING: "soon", State.WIPED: "plain"}


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """What a phone says of itself at a contact."""

    device: UUID
    secret: Annotated[str, msgspec.Meta(min_length=32, max_length=128)]
    name: Annotated[str, msgspec.Meta(max_length=60)] = ""
    browser: Annotated[str, msgspec.Meta(max_length=20)] = ""
    unsent: Annotated[list[Unsent], msgspec.Meta(max_length=devices.WORKS_MOST)] = []


class Wiped(msgspec.Struct, frozen=True, kw_only=True):
    """That a phone destroyed its key, why, and how many items were unsent."""

    unsent: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    why: Why


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """A phone without a session asks what it is to do, or says that it did it."""

    device: UUID
    secret: Annotated[str, msgspec.Meta(min_length=32, max_length=128)]
    wiped: Wiped | None = None


def _read(request: DeskRequest, type_: Any) -> Any:
    body = request.read(HEAVIEST + 1)
    try:
        if len(body) > HEAVIEST or b"\\u0000" in body:
            raise msgspec.DecodeError("too long")
        return msgspec.json.decode(body, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(N_("Nội dung máy gửi lên không đọc được.")) from error


@require_POST
@power(*POWERS)
def announce(request: DeskRequest) -> HttpResponse:
    """Hear a phone of whoever is signed in: ``{"order"}`` says what it is to do. Its first contact registers it.

    In a trial nothing of a phone is noted: it is one of the real house.
    """

    def answer() -> dict[str, str]:
        told: Announcement = _read(request, Announcement)
        if request.actor.realm is Realm.TRIAL:
            return {"order": ""}
        if not devices.known(told.device):
            kept = devices.digest(told.secret)
            command = RegisterDevice(device=told.device, name=told.name, browser=told.browser, digest=kept)
            perform(command, request.actor, key=f"field.device.{told.device.hex}")
        order = devices.heard(request.actor, told.device, told.secret, told.unsent, request.session.session_key or "")
        return {"order": order}

    return say_json(answer)


@csrf_exempt
@require_POST
@public
def orders(request: DeskRequest) -> HttpResponse:
    """Tell a phone that shows its secret, signed in or not, what it is to do; hear that it was wiped.

    The secret is what is asked for here, and no cookie counts: so no token of a form is needed either.
    """

    def answer() -> dict[str, str]:
        asked: Asking = _read(request, Asking)
        order = devices.told(asked.device, asked.secret)
        if asked.wiped is not None and order != "new":
            command = ConfirmWiped(device=asked.device, why=asked.wiped.why, unsent=asked.wiped.unsent)
            perform(command, system(STANDING_ORDER), key=f"field.wiped.{asked.device.hex}")
            order = "new"
        return {"order": order}

    return say_json(answer)


@require_safe
@signed_in
def listing(request: DeskRequest) -> HttpResponse:
    """Show one's own devices, and to who looks after others' those of their reach."""
    return _page(request)


def _page(request: DeskRequest, error: MotcuaError | None = None) -> HttpResponse:
    actor, view = request.actor, request.GET.get("xem", "all")
    if view not in VIEWS:
        raise BadInput(N_("Mục này không có trong danh sách."), field="xem")
    text = clean(request.GET.get("q", ""), 100)
    context: dict[str, Any] = {
        "own": queries.own(actor),
        "columns": COLUMNS,
        "states": STATE_NAMES,
        "looks": LOOKS,
        "fresh_key": once_key,
        "error": error,
        "watches": queries.watches(actor),
    }
    if context["watches"]:
        rows, told = queries.listing(actor, view, text, typed_id(request.GET, "truoc")), queries.counts(actor)
        more = request.GET.copy()
        more["truoc"] = str(rows[-1].id) if rows else ""
        context |= {
            "rows": rows,
            "items": told["items"],
            "tabs": [Link(name, f"?xem={key}", current=key == view, count=told[key]) for key, name in VIEWS.items()],
            "view": view,
            "text": text,
            "next_href": f"?{more.urlencode()}" if len(rows) == queries.PAGE else "",
        }
    return render(request, "inspector/devices.html", context, status=error.status if error else 200)


@require_POST
@signed_in
def change(request: DeskRequest, device: UUID, verb: str) -> HttpResponse:
    """Report a device lost, order it to wipe itself, or take it off the list."""
    if verb not in VERBS:
        raise NotFound(N_("Không có việc này."))
    row = queries.device(request.actor, device)
    more = {} if verb == "bo" else {"reason": clean(request.POST.get("reason", ""), 300)}
    try:
        act(request, VERBS[verb](device=row.id, **more))
    except MotcuaError as error:
        return _page(request, error)
    tell(request, DONE[verb])
    return HttpResponseRedirect(reverse("field:devices"))
