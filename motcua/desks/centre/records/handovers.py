"""Handing a fonds over: prepare, count and judge, minutes, both signatures, claims."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.archives import bags, handovers, queries
from motcua.archives.commands import (
    AcceptSignedMinutes,
    CheckBag,
    MakeMinutes,
    PrepareHandover,
    RefuseSigning,
    SignMinutes,
    WithdrawHandover,
)
from motcua.archives.rules.handover import (
    CLAIM_NAMES,
    CRITERION_NAMES,
    SEEN_NAMES,
    SIDE_NAMES,
    STATE_NAMES,
    VERDICT_NAMES,
)
from motcua.desks.centre.records import shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, is_verified, run, signed_upload
from motcua.desks.shared.handing import download, stored
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.told import tell
from motcua.documents import queries as documents
from motcua.documents import shelf, signing
from motcua.documents.signing import WAY_NAMES
from motcua.kernel.errors import MotcuaError, NotAllowed, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

COLUMNS = (Column(N_("Phông")), Column(N_("Bên giao")), Column(N_("Bên nhận")), Column(N_("Tình trạng")))
BAG_MOST = 2 * 1024**3
COUNT_NAMES = {
    "files": N_("Hồ sơ bàn giao"),
    "permanent": N_("Bảo quản vĩnh viễn"),
    "fixed": N_("Bảo quản có thời hạn"),
    "waiting": N_("Ngoài danh mục, chờ xác định giá trị"),
    "undecided": N_("Chưa xác định thời hạn"),
    "paper": N_("Hồ sơ có bản giấy"),
    "digital": N_("Hồ sơ có bản điện tử"),
    "boxes": N_("Hộp có hồ sơ"),
    "parts": N_("Tệp điện tử"),
}


@require_safe
@power("records.read")
def listing(request: DeskRequest) -> HttpResponse:
    """List the handovers in reach."""
    context = {
        "rows": handovers.handovers(request.actor),
        "columns": COLUMNS,
        "state_names": STATE_NAMES,
        "trail": shown.trail(Link(N_("Bàn giao"))),
    }
    return render(request, "centre/records/handovers.html", context)


@require_safe
@power("records.read")
def page(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Show a handover: what is still open, the receiver's findings, the minutes, signatures, claims."""
    return _page(request, handover_id)


def _page(request: DeskRequest, id_: UUID, error: MotcuaError | None = None) -> HttpResponse:
    found = handovers.handover(request.actor, id_)
    context: dict[str, Any] = {
        "handover": found,
        "counts": [(name, found.counts[key]) for key, name in COUNT_NAMES.items()],
        "state_names": STATE_NAMES,
        "side_names": SIDE_NAMES,
        "criterion_names": CRITERION_NAMES,
        "verdict_names": VERDICT_NAMES,
        "seen_names": SEEN_NAMES,
        "claim_names": CLAIM_NAMES,
        "way_names": WAY_NAMES,
        "kept": signing.kept_for(request.actor) if found.may_sign else None,
        "verified": is_verified(request),
        "once_key": once_key(),
        "error": error.said if error else None,
        "trail": shown.trail(Link(N_("Bàn giao"), reverse("records:handovers")), Link(found.row.fonds_name)),
    }
    return render(request, "centre/records/handover.html", context, status=error.status if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def prepare(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Prepare to hand a fonds over."""
    row = queries.fonds(request.actor, fonds_id)
    bodies = [Option(str(id_), name) for id_, name in handovers.receivers(request.actor, row.place)]
    page_ = FormPage(
        title=N_("Lập bàn giao"),
        verb=N_("Lập bàn giao"),
        questions=[
            Field("receiver", N_("Cơ quan nhận"), "select", required=True, options=bodies, ids=True),
            Field("ground", N_("Căn cứ: nghị quyết, quyết định"), most=300),
            Field("words", N_("Ý kiến của bên giao"), "textarea", most=2000),
        ],
        back=reverse("records:fonds", args=[row.id]),
        trail=shown.trail(shown.fonds_link(row), Link(N_("Lập bàn giao"))),
        what=[
            N_("Bàn giao nguyên phông: không giữ lại, không tự chuyển hoặc tiêu hủy hồ sơ."),
            N_("Ký được khi mọi lỗi đã sửa hoặc ghi ngoại lệ, và bên nhận đã kiểm nhận, đánh giá ba tiêu chí."),
        ],
        lead=row.name,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        wanted = {name: values[name] for name in ("receiver", "ground", "words")}
        outcome = act(request, PrepareHandover(fonds=row.id, **wanted))
        tell(request, N_("Đã lập bàn giao."))
        return to(outcome.target)

    return run(request, page_, do)


@require_POST
@power("records.write")
def make(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Set the minutes."""
    return _done(request, handover_id, MakeMinutes(handover=handover_id), N_("Đã lập biên bản."))


@require_POST
@power("records.sign")
def sign(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Sign in the system."""
    wanted = request.POST.get("minutes", "")[:64]
    return _done(request, handover_id, SignMinutes(handover=handover_id, minutes=wanted), N_("Đã ký biên bản."))


@require_POST
@power("records.sign")
def upload(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Take the minutes signed with one's own token."""
    try:
        found = handovers.handover(request.actor, handover_id)
        if not found.may_sign:
            raise NotAllowed(N_("Chỉ lãnh đạo của bên giao hoặc bên nhận ký biên bản."))
        signed = signed_upload(request)
    except MotcuaError as error:
        return _page(request, handover_id, error)
    wanted = request.POST.get("minutes", "")[:64]
    command = AcceptSignedMinutes(handover=handover_id, minutes=wanted, signed=signed)
    return _done(request, handover_id, command, N_("Đã nhận biên bản đã ký."))


def _done(request: DeskRequest, id_: UUID, command: Command, sentence: str) -> HttpResponse:
    try:
        act(request, command)
    except MotcuaError as error:
        return _page(request, id_, error)
    tell(request, sentence)
    return to(id_)


@require_safe
@power("records.read")
def minutes(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Answer the newest minutes, with the signatures there are."""
    sha256 = handovers.minutes_file(request.actor, handover_id)
    return stored(sha256, f"bien-ban-giao-nhan-{sha256[:8]}.pdf")


@require_safe
@power("records.read")
def bag(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Answer the package of digital parts."""
    sha256 = handovers.bag_file(request.actor, handover_id)
    return download(documents.open_blob(sha256), f"goi-tep-{sha256[:8]}.zip", bags.MEDIA_TYPE)


@require_POST
@power("records.write")
def check_bag(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Check a package as it arrived: the uploaded one, or the one kept here."""
    try:
        found = handovers.handover(request.actor, handover_id)
        if not found.may_receive:
            raise NotAllowed(N_("Việc này của bên nhận."))
        file = request.FILES.get("file")
        sha256 = found.bag
        if file is not None and file.size:
            if file.size > BAG_MOST:
                raise RuleError(N_("Gói tệp quá lớn."), field="file")
            sha256 = shelf.keep_made(cast("Any", file), bags.MEDIA_TYPE).pk
    except MotcuaError as error:
        return _page(request, handover_id, error)
    command = CheckBag(handover=handover_id, sha256=sha256)
    return _done(request, handover_id, command, N_("Gói tệp nguyên vẹn và đúng gói ghi trong biên bản."))


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.sign")
def refuse(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Refuse to sign, for a reason."""
    what = [
        N_("Biên bản này không còn hiệu lực; chữ ký của bên kia (nếu có) bị hủy."),
        N_("Mục lục mở lại để sửa, rồi lập biên bản mới."),
    ]
    return _reasoned(request, handover_id, N_("Từ chối ký"), RefuseSigning, what, 1000)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def withdraw(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Give up a handover."""
    what = [N_("Phông ở lại với bên giao.")]
    return _reasoned(request, handover_id, N_("Rút bàn giao"), WithdrawHandover, what, 500)


def _reasoned(
    request: DeskRequest, id_: UUID, verb: str, wish: type[RefuseSigning | WithdrawHandover], what: list[str], most: int
) -> HttpResponse:
    found = handovers.handover(request.actor, id_)
    page_ = FormPage(
        title=verb,
        verb=verb,
        questions=[Field("reason", N_("Lý do"), "textarea", required=True, most=most)],
        back=reverse("records:handover", args=[id_]),
        trail=shown.trail(Link(N_("Bàn giao"), reverse("records:handovers")), Link(verb)),
        lead=found.row.fonds_name,
        what=what,
        danger=True,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, wish(handover=id_, reason=values["reason"]))
        tell(request, N_("Đã ghi lý do."))
        return to(id_)

    return run(request, page_, do)


def to(handover: UUID) -> HttpResponse:
    """Lead to the page of a handover."""
    return HttpResponseRedirect(reverse("records:handover", args=[handover]))
