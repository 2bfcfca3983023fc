"""Acts on the accounts of officials: opening, one-time passwords, second factor, closing. Passwords are shown once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.manage.views.officials import FORM, card_of, person_trail, to_person
from motcua.desks.shared.door import ONCE, DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Text
from motcua.kernel.words import N_, said
from motcua.office.commands import (
    DisableAccount,
    OpenAccount,
    ResetPassword,
    ResetSecondFactor,
    UnlockAccount,
    open_account,
    reset_password,
)
from motcua.office.queries import OfficialCard
from motcua.office.staff_import import Slip


def _page(
    card: OfficialCard, title: Text, questions: list[Field], what: list[Text], *, danger: bool = False
) -> FormPage:
    back = reverse("manage:person", args=[card.id])
    return FormPage(title, title, questions, back, person_trail(card.name, card.id, title), what=what, danger=danger)


def _key(request: DeskRequest) -> str | None:
    return request.POST.get(ONCE, "")[:80] or None


def _slip(request: DeskRequest, card: OfficialCard, username: str, password: str) -> HttpResponse:
    """Show the one-time password, the only time it can be seen."""
    context: dict[str, Any] = {
        "slips": [Slip(card.name, username, password)],
        "back": reverse("manage:person", args=[card.id]),
        "card": card,
    }
    return render(request, "manage/slips.html", context)


@require_http_methods(FORM)
@power("account.manage")
def open_(request: DeskRequest, official: UUID) -> HttpResponse:
    """Open an account, or a closed one again; the one-time password is shown once."""
    card = card_of(request, official)
    username = Field(
        "username",
        N_("Tên đăng nhập"),
        size="m",
        most=60,
        hint=N_("Để trống: hệ thống đặt theo họ tên, ví dụ hongnt."),
    )
    what: list[Text] = [
        said(N_("{name} đăng nhập được với các chức vụ đang giữ."), name=card.name),
        N_("Mật khẩu lần đầu chỉ hiện một lần để in; người dùng phải đổi khi đăng nhập."),
    ]
    page = _page(card, N_("Mở tài khoản"), [] if card.username else [username], what)

    def do(asked: dict[str, Any]) -> HttpResponse:
        command = OpenAccount(official=official, username=asked.get("username") or card.username)
        outcome, password = open_account(command, request.actor, key=_key(request))
        return _slip(request, card, outcome.ids["username"], password)

    return run(request, page, do)


@require_http_methods(FORM)
@power("account.manage")
def reset(request: DeskRequest, official: UUID) -> HttpResponse:
    """Give a new one-time password to somebody who forgot theirs."""
    card = card_of(request, official)
    reason = Field(
        "reason",
        N_("Lý do, và đã nhận ra người này thế nào"),
        required=True,
        most=200,
        hint=N_("Ví dụ: quên mật khẩu, đến trực tiếp."),
    )
    what: list[Text] = [
        said(N_("Mật khẩu đang dùng của {name} hết hiệu lực ngay."), name=card.name),
        N_("Những nơi đang đăng nhập bị đăng xuất. Mật khẩu mới chỉ hiện một lần."),
    ]
    page = _page(card, N_("Đặt lại mật khẩu"), [reason], what)

    def do(asked: dict[str, Any]) -> HttpResponse:
        command = ResetPassword(official=official, reason=asked["reason"])
        outcome, password = reset_password(command, request.actor, key=_key(request))
        return _slip(request, card, outcome.ids["username"], password)

    return run(request, page, do)


@require_http_methods(FORM)
@power("account.manage")
def reset_factor(request: DeskRequest, official: UUID) -> HttpResponse:
    """Take a lost second factor away, so that another can be set up."""
    card = card_of(request, official)
    reason = Field("reason", N_("Lý do, và đã nhận ra người này thế nào"), required=True, most=200)
    what: list[Text] = [
        said(N_("Điện thoại và mã dự phòng của {name} không còn dùng được."), name=card.name),
        N_("Lần đăng nhập sau phải cài lại trước khi ký, đóng dấu hoặc quản trị."),
    ]
    page = _page(card, N_("Đặt lại xác thực bước hai"), [reason], what, danger=True)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, ResetSecondFactor(official=official, reason=asked["reason"]))
        return to_person(request, official, N_("Đã đặt lại xác thực bước hai."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("account.manage")
def close(request: DeskRequest, official: UUID) -> HttpResponse:
    """Close an account without ending any post; it can be opened again."""
    card = card_of(request, official)
    reason = Field("reason", N_("Lý do"), required=True, most=200)
    what: list[Text] = [
        said(N_("{name} không đăng nhập được nữa; những nơi đang đăng nhập bị đăng xuất ngay."), name=card.name),
        N_("Chức vụ không đổi. Mở lại được bất cứ lúc nào, với mật khẩu mới."),
    ]
    page = _page(card, N_("Khóa tài khoản"), [reason], what, danger=True)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, DisableAccount(official=official, reason=asked["reason"]))
        return to_person(request, official, N_("Đã khóa tài khoản. Bấm «Mở lại tài khoản» nếu khóa nhầm."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("account.manage")
def unlock(request: DeskRequest, official: UUID) -> HttpResponse:
    """Forgive wrong tries before the fifteen minutes are over."""
    card = card_of(request, official)
    what: list[Text] = [said(N_("{name} đăng nhập lại được ngay, không phải chờ hết 15 phút."), name=card.name)]
    page = _page(card, N_("Mở khóa đăng nhập"), [], what)

    def do(_asked: dict[str, Any]) -> HttpResponse:
        act(request, UnlockAccount(official=official))
        return to_person(request, official, N_("Đã mở khóa đăng nhập."))

    return run(request, page, do)
