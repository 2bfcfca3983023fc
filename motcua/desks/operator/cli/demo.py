"""``motcua demo``: play one story of the demonstration into the books."""

from __future__ import annotations

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_


@click.command("demo", help=_(N_("Diễn một câu chuyện mẫu trên bản trình diễn.")))
@click.argument("story", required=False)
@click.option("--list", "listing", is_flag=True, help=_(N_("Kể tên các câu chuyện.")))
def verb(story: str | None, *, listing: bool) -> None:
    """Only in books begun as a demonstration."""
    node.settle_clock()
    if listing == (story is not None):
        raise BadInput(N_("Ghi tên câu chuyện, hoặc --list để xem các câu chuyện."), field="story")
    node.wired()
    from motcua.ledger import marks  # noqa: PLC0415 - needs Django set up

    stories = node.demonstration().stories()
    if story is None:
        for name in stories:
            click.echo(name)
        return
    if story not in stories:
        raise BadInput(N_("Không có câu chuyện «{story}»; xem motcua demo --list."), story=story[:40], field="story")
    if not marks.is_demonstration():
        raise RuleError(N_("Chỉ diễn trên cơ sở dữ liệu trình diễn (lập bằng «motcua run»)."), field="story")
    click.echo(stories[story]())
