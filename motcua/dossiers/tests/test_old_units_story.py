"""Phùng Nguyên (mới): what Sơn Vi, Phùng Nguyên and Tứ Xã left open goes on there, each at its date, each by its old receipt."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.dossiers import brought_import, brought_sheet, following, inherited, intake, operating, search
from motcua.dossiers.commands import TakeOverDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.recounted import from_ledger
from motcua.dossiers.tests.merged import AFTER, STATUS, Merged, build
from motcua.indicators.rules import operating as report
from motcua.kernel import clock, sheets
from motcua.kernel.sheets.tests.made import book
from motcua.ledger import replay
from motcua.ledger.perform import perform

HEAD = ("Số biên nhận", "Mã TTHC", "Họ và tên", "CCCD", "SĐT", "Ngày nhận", "Hạn trả", "Trạng thái", "Từ ngày")
OLD_PHUNG_NGUYEN = (
    ("07/BN", STATUS, "Công dân Thử Một", "033190000011", "", "01/07/2025 08:00", "11/07/2025 08:00", "Đang xử lý", ""),
)
TU_XA = (
    ("07/BN", STATUS, "Công dân Thử Hai", "033088000022", "", "02/07/2025", "14/07/2025", "Đang xử lý", ""),
    ("08/BN", STATUS, "Người Mới Thử", "", "0912000099", "03/07/2025", "15/07/2025", "Chờ bổ sung", "04/07/2025 09:00"),
)


@pytest.fixture
def merged(town):
    with clock.fixed(AFTER):
        yield build(town)


def enter(merged: Merged, place: str, *rows: tuple[Any, ...]) -> list[Any]:
    """Send a list of an old unit; return the lines that were not accepted."""
    actor = merged.here("tiepnhan")
    read = sheets.read(book([HEAD, *rows]), brought_sheet.FIELDS)
    lines = list(brought_import.plan(read, actor, merged.places[place]))
    key = f"{place}-{len(rows)}-{rows[0][6]}"
    assert all(one.refused is None for one in brought_import.write([x for x in lines if x.writes], actor, key))
    return [line for line in lines if line.faults]


def said_of(merged: Merged) -> dict[str, str]:
    return {one.name: str(one.balance.said) for one in inherited.old_units(merged.here("giamdoc"))}


def test_what_three_old_communes_left_open_goes_on_at_the_new_one(merged):
    boss, counter = merged.here("giamdoc"), merged.here("tiepnhan")
    received = [merged.received(), merged.received(citizen=1)]
    promised = {id_: Dossier.objects.get(pk=id_).due_at for id_ in received}
    for place, stated in (("Sơn Vi", 2), ("Phùng Nguyên", 1), ("Tứ Xã", 2)):
        merged.minutes(place, stated)
    for one in inherited.waiting(boss, merged.places["Sơn Vi"]):
        perform(TakeOverDossier(dossier=one.id), boss)
    assert {id_: Dossier.objects.get(pk=id_).due_at for id_ in received} == promised

    assert enter(merged, "Phùng Nguyên", *OLD_PHUNG_NGUYEN) == []
    wrong = (*TU_XA[1][:6], "không rõ", *TU_XA[1][7:])
    (refused,) = enter(merged, "Tứ Xã", TU_XA[0], wrong)
    assert refused.faults[0].cell == "G3"
    assert said_of(merged)["xã Tứ Xã"] == "Còn thiếu 1 hồ sơ so với biên bản"
    assert enter(merged, "Tứ Xã", *TU_XA) == []
    assert set(said_of(merged).values()) == {"Khớp với biên bản"}

    here = Dossier.objects.filter(received_unit=merged.new.centre, open=True)
    assert here.count() == 5
    stated = {"07/BN": {clock.at(2025, 7, 11, 8), clock.at(2025, 7, 14, 17)}, "08/BN": {None}}
    for code, dates in stated.items():
        found = search.found(counter, intake.code_in(code))
        assert {one.due_at for one in found} == dates
    assert following.follow("07/BN", "0011").origin == "xã Phùng Nguyên"
    assert following.follow("07/bn", "0022").origin == "xã Tứ Xã"
    assert following.follow("08/BN", "0099").state == "supplement"
    first = Dossier.objects.get(pk=received[0])
    assert following.follow(first.code, intake.secret_of(counter, first.id)).centre.endswith("xã Phùng Nguyên")

    assert replay.compare([one.id for one in here]) == []
    july = (clock.today().replace(day=1), clock.today())
    for centre in (merged.old.centre, merged.new.centre):
        counts = operating.counts_of([centre], "real", *july)
        assert report.differences(counts) == ()
        told = from_ledger([centre], "real", *july, clock.now())
        assert {key: counts.get(key, 0) for key in told} == told
    assert operating.counts_of([merged.new.centre], "real", *july)["taken"] == 5
