"""``motcua load``: bring the reference data of the installed version into books in use."""

from __future__ import annotations

import dataclasses

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, progress_line, tell
from motcua.kernel.words import N_


@click.command(
    "load",
    help=_(
        N_(
            "Nạp danh mục mới đi kèm bản đang cài (đơn vị hành chính, lịch, thủ tục) vào sổ đang dùng. "
            "Phiên bản cũ và những gì trung tâm tự nhập giữ nguyên; chạy lại không đổi gì thêm."
        )
    ),
)
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(*, machine: bool) -> None:
    """Load what is new, and say what came of it."""
    node.wired()
    from motcua.desks.operator import establish, prepare  # noqa: PLC0415 - needs Django set up

    prepare.require_migrated()
    done = establish.bring_up_to_date(progress_line())
    if machine:
        click.echo(as_json(dataclasses.asdict(done)))
        return
    if done.units is not None:
        tell(N_("Đã cập nhật {count} đơn vị hành chính."), count=done.units)
    if done.days is not None:
        tell(N_("Đã cập nhật {count} ngày của lịch chung cả nước."), count=done.days)
    if done.versions is not None:
        tell(
            N_("Đã thêm {count} phiên bản thủ tục mới, trong đó {offered} thủ tục đang bật ở đây."),
            count=done.versions,
            offered=done.offered,
        )
    if done.review:
        tell(
            N_("Thời hạn, quy trình trung tâm đã tự định vẫn giữ; Giám đốc cần xem lại: {codes}."),
            codes=", ".join(done.review),
        )
    if (done.units, done.days, done.versions) == (None, None, None):
        tell(N_("Danh mục trong sổ đã là bản đang cài."))
