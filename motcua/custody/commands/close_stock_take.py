"""Close a round of stock-taking."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.commands.settle_observation import is_open
from motcua.custody.models import StockTake
from motcua.custody.rules.counting import State
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import StockTakeClosed


class CloseStockTake(Command, frozen=True, kw_only=True):
    """Close the round: what was not seen is listed as missing and stays in the books."""

    TARGET = "stock_take"

    stock_take: UUID
    note: str = ""


@act(CloseStockTake, on=StockTake, verb=N_("Khóa sổ kiểm kê"), may=policies.may_write, when=is_open, order=60)
def close_stock_take(command: CloseStockTake, stock_take: StockTake, context: Context) -> Done[StockTake]:
    """Refuse while people disagree about something."""
    rows = list(stock_take.list.order_by("code").values_list("code", "state", "differs"))
    conflicts = [code for code, state, _ in rows if state == State.CONFLICT]
    if conflicts:
        raise RuleError(
            N_("Còn {count} tài sản hai người thấy khác nhau, phải phân xử trước: {codes}."),
            count=len(conflicts),
            codes=", ".join(conflicts[:5]),
        )
    missing = [code for code, state, _ in rows if state == State.UNSEEN]
    differing = [code for code, state, differs in rows if state != State.UNSEEN and differs]
    surplus = surplus_of(stock_take)
    actor = context.actor
    stock_take.open, stock_take.closed_at = False, context.at
    stock_take.closed_by = ", ".join(filter(None, (actor.name, actor.post_title)))[:300]
    stock_take.seen, stock_take.missing = len(rows) - len(missing), len(missing)
    stock_take.surplus, stock_take.differing = len(surplus), len(differing)
    stock_take.note = entering.text(command.note, "note", 1000, lines=True)
    return Done(
        StockTakeClosed(
            expected=len(rows),
            seen=stock_take.seen,
            missing=missing,
            differing=differing,
            surplus=surplus,
            note=stock_take.note,
        )
    )


def surplus_of(stock_take: StockTake) -> list[str]:
    """Return what was found and not expected: a scanned code once, a thing without one as often as it was reported."""
    rows = stock_take.observations.filter(expected__isnull=True).order_by("observed_at", "id")
    codes = {row.code: None for row in rows if row.code}
    return [*codes, *(row.name for row in rows if not row.code)]
