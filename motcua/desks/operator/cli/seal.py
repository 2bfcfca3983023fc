"""``motcua seal``: seal now what is committed."""

from __future__ import annotations

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, tell
from motcua.kernel.words import N_


@click.command("seal", help=_(N_("Niêm phong ngay các dòng sổ đang chờ.")))
def verb() -> None:
    """Seal everything that waits."""
    node.wired()
    from motcua.ledger import sealing  # noqa: PLC0415 - needs Django set up

    tell(N_("Đã niêm phong {count} dòng sổ."), count=sealing.seal_all())
