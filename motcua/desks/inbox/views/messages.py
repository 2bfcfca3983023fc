"""The inbox: what asks for somebody who holds one's powers, and one message with its history."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.contact import queries, reading
from motcua.contact.queries import Asked, Show
from motcua.contact.rules.kinds import TOPICS
from motcua.desks.inbox.shown import subject_href, tags
from motcua.desks.shared.door import DeskRequest, safe_next, signed_in, typed_id
from motcua.desks.shared.formats import long_moment, short_date
from motcua.desks.shared.shapes import Column, Fact, Link, Moment, Option
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

HOME: Final = Link(N_("Thông báo"), "/thong-bao/")
SHOWS: Final = {
    Show.OPEN: N_("Đang chờ"),
    Show.UNREAD: N_("Chưa đọc"),
    Show.ALL: N_("Tất cả"),
}
EMPTY: Final = {
    Show.OPEN: N_("Không có việc nào đang chờ bạn."),
    Show.UNREAD: N_("Bạn đã đọc hết."),
    Show.ALL: N_("Chưa có thông báo nào cho vị trí của bạn."),
}
CHOSEN_MOST: Final = 200


def asked(request: HttpRequest) -> Asked:
    """Return what of the inbox the address asks for; what is unknown there asks for what is open."""
    show, topic = request.GET.get("xem", ""), request.GET.get("loai", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.OPEN,
        topic=topic if topic in TOPICS else "",
        after=typed_id(request.GET, "sau"),
    )


def href(show: Show, topic: str = "", after: UUID | None = None) -> str:
    """Return the address of a list."""
    parts = {"xem": show if show is not Show.OPEN else "", "loai": topic, "sau": str(after or "")}
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse('inbox:home')}?{urlencode(kept)}" if kept else reverse("inbox:home")


@require_safe
@signed_in
def home(request: DeskRequest) -> HttpResponse:
    """List the messages for the post one acts at."""
    wanted, actor = asked(request), request.actor
    rows, more = queries.listed(actor, wanted)
    found = queries.counts(actor, wanted.topic)
    numbers = {Show.OPEN: found.open, Show.UNREAD: found.unread, Show.ALL: found.all}
    topics = [Option(topic, name) for topic, name in TOPICS.items()]
    context = {
        "rows": [
            {"row": row, "id": row.id, "name": row.sentence, "tags": tags(row), "tone": "" if row.read else "unread"}
            for row in rows
        ],
        "columns": [
            Column(N_("Thông báo")),
            Column(N_("Loại"), filter_name="loai", filter_value=wanted.topic, filter_options=topics),
            Column(N_("Địa bàn")),
            Column(N_("Mức")),
            Column(N_("Lúc")),
        ],
        "tabs": [
            Link(label, href(show, wanted.topic), current=show is wanted.show, count=numbers[show])
            for show, label in SHOWS.items()
        ],
        "show": wanted.show,
        "topic": wanted.topic,
        "empty": EMPTY[wanted.show],
        "here": href(wanted.show, wanted.topic, wanted.after),
        "unread": found.unread,
        "next_href": href(wanted.show, wanted.topic, rows[-1].id) if more else "",
        "first_href": href(wanted.show, wanted.topic) if wanted.after else "",
        "total": numbers[wanted.show],
        "may_see_letters": actor.can("account.manage"),
    }
    return render(request, "inbox/home.html", context)


@require_safe
@signed_in
def message(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """Show one message; whoever opens it has read it."""
    found = queries.message(request.actor, message_id)
    if request.method == "GET":
        reading.mark_read(request.actor, [message_id])
    row = found.row
    facts = [
        Fact(N_("Loại"), row.name),
        Fact(N_("Địa bàn"), row.place_name),
        Fact(N_("Báo lúc"), long_moment(row.posted_at)),
    ]
    if row.due is not None:
        facts.append(Fact(N_("Hạn"), short_date(row.due)))
    if row.closed_at is None:
        facts += [Fact(N_("Nhắc lại lúc"), long_moment(at)) for at in (found.remind_at,) if at is not None]
        facts += [Fact(N_("Báo lên trên lúc"), long_moment(at)) for at in (found.escalate_at,) if at is not None]
    context = {
        "it": found,
        "row": row,
        "tags": tags(row),
        "facts": facts,
        "subject_href": subject_href(row),
        "trail": [HOME, Link(row.name)],
        "moments": [
            Moment(one.at, one.words, tone="good" if one.closed else "plain") for one in reversed(found.history)
        ],
    }
    return render(request, "inbox/message.html", context)


@require_POST
@signed_in
def read(request: DeskRequest) -> HttpResponse:
    """Mark the chosen messages as read, or all that are open."""
    back = safe_next(request, reverse("inbox:home"))
    if request.POST.get("tat-ca"):
        count = reading.mark_read(request.actor)
    else:
        chosen = request.POST.getlist("selected")
        if not chosen or len(chosen) > CHOSEN_MOST:
            raise BadInput(N_("Chọn ít nhất một thông báo."))
        count = reading.mark_read(request.actor, _ids(chosen))
    tell(request, N_("Đã đánh dấu {count} thông báo là đã đọc."), count=count)
    return HttpResponseRedirect(back)


def _ids(chosen: list[str]) -> list[UUID]:
    try:
        return [UUID(one) for one in chosen]
    except ValueError as error:
        raise BadInput(N_("Thông báo đã chọn không đúng. Xin tải lại trang.")) from error


@require_POST
@signed_in
def unread(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """Put a message among the unread again: to come back to it."""
    queries.message(request.actor, message_id)
    reading.mark_unread(request.actor, message_id)
    tell(request, N_("Thông báo trở lại mục chưa đọc."))
    return HttpResponseRedirect(reverse("inbox:home"))
