"""``motcua serve``: the web and the work process, kept alive until Ctrl-C."""

from __future__ import annotations

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, tell
from motcua.kernel.words import N_


@click.command(
    "serve", help=_(N_("Phục vụ: tiến trình web và tiến trình niêm phong, làm việc đến hạn; Ctrl-C để dừng."))
)
@click.option("--host", default="127.0.0.1", show_default=True, help=_(N_("Địa chỉ mạng để lắng nghe.")))
@click.option("--port", default=8000, type=click.IntRange(1, 65535), show_default=True, help=_(N_("Cổng.")))
def verb(host: str, port: int) -> None:
    """Serve a node that is set up and migrated."""
    node.settle_clock()
    # Wired here as well, so that a start the settings forbid is refused once and not by every process started again.
    node.wired()
    from motcua.desks.operator import serving  # noqa: PLC0415 - needs Django set up

    serving.serve(host, port, lambda: tell(N_("Đang phục vụ tại http://{host}:{port}"), host=host, port=port))
    tell(N_("Đã dừng."))
