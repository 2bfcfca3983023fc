"""Acts on officials: entering one, posts, correcting, leaving."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.manage import choices
from motcua.desks.manage.choices import HOME
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Fact, Link, Text
from motcua.desks.shared.told import tell
from motcua.dossiers import workload
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.office import queries
from motcua.office.commands import CorrectOfficial, EndPost, GivePosts, Leave, PostGiven, RegisterOfficial
from motcua.office.queries import OfficialCard
from motcua.office.rules import Role

FORM = ["GET", "HEAD", "POST"]
PEOPLE = Link(N_("Cán bộ"), choices.PEOPLE)


def person_trail(name: str, official: UUID, here: Text) -> list[Link]:
    """Return the way from the first page to an act on one official."""
    return [HOME, PEOPLE, Link(name, reverse("manage:person", args=[official])), Link(here)]


def card_of(request: DeskRequest, official: UUID) -> OfficialCard:
    """Return the official an act is about; the look is logged."""
    return queries.official(request.actor, official, purpose=N_("Quản trị cán bộ, tài khoản"))


def to_person(request: DeskRequest, official: UUID, sentence: str, **values: Any) -> HttpResponse:
    """Say what was done and show the official."""
    tell(request, sentence, **values)
    return HttpResponseRedirect(reverse("manage:person", args=[official]))


def _contact(*, name: bool = True) -> list[Field]:
    asked = [
        Field("phone", N_("Điện thoại"), kind="tel", size="m", most=20),
        Field("email", N_("E-mail công vụ"), kind="email", size="m", most=254),
    ]
    return [Field("name", N_("Họ, chữ đệm, tên"), required=True, size="m", most=120), *asked] if name else asked


def _post(actor: Actor, *, required: bool = True) -> list[Field]:
    return [
        Field(
            "unit",
            N_("Đơn vị"),
            kind="select",
            required=required,
            options=choices.bodies(actor),
            ids=True,
        ),
        Field("title", N_("Chức danh"), required=required, most=150, hint=N_("Ghi như trong quyết định.")),
        Field(
            "roles",
            N_("Quyền trong hệ thống"),
            kind="many",
            options=choices.roles(),
            hint=N_("Để trống nếu chỉ là chức danh. Người ký, đóng dấu, quản trị phải cài xác thực bước hai."),
        ),
        Field("valid_from", N_("Từ ngày"), kind="date", required=required, size="s", group=N_("Thời gian giữ chức vụ")),
        Field("valid_to", N_("Thôi từ ngày (nếu đã biết)"), kind="date", size="s", group=N_("Thời gian giữ chức vụ")),
        Field("decision", N_("Số quyết định"), most=120, size="m"),
        Field("rank", N_("Thứ tự khi có nhiều chức vụ"), kind="number", size="xs", hint=N_("1 là cao nhất.")),
    ]


def _given(asked: dict[str, Any]) -> PostGiven:
    return PostGiven(
        unit=asked["unit"],
        title=asked["title"],
        roles=[Role(role) for role in asked["roles"]],
        valid_from=asked["valid_from"],
        valid_to=asked["valid_to"],
        rank=1 if asked["rank"] is None else asked["rank"],
        decision=asked["decision"],
    )


@require_http_methods(FORM)
@power("office.manage")
def register(request: DeskRequest) -> HttpResponse:
    """Enter a person with a first post."""
    page = FormPage(
        N_("Thêm cán bộ"),
        N_("Thêm cán bộ"),
        [*_contact(), *_post(request.actor)],
        choices.PEOPLE,
        [HOME, PEOPLE, Link(N_("Thêm cán bộ"))],
        draft="register",
        start={"valid_from": short_date(clock.today()), "rank": "1"},
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        contact = {name: asked[name] for name in ("name", "phone", "email")}
        done = act(request, RegisterOfficial(**contact, posts=[_given(asked)]))
        return to_person(
            request, done.target, N_("Đã thêm {name}. Mở tài khoản nếu cần đăng nhập."), name=asked["name"]
        )

    return run(request, page, do)


@require_http_methods(FORM)
@power("office.manage")
def correct(request: DeskRequest, official: UUID) -> HttpResponse:
    """Correct name, telephone and e-mail."""
    card = card_of(request, official)
    title = N_("Sửa họ tên, liên hệ")
    page = FormPage(
        title,
        N_("Ghi lại"),
        _contact(),
        reverse("manage:person", args=[official]),
        person_trail(card.name, official, title),
        draft=f"correct-{official.hex}",
        start={"name": card.name, "phone": card.phone, "email": card.email},
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, CorrectOfficial(official=official, **asked))
        return to_person(request, official, N_("Đã sửa."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("office.manage")
def give_post(request: DeskRequest, official: UUID) -> HttpResponse:
    """Give one more post; those held already stay."""
    card = card_of(request, official)
    title = N_("Giao chức vụ")
    page = FormPage(
        title,
        title,
        _post(request.actor),
        reverse("manage:person", args=[official]),
        person_trail(card.name, official, title),
        lead=said(N_("Cho {name}. Các chức vụ đang giữ không đổi."), name=card.name),
        draft=f"post-{official.hex}",
        start={"valid_from": short_date(clock.today()), "rank": "1"},
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, GivePosts(official=official, posts=[_given(asked)]))
        return to_person(request, official, N_("Đã giao chức vụ {title}."), title=asked["title"])

    return run(request, page, do)


@require_http_methods(FORM)
@power("office.manage")
def end_post(request: DeskRequest, official: UUID, post: UUID) -> HttpResponse:
    """End one post; the others stay."""
    card = card_of(request, official)
    held = next((one for one in card.posts if one.id == post), None)
    if held is None:
        raise NotFound(N_("Người này không có chức vụ ấy."))
    title = N_("Thôi chức vụ")
    page = FormPage(
        title,
        title,
        [
            Field("valid_to", N_("Thôi từ ngày"), kind="date", required=True, size="s"),
            Field("decision", N_("Số quyết định"), most=120, size="m"),
        ],
        reverse("manage:person", args=[official]),
        person_trail(card.name, official, title),
        what=[
            said(
                N_("{name} thôi «{title}» tại {unit} từ ngày ghi dưới đây."),
                name=card.name,
                title=held.title,
                unit=held.unit_name,
            ),
            N_("Quyền kèm theo chức vụ này hết từ ngày đó. Các chức vụ khác không đổi."),
        ],
        danger=True,
        start={"valid_to": short_date(clock.today())},
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, EndPost(official=official, post=post, **asked))
        return to_person(request, official, N_("Đã thôi chức vụ {title}."), title=held.title)

    return run(request, page, do)


@require_http_methods(FORM)
@power("account.manage")
def leave(request: DeskRequest, official: UUID) -> HttpResponse:
    """Somebody leaves: told first what is still open in their hands."""
    card = card_of(request, official)
    title = N_("Cho nghỉ việc")
    page = FormPage(
        title,
        title,
        [
            Field("left_on", N_("Nghỉ từ ngày"), kind="date", required=True, size="s"),
            Field("decision", N_("Số quyết định"), required=True, most=120, size="m"),
        ],
        reverse("manage:person", args=[official]),
        person_trail(card.name, official, title),
        what=[
            said(N_("{name} thôi mọi chức vụ từ ngày ghi dưới đây: {titles}."), name=card.name, titles=card.titles),
            N_("Nghỉ từ hôm nay trở về trước: tài khoản khóa ngay, những nơi đang đăng nhập bị đăng xuất."),
            N_("Ủy quyền ký đã cho hoặc đã nhận hết hiệu lực."),
        ],
        facts=_open_facts(request, official),
        danger=True,
        start={"left_on": short_date(clock.today())},
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        if not asked["decision"]:
            raise BadInput(N_("Ghi số quyết định."), field="decision")
        act(request, Leave(official=official, **asked))
        return to_person(request, official, N_("Đã ghi {name} nghỉ việc."), name=card.name)

    return run(request, page, do)


def _open_facts(request: DeskRequest, official: UUID) -> list[Fact]:
    """Return what still lies with somebody: dossiers to give to others, signings lent."""
    held = workload.in_hand(request.actor, official)
    actor = request.actor
    mine = {post.id for post in card_of(request, official).posts}
    lent = [
        one
        for one in (queries.delegations(actor, actor.unit) if actor.unit else ())
        if not one.revoked and {one.giver, one.taker} & mine
    ]
    codes = ", ".join(held.codes)
    return [
        Fact(
            N_("Hồ sơ đang mở"),
            str(held.open),
            hint=said(N_("Giao lại cho người khác trước: {codes}"), codes=codes) if codes else "",
            numeric=True,
        ),
        Fact(N_("Hồ sơ quá hạn"), str(held.late), numeric=True),
        Fact(N_("Ủy quyền ký còn hiệu lực"), str(len(lent)), numeric=True),
    ]
