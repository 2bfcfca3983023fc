"""``motcua unit``: administrative units by name or code, with where they lie and what became of them. No database."""

from __future__ import annotations

from datetime import date

import click

from motcua.desks.operator.cli.speech import _, as_json, render, warn
from motcua.desks.operator.cli.values import DAY
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_


@click.command("unit", help=_(N_("Tìm tỉnh, huyện cũ, xã, phường theo tên (có dấu hoặc không) hay mã.")))
@click.argument("text")
@click.option("--province", help=_(N_("Mã hoặc tên tỉnh của người hỏi: nơi cùng tên trong tỉnh đứng trước.")))
@click.option("--on", type=DAY, help=_(N_("Ngày hỏi tới; không ghi là hôm nay.")))
@click.option(
    "--limit", default=20, type=click.IntRange(1, 200), show_default=True, help=_(N_("Nhiều nhất bao nhiêu."))
)
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(text: str, province: str | None, on: date | None, limit: int, *, machine: bool) -> None:
    """Search the packaged gazetteer."""
    from motcua.office.gazetteer.search import as_json as hit_as_json  # noqa: PLC0415 - keeps the other verbs quick
    from motcua.office.gazetteer.search import search  # noqa: PLC0415

    if not text.strip():
        raise BadInput(N_("Ghi tên hoặc mã đơn vị cần tìm."), field="text")
    hits = search(text, province, on, limit)
    if machine:
        click.echo(as_json([hit_as_json(hit) for hit in hits]))
        return
    for hit in hits:
        click.echo(f"{hit.unit.code or '-':>6}  {render(hit.say())}")
    if not hits:
        warn(N_("Không thấy đơn vị nào giống «{text}»."), text=text[:60])
