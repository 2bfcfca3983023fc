"""``motcua run``: the demonstration in one go: tables, data, sign-ins, serving."""

from __future__ import annotations

import os

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, tell
from motcua.kernel.words import N_


@click.command("run", help=_(N_("Chạy bản trình diễn: lần đầu nạp dữ liệu, sau đó phục vụ; Ctrl-C để dừng.")))
@click.option("--host", default="127.0.0.1", show_default=True, help=_(N_("Địa chỉ mạng để lắng nghe.")))
@click.option("--port", default=8000, type=click.IntRange(1, 65535), show_default=True, help=_(N_("Cổng.")))
def verb(host: str, port: int) -> None:
    """Make the demonstration where the books are empty; serve what is there."""
    node.settle_clock()
    # Slips of a demonstration lead to where it is served.
    os.environ.setdefault("MOTCUA_PUBLIC_URL", f"http://127.0.0.1:{port}")
    node.set_up()
    from motcua.desks.operator import prepare, serving  # noqa: PLC0415 - needs Django set up
    from motcua.ledger import marks  # noqa: PLC0415

    applied = prepare.migrate()
    if applied:
        tell(N_("Đã lập cơ sở dữ liệu ({count} bước)."), count=len(applied))
    node.wired()
    if marks.kind() is None:
        _load()
    root = f"http://{host}:{port}"
    serving.serve(host, port, lambda: _introduce(root))
    tell(N_("Đã dừng."))


def _load() -> None:
    """Fill the books, wholly or not at all: an interrupted first start leaves them empty for the next."""
    from django.db import transaction  # noqa: PLC0415 - needs Django set up

    tell(N_("Lần đầu chạy: nạp dữ liệu trình diễn, khoảng một phút."))
    with transaction.atomic():
        node.demonstration().load(lambda what: click.echo(f"  · {_(what)} …"))


def _introduce(root: str) -> None:
    from motcua.ledger import marks  # noqa: PLC0415 - needs Django set up

    tell(N_("Đang phục vụ tại {root} (Ctrl-C để dừng)."), root=root)
    if not marks.is_demonstration():
        return
    tell(N_("Bản trình diễn: mọi người và hồ sơ đều hư cấu. Đăng nhập:"))
    for one in node.demonstration().sign_ins():
        code = _(N_("và mã bước hai")) if one.second_factor else ""
        click.echo(f"  {one.desk:<20} {root + one.path:<36} {one.username:<12} {one.password} {code}".rstrip())
