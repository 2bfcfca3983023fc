"""The books and the access log over HTTP, and that looking at the log is logged."""

from __future__ import annotations

import csv
import io
from uuid import UUID

import pytest

from motcua.config import wiring
from motcua.desks.manage.views import access_log, books
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger import access, duties, sealing
from motcua.ledger.models import Access

pytestmark = pytest.mark.django_db

LOG = "/quan-tri/so/truy-cap/"
SUBJECT = UUID("00000000-0000-7000-8000-0000000000aa")


@pytest.fixture
def auditor(town, client, sign_in):
    return sign_in(client, "giamsat")


def test_the_state_of_the_books_and_a_check_of_them(town, auditor):
    sealing.seal_all()
    page = auditor.get("/quan-tri/so/").content.decode()
    assert "niêm phong số 1" in page
    assert "Chờ niêm phong" in page
    checked = auditor.post("/quan-tri/so/kiem-tra/")
    assert checked.status_code == 200
    assert "Sổ nguyên vẹn" in checked.content.decode()


def test_a_fault_in_the_books_is_told(town, auditor, monkeypatch):
    from motcua.ledger.findings import Report

    report = Report()
    report.fault("entry_changed", "dossier v1", "Nội dung dòng sổ {where} đã bị sửa.", where="dossier v1")
    monkeypatch.setattr("motcua.office.queries.logbook.verify.verify", lambda: report)
    page = auditor.post("/quan-tri/so/kiem-tra/").content.decode()
    assert "Sổ có 1 lỗi" in page
    assert "Nội dung dòng sổ dossier v1 đã bị sửa." in page


def test_one_check_at_a_time(town, auditor):
    assert books._checking.acquire(blocking=False)
    try:
        assert auditor.post("/quan-tri/so/kiem-tra/").status_code == 503
    finally:
        books._checking.release()


def test_a_refusal_and_a_read_can_be_found_by_person_day_and_outcome(town, client, sign_in):
    sign_in(client, "tiepnhan")
    client.get("/quan-tri/so/")
    access.read(town["thuly"], "dossiers.page", [SUBJECT], purpose="Giải quyết hồ sơ")
    sign_in(client, "giamsat")
    everything = client.get(LOG).content.decode()
    assert "Lê Thử Nhận" in everything
    assert "Giải quyết hồ sơ" in everything
    by_person = client.get(f"{LOG}?ai={town.account('thuly')}").content.decode()
    assert "Giải quyết hồ sơ" in by_person
    assert "không được vào phần này" not in by_person
    refused = client.get(f"{LOG}?ket-qua=tu-choi").content.decode()
    assert "Vị trí đang đăng nhập không được vào phần này." in refused
    assert "Giải quyết hồ sơ" not in refused
    about = client.get(f"{LOG}?ve={SUBJECT}").content.decode()
    assert "dossiers.page" in about
    assert "Không có dòng nào" in client.get(f"{LOG}?tu=01/01/2024&den=02/01/2024").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "tu=hom-qua",
        "ai=khong-phai",
        "ve=abc",
        "tu=11/07/2025&den=01/07/2025",
        "ket-qua=gi-do",
        "den=0001-01-01",
        "tu=31/12/9999",
    ],
)
def test_a_search_that_cannot_be_understood_is_told_beside_its_field(town, auditor, query):
    answer = auditor.get(f"{LOG}?{query}")
    assert answer.status_code == 422
    assert "error" in answer.content.decode()


def test_looking_into_the_log_is_logged(town, auditor):
    auditor.get(f"{LOG}?ai={town.account('thuly')}")
    row = Access.objects.order_by("-pk").first()
    assert (row.account_id, row.outcome, row.subject_id) == (town.account("giamsat"), "read", town.account("thuly"))
    assert row.what == "office.access_log"


def test_pages_go_on_by_key_without_losing_or_repeating_a_line(town, auditor, monkeypatch):
    monkeypatch.setattr(access_log, "PAGE", 4)
    subjects = [SUBJECT]
    for number in range(10):
        access.read(town["thuly"], f"dossiers.page{number}", subjects, purpose="Thử trang")
    href, seen = f"?ai={town.account('thuly')}", []
    while href:
        page = auditor.get(LOG + href.replace("&amp;", "&")).content.decode()
        seen += [piece.split('"')[0] for piece in page.split('title="dossiers.page')[1:]]
        rest = page.split('rel="next" href="')
        href = rest[1].split('"')[0] if len(rest) > 1 else ""
    assert seen == [str(number) for number in reversed(range(10))]


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("motcua.desks.manage.views.books.duties", "Trang /quan-tri/so/viec-dinh-ky/"),
        ("motcua.desks.manage.views.people.person", "Trang /quan-tri/can-bo/…/"),
        ("dossiers.AcceptDossier", "Tiếp nhận"),
    ],
)
def test_who_was_refused_is_told_by_the_page_or_the_act(town, auditor, what, shown):
    access.refused(town["thuly"], what, None, NotAllowed(N_("Bạn không được vào phần này.")))
    page = auditor.get(LOG).content.decode()
    assert f'<span class="cell-soft">{shown}</span>' in page
    rows = list(csv.reader(io.StringIO(auditor.get("/quan-tri/so/truy-cap.csv").content.decode("utf-8-sig"))))
    assert [row[9] for row in rows if row[6] == what] == [shown]


def test_the_export_holds_the_same_lines_and_no_formula(town, auditor):
    access.read(town["thuly"], "=HYPERLINK(1)", [SUBJECT], purpose="Thử xuất")
    answer = auditor.get(f"/quan-tri/so/truy-cap.csv?ai={town.account('thuly')}")
    assert answer["Content-Disposition"].endswith('.csv"')
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][1] == "Ai"
    line = next(row for row in rows if row[7] == "Thử xuất")
    assert line[1] == "Hoàng Thử Lý"
    assert line[6] == "'=HYPERLINK(1)"
    assert auditor.get("/quan-tri/so/truy-cap.csv?tu=xyz").status_code == 422


def test_duties_done_are_listed(town, auditor):
    from motcua.ledger.models import DutyRun

    assert "Chưa có việc nào chạy" in auditor.get("/quan-tri/so/viec-dinh-ky/").content.decode()
    DutyRun.objects.create(duty="ledger.replay", subject="", period="2025-07-11", at=town.at, outcome="xong")
    assert "Đối chiếu bản ghi với sổ" in auditor.get("/quan-tri/so/viec-dinh-ky/").content.decode()


def test_what_the_system_did_by_itself_is_told_in_vietnamese(town, auditor):
    wiring.hook_up()
    ran = {one.duty: one for one in duties.tick()}
    assert "office.close_idle_accounts" in ran
    assert set(ran) <= set(books.DUTY_NAMES), "a duty goes by its name in the code"
    page = auditor.get("/quan-tri/so/viec-dinh-ky/").content.decode()
    for one in ran.values():
        assert not one.failed
        assert one.outcome in page
        assert not one.outcome.isascii(), f"{one.duty}: {one.outcome}"


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (N_("Mã hồ sơ {code} đã được nhập trước đó."), "Mã hồ sơ … đã được nhập trước đó."),
        ("x" * 180 + " {a_rather_long_name_of_a_value}", "x" * 180 + " …"),
    ],
    ids=["values", "cut within a value"],
)
def test_a_refusal_is_told_without_its_values(town, auditor, sentence, shown):
    error = NotAllowed(sentence, code="H33-1", a_rather_long_name_of_a_value=1)
    access.refused(town["thuly"], "dossiers.Thu", SUBJECT, error)
    assert shown in auditor.get(LOG).content.decode()
    rows = list(csv.reader(io.StringIO(auditor.get("/quan-tri/so/truy-cap.csv").content.decode("utf-8-sig"))))
    assert [row[7] for row in rows if row[6] == "dossiers.Thu"] == [shown]
