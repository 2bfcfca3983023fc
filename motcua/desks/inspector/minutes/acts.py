"""Acts on minutes, each a page with one form: laid before the unit, answered, closed, taken back, refused, given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.inspector.minutes import shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Text
from motcua.desks.shared.told import tell
from motcua.findings.commands import (
    AnswerStopMinutes,
    CloseStopMinutes,
    DiscardStopMinutes,
    LayStopMinutes,
    RefuseStopMinutes,
    TakeBackStopMinutes,
)
from motcua.findings.queries import minutes
from motcua.findings.queries.minutes import MinutesPage
from motcua.findings.rules.minutes import NAME_MOST, WORDS_MOST
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_
from motcua.kernel.worktime import clock_minute
from motcua.ledger.commands import Command

REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what it shows at first, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[MinutesPage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any]], Command]
    start: Callable[[MinutesPage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    danger: bool = False


def _closing(page: MinutesPage) -> list[Field]:
    ended = [
        Field("day", N_("Ngày kết thúc"), "date", required=True, size="m", group=N_("Kết thúc")),
        Field("clock", N_("Giờ"), size="s", most=8, required=True, hint=N_("ví dụ 11:20"), group=N_("Kết thúc")),
    ]
    if page.answered_at is not None:
        return ended
    return [
        *ended,
        Field("silence", N_("Vì sao đơn vị không ghi ý kiến"), "textarea", required=True, most=500),
    ]


def _ended(v: dict[str, Any]) -> datetime:
    try:
        minute = clock_minute(v["clock"])
    except BadInput as error:
        raise BadInput(error.said.sentence, field="clock", **error.said.values) from error
    day = v["day"]
    return clock.at(day.year, day.month, day.day, minute // 60, minute % 60)


def _now(_page: MinutesPage) -> dict[str, Any]:
    local = clock.local(clock.now())
    return {"day": short_date(local.date()), "clock": f"{local:%H:%M}"}


def _refusing(page: MinutesPage) -> list[Field]:
    if page.of_unit:
        return [REASON]
    return [
        Field("name", N_("Ai từ chối ký"), required=True, most=NAME_MOST),
        REASON,
        Field(
            "witness", N_("Người chứng kiến"), required=True, most=NAME_MOST, hint=N_("Họ tên, chức vụ hoặc địa chỉ.")
        ),
    ]


ASKS: Final[Mapping[str, Ask]] = {
    "gui": Ask(
        LayStopMinutes,
        N_("Gửi đơn vị ghi ý kiến"),
        lambda _page: [],
        lambda id_, _v: LayStopMinutes(minutes=id_),
        what=[
            N_("Nhận xét, tồn tại và kết quả phiếu lấy theo lúc này; ghi sau đó thì không vào biên bản này."),
            N_("Đơn vị đọc biên bản, ghi giải trình và ý kiến từ tài khoản của mình."),
        ],
    ),
    "y-kien": Ask(
        AnswerStopMinutes,
        N_("Ghi giải trình, ý kiến"),
        lambda _page: [
            Field("explanation", N_("Giải trình của đơn vị"), "textarea", most=WORDS_MOST),
            Field(
                "reservations",
                N_("Ý kiến bảo lưu"),
                "textarea",
                most=WORDS_MOST,
                hint=N_("Điều đơn vị không nhất trí. Để trống cả hai mục nếu không có ý kiến."),
            ),
        ],
        lambda id_, v: AnswerStopMinutes(minutes=id_, explanation=v["explanation"], reservations=v["reservations"]),
        start=lambda page: {"explanation": page.explanation, "reservations": page.reservations},
        what=[N_("Lời của đơn vị in nguyên văn trong biên bản.")],
    ),
    "chot": Ask(
        CloseStopMinutes,
        N_("Đọc lại và chốt biên bản"),
        _closing,
        lambda id_, v: CloseStopMinutes(minutes=id_, ended=_ended(v), silence=v.get("silence", "")),
        start=_now,
        what=[N_("Chốt khi đã đọc lại cho mọi người cùng nghe. Từ lúc này biên bản là một tệp để hai bên ký.")],
    ),
    "rut": Ask(
        TakeBackStopMinutes,
        N_("Rút về để sửa"),
        lambda _page: [REASON],
        lambda id_, v: TakeBackStopMinutes(minutes=id_, reason=v["reason"]),
        what=[N_("Sửa xong, gửi lại để đơn vị đọc và xác nhận ý kiến lần nữa.")],
    ),
    "tu-choi": Ask(
        RefuseStopMinutes,
        N_("Ghi đơn vị từ chối ký"),
        _refusing,
        lambda id_, v: RefuseStopMinutes(
            minutes=id_, name=v.get("name", ""), reason=v["reason"], witness=v.get("witness", "")
        ),
        what=[N_("Ghi rồi thì đơn vị không ký biên bản này nữa; đoàn và người ghi biên bản vẫn ký.")],
        danger=True,
    ),
    "bo": Ask(
        DiscardStopMinutes,
        N_("Bỏ dự thảo"),
        lambda _page: [REASON],
        lambda id_, v: DiscardStopMinutes(minutes=id_, reason=v["reason"]),
        danger=True,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@power("inspection.work", "inspection.answer")
def change(request: DeskRequest, minutes_id: UUID, verb: str) -> HttpResponse:
    """Do one act on minutes."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = minutes.page(request.actor, minutes_id)
    here = reverse("minutes:minutes", args=[minutes_id])
    version = request.GET.get("ban", "")
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(found),
        here,
        trail=shown.trail(found.row, Link(ask.title)),
        lead=shown.name(found.row),
        what=ask.what,
        danger=ask.danger,
        draft="y-kien-bien-ban" if ask.command is AnswerStopMinutes else "",
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(minutes_id, values)
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(reverse("campaigns:stop", args=[found.row.stop]) if verb == "bo" else here)

    return run(request, page, do)
