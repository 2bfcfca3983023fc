"""The bank's statement of a day, taken in from the file the bank gives out."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.counter.till.days import crumbs, day_of
from motcua.desks.counter.till.shown import RECONCILE
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import Import, Places
from motcua.desks.shared.shapes import Link
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.payments import queries, statement_import, statement_sheet
from motcua.payments.commands.reconcile import STATEMENT_MOST

TITLE = N_("Nhập sao kê ngân hàng")


def _import(request: DeskRequest, day: str) -> Import:
    actor, wanted = request.actor, day_of(day)
    of = queries.begun(actor, wanted)
    if of is None:
        raise NotFound(N_("Ngày này chưa bắt đầu đối soát."))
    names = ("import", "import_apply", "import_template", "import_faults", "day")
    return Import(
        kind="payments.statement",
        about=of.hex,
        title=TITLE,
        lead=N_("Mỗi giao dịch một dòng, chỉ những dòng của ngày đối soát. Tiền vào và tiền ra ở hai cột."),
        fields=statement_sheet.FIELDS,
        plan=lambda found: statement_import.plan(found, actor, of),
        write=lambda lines, key, _ticked: statement_import.write(lines, actor, of, key),
        mark=lambda: statement_import.mark(of),
        places=Places(*(reverse(f"till:{name}", args=[day]) for name in names)),
        trail=[*crumbs(wanted), Link(TITLE)],
        filename="sao-ke",
        step=STATEMENT_MOST,
        told=[
            N_("Dòng có số tham chiếu đã nhập không ghi lại."),
            N_("Nhập xong, những dòng có mã hồ sơ trong nội dung được đề nghị khớp; xác nhận rồi mới tính là đã thu."),
        ],
        examples=statement_sheet.EXAMPLES,
    )


views = flow.views(power(RECONCILE), _import)
