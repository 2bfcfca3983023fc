"""One's own signing certificate: given to be kept for the post one acts at, and withdrawn."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, signed_in
from motcua.desks.shared.told import tell
from motcua.documents import signing
from motcua.documents.commands import WithdrawCertificate, keep_certificate
from motcua.documents.commands.keep_certificate import MOST_BYTES
from motcua.kernel.errors import BadInput, Conflict, MotcuaError
from motcua.kernel.words import N_


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def certificate(request: DeskRequest) -> HttpResponse:
    """Show the certificate kept for the post, keep one, or withdraw it."""
    if request.method != "POST":
        return _page(request)
    try:
        if request.POST.get("viec") == "thu-hoi":
            _withdraw(request)
            tell(request, N_("Đã thu hồi chứng thư số."))
        else:
            _keep(request)
            tell(request, N_("Đã gửi giữ chứng thư số cho chức vụ đang làm."))
    except MotcuaError as error:
        return _page(request, error)
    return HttpResponseRedirect(reverse("account:certificate"))


def _keep(request: DeskRequest) -> None:
    file = request.FILES.get("file")
    if file is None or not file.size or file.size > MOST_BYTES:
        raise BadInput(N_("Chọn tệp chứng thư số (.p12, .pfx), nhiều nhất {most} KB."), field="file", most=64)
    key = request.POST.get("once_key", "")[:80] or None
    keep_certificate(request.actor, file.read(), request.POST.get("password", "")[:200], key=key)


def _withdraw(request: DeskRequest) -> None:
    kept = signing.kept_for(request.actor)
    if kept is None:
        raise Conflict(N_("Chức vụ này không còn chứng thư số nào gửi giữ."))
    act(request, WithdrawCertificate(certificate=kept.id, reason=request.POST.get("reason", "")[:400]))


def _page(request: DeskRequest, error: MotcuaError | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "kept": signing.kept_for(request.actor),
        "actor": request.actor,
        "errors": errors_of(error) if error else {},
        "error": error.said if error else None,
        "once_key": once_key(),
        "most": MOST_BYTES,
    }
    return render(request, "manage/certificate.html", context, status=error.status if error else HTTPStatus.OK)
