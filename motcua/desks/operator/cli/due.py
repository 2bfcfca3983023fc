"""``motcua due``: when an answer is due, and why. Needs no database."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, render
from motcua.desks.operator.cli.values import DAY, INSTANT
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said

if TYPE_CHECKING:
    from motcua.kernel.worktime import Calendar, Limit, Pause

LASTING = "-"


@click.command(
    "due", help=_(N_("Hạn trả của hồ sơ nhận lúc START (không ghi giờ là 00:00), kèm giải thích từng dòng."))
)
@click.argument("start", type=INSTANT)
@click.option(
    "--limit", "limit_text", help=_(N_("Thời hạn: «8 ngày làm việc», «16 giờ làm việc», «5 ngày», «trong ngày»."))
)
@click.option("--before", type=DAY, help=_(N_("Hạn là trước ngày này (không kể chính ngày đó).")))
@click.option("--unit", "code", help=_(N_("Mã xã, phường: dùng lịch riêng của nơi đó nếu có cơ sở dữ liệu.")))
@click.option(
    "--pause",
    "pause_texts",
    nargs=2,
    multiple=True,
    metavar="FROM TO",
    help=_(N_("Tạm dừng từ lúc này đến lúc kia; TO là «-» khi chưa kết thúc. Ghi được nhiều lần.")),
)
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(
    start: datetime,
    limit_text: str | None,
    before: date | None,
    code: str | None,
    pause_texts: tuple[tuple[str, str], ...],
    *,
    machine: bool,
) -> None:
    """Reckon with the kernel over the national calendar, or the unit's own where there are books."""
    from motcua.kernel.worktime import due  # noqa: PLC0415 - keeps the other verbs quick

    limit = _limit(limit_text, before)
    pauses = [_pause(one) for one in pause_texts]
    calendar, remark = _calendar(code, clock.local(start).date())
    answer = due(calendar, start, limit, pauses)
    why = [f"{render(line.said)} ({line.ground})" if line.ground else render(line.said) for line in answer.why]
    if remark is not None:
        why.append(render(remark))
    if machine:
        click.echo(as_json({"due": answer.at.isoformat() if answer.at else None, "why": why}))
        return
    if answer.at is None:
        click.echo(render(said(N_("Hạn trả: {spoken}"), spoken=answer.spoken)))
    else:
        at = clock.local(answer.at)
        exact = f"{at:%H:%M} {at.day}/{at.month}/{at.year}"
        click.echo(render(said(N_("Hạn trả: {spoken} [{exact}]"), spoken=answer.spoken, exact=exact)))
    for line in why:
        click.echo(f"  · {line}")


def _limit(text: str | None, before: date | None) -> Limit:
    from motcua.kernel.worktime import Before, parse_limit  # noqa: PLC0415

    if (text is None) == (before is None):
        raise BadInput(N_("Ghi đúng một trong hai: --limit THỜI_HẠN hoặc --before NGÀY."), field="limit")
    return Before(before) if before is not None else parse_limit(text or "")


def _pause(written: tuple[str, str]) -> Pause:
    from motcua.kernel.worktime import Pause  # noqa: PLC0415

    start, end = written
    return Pause(node.read_instant(start), None if end == LASTING else node.read_instant(end))


def _calendar(code: str | None, on: date) -> tuple[Calendar, Said | None]:
    """Return the calendar of the unit that bears ``code`` on a day, or the national one with a remark that it is."""
    from motcua.office import calendars  # noqa: PLC0415

    if code is None:
        return calendars.national(), None
    if node.has_database() and (own := _calendar_in_books(code, on)) is not None:
        return own, None
    from motcua.office.gazetteer.load import gazetteer  # noqa: PLC0415

    unit = gazetteer().by_code(code, on)
    if unit is None:
        raise _unknown(code, on)
    remark = said(N_("Tính theo lịch chung cả nước: chưa có lịch riêng của {unit} trên máy này."), unit=unit.full_name)
    return calendars.national(), remark


def _calendar_in_books(code: str, on: date) -> Calendar | None:
    """Return the calendar of the unit's centre, ``None`` while the books hold no units."""
    node.set_up()
    from django.db import DatabaseError  # noqa: PLC0415

    from motcua.office import queries  # noqa: PLC0415

    try:
        if not queries.calendar_years():
            return None
        unit = queries.unit_by_code(code, on)
        if unit is None:
            raise _unknown(code, on)
        return queries.calendar_for((queries.centre_of(unit.id) or unit).id)
    except DatabaseError:
        # A database somebody has begun to set up: the packaged calendar still answers.
        return None


def _unknown(code: str, on: date) -> BadInput:
    day = f"{on.day}/{on.month}/{on.year}"
    return BadInput(N_("Ngày {day} không có đơn vị nào mang mã «{code}»."), day=day, code=code[:20], field="unit")
