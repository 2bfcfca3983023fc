"""``motcua work``: the work process alone; ``motcua serve`` starts it."""

from __future__ import annotations

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _
from motcua.kernel.words import N_


@click.command("work", help=_(N_("Tiến trình nền: niêm phong sổ, xử lý sau, việc đến hạn («motcua serve» tự chạy).")))
def verb() -> None:
    """Work until SIGTERM."""
    node.settle_clock()
    node.wired()
    from motcua.desks.operator.work import Work  # noqa: PLC0415 - needs Django set up

    Work().run()
