"""Leave faults as they are, in writing: the reason stands in the minutes of the handover."""

from __future__ import annotations

from collections import Counter
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import F

from motcua.archives import lines, policies
from motcua.archives.models import Fault, Fonds, RecordFile
from motcua.archives.rules.inventory import BATCH_MOST
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import ExceptionTold, FaultsExcepted


class ExceptFaults(Command, frozen=True, kw_only=True):
    """Except ``faults`` of the last check for ``reason``; one reason for many of a kind."""

    TARGET = "fonds"

    fonds: UUID
    faults: Annotated[list[UUID], msgspec.Meta(max_length=BATCH_MOST)]
    reason: Annotated[str, msgspec.Meta(max_length=500)]


def is_fresh(fonds: Fonds) -> Said | None:
    """Only what a fresh check found can be excepted."""
    if fonds.checked_inventory != fonds.inventory:
        return said(N_("Mục lục đã đổi sau lần kiểm tra: kiểm tra lại rồi mới ghi ngoại lệ."))
    return lines.is_open(fonds)


@act(ExceptFaults, on=Fonds, verb=N_("Ghi ngoại lệ"), may=policies.may_write, when=is_fresh)
def except_faults(command: ExceptFaults, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse it without a reason, and faults that were settled meanwhile."""
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do ngoại lệ."), field="reason")
    wanted = set(command.faults)
    rows = list(
        Fault.objects.filter(fonds=fonds, pk__in=wanted, reason="").select_related("file", "box").order_by("ordinal")
    )
    if not wanted or len(rows) != len(wanted):
        raise NotFound(N_("Có lỗi đã được giải quyết hoặc kiểm tra lại. Tải lại trang rồi chọn lại."), field="faults")
    told, files = [], Counter(row.file_id for row in rows if row.file_id)
    for row in rows:
        row.reason, row.excepted_by, row.excepted_at = reason, context.actor.name, context.at
        number = str(row.file.number) if row.file else row.box.number if row.box else ""
        told.append(ExceptionTold(kind=row.kind, number=number))
    Fault.objects.bulk_update(rows, ["reason", "excepted_by", "excepted_at"], batch_size=200)
    for many in sorted(set(files.values())):
        alike = [file for file, count in files.items() if count == many]
        counts = {"faults": F("faults") - many, "excepted": F("excepted") + many}
        RecordFile.objects.filter(pk__in=alike).update(**counts)
    fonds.unsettled -= len(rows)
    lines.recount(fonds, changed=False)
    return Done(FaultsExcepted(faults=told, reason=reason), outcome={"count": len(rows)})
