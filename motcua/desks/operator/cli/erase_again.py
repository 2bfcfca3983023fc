"""``motcua erase-again``: after a restore, erase again whose data were erased since the backup was made."""

from __future__ import annotations

from pathlib import Path

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, render, tell, warn
from motcua.kernel.words import N_


@click.command("erase-again", help=_(N_("Xóa lại, sau khi khôi phục, dữ liệu cá nhân đã xóa sau lúc sao lưu.")))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def verb(file: Path) -> None:
    """Repeat what ``file`` (erasures.jsonl) notes; exit with 1 when somebody could not be erased again."""
    node.wired()
    from motcua.desks.operator import prepare, repeating  # noqa: PLC0415 - needs Django set up

    prepare.require_migrated()
    told = repeating.repeat(file)
    tell(
        N_("Đã xóa lại dữ liệu của {count} bản ghi; {known} bản ghi đã xóa từ trước hoặc không có trong sổ này."),
        count=told.done,
        known=told.known,
    )
    for party, why in told.left:
        warn(N_("Bản ghi {party} chưa xóa lại được: {why}"), party=str(party), why=render(why))
    if told.left:
        raise click.exceptions.Exit(1)
