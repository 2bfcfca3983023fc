"""One's own account: who I am here, password, post, second factor, how pages look."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desks.manage import steps
from motcua.desks.shared.door import DeskRequest, safe_next, signed_in, typed_id
from motcua.desks.shared.shapes import FieldError, Option, Theme
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.words import N_, Said, said
from motcua.office import queries, rules, second_factor, signin
from motcua.readiness.queries import running

YEAR = 365 * 24 * 3600
THEMES = (
    Option(Theme.LIGHT, N_("Sáng")),
    Option(Theme.DARK, N_("Tối")),
    Option(Theme.AUTO, N_("Theo máy")),
)
SIZES = (Option("ordinary", N_("Thường")), Option("large", N_("Chữ to")))


@require_safe
@signed_in
def home(request: DeskRequest) -> HttpResponse:
    """Show one's own account."""
    actor = request.actor
    card = queries.official(actor, actor.official, purpose=N_("Xem tài khoản của mình")) if actor.official else None
    context = {
        "card": card,
        "actor": actor,
        "capacities": queries.posts_of(actor.account),
        "role_names": rules.ROLE_NAMES,
        "factor": second_factor.has(actor.account),
        "factor_needed": signin.needs_second_factor(actor.account) is not signin.Factor.NONE,
        "codes_left": second_factor.remaining_recovery_codes(actor.account),
        "theme": request.COOKIES.get("theme", "light"),
        "size": request.COOKIES.get("size", "ordinary"),
        "themes": THEMES,
        "sizes": SIZES,
        "trial_runs": running.trial_runs(actor.unit),
    }
    return render(request, "manage/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: DeskRequest) -> HttpResponse:
    """Change one's own password; what is left of signing in goes on after it."""
    if request.method != "POST":
        return _password_page(request)
    old, new = request.POST.get("old", "")[:500], request.POST.get("new", "")[:500]
    kept = steps.kept(request.session)
    try:
        if new != request.POST.get("again", ""):
            raise BadInput(N_("Hai lần nhập mật khẩu mới không giống nhau."), field="again")
        signin.change_password(request, old, new)
    except BadInput as error:
        return _password_page(request, {error.field or "": [error.said]}, HTTPStatus.UNPROCESSABLE_ENTITY)
    request.session.update(kept)
    steps.taken(request.session, steps.PASSWORD)
    tell(request, N_("Đã đổi mật khẩu. Những nơi khác đang đăng nhập bằng tài khoản này đã bị đăng xuất."))
    on_the_way = steps.left(request.session) or safe_next(request, "")
    return steps.go_on(request) if on_the_way else HttpResponseRedirect(reverse("account:home"))


def _password_page(
    request: DeskRequest, errors: dict[str, list[Said]] | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    wrong = errors or {}
    context: dict[str, Any] = {
        "errors": wrong,
        "summary": [FieldError(name, said_) for name, many in wrong.items() for said_ in many],
        "forced": steps.PASSWORD in steps.left(request.session),
        "next": safe_next(request, ""),
        "least": rules.PASSWORD_LENGTH,
        "remembered": rules.PASSWORDS_REMEMBERED,
    }
    return render(request, "manage/password.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def post(request: DeskRequest) -> HttpResponse:
    """Choose the post one acts at, or for whom one signs."""
    if request.method != "POST":
        return _post_page(request)
    wanted = typed_id(request.POST, "post")
    if wanted is None:
        return _post_page(request, [said(N_("Chọn một chức vụ."))], HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        signin.choose_post(request.session, wanted)
    except NotAllowed as error:
        return _post_page(request, [error.said], error.status)
    steps.taken(request.session, steps.POST)
    return steps.go_on(request)


def _post_page(request: DeskRequest, errors: list[Said] | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "capacities": queries.posts_of(request.actor.account),
        "role_names": rules.ROLE_NAMES,
        "present": request.actor.post,
        "errors": errors or [],
        "next": safe_next(request, ""),
    }
    return render(request, "manage/post.html", context, status=status)


@require_POST
@signed_in
def display(request: DeskRequest) -> HttpResponse:
    """Remember light or dark and the size of letters in cookies of this browser."""
    response = HttpResponseRedirect(reverse("account:home"))
    for name, known in (("theme", THEMES), ("size", SIZES)):
        value = request.POST.get(name, "")
        if value in {one.value for one in known}:
            # The switch in the page's head writes the same cookies, so a script must be able to read them.
            response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    tell(request, N_("Đã đổi cách hiển thị trên trình duyệt này."))
    return response
