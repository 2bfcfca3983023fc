"""``motcua backup``: one file with the whole node, made while it serves."""

from __future__ import annotations

from pathlib import Path

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, tell, warn
from motcua.kernel.words import N_


@click.command(
    "backup", help=_(N_("Sao lưu cả máy (sổ, tệp, khóa, neo niêm phong) vào một tệp, không cần dừng phục vụ."))
)
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--without-keys", is_flag=True, help=_(N_("Không kèm khóa bí mật; khi khôi phục phải có bản giữ riêng.")))
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(target: Path | None, *, without_keys: bool, machine: bool) -> None:
    """Back up, and say loudly that keys are inside."""
    node.open_books()
    from motcua.desks.operator import backups, prepare  # noqa: PLC0415 - needs Django set up

    prepare.require_migrated()
    file, manifest, last = backups.make(target, with_keys=not without_keys)
    if machine:
        click.echo(
            as_json(
                {
                    "file": str(file),
                    "size": last.size,
                    "sha256": last.sha256,
                    "files": len(manifest.files),
                    "engine": manifest.engine,
                    "with_keys": manifest.with_keys,
                    "at": manifest.at,
                }
            )
        )
    else:
        tell(
            N_("Đã sao lưu {count} tệp vào {file} ({size} byte), đã đọc lại và khớp bản kê."),
            count=len(manifest.files),
            file=str(file),
            size=last.size,
        )
        tell(N_("SHA-256: {digest}"), digest=last.sha256)
    if manifest.with_keys:
        warn(
            N_(
                "CHÚ Ý: tệp này chứa KHÓA BÍ MẬT và dữ liệu cá nhân. Ai có tệp này có thể giả chữ ký của máy: cất nơi khóa kín."
            )
        )
    else:
        warn(N_("CHÚ Ý: tệp này không có khóa. Thiếu bản giữ riêng của thư mục keys thì không khôi phục được."))
