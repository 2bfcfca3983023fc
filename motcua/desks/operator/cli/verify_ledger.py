"""``motcua verify-ledger``: check every link, digest, seal and row of the books."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, render, tell
from motcua.kernel.words import N_

if TYPE_CHECKING:
    from motcua.ledger.verify import Fault, Report


@click.command("verify-ledger", help=_(N_("Kiểm tra toàn bộ sổ: mắt xích, dấu băm, niêm phong, bản ghi.")))
@click.option("--public", is_flag=True, help=_(N_("Chỉ dùng khóa công khai, như người ngoài kiểm tra.")))
@click.option("--all", "everything", is_flag=True, help=_(N_("Kể mọi lỗi, không chỉ lỗi đầu tiên.")))
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(*, public: bool, everything: bool, machine: bool) -> None:
    """Verify and say what was checked and what is wrong first."""
    node.settle_clock()
    node.wired()
    from motcua.desks.operator import prepare  # noqa: PLC0415 - needs Django set up
    from motcua.ledger.verify import verify  # noqa: PLC0415

    prepare.require_migrated()
    report = verify(with_secret=not public)
    shown = report.faults if everything else report.faults[:1]
    if machine:
        click.echo(as_json(_for_machines(report, shown)))
    else:
        _print(report, shown, public=public)
    if not report.sound:
        raise click.exceptions.Exit(1)


def _for_machines(report: Report, shown: list[Fault]) -> dict[str, Any]:
    checked = dataclasses.asdict(report)
    del checked["faults"]
    return {
        "sound": report.sound,
        "checked": checked,
        "fault_count": len(report.faults),
        "faults": [{"code": fault.code, "where": fault.where, "says": render(fault.said)} for fault in shown],
    }


def _print(report: Report, shown: list[Fault], *, public: bool) -> None:
    tell(
        N_(
            "Đã kiểm tra {entries} dòng sổ của {streams} chuỗi, {private_parts} phần riêng tư còn giữ "
            "({erased_parts} đã xóa), {seals} niêm phong cho {sealed} dòng, {access_days} ngày nhật ký truy cập."
        ),
        **{name: value for name, value in dataclasses.asdict(report).items() if name != "faults"},
    )
    if public:
        tell(N_("Chỉ dùng khóa công khai: {count} dòng chưa niêm phong chưa ai chứng được."), count=_unsealed(report))
    for fault in shown:
        tell(N_("LỖI [{code}] {says}"), code=fault.code, says=fault.said)
    if report.sound:
        tell(N_("Sổ nguyên vẹn."))
    else:
        tell(N_("Sổ có {count} lỗi (--all để xem hết)."), count=len(report.faults))


def _unsealed(report: Report) -> int:
    return report.entries - report.sealed
