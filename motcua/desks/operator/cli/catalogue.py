"""``motcua catalogue``: what the national catalogue gives out, compared with the books and taken in."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, render, tell
from motcua.desks.operator.cli.values import Day
from motcua.kernel.words import N_

if TYPE_CHECKING:
    from motcua.catalogue.taking import Proposal, Result

LINES = 12
"""Differences told of one procedure; the rest are counted."""


@click.group("catalogue", help=_(N_("Danh mục thủ tục: nhận nội dung mới của danh mục quốc gia.")))
def verb() -> None:
    """Nothing is common to all verbs about the catalogue."""


@verb.command(
    "import",
    help=_(
        N_(
            "Nhận tệp của danh mục quốc gia: bản trích xuất .doc, JSON của Cổng, hoặc .zip gồm các tệp ấy. "
            "Khác biệt được nêu trước; mỗi thủ tục có thay đổi thành một phiên bản mới, bản cũ giữ nguyên."
        )
    ),
)
@click.argument("file", type=click.File("rb"))
@click.option("--dry-run", "dry", is_flag=True, help=_(N_("Chỉ nêu khác biệt, không ghi gì.")))
@click.option("--from", "begins", type=Day(), help=_(N_("Ngày bắt đầu áp dụng; không ghi thì là hôm nay.")))
@click.option("--whole", is_flag=True, help=_(N_("Tệp là toàn bộ danh mục: liệt kê thủ tục không còn trong tệp.")))
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def take_in(file: BinaryIO, begins: date | None, *, dry: bool, whole: bool, machine: bool) -> None:
    """Say what a file would change, and take it in unless only asked."""
    node.wired()
    from motcua.catalogue import taking  # noqa: PLC0415 - needs Django set up
    from motcua.catalogue.official.opening import MOST_BYTES  # noqa: PLC0415
    from motcua.desks.operator import establish, prepare  # noqa: PLC0415
    from motcua.kernel import clock  # noqa: PLC0415

    prepare.require_migrated()
    content = file.read(MOST_BYTES + 1)
    today = clock.today()
    found = taking.propose(content, file.name, unit=None, today=today, whole=whole)
    results: list[Result] = []
    if not dry:
        actor = establish.operator("Nhận danh mục quốc gia bằng lệnh motcua catalogue import, người làm")
        key = f"catalogue-import-{clock.now():%Y%m%d%H%M%S%f}"
        results = taking.take_in(found.proposed, actor, key, unit=None, valid_from=begins or today)
    if machine:
        click.echo(as_json(_as_json(found, results)))
    else:
        _print(found, results, dry=dry)
    if any(one.refused for one in results) or all(one.fate == "bad" for one in found.proposed):
        raise SystemExit(1)


@verb.command(
    "fetch",
    help=_(
        N_(
            "Hỏi Cổng Dịch vụ công bản ghi của các mã đã cho (không cho mã nào: mọi thủ tục đang bật ở đây) "
            "và ghi vào một tệp để xem khác biệt rồi nhận bằng «motcua catalogue import»."
        )
    ),
)
@click.argument("address")
@click.argument("out", type=click.File("wb"))
@click.argument("codes", nargs=-1)
def fetch(address: str, out: BinaryIO, codes: tuple[str, ...]) -> None:
    """Ask the portal for records and keep them in a file; nothing is written to the books."""
    node.wired()
    from motcua.catalogue import taking  # noqa: PLC0415 - needs Django set up

    wanted = set(codes) or taking.offered_codes()
    portal = node.national(address)
    found = {code: id_ for code, id_ in portal.listed() if code in wanted}
    records = [json.loads(portal.record(code, id_)) for code, id_ in sorted(found.items())]
    out.write(json.dumps(records, ensure_ascii=False).encode())
    tell(N_("Đã lấy {n} bản ghi."), n=len(records))
    for code in sorted(wanted - set(found)):
        tell(N_("Cổng không nêu thủ tục {code}."), code=code)
    if not records:
        raise SystemExit(1)


def _as_json(found: Proposal, results: list[Result]) -> dict[str, Any]:
    return {
        "procedures": [
            {
                "code": one.code,
                "name": one.name,
                "fate": one.fate,
                "differences": [render(line.said.said) for line in one.told],
                "doubts": one.doubts,
                "review": [render(line.said) for line in one.review],
                "why": render(one.why.said) if one.why else None,
            }
            for one in found.proposed
        ],
        "gone": [code for code, _name in found.gone],
        "listed": found.listed,
        "taken": [{"code": one.code, "version": one.number} for one in results if one.refused is None],
        "refused": [{"code": one.code, "why": render(one.refused.said)} for one in results if one.refused],
    }


def _print(found: Proposal, results: list[Result], *, dry: bool) -> None:
    for one in found.proposed:
        if one.fate == "same":
            continue
        click.echo(f"{one.code} {one.name}")
        if one.why:
            click.echo(f"  ! {render(one.why.said)}")
        if one.fate == "new":
            click.echo(f"  + {_(N_('Chưa có trong sổ.'))}")
        for line in one.told[:LINES]:
            click.echo(f"  {({'added': '+', 'removed': '-'}).get(line.mark, '~')} {render(line.said.said)}")
        if len(one.told) > LINES:
            tell(N_("  … và {n} điểm khác nữa."), n=len(one.told) - LINES)
        for doubt in one.doubts:
            tell(N_("  ? Thời hạn sẽ chờ xác nhận: {doubt}"), doubt=doubt)
        for sentence in one.review:
            click.echo(f"  ? {render(sentence.said)}")
    for code, name in found.gone:
        tell(N_("Không còn trong tệp, vẫn giữ trong sổ: {code} {name}"), code=code, name=name)
    for result in results:
        if result.refused:
            tell(N_("{code} chưa nhận được: {why}"), code=result.code, why=render(result.refused.said))
    same = sum(one.fate == "same" for one in found.proposed)
    differ = sum(one.writes for one in found.proposed)
    tell(N_("{differ} thủ tục có nội dung mới, {same} không đổi."), differ=differ, same=same)
    if dry:
        tell(N_("Chưa ghi gì. Bỏ --dry-run để nhận."))
    else:
        tell(N_("Đã nhận {n} phiên bản mới."), n=sum(one.refused is None for one in results))
