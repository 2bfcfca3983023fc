"""``motcua verify-receipt``: is this slip ours? Offline, from published keys alone; no database."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, render
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_


@click.command(
    "verify-receipt", help=_(N_("Kiểm tra giấy tiếp nhận: tệp PDF, ảnh, hoặc nội dung mã QR («-»: đầu vào)."))
)
@click.argument("file", type=click.File("rb"))
@click.option(
    "--keys",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help=_(N_("Thư mục khóa công khai (*.pem); không ghi thì lấy khóa của máy này.")),
)
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(file: BinaryIO, folder: Path | None, *, machine: bool) -> None:
    """Check the signature and the words on the paper; exit with 1 when the slip is not good."""
    from motcua.dossiers.receipts import verify_receipt  # noqa: PLC0415 - keeps the other verbs quick
    from motcua.ledger.keys import public_keys  # noqa: PLC0415

    folder = folder or node.public_keys_folder()
    keys = public_keys(folder)
    if not keys:
        raise BadInput(N_("Không có khóa công khai (*.pem) nào ở {folder}."), folder=str(folder), field="keys")
    checked = verify_receipt(file.read(), keys.values())
    lines = [render(line) for line in checked.lines]
    if machine:
        click.echo(as_json({"good": checked.good, "verdict": render(checked.verdict), "lines": lines}))
    else:
        click.echo(render(checked.verdict))
        for line in lines:
            click.echo(f"  · {line}")
    if not checked.good:
        raise click.exceptions.Exit(1)
