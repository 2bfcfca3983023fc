"""``motcua tick``: do what is due now, or what was at an earlier instant."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, tell, warn
from motcua.desks.operator.cli.values import INSTANT
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_


@click.command("tick", help=_(N_("Làm các việc đến hạn mà chưa làm.")))
@click.option("--at", type=INSTANT, help=_(N_("Coi như đang ở thời điểm này; không nhận thời điểm chưa đến.")))
def verb(at: datetime | None) -> None:
    """Run the duties of the timetable, each once for its period."""
    node.wired()
    from motcua.ledger import duties  # noqa: PLC0415 - needs Django set up

    if at is not None and at > clock.now():
        # A demonstration's neither: days would be sealed that are not over, and entries written later would be earlier.
        now = f"{clock.local(clock.now()):%H:%M %d/%m/%Y}"
        raise RuleError(
            N_("Không làm trước việc của ngày chưa đến; đồng hồ của máy đang là {now}."), field="at", now=now
        )
    with clock.fixed(at) if at is not None else nullcontext():
        done = duties.tick()
    for ran in done:
        about = f"{ran.duty} {ran.subject}".strip()
        if ran.failed:
            warn(N_("{duty} ({period}): lỗi, {outcome}"), duty=about, period=ran.period, outcome=ran.outcome)
        else:
            tell(N_("{duty} ({period}): {outcome}"), duty=about, period=ran.period, outcome=ran.outcome)
    if not done:
        tell(N_("Không có việc nào đến hạn."))
    if any(ran.failed for ran in done):
        raise click.exceptions.Exit(1)
