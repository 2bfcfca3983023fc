"""``motcua replay``: fold every history again and compare with the rows."""

from __future__ import annotations

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, tell
from motcua.kernel.words import N_


@click.command("replay", help=_(N_("Dựng lại bản ghi từ sổ và so với bản ghi đang có.")))
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(*, machine: bool) -> None:
    """Compare; a difference is an alarm and is never repaired silently."""
    node.wired()
    from motcua.ledger import replay  # noqa: PLC0415 - needs Django set up

    differences = replay.compare()
    if machine:
        rows = [
            {"stream": one.stream, "field": one.field, "expected": one.expected, "found": one.found}
            for one in differences
        ]
        click.echo(as_json({"sound": not differences, "differences": rows}))
    else:
        for one in differences:
            tell(
                N_("{stream}: «{field}» theo sổ là {expected}, bản ghi là {found}"),
                stream=one.stream,
                field=one.field,
                expected=one.expected,
                found=one.found,
            )
        tell(N_("Đã dựng lại từ sổ: {count} chỗ khác."), count=len(differences))
    if differences:
        raise click.exceptions.Exit(1)
