"""Taking in a list of staff, the way every list is taken in; slips of accounts opened with it are shown only once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import msgspec
from django.urls import reverse

from motcua.desks.manage import choices
from motcua.desks.manage.choices import HOME
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import Import, Places, Tick
from motcua.desks.shared.shapes import Link
from motcua.kernel.sheets import Understood
from motcua.kernel.sheets.planned import Notes, Planned, Result, kept
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.office import staff_import, staff_sheet
from motcua.office.staff_import import FATE_NAMES, Fate, LineResult
from motcua.office.staff_sheet import SheetRow

MOST = 1_000
STEP = 50
"""Lines of one step: opening an account takes long on purpose, because its password is hashed slowly."""
TONES: dict[str, str] = {Fate.BAD: "late", Fate.NEW: "good", Fate.POST: "good", Fate.CONTACT: "calm"}
ACCOUNTS = Tick(
    "accounts",
    N_("Mở luôn tài khoản cho người có vai trò mà chưa có tài khoản"),
    N_("Mật khẩu lần đầu hiện một lần ở trang kết quả để in."),
)


def _import(request: DeskRequest) -> Import:
    actor = request.actor
    place = choices.place_of(actor).id
    page = reverse("manage:import")
    return Import(
        kind="office.staff",
        about=place.hex,
        title=N_("Nhập cán bộ từ danh sách"),
        lead=N_("Tải tệp lên để xem trước từng dòng; chỉ ghi sau khi bạn bấm nhập."),
        fields=staff_sheet.FIELDS,
        plan=lambda found: _plan(found, actor, place),
        write=lambda lines, _key, ticked: _write(lines, actor, place, ticked),
        places=Places(
            page,
            reverse("manage:import_apply"),
            reverse("manage:import_template"),
            reverse("manage:import_faults"),
            choices.PEOPLE,
        ),
        trail=[HOME, Link(N_("Cán bộ"), choices.PEOPLE), Link(N_("Nhập từ danh sách"))],
        filename="danh-sach-can-bo",
        summary=_summary,
        fates={fate.value: name for fate, name in FATE_NAMES.items()},
        tones=TONES,
        step=STEP,
        most_rows=MOST,
        ticks=[ACCOUNTS],
        told=[N_("Nhập lại cùng một tệp không tạo người trùng: dòng đã có thì giữ nguyên.")],
        lists=staff_sheet.LISTS,
        examples=staff_sheet.EXAMPLES,
        extras="manage/_import_slips.html",
        style="manage/manage.css",
    )


def _plan(found: Understood, actor: Actor, place: UUID) -> Iterable[Planned]:
    """Judge every line as the room does; what a cell holds that is no text at all bars its line beforehand."""
    rows = staff_sheet.rows_of(found)
    by_line = {row.line: row for row in rows}
    judged = {result.line: result for result in staff_import.preview(rows, actor, place)}
    for row in found.rows:
        notes = Notes(found, row)
        result = judged.get(row.number)
        if result is None:
            yield Planned(row=row.number, name=row.shown.get("name", ""), fate=Fate.BAD, faults=notes.faults)
        else:
            yield _line(by_line[row.number], result, notes)


def _line(row: SheetRow, result: LineResult, notes: Notes) -> Planned:
    bad = result.fate is Fate.BAD
    if bad and result.why is not None and not notes.faults:
        notes.fault(result.field, result.why)
    values = {key: getattr(row, key) for key in staff_sheet.COLUMNS}
    return Planned(
        row=row.line,
        name=result.name,
        fate=result.fate.value,
        cells={} if bad else {key: value for key, value in values.items() if value},
        faults=notes.faults if bad else [],
        doubts=notes.doubts,
        wish=msgspec.to_builtins(row),
    )


def _write(lines: Sequence[Planned], actor: Actor, place: UUID, ticked: frozenset[str]) -> Iterable[Result]:
    rows = [msgspec.convert(line.wish, SheetRow) for line in lines]
    for result in staff_import.apply(rows, actor, place, accounts=ACCOUNTS.name in ticked):
        refused = kept(result.why) if result.fate is Fate.BAD and result.why is not None else None
        yield Result(row=result.line, name=result.name, refused=refused, more=result.slip)


def _summary(counts: Mapping[str, int]) -> Said:
    return staff_import.counted({fate: counts.get(fate, 0) for fate in Fate})


views = flow.views(power("office.manage"), _import)
