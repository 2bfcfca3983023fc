"""The screen turned to the citizen: a window of its own that shows what the officer types, and takes a confirmation."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.counter import mirror
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, act, once_key, power, typed_id
from motcua.dossiers.commands import ConfirmShownData
from motcua.dossiers.rules.confirming import SHOWN
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, said

WORDS = {
    "wait": N_("Xin chào. Thông tin của ông, bà sẽ hiện ở đây để kiểm tra."),
    "check": N_("Xin kiểm tra. Chỗ nào sai, chạm vào chỗ đó."),
    "confirm": N_("Đúng hết"),
    "thanks": N_("Cảm ơn. Đã ghi nhận xác nhận."),
    "wrong": N_("Sai, cán bộ đang sửa"),
    "fixed": N_("Cán bộ đã sửa"),
    "changed": N_("Thông tin vừa đổi, xin xem lại."),
    "failed": N_("Chưa ghi được. Xin báo cán bộ."),
    "nothing": N_("chưa ghi"),
}


def both(words: str) -> tuple[str, str]:
    """Return a marked sentence in both languages: whoever stands before the screen chooses neither."""
    with override("vi"):
        vietnamese = gettext(words)
    with override("en"):
        return vietnamese, gettext(words)


@require_safe
@power("dossier.receive")
def second(request: DeskRequest) -> HttpResponse:
    """Show the window; what it says comes from the officer's pages of the same sign-in."""
    told = {
        "channel": mirror.channel(request),
        "fields": [(name, *both(label)) for name, label in SHOWN.items()],
        "words": {name: both(words) for name, words in WORDS.items()},
    }
    return render(request, "counter/second.html", told)


@require_POST
@power("dossier.receive")
def confirm(request: DeskRequest) -> HttpResponse:
    """Keep what was confirmed; answer a sentence, for the window has no page to go to."""
    visit, person = typed_id(request.POST, "visit"), typed_id(request.POST, "person")
    try:
        if visit is None or person is None:
            raise BadInput(N_("Lượt giao dịch này không còn."), field="visit")
        act(
            request,
            ConfirmShownData(
                visit=visit,
                person=person,
                procedure=request.POST.get("procedure", ""),
                fields=tuple(request.POST.getlist("field")),
                questioned=tuple(request.POST.getlist("questioned")),
            ),
        )
    except MotcuaError as error:
        return JsonResponse({"said": formats.said(error.said)}, status=error.status)
    return JsonResponse({"said": formats.said(said(WORDS["thanks"])), "once_key": once_key()}, status=HTTPStatus.OK)
