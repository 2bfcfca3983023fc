"""Checking a slip somebody brings: the digits of its QR, a scan, a PDF or a photo, against the published keys alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from motcua.catalogue import packaged
from motcua.desks.citizen import house, throttle
from motcua.desks.citizen.house import House
from motcua.desks.shared.door import DeskRequest, errors_of, public
from motcua.desks.shared.shapes import Fact
from motcua.dossiers import receipts, wording
from motcua.dossiers.receipts import Checked
from motcua.dossiers.summary import Summary
from motcua.kernel.errors import BadInput, MotcuaError, TooMany
from motcua.kernel.words import N_, Said, said
from motcua.ledger import keys

LARGEST = 10_000_000
LONGEST_TEXT = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
@public
def check(request: DeskRequest) -> HttpResponse:
    """Ask for a slip, and say whether it is ours and unchanged. Nothing handed in is kept."""
    if request.method != "POST":
        return _page(request)
    text = request.POST.get("noi-dung", "")[:LONGEST_TEXT]
    try:
        content = _content(request, text)
    except MotcuaError as error:
        return _page(request, text=text, errors=errors_of(error), status=error.status)
    return _page(
        request, text="", checked=receipts.verify_receipt(content, keys.load(settings.MOTCUA_KEYS).public.values())
    )


def _content(request: DeskRequest, text: str) -> bytes:
    """Return the bytes to check: the file when there is one, else the text."""
    file = request.FILES.get("tep")
    if not isinstance(file, UploadedFile):
        if not text.strip():
            raise BadInput(N_("Dán dãy số của mã QR, hoặc chọn tệp PDF hay ảnh chụp giấy hẹn."), field="noi-dung")
        return text.encode()
    if (file.size or 0) > LARGEST:
        raise BadInput(N_("Tệp quá lớn: tối đa 10 MB. Chụp lại ở cỡ nhỏ hơn, chỉ cần rõ mã QR."), field="tep")
    wait = throttle.file_wait(throttle.address_of(request))
    if wait:
        raise TooMany(
            N_("Đã gửi nhiều tệp. Xin thử lại từ {time}, hoặc dán dãy số."), time=throttle.again_at(wait), field="tep"
        )
    return bytes(file.read())


def _page(
    request: DeskRequest,
    *,
    text: str = "",
    checked: Checked | None = None,
    errors: dict[str, list[Said]] | None = None,
    status: int = 200,
) -> HttpResponse:
    here = house.house()
    told: dict[str, Any] = {
        "text": text,
        "errors": errors or {},
        "checked": checked,
        "largest": LARGEST,
        "facts": [],
        "wrong": (),
    }
    if checked is not None and checked.facts is not None:
        told |= {
            "facts": facts_of(checked.facts, here),
            "wrong": () if checked.good else checked.lines[: len(checked.lines) - len(receipts.facts(checked.facts))],
            "follow": f"{reverse('citizen:follow')}?{urlencode({'ma': checked.facts.code})}",
        }
    return house.page(request, "citizen/check.html", here, told, status=status)


def facts_of(signed: Summary, here: House) -> list[Fact]:
    """Return what was signed, in words people know, to be held against the paper."""
    known = packaged.all_procedures().get(signed.procedure)
    ours = signed.unit in here.agency_codes
    return [
        Fact(wording.code_label(signed.code), signed.code, numeric=True),
        Fact(N_("Thủ tục"), f"{known.name} ({signed.procedure})" if known else signed.procedure),
        Fact(N_("Nơi tiếp nhận"), here.name if ours else signed.unit, hint=signed.unit if ours else ""),
        Fact(N_("Nhận lúc"), said("{when}", when=signed.received_at)),
        Fact(N_("Hẹn trả"), said("{when}", when=signed.due_at) if signed.due_at else N_("Giấy không hẹn ngày")),
        Fact(N_("Lần cấp giấy"), str(signed.issue), hint=N_("Từ lần 2 là giấy cấp lại.") if signed.issue > 1 else ""),
    ]
