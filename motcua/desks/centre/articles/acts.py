"""Acts on articles, each a page with one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.articles import queries
from motcua.articles.commands import (
    EditArticle,
    LinkVisit,
    PublishArticle,
    RestoreArticle,
    ScheduleArticle,
    UnscheduleArticle,
    WithdrawArticle,
    WriteArticle,
)
from motcua.articles.queries import ArticlePage
from motcua.articles.rules import article as rules
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.inspections import queries as inspections
from motcua.inspections.queries import Visit
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.office import queries as office
from motcua.office import territory

HOME: Final = Link(N_("Bài viết"), "/bai-viet/")
WORDS: Final = (
    Field("title", N_("Tiêu đề"), most=rules.TITLE_MOST),
    Field("lead", N_("Đoạn mở đầu"), "textarea", most=rules.TEXT_MOST),
    Field(
        "body",
        N_("Nội dung"),
        "textarea",
        most=rules.TEXT_MOST,
        hint=N_("Mỗi dòng một đoạn. «## » đầu dòng là đề mục, «- » là gạch đầu dòng, «> » là trích dẫn."),
    ),
    Field("captions", N_("Chú thích ảnh"), "textarea", most=10_000, hint=N_("Mỗi dòng một chú thích.")),
    Field("category", N_("Chuyên mục"), most=120, hint=N_("Ví dụ: Cải cách hành chính")),
    Field("author", N_("Tác giả"), most=200, group=N_("Người viết")),
    Field("organisation", N_("Cơ quan của tác giả"), most=200, group=N_("Người viết")),
    Field("source", N_("Tên nguồn"), most=200, group=N_("Nguồn")),
    Field("link", N_("Đường dẫn tới nguồn"), most=500, group=N_("Nguồn")),
)
CLOCK: Final = Field("clock", N_("Giờ"), required=True, size="s", most=5, hint=N_("Ví dụ 07:30"))


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what it shows at first, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[Actor, ArticlePage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any]], Command]
    start: Callable[[ArticlePage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    danger: bool = False


def words_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of the form of words as the commands take them."""
    names = ("title", "lead", "body", "category", "author", "organisation", "source", "link")
    return {name: values[name] for name in names} | {"captions": lines_of(values["captions"])}


def lines_of(text: str) -> list[str]:
    """Return the captions of a form: a line each."""
    return [line for line in (one.strip() for one in text.splitlines()) if line]


def _start(page: ArticlePage) -> dict[str, Any]:
    return {
        "title": page.row.title,
        "lead": page.lead,
        "body": page.body,
        "captions": "\n".join(page.captions),
        "category": page.row.category,
        "author": page.row.author,
        "organisation": page.organisation,
        "source": page.row.source,
        "link": page.link,
    }


def _instant(values: Mapping[str, Any]) -> datetime:
    try:
        at = time.fromisoformat(values["clock"].strip().zfill(5))
    except ValueError:
        raise BadInput(N_("Giờ «{text}» không đúng; viết như 07:30."), field="clock", text=values["clock"]) from None
    return datetime.combine(values["day"], at, tzinfo=VIETNAM)


def _visit_questions(actor: Actor, page: ArticlePage) -> Sequence[Field]:
    visits = inspections.visits_told_of(actor)
    options = [Option(str(one.id), _visit_name(one)) for one in visits]
    if page.visit is not None and page.visit not in {one.id for one in visits}:
        options.append(Option(str(page.visit), page.visit_words))
    return [
        Field(
            "visit",
            N_("Cuộc kiểm tra"),
            "select",
            options=options,
            ids=True,
            empty=N_("không gắn"),
            hint=N_("Những cuộc đã bắt đầu trong địa bàn của bạn, mới nhất đứng trước."),
        ),
        Field("words", N_("Lời hiện ở bài"), most=300, hint=N_("Ví dụ: Kiểm tra ngày 22/2/2018 tại 4 xã")),
    ]


def _visit_name(one: Visit) -> str:
    day = short_date(one.first) if one.first == one.last else f"{short_date(one.first)} – {short_date(one.last)}"
    return f"{day}: {one.title} ({', '.join(one.places)})"


ASKS: Final[Mapping[str, Ask]] = {
    "sua": Ask(
        EditArticle,
        N_("Sửa bài"),
        lambda *_: [*WORDS, Field("reason", N_("Lý do sửa (bắt buộc khi bài đã đăng)"), "textarea", most=500)],
        lambda article, v: EditArticle(article=article, reason=v["reason"], **words_of(v)),
        start=_start,
    ),
    "dang": Ask(
        PublishArticle,
        N_("Đăng ngay"),
        lambda *_: [],
        lambda article, v: PublishArticle(article=article),
        what=[N_("Bài hiện ngay ở trang tin của Trung tâm; ai cũng đọc được.")],
    ),
    "hen-gio": Ask(
        ScheduleArticle,
        N_("Hẹn giờ đăng"),
        lambda *_: [Field("day", N_("Ngày"), "date", required=True, size="m"), CLOCK],
        lambda article, v: ScheduleArticle(article=article, publish_at=_instant(v)),
    ),
    "bo-hen": Ask(
        UnscheduleArticle,
        N_("Bỏ hẹn giờ"),
        lambda *_: [],
        lambda article, v: UnscheduleArticle(article=article),
        what=[N_("Bài trở lại bản nháp.")],
    ),
    "gan-dot": Ask(
        LinkVisit,
        N_("Gắn đợt kiểm tra"),
        _visit_questions,
        lambda article, v: LinkVisit(article=article, visit=v["visit"], words=v["words"]),
        start=lambda page: {"visit": str(page.visit or ""), "words": page.visit_words},
    ),
    "rut": Ask(
        WithdrawArticle,
        N_("Rút bài"),
        lambda *_: [Field("reason", N_("Lý do, người đọc sẽ thấy"), "textarea", required=True, most=500)],
        lambda article, v: WithdrawArticle(article=article, reason=v["reason"]),
        what=[N_("Bài không còn đọc được; địa chỉ của bài nêu lý do rút.")],
        danger=True,
    ),
    "mo-lai": Ask(
        RestoreArticle,
        N_("Mở lại bản nháp"),
        lambda *_: [Field("words", N_("Lý do"), "textarea", required=True, most=500)],
        lambda article, v: RestoreArticle(article=article, words=v["words"]),
    ),
}
DONE: Final = {"luu": N_("Đã lưu bản nháp"), "viec": N_("Đã ghi")}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}


def place_field(actor: Actor) -> tuple[Field, str]:
    """Return the question for whom the article is, and the place of the asker."""
    rows = sorted(office.units(territory.of(actor)).values(), key=lambda row: row.name)
    options = [Option(str(row.id), row.printed) for row in rows]
    home = territory.home(actor)
    field = Field("place", N_("Đăng cho"), "select", required=True, options=options, ids=True)
    return field, str(home or "")


@require_http_methods(["GET", "HEAD", "POST"])
@power("article.write")
def create(request: DeskRequest) -> HttpResponse:
    """Begin an article from nothing."""
    field, home = place_field(request.actor)
    title = N_("Viết bài")
    page = FormPage(
        title,
        N_("Lưu bản nháp"),
        [field, *WORDS],
        HOME.href,
        trail=[HOME, Link(title)],
        draft="bai-viet",
        start={"place": home},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        done = act(request, WriteArticle(place=values["place"], **words_of(values)))
        tell(request, DONE["luu"])
        return HttpResponseRedirect(reverse("articles:article", args=[done.target]))

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("article.write", "article.publish")
def change(request: DeskRequest, article_id: UUID, verb: str) -> HttpResponse:
    """Do one act on an article."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.page(request.actor, article_id)
    here = reverse("articles:article", args=[article_id])
    version = request.GET.get("ban", "")
    name = found.row.title or N_("Bài chưa có tiêu đề")
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(request.actor, found),
        here,
        trail=[HOME, Link(name, here), Link(ask.title)],
        lead=name,
        what=ask.what,
        danger=ask.danger,
        draft=f"bai-viet-{article_id}" if verb == "sua" else "",
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(article_id, values)
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        tell(request, DONE["viec"])
        return HttpResponseRedirect(here)

    return run(request, page, do)
