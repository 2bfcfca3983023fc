"""The fees of the operating report: what was taken in cash and by transfer, on how many bills."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.shared import formats
from motcua.desks.shared.shapes import Column
from motcua.kernel.words import N_, Said, said
from motcua.payments.queries import Taken
from motcua.payments.rules.bills import MANNER_NAMES, Manner

COLUMNS: Final = (Column(N_("Chỉ tiêu")), Column(N_("Số liệu"), numeric=True))


def shown(found: Taken | None, first: date, last: date, centres: int, *, field: str) -> dict[str, Any]:
    """Return the section: rows of name, value and the receipts behind, and of how many centres it speaks.

    The list of receipts is of one centre and knows no fields: of one field, and of several centres, nothing opens.
    """
    opens = found is not None and found.opens and not field

    def row(name: str, value: str, counted: int, manner: str = "") -> dict[str, str]:
        days = {"tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}"}
        query = urlencode(days | ({"hinh-thuc": manner} if manner else {}))
        return {
            "name": name,
            "value": value,
            "href": f"{reverse('till:receipts')}?{query}" if opens and counted else "",
        }

    cash, transfer, total, bills = (found.cash, found.transfer, found.total, found.bills) if found else (None,) * 4
    rows = [
        row(N_("Phí, lệ phí đã thu"), formats.money(total), total or 0),
        row(MANNER_NAMES[Manner.CASH], formats.money(cash), cash or 0, Manner.CASH),
        row(MANNER_NAMES[Manner.TRANSFER], formats.money(transfer), transfer or 0, Manner.TRANSFER),
        row(N_("Số phiếu thu"), formats.say(formats.NONE_YET) if bills is None else formats.number(bills), bills or 0),
    ]
    part: Said | str = ""
    if found is not None and found.tills < centres:
        part = said(N_("Tính {n} trong {all} Trung tâm có quầy thu."), n=found.tills, all=centres)
    return {"columns": COLUMNS, "rows": rows, "part": part}
