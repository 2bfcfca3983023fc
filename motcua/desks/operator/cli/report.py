"""``motcua report``: whether the figures of a report follow from each other, and ours from the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, render, tell
from motcua.desks.operator.cli.values import DAY
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, said

if TYPE_CHECKING:
    from datetime import date

    from motcua.indicators.rules.report import Checked

MOST_BYTES: Final = 1_000_000


@click.group("report", help=_(N_("Báo cáo số liệu: tính lại, nêu chỗ không khớp.")))
def verb() -> None:
    """Nothing is common to all verbs about reports."""


@verb.command("check", help=_(N_("Tính lại một báo cáo từ tệp JSON («-»: đầu vào chuẩn).")))
@click.argument("file", type=click.File("rb"))
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def check(file: BinaryIO, *, machine: bool) -> None:
    """Recompute every rate, what is open and what adds up; say which stated figure does not follow."""
    from motcua.indicators.rules import report  # noqa: PLC0415 - keeps the other verbs quick

    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput(N_("Tệp quá lớn cho một báo cáo."), field="file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(N_("Tệp không phải là JSON: {why}"), field="file", why=str(error)[:120]) from error
    found = report.check(*report.read(text))
    if machine:
        click.echo(as_json(report.as_json(found)))
        return
    _print(found)


@verb.command("recount", help=_(N_("Đếm lại báo cáo tình hình từ sổ cái, so với số trong bảng.")))
@click.option("--unit", "code", required=True, help=_(N_("Mã xã, phường có Trung tâm.")))
@click.option("--from", "first", type=DAY, required=True, help=_(N_("Từ ngày.")))
@click.option("--to", "last", type=DAY, required=True, help=_(N_("Đến hết ngày.")))
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def recount(code: str, first: date, last: date, *, machine: bool) -> None:
    """Count every figure again from the ledger alone; a difference is an alarm and the command fails."""
    node.wired()
    from motcua.dossiers.recounted import recounted  # noqa: PLC0415 - needs Django set up
    from motcua.ledger.actor import Realm  # noqa: PLC0415
    from motcua.office import queries as office  # noqa: PLC0415

    if last < first:
        raise BadInput(N_("Ngày cuối kỳ trước ngày đầu kỳ."), field="to")
    unit = office.unit_by_code(code, clock.today())
    centre = office.centre_of(unit.id) if unit is not None else None
    if centre is None:
        raise BadInput(N_("Không có Trung tâm nào ở đơn vị mang mã «{code}»."), code=code[:20], field="unit")
    found = recounted([centre.id], str(Realm.REAL), first, last)
    different = [one for one in found if one.differs]
    if machine:
        rows = [{"figure": one.figure, "reported": one.reported, "recounted": one.recounted} for one in found]
        click.echo(as_json({"same": not different, "figures": rows}))
    else:
        for one in different:
            tell(
                N_("! {figure}: báo cáo ghi {reported}, đếm từ sổ cái {recounted}"),
                figure=one.figure,
                reported=one.reported,
                recounted=one.recounted,
            )
        tell(
            N_("Đã đếm lại {count} chỉ tiêu từ sổ cái: {different} chỗ khác."),
            count=len(found),
            different=len(different),
        )
    if different:
        raise click.exceptions.Exit(1)


def _print(found: Checked) -> None:
    from motcua.indicators.rules.facts import show_number  # noqa: PLC0415 - keeps the other verbs quick
    from motcua.indicators.rules.report import COUNTS  # noqa: PLC0415

    for _figure, rate in found.rates:
        click.echo(f"{show_number(rate.rounded(2)):>8} %  {render(rate.said)}")
    if found.open is not None:
        tell(N_("Đang giải quyết: {count}"), count=found.open)
    for one in found.sums:
        parts = " + ".join(_(COUNTS[part]) for part in one.parts)
        if one.difference:
            fault = N_("Không cân: {parts} = {total}, chênh {difference} so với {whole}.")
            whole = said(COUNTS[one.whole])
            tell(fault, parts=parts, total=one.total, difference=one.difference, whole=whole)
        else:
            tell(N_("Khớp: {parts} = {whole} = {total}."), parts=parts, whole=said(COUNTS[one.whole]), total=one.total)
    if not found.sums:
        tell(N_("Chưa đủ số để cộng lại: không gọi là cân."))
    for flag in found.flags:
        stated = said(
            N_("{part} trên {whole}"), part=said(COUNTS[flag.stated.part]), whole=said(COUNTS[flag.stated.whole])
        )
        words = said(N_("! {figure}: nêu {stated} %"), figure=stated, stated=show_number(flag.stated.percent))
        rounded = flag.computed.rounded(2) if flag.computed is not None else None
        computed = (
            said(N_("tính ra {percent} %"), percent=show_number(rounded))
            if rounded is not None
            else said(N_("báo cáo thiếu số để tính"))
        )
        click.echo(f"{render(words)}, {render(computed)}{_fitting(flag.fits)}")
    if found.ignored:
        tell(N_("Không đọc: {keys}"), keys=", ".join(found.ignored))


def _fitting(names: tuple[str, ...]) -> str:
    from motcua.indicators.rules.report import COUNTS  # noqa: PLC0415 - keeps the other verbs quick

    if not names:
        return ""
    whole = " + ".join(_(COUNTS[name]) for name in names)
    return render(said(N_("; đúng nếu chia cho {whole}"), whole=whole))
