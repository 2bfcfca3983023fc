"""Lists taken in at the desks: shown before anything is written, columns put right, written once, told by cell, erased."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from motcua.archives.models import RecordFile
from motcua.archives.tests.conftest import fonds, laid_fonds, laid_old, old
from motcua.config.demo.records import OLD_ARCHIVIST
from motcua.custody.models import Asset
from motcua.custody.tests.factories import register
from motcua.desks.centre.assets.views import imports as assets
from motcua.documents import waiting
from motcua.documents.models import WaitingImport, WaitingPart
from motcua.kernel import clock
from motcua.kernel.sheets.tests.made import book
from motcua.ledger.models import Entry, Sequence
from motcua.staff.models import Move

__all__ = ["fonds", "laid_fonds", "laid_old", "old"]

ASSETS = "/thiet-bi/nhap/"
HEAD = ["STT", "Tên tài sản", "Loại", "Đơn vị quản lý", "Số sê-ri", "Nguyên giá"]
PEOPLE = "/nhan-su/phuong-an/nhap/"


def upload(client: Any, rows: list[list[Any]] | bytes, page: str = ASSETS, name: str = "danh-sach.xlsx") -> Any:
    content = rows if isinstance(rows, bytes) else book(rows)
    return client.post(page, {"file": SimpleUploadedFile(name, content)})


def token(answer: Any) -> str:
    """The hidden field by which a form says which list, as it was shown, it is about."""
    return answer.content.decode().split('name="luot" value="')[1].split('"')[0]


def act(client: Any, answer: Any, what: str, page: str = ASSETS, **more: str) -> Any:
    query = page.partition("?")[2]
    address = page.partition("?")[0] + "ghi/" + (f"?{query}" if query else "")
    return client.post(address, {"luot": token(answer), "viec": what, **more})


@pytest.fixture
def supply(region, client, sign_in):
    return sign_in(client, "csvc-cao-xa", verified=True)


def mine(region: Any) -> Any:
    return Asset.objects.filter(place=region.places["cao-xa"])


LINES = [
    HEAD,
    [1, "Máy in HP", "Máy in", "Phòng Lạ", "S1", "5.200.000"],
    [2, "Máy quét", "Máy quét", "Trung tâm Phục vụ hành chính công", "S2", "hỏi kế toán"],
    [3, "Ghế chờ", "Ghế", "", "", 100],
]


def test_what_was_understood_is_shown_and_nothing_is_written(region, supply):
    before = Entry.objects.count()
    text = upload(supply, LINES).content.decode()
    assert "2 dòng sẽ ghi, 0 dòng đã có, 1 dòng không nhận" in text
    assert "trang «Trang 1», tiêu đề ở dòng 1" in text
    assert "<b>F3</b>" in text
    assert "<b>D2</b>: «Phòng Lạ» không có tại địa phương" in text
    assert "Chưa rõ đơn vị quản lý" in text
    assert Entry.objects.count() == before
    assert supply.get(ASSETS).content.decode().count("<b>F3</b>") == 1, "it is there when one comes back"


def test_lists_for_one_place_are_written_one_after_another(region, supply):
    act(supply, upload(supply, LINES), "ghi")
    held = Sequence.objects.get(name__startswith="documents.waiting:", name__endswith=region.places["cao-xa"].hex)
    assert held.value == 0


def test_yes_writes_once_and_erases_what_was_sent(region, supply):
    shown = upload(supply, LINES)
    done = act(supply, shown, "ghi").content.decode()
    assert "Đã nhập xong, trừ các dòng không nhận" in done
    assert [asset.name for asset in mine(region).order_by("code")] == ["Máy in HP", "Ghế chờ"]
    assert bytes(WaitingImport.objects.get().file) == b""
    assert not WaitingPart.objects.exists()
    before = Entry.objects.count()
    again = act(supply, shown, "ghi")
    assert again.status_code == 302
    assert Entry.objects.count() == before
    text = supply.get(ASSETS).content.decode()
    assert "đã nhập xong hoặc đã bỏ" in text
    assert "Kết quả nhập danh sách" in text
    assert act(supply, done_page(supply), "xong").url == "/thiet-bi/"
    assert not WaitingImport.objects.exists()
    assert "1 dòng không nhận" in upload(supply, LINES).content.decode()
    assert "Không có gì để nhập" in supply.get(ASSETS).content.decode(), "the same file again"


def done_page(client: Any) -> Any:
    return client.get(ASSETS)


def test_what_waits_is_locked_and_for_who_sent_it_alone(region, supply, client, sign_in):
    upload(supply, LINES)
    row = WaitingImport.objects.get()
    assert b"PK\x03\x04" not in bytes(row.file)
    assert "Máy in" not in bytes(WaitingPart.objects.get().lines).decode("latin-1")
    assert client.get(f"{ASSETS}o-can-xem.xlsx").status_code == 200
    sign_in(client, "csvc-tra-ly", verified=True)
    assert "Xem trước" in client.get(ASSETS).content.decode()
    assert client.get(f"{ASSETS}o-can-xem.xlsx").status_code == 404
    client.post(f"{ASSETS}ghi/", {"viec": "ghi"})
    assert not Asset.objects.exists()


def test_a_list_nobody_said_yes_to_is_swept(region, supply):
    upload(supply, LINES)
    with clock.fixed(clock.now() + waiting.KEPT + timedelta(minutes=1)):
        assert waiting.sweep() == 1
    assert not WaitingImport.objects.exists()


def test_giving_up_erases_all(region, supply):
    shown = upload(supply, LINES)
    assert act(supply, shown, "bo").url == ASSETS
    assert not WaitingImport.objects.exists()
    assert "Tệp cần có gì" in supply.get(ASSETS).content.decode()


def test_people_say_what_a_column_is_and_the_rows_follow(region, supply):
    shown = upload(supply, [["Đồ đạc", "Chỗ", "Loại"], ["Tủ sắt", "Kho", "Tủ"]])
    text = shown.content.decode()
    assert "Chưa rõ cột nào là: Tên tài sản" in text
    assert "Nhập 1 dòng" not in text
    assert act(supply, shown, "ghi").status_code == 302, "nothing to say yes to"
    again = act(supply, shown, "cot", **{"cot.A": "name", "cot.B": "room", "cot.C": "kind", "dong": "1"})
    assert again.status_code == 302
    shown = supply.get(ASSETS)
    assert "1 dòng sẽ ghi" in shown.content.decode()
    act(supply, shown, "ghi")
    assert [(asset.name, asset.room) for asset in mine(region)] == [("Tủ sắt", "Kho")]


def test_two_columns_of_one_meaning_are_refused_and_what_was_shown_stays(region, supply):
    shown = upload(supply, LINES)
    answer = act(supply, shown, "cot", **{"cot.B": "name", "cot.C": "name", "dong": "1"})
    assert answer.status_code == 400
    assert "Hai cột B và C cùng một nghĩa" in answer.content.decode()
    assert "2 dòng sẽ ghi" in supply.get(ASSETS).content.decode()


def test_another_sheet_and_another_line_of_the_heading_are_read_when_asked_for(region, supply):
    file = book(
        {"title": "Cũ", "rows": [HEAD, [1, "Máy A", "Máy in"]]},
        {"title": "Mới", "rows": [["x"], HEAD, [1, "Máy B", "Máy in"]]},
    )
    shown = upload(supply, file)
    assert "Trang khác cũng giống danh sách này" in shown.content.decode()
    act(supply, shown, "cot", trang="Mới", dong="1")
    text = supply.get(ASSETS).content.decode()
    assert "trang «Mới», tiêu đề ở dòng 2" in text
    assert "Máy B" in text
    act(supply, supply.get(ASSETS), "cot", trang="Mới", dong="3")
    assert "Chưa rõ cột nào là" in supply.get(ASSETS).content.decode()


def test_what_was_shown_before_another_reading_is_not_written(region, supply):
    first = upload(supply, LINES)
    upload(supply, [HEAD, [1, "Máy khác", "Máy in"]])
    assert act(supply, first, "ghi").status_code == 302
    assert not mine(region).exists()
    assert "đã được thay bằng một lần đọc khác" in supply.get(ASSETS).content.decode()


def test_a_list_shown_before_the_books_changed_is_shown_again(region, supply):
    shown = upload(supply, LINES)
    register(region, kind="printer", name="Máy in HP", serial="S1")
    assert act(supply, shown, "ghi").status_code == 302
    assert mine(region).count() == 1
    text = supply.get(ASSETS).content.decode()
    assert "Sổ vừa có thay đổi" in text
    assert "1 dòng sẽ ghi, 1 dòng đã có, 1 dòng không nhận" in text


def test_long_lists_are_written_step_by_step_and_an_interruption_goes_on(region, supply, monkeypatch):
    rows = [HEAD, *([n, f"Máy {n}", "Máy in", "", f"N{n}", 10] for n in range(1, 6))]
    monkeypatch.setattr(assets, "STEP", 2)
    shown = upload(supply, rows)
    going = act(supply, shown, "ghi")
    assert mine(region).count() == 2
    assert "2/5" in going.content.decode()
    assert "Ghi tiếp" in supply.get(ASSETS).content.decode(), "who comes back goes on"
    address, sent = f"{ASSETS}ghi/", {"luot": token(going), "viec": "tiep"}
    fragment = supply.post(address, sent, headers={"HX-Request": "true"}).content.decode()
    assert 'id="nhap-tien"' in fragment
    assert "<html" not in fragment
    last = supply.post(address, sent, headers={"HX-Request": "true"})
    assert last.headers["HX-Redirect"] == ASSETS
    assert mine(region).count() == 5
    assert "Đã nhập xong mọi dòng" in supply.get(ASSETS).content.decode()


def test_a_line_refused_when_it_comes_to_it_stops_no_other(region, supply, monkeypatch):
    from motcua.custody import asset_import
    from motcua.kernel.errors import RuleError

    real = asset_import.perform

    def refusing(command: Any, *args: Any, **more: Any) -> Any:
        if command.facts.serial == "S1":
            raise RuleError("Không được.")
        return real(command, *args, **more)

    monkeypatch.setattr(asset_import, "perform", refusing)
    text = act(supply, upload(supply, LINES), "ghi").content.decode()
    assert "Dòng bị từ chối khi ghi" in text
    assert "Không được." in text
    assert [asset.name for asset in mine(region)] == ["Ghế chờ"]
    monkeypatch.setattr(asset_import, "perform", real)
    act(supply, upload(supply, LINES), "ghi")
    assert sorted(asset.name for asset in mine(region)) == ["Ghế chờ", "Máy in HP"], "a retry writes only what lacked"


def test_busy_books_leave_a_step_undone_and_say_so(region, supply, monkeypatch):
    from motcua.custody import asset_import
    from motcua.kernel.errors import Busy

    real = asset_import.perform

    def busy(command: Any, *args: Any, **more: Any) -> Any:
        if command.facts.name == "Ghế chờ":
            raise Busy("Hệ thống đang bận ghi sổ.")
        return real(command, *args, **more)

    shown = upload(supply, LINES)
    monkeypatch.setattr(asset_import, "perform", busy)
    answer = act(supply, shown, "ghi")
    assert answer.status_code == 503
    assert not mine(region).exists()
    monkeypatch.setattr(asset_import, "perform", real)
    assert "Đã nhập xong" in act(supply, answer, "tiep").content.decode()
    assert mine(region).count() == 2


def test_cells_with_faults_are_taken_away_as_text(region, supply):
    upload(
        supply, [HEAD, [1, "Máy in", "Máy in", "", "", '@SUM(1+1)*cmd|"/c calc"!A1'], [2, "Máy", "Máy in", "+84 lạ"]]
    )
    page = load_workbook(io.BytesIO(supply.get(f"{ASSETS}o-can-xem.xlsx").content)).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(cell.value == '@SUM(1+1)*cmd|"/c calc"!A1' for cell in cells)
    assert [page.cell(3, column).value for column in (1, 2, 3, 6)] == ["F2", 2, "Nguyên giá", "lỗi"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Tệp Excel đời cũ (.xls)"),
        ("a.csv", "Tên tài sản,Loại\nMáy in,Máy in\n".encode("utf-16"), "1 dòng sẽ ghi"),
        ("a.csv", bytes(range(256)), "Tệp phải là XLSX hoặc CSV"),
        ("a.pdf", b"%PDF-1.7 x", "Đây là tệp PDF"),
        ("a.csv", b"", "Chọn một tệp"),
    ],
)
def test_other_files_are_told_what_they_are(region, supply, name, content, sentence):
    answer = upload(supply, content, name=name)
    assert sentence in answer.content.decode()
    assert answer.status_code == (200 if "dòng sẽ ghi" in sentence else 400)


def test_pages_of_lines_and_lists_by_what_becomes_of_them(region, supply):
    rows = [HEAD, *([n, f"Máy {n}", "Máy in", "", f"N{n}", "?" if n == 60 else 1] for n in range(1, 61))]
    text = upload(supply, rows).content.decode()
    assert "Máy 50" in text
    assert "Máy 51" not in text
    assert f"{ASSETS}?tu=50" in text
    assert "Máy 51" in supply.get(f"{ASSETS}?tu=50").content.decode()
    only = supply.get(f"{ASSETS}?ds=bad").content.decode()
    assert "<b>F61</b>" in only
    assert "Máy 1<" not in only
    assert supply.get(f"{ASSETS}?ds=lạ&tu=-1").status_code == 200


def test_the_empty_form_has_examples_that_are_passed_over(region, supply):
    form = supply.get(f"{ASSETS}mau.xlsx").content
    page = load_workbook(io.BytesIO(form)).worksheets[0]
    assert page["A2"].value.startswith("(ví dụ)")
    assert page["A3"].value.startswith("(ví dụ)")
    text = upload(supply, form).content.decode()
    assert "Không có gì để nhập" in text
    assert "dòng ví dụ của mẫu" in text


@pytest.mark.parametrize("address", [ASSETS, f"{ASSETS}ghi/", f"{ASSETS}mau.xlsx", f"{ASSETS}o-can-xem.xlsx", PEOPLE])
def test_others_do_not_come_in(region, client, sign_in, address):
    sign_in(client, "khoakd", verified=True)
    method = client.post if address.endswith("ghi/") else client.get
    assert method(address).status_code == 403
    assert client.get(f"{ASSETS}ghi/").status_code == 405


def test_an_inventory_is_taken_in_with_its_faults(old, fonds, client, sign_in):
    sign_in(client, OLD_ARCHIVIST, verified=True)
    page = f"/luu-tru/phong/{fonds}/ho-so/nhap-tep/"
    assert "Chỉ ô không đọc được mới chặn dòng của nó" in client.get(page).content.decode()
    had = RecordFile.objects.filter(fonds=fonds).count()
    rows = [["STT", "Tiêu đề hồ sơ", "Số tờ"], [7001, "Hồ sơ A", 5], [7001, None, 5], [7002, "Hồ sơ B", "nhiều"]]
    shown = upload(client, rows, page)
    assert "2 dòng sẽ ghi" in shown.content.decode()
    assert "Đã nhập xong" in act(client, shown, "ghi", page).content.decode()
    assert RecordFile.objects.filter(fonds=fonds).count() == had + 2
    assert client.get(f"{page}mau.xlsx").status_code == 200
    assert page in client.get(f"/luu-tru/phong/{fonds}/ho-so/").content.decode()
    sign_in(client, "csvc-cao-xa", verified=True)
    assert client.get(page).status_code in (403, 404)


def test_a_plan_of_moves_is_taken_in_for_one_centre(region, client, sign_in):
    name = next(name for name, actor in region.actors.items() if actor.can("staff.write"))
    sign_in(client, name, verified=True)
    page = f"{PEOPLE}?don-vi={own_centre(region, name)}"
    head = ["Họ tên", "Đơn vị cũ", "Chức danh mới", "Số quyết định", "Ngày quyết định", "Ngày nhận việc", "Còn thiếu"]
    line = ["Lê Thử", "Phòng A", "Chuyên viên", "1/QĐ", "ngày 1 tháng 6 năm 2025", "01.07.2025", "Đủ"]
    shown = upload(client, [head, line], page)
    assert "Thêm vào phương án" in shown.content.decode()
    assert "Đã nhập xong mọi dòng" in act(client, shown, "ghi", page).content.decode()
    assert Move.objects.get(name="Lê Thử").items.count() == 6
    assert "nhap/" in client.get("/nhan-su/phuong-an/").content.decode()
    assert client.get(f"{PEOPLE}mau.xlsx").status_code == 200


def own_centre(region: Any, name: str) -> Any:
    from motcua.staff.queries import reach

    return reach.centres(region[name])[0].id
