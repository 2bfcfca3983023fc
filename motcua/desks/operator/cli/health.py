"""``motcua health``: one page of health; exit with 1 when somebody must act."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, render, tell
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said

if TYPE_CHECKING:
    from motcua.desks.operator.health import Health

NEVER = N_("chưa có")


@click.command("health", help=_(N_("Sức khỏe của máy: niêm phong, sao lưu, đĩa, lỗi xử lý, chứng thư số.")))
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(*, machine: bool) -> None:
    """Look at everything once."""
    node.wired()
    import msgspec  # noqa: PLC0415 - keeps the other verbs quick

    from motcua.desks.operator.health import look  # noqa: PLC0415 - needs Django set up

    page = look()
    problems = [render(problem) for problem in page.problems]
    if machine:
        plain = {name: getattr(page, name) for name in page.__struct_fields__ if name != "problems"}
        click.echo(as_json({"ok": not problems, **msgspec.to_builtins(plain), "problems": problems}))
    else:
        _print(page)
        for problem in problems:
            tell(N_("CẦN XỬ LÝ: {problem}"), problem=problem)
        if not problems:
            tell(N_("Mọi thứ ổn."))
    if problems:
        raise click.exceptions.Exit(1)


def _print(page: Health) -> None:
    tell(N_("Máy «{node}», bản {version}, {database}."), node=page.node, version=page.version, database=page.database)
    tell(
        N_("Niêm phong cuối: số {number}, {at}; {waiting} dòng đang chờ."),
        number=page.seals.last_number or 0,
        at=_moment(page.seals.last_at),
        waiting=page.seals.waiting,
    )
    tell(N_("Sao lưu cuối: {at} {file}"), at=_moment(page.last_backup), file=page.last_backup_file)
    tell(N_("Đĩa còn {free} MB trên {total} MB."), free=page.disk_free // 1024**2, total=page.disk_total // 1024**2)
    for one in page.certificates:
        tell(N_("Chứng thư số «{subject}» đến {at}."), subject=one.subject, at=_moment(one.expires))


def _moment(at: datetime | None) -> Said | str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}" if at is not None else said(NEVER)
