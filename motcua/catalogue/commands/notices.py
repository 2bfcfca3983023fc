"""The board on the wall: a set was put up, a line was found missing, it hangs there again."""

from __future__ import annotations

from uuid import UUID

import msgspec

from motcua.catalogue import boards, policies
from motcua.catalogue.models import Notice
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.catalogue import LineFoundMissing, LinePutBack, NoticePosted

WHY_MOST = 300
_texts = msgspec.json.Decoder(dict[str, str])


class PostNotice(Command, frozen=True, kw_only=True):
    """Say that the set of ``procedure`` was put up as it is today; ``digest`` is the sign on the sheet that was printed."""

    unit: UUID
    procedure: str
    digest: str


class ReportMissingLine(Command, frozen=True, kw_only=True):
    """Say that a line of the board is not there, or cannot be read."""

    TARGET = "notice"

    notice: UUID
    line: str
    why: str


class PutLineBack(Command, frozen=True, kw_only=True):
    """Say that a line hangs there again, as it was posted."""

    TARGET = "notice"

    notice: UUID
    line: str


@act(PostNotice, on=Notice, verb=N_("Ghi đã niêm yết"), may=policies.may_post_notice)
def post_notice(command: PostNotice, context: Context) -> Done[Notice]:
    """Keep which lines were put up; refused when what holds is no longer what was printed."""
    today = clock.local(context.at).date()
    sheet = boards.sheet(command.unit, command.procedure, today)
    if sheet.digest != command.digest:
        raise Conflict(
            N_("Nội dung thủ tục {code} đã đổi sau khi in (mã nội dung nay là {digest}). Xin in lại rồi ghi."),
            code=command.procedure,
            digest=sheet.digest,
        )
    before = Notice.objects.filter(unit_id=command.unit, procedure_id=command.procedure).order_by("-number").first()
    known = {line.key: line.digest for line in sheet.lines if line.words is not None}
    notice = Notice(
        unit_id=command.unit,
        procedure_id=command.procedure,
        number=before.number + 1 if before else 1,
        version_number=sheet.number,
        posted_on=today,
        lines=canonical(known),
    )
    event = NoticePosted(
        unit=command.unit,
        procedure=command.procedure,
        version=sheet.number,
        version_id=sheet.version,
        digest=sheet.digest,
        lines=len(known),
        replaces=before.id if before else None,
    )
    return Done(event, notice)


@act(ReportMissingLine, on=Notice, verb=N_("Báo thiếu dòng"), may=policies.may_see_to_board, order=10)
def report_missing_line(command: ReportMissingLine, notice: Notice, context: Context) -> Done[Notice]:
    """Keep that the line is not there, with what was seen; the director is told."""
    why = " ".join(command.why.split())
    if not why or len(why) > WHY_MOST:
        raise BadInput(N_("Xin ghi điều thấy trên bảng, nhiều nhất {most} ký tự."), field="why", most=WHY_MOST)
    _demand_newest(notice)
    down = _texts.decode(notice.taken_down)
    if command.line not in _texts.decode(notice.lines) or command.line in down:
        raise RuleError(N_("Dòng này không có trên bảng đã niêm yết."), field="line")
    notice.taken_down = canonical(down | {command.line: why})
    part = boards.part_names().get(command.line.partition(":")[0], "")
    event = LineFoundMissing(unit=notice.unit_id, procedure=notice.procedure_id, line=command.line, part=part, why=why)
    return Done(event)


@act(PutLineBack, on=Notice, verb=N_("Đã dán lại"), may=policies.may_see_to_board, order=20)
def put_line_back(command: PutLineBack, notice: Notice, context: Context) -> Done[Notice]:
    """Take the report of a missing line away."""
    _demand_newest(notice)
    down = _texts.decode(notice.taken_down)
    if command.line not in down:
        raise RuleError(N_("Dòng này không bị báo thiếu."), field="line")
    del down[command.line]
    notice.taken_down = canonical(down)
    return Done(LinePutBack(unit=notice.unit_id, procedure=notice.procedure_id, line=command.line, left=len(down)))


def _demand_newest(notice: Notice) -> None:
    later = Notice.objects.filter(unit=notice.unit_id, procedure=notice.procedure_id, number__gt=notice.number)
    if later.exists():
        raise Conflict(N_("Bảng này đã được thay bằng bản niêm yết mới hơn."))
