"""``motcua restore``: a backup into an empty place, checked, migrated and verified."""

from __future__ import annotations

from pathlib import Path

import click

from motcua.desks.operator.cli.speech import _, tell
from motcua.kernel.words import N_


@click.command("restore", help=_(N_("Khôi phục một bản sao lưu vào thư mục trống, rồi kiểm tra sổ.")))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--into", required=True, type=click.Path(path_type=Path), help=_(N_("Thư mục trống, sẽ là MOTCUA_VAR.")))
@click.option(
    "--keys",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help=_(N_("Bản giữ riêng của thư mục keys, cho bản sao lưu không kèm khóa.")),
)
@click.option(
    "--erasures",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_(N_("Tệp erasures.jsonl mới nhất của máy: xóa lại dữ liệu cá nhân đã xóa sau lúc sao lưu.")),
)
def verb(file: Path, into: Path, keys: Path | None, erasures: Path | None) -> None:
    """Restore; exit with 1 when the books do not verify, or somebody erased since could not be erased again."""
    from motcua.desks.operator import backups  # noqa: PLC0415 - keeps the other verbs quick

    done = backups.restore(file, into, keys=keys, erasures=erasures)
    tell(
        N_("Đã khôi phục {count} tệp của máy «{node}», sao lưu lúc {at}, vào {folder}."),
        count=len(done.manifest.files),
        node=done.manifest.node,
        at=done.manifest.at,
        folder=str(into),
    )
    click.echo(done.report)
    if not done.sound:
        raise click.exceptions.Exit(1)
    tell(N_("Chạy tiếp với MOTCUA_VAR={folder}. Việc làm sau lúc sao lưu không có trong bản này."), folder=str(into))
