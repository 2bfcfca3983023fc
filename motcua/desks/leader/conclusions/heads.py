"""Everything of a conclusion but its sentences: begun as a form, changed as a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.conclusions import queries
from motcua.conclusions.commands import DraftConclusion, SaveConclusion
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import Genre
from motcua.desks.leader.conclusions import matching
from motcua.desks.leader.conclusions.shown import to, trail
from motcua.desks.shared.door import DeskRequest, act, power, typed_id
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.events.conclusions import HeadTold, PersonTold
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.rules import Level

OCCASION: Final = N_("Buổi làm việc")
PAPER: Final = N_("Văn bản")


def fields(actor: Actor, genre: Genre | None, chosen: Sequence[UUID] = ()) -> list[Field]:
    """Return the questions; whose conclusion it is, is asked once, when it is begun."""
    begin = [
        Field("genre", N_("Loại kết luận"), "radio", required=True, options=options_of(rules.GENRE_NAMES)),
        Field(
            "issuer",
            N_("Cơ quan ban hành"),
            "select",
            required=True,
            ids=True,
            options=[Option(str(id_), name) for id_, name in queries.issuers(actor)],
        ),
    ]
    return [
        *([] if genre else begin),
        Field(
            "title",
            N_("Trích yếu"),
            "textarea",
            required=True,
            most=rules.TITLE_MOST,
            hint=N_("In đậm dưới chữ THÔNG BÁO, ví dụ «Kết luận của đồng chí … tại buổi làm việc với xã …»."),
        ),
        Field("places", N_("Xã, phường được nói đến"), "many", required=True, options=_places(actor, chosen), ids=True),
        Field("spoken_on", N_("Ngày làm việc, kiểm tra"), "date", required=True, size="m", group=OCCASION),
        Field("half", N_("Buổi"), "radio", options=options_of(rules.HALVES), group=OCCASION),
        Field("venue", N_("Địa điểm"), most=rules.LINE_MOST),
        Field("occasion_words", N_("Thuộc đợt kiểm tra, chương trình"), most=rules.LINE_MOST),
        Field(
            "speaker",
            N_("Người kết luận, trưởng đoàn"),
            most=rules.LINE_MOST,
            hint=N_("«Họ tên; chức vụ». Không ghi chức vụ thì lấy chức vụ vào ngày làm việc, đủ các chức vụ."),
        ),
        Field(
            "attended",
            N_("Cùng dự"),
            "textarea",
            most=8000,
            hint=N_("Mỗi dòng một người «Họ tên; chức vụ», hoặc «lãnh đạo Phòng Nội vụ» khi không nêu tên."),
        ),
        Field("basis", N_("Căn cứ"), "textarea", most=8000, hint=N_("Mỗi dòng một căn cứ.")),
        Field(
            "opening", N_("Đoạn mở đầu"), "textarea", most=rules.OPENING_MOST, hint=N_("Để trống thì hệ thống tự viết.")
        ),
        Field("report_on", N_("Đơn vị báo cáo kết quả trước hết ngày"), "date", size="m"),
        Field(
            "recipients",
            N_("Nơi nhận"),
            "textarea",
            required=True,
            most=8000,
            hint=N_("Mỗi dòng một nơi. Ghi đúng tên cơ quan thì nơi đó đọc và xác nhận ngay trên hệ thống."),
        ),
        Field("symbol", N_("Ký hiệu văn bản"), required=True, most=rules.SYMBOL_MOST, size="m", group=PAPER),
        Field(
            "signs_as",
            N_("Chức vụ ký"),
            "textarea",
            required=True,
            most=rules.NAME_MOST,
            hint=N_("Như in trên văn bản, ví dụ KT. CHỦ TỊCH, xuống dòng PHÓ CHỦ TỊCH."),
            group=PAPER,
        ),
    ]


def _places(actor: Actor, chosen: Sequence[UUID]) -> list[Option]:
    home = territory.home(actor)
    wanted = set(territory.under(home) if home else ()) | set(chosen)
    today = clock.today()
    rows = [
        row
        for row in office.units(wanted).values()
        if row.level is Level.COMMUNE and (row.id in chosen or row.valid.end is None or today < row.valid.end)
    ]
    return [Option(str(row.id), row.printed) for row in sorted(rows, key=lambda row: (row.name, str(row.id)))]


def head(actor: Actor, values: dict[str, Any], occasion: UUID | None = None) -> HeadTold:
    """Return what the answers say, people and bodies matched to the books by their names."""
    on, known = values["spoken_on"], matching.bodies(actor, values["places"])
    spoke = matching.people(values["speaker"], actor, on, known)
    return HeadTold(
        title=values["title"],
        places=values["places"],
        spoken_on=on,
        half=values["half"] or "",
        occasion=occasion,
        occasion_words=values["occasion_words"],
        venue=values["venue"],
        speaker=spoke[0] if spoke else PersonTold(),
        attended=matching.people(values["attended"], actor, on, known),
        basis=values["basis"].splitlines(),
        opening=values["opening"],
        report_on=values["report_on"],
        recipients=matching.recipients(values["recipients"], known),
        symbol=values["symbol"],
        signs_as=values["signs_as"],
    )


def _start(found: HeadTold) -> dict[str, Any]:
    return {
        "title": found.title,
        "places": [str(place) for place in found.places],
        "spoken_on": short_date(found.spoken_on),
        "half": found.half,
        "venue": found.venue,
        "occasion_words": found.occasion_words,
        "speaker": matching.people_lines([found.speaker]) if found.speaker.name else "",
        "attended": matching.people_lines(found.attended),
        "basis": "\n".join(found.basis),
        "opening": found.opening,
        "report_on": short_date(found.report_on) if found.report_on else "",
        "recipients": "\n".join(one.words for one in found.recipients),
        "symbol": found.symbol,
        "signs_as": found.signs_as,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@power("conclusion.write")
def create(request: DeskRequest) -> HttpResponse:
    """Begin a conclusion; ``thay`` in the address names one that it is to replace."""
    actor, replaced = request.actor, typed_id(request.GET, "thay")
    old = queries.page(actor, replaced) if replaced else None
    bodies = queries.issuers(actor)
    title = N_("Soạn kết luận")
    start: dict[str, Any] = {
        "genre": Genre.LEADER.value,
        "issuer": str(bodies[0][0]) if bodies else "",
        "spoken_on": short_date(clock.today()),
        "half": "",
        "symbol": _symbol(bodies[0][0]) if bodies else "",
    }
    if old is not None:
        start |= _start(old.head) | {"genre": old.row.genre.value, "issuer": str(old.row.issuer)}
    page = FormPage(
        title,
        N_("Tiếp: viết nội dung"),
        fields(actor, None),
        "/ket-luan/",
        trail=trail(Link(title)),
        what=[N_("Kết luận này sẽ thay thế kết luận đã gửi; khi gửi, bản cũ được ghi là đã được thay thế.")]
        if old
        else [],
        lead=old.row.title if old else "",
        draft="ket-luan",
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = DraftConclusion(
            issuer=values["issuer"], genre=Genre(values["genre"]), head=head(actor, values), replaces=replaced
        )
        done = act(request, command)
        tell(request, N_("Đã tạo dự thảo. Viết từng câu, đánh dấu câu nào yêu cầu ai làm gì."))
        return to(done.target, "conclusions:write")

    return run(request, page, do)


def _symbol(issuer: UUID) -> str:
    row = office.unit(issuer)
    return rules.symbol_of(row.full_name, committee=row.level is Level.COMMITTEE)


@require_http_methods(["GET", "HEAD", "POST"])
@power("conclusion.write")
def change(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Change the head of a draft; its sentences stay as they are."""
    actor = request.actor
    found = queries.page(actor, conclusion_id)
    if found.row.state not in rules.WRITABLE or not found.writes:
        raise NotAllowed(N_("Chỉ sửa được dự thảo của cơ quan mình, khi chưa trình ký."))
    back = f"/ket-luan/{conclusion_id}/"
    title = N_("Thông tin chung")
    page = FormPage(
        title,
        N_("Lưu"),
        fields(actor, found.row.genre, found.place_ids),
        back,
        trail=trail(Link(found.row.title, back), Link(title)),
        start=_start(found.head),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = SaveConclusion(
            conclusion=conclusion_id,
            head=head(actor, values, found.head.occasion),
            sentences=list(found.sentences),
            seen=found.version,
        )
        act(request, command)
        tell(request, N_("Đã lưu."))
        return to(conclusion_id, "conclusions:write")

    return run(request, page, do)
