"""``motcua migrate``: bring the tables up to date and prove that the books are guarded."""

from __future__ import annotations

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, tell
from motcua.kernel.words import N_


@click.command("migrate", help=_(N_("Nâng cấp cơ sở dữ liệu, rồi kiểm tra các khóa bảo vệ sổ.")))
def verb() -> None:
    """Apply what is missing; making the database is part of it."""
    node.set_up()
    from motcua.desks.operator import prepare  # noqa: PLC0415 - needs Django set up

    applied = prepare.migrate()
    tell(N_("Cơ sở dữ liệu đã ở bản mới nhất ({count} bước vừa chạy), đủ khóa bảo vệ sổ."), count=len(applied))
