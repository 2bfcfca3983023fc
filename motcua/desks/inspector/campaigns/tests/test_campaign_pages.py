"""The pages of campaigns: planned, told, answered, begun; what nobody may see is on no page, list, file or calendar."""

from __future__ import annotations

import re
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import icalendar
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from motcua.inspections import queries
from motcua.inspections.commands import BeginStop, ReadyCampaign
from motcua.inspections.models import Campaign, Member, Stop
from motcua.inspections.rules.campaigns import Kind, Part
from motcua.inspections.rules.stops import Half
from motcua.kernel import clock
from motcua.kernel.ids import new_id
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform

HOME = "/doan-kiem-tra/"
ABOUT = {
    "title": "Kiểm tra công vụ tháng 7",
    "kind": "planned",
    "announced": "co",
    "purpose": "Nắm tình hình",
    "content": "Bộ phận một cửa",
    "documents": "- Quyết định thành lập\n- Sổ theo dõi hồ sơ",
    "mandate": "decision",
    "mandate_number": "12/QĐ-UBND",
    "mandate_day": "14/07/2025",
    "mandate_issuer": "UBND tỉnh Phú Thọ",
    "period_from": "01/07/2025",
    "period_to": "15/07/2025",
}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def made(planning):
    """An announced campaign, ready, to Đại Đồng in the morning and Xuân Lũng in the afternoon of 16/7."""
    campaign = planning.campaign("Làm việc tại các xã")
    planning.team(campaign)
    planning.outline(campaign)
    stops = [planning.stop(campaign, "dai-dong"), planning.stop(campaign, "xuan-lung", half=Half.AFTERNOON)]
    perform(ReadyCampaign(campaign=campaign), planning.world["liemqt"])
    return campaign, *stops


def test_a_campaign_is_prepared_from_the_first_form_to_the_announcement(steering, enter):
    liem = enter("liemqt")
    made = _pdf()
    pdf = SimpleUploadedFile("qd.pdf", made, content_type="application/pdf")
    form = {**ABOUT, "once_key": new_id().hex}
    answer = liem.post(f"{HOME}moi/", {**form, "files": pdf})
    assert answer.status_code == HTTPStatus.FOUND
    here = answer.url
    again = SimpleUploadedFile("qd.pdf", made, content_type="application/pdf")
    assert liem.post(f"{HOME}moi/", {**form, "files": again}).url == here
    assert Campaign.objects.count() == 1
    lacking = text(liem.get(here))
    assert f'look-primary" href="{here}them-nguoi/' in lacking, "somebody who leads comes before making ready"
    assert "Thêm Trưởng đoàn rồi làm lại." in lacking
    people = (
        {"part": "leader", "told": "official", "official": str(steering["liemqt"].official)},
        {"part": "member", "told": "unit", "unit_name": "Lãnh đạo Sở Tài chính"},
        {"part": "secretary", "told": "named", "name": "Trần Thử", "title": "Chuyên viên"},
    )
    for person in people:
        assert liem.post(f"{here}them-nguoi/", person).status_code == HTTPStatus.FOUND
    place = str(steering.places["dai-dong"])
    stop = {"place": place, "day": "27/07/2025", "half": "morning", "clock": "8h30", "kind": "centre"}
    assert liem.post(f"{here}them-buoi/", stop).status_code == HTTPStatus.FOUND
    outline = {"text": "Tình hình chung\nNhân sự | Giao; Có mặt", "due": "20/07/2025"}
    assert liem.post(f"{here}de-cuong/", outline).status_code == HTTPStatus.FOUND
    page = text(liem.get(here))
    assert f'look-primary" href="{here}viec/trien-khai/' in page
    for words in (
        "12/QĐ-UBND",
        "Sổ theo dõi hồ sơ",
        "chưa nêu tên người",
        "Ngày nghỉ hằng tuần: Chủ nhật.",
        "bảng: Giao, Có mặt",
    ):
        assert words in page
    assert liem.get(f"{here}quyet-dinh/").headers["Content-Type"] == "application/pdf"
    assert "Sổ theo dõi hồ sơ" in text(liem.get(f"{here}viec/sua/"))
    assert "được báo" in text(liem.get(f"{here}viec/trien-khai/"))
    assert liem.post(f"{here}viec/trien-khai/").status_code == HTTPStatus.FOUND
    assert Campaign.objects.get().state == "ready"
    assert Campaign.objects.get().mandate_file
    corrected = {**ABOUT, "title": "Kiểm tra công vụ", "reason": "Gọn tên"}
    assert liem.post(f"{here}viec/sua/", corrected).status_code == HTTPStatus.FOUND
    assert Campaign.objects.get().mandate_file
    member = Member.objects.get(told="named")
    assert liem.get(f"{here}nguoi/{member.pk}/bo/").status_code == HTTPStatus.OK
    assert liem.post(f"{here}nguoi/{member.pk}/bo/", {"reason": "Đi học"}).status_code == HTTPStatus.FOUND
    assert not Member.objects.filter(pk=member.pk).exists()


def _pdf() -> bytes:
    out = BytesIO()
    book = pikepdf.new()
    book.add_blank_page()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"kind": "khác"}, "kind"),
        ({"mandate_day": "31/02/2025"}, "mandate_day"),
        ({"mandate_number": ""}, "mandate_number"),
        ({"period_to": "01/06/2025"}, "period_to"),
        ({"documents": "x" * 301}, "documents"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(enter, change, field):
    before = Entry.objects.count()
    answer = enter("liemqt").post(f"{HOME}moi/", {**ABOUT, **change})
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert f'href="#f-{field}' in text(answer)
    assert Entry.objects.count() == before


def test_the_commune_sees_its_stop_answers_and_the_team_reads(made, enter):
    _, stop, other = made
    director = enter("gd-dai-dong")
    here = f"{HOME}buoi/{stop}/"
    assert "Làm việc tại các xã" in text(director.get(HOME))
    assert "Viết báo cáo theo đề cương" in text(director.get(here))
    assert director.get(f"{HOME}buoi/{other}/").status_code == HTTPStatus.NOT_FOUND
    draft = {"c1": "Đang làm", "how": "luu"}
    assert director.post(f"{here}de-cuong/", draft).status_code == HTTPStatus.FOUND
    assert "Đang làm" in text(director.get(f"{here}de-cuong/"))
    assert "Đang làm" not in text(enter("kt1-pt").get(here))
    refused = director.post(f"{here}de-cuong/", {**draft, "how": "nop"})
    assert (refused.status_code, "Chưa trả lời câu 2" in text(refused)) == (HTTPStatus.BAD_REQUEST, True)
    whole = {"c1": "Đang làm", "c2": "12 | 10\n3 | 3", "how": "nop"}
    assert director.post(f"{here}de-cuong/", whole).status_code == HTTPStatus.FOUND
    inspector = enter("kt1-pt")
    assert re.search(r'<td data-label="Có mặt">10</td>', text(inspector.get(here)))
    assert inspector.get(f"{here}bao-cao.pdf").content.startswith(b"%PDF")
    assert inspector.post(f"{here}viec/tra-lai/", {"remarks": "Thêm số hồ sơ"}).status_code == HTTPStatus.FOUND
    assert "Thêm số hồ sơ" in text(director.get(here))
    assert inspector.get(f"{here}de-cuong/").status_code == HTTPStatus.FORBIDDEN


def test_papers_and_calendars(made, enter):
    campaign, stop, _ = made
    liem, director = enter("liemqt"), enter("gd-dai-dong")
    assert liem.get(f"{HOME}{campaign}/ke-hoach.pdf").content.startswith(b"%PDF")
    assert director.get(f"{HOME}{campaign}/ke-hoach.pdf").status_code == HTTPStatus.NOT_FOUND
    assert director.get(f"{HOME}buoi/{stop}/thong-bao.pdf").content.startswith(b"%PDF")
    for who, path, count in (
        (liem, f"{campaign}/lich.ics", 2),
        (director, f"{campaign}/lich.ics", 1),
        (enter("kt1-pt"), "cua-toi/lich.ics", 2),
        (enter("kt2-pt"), "cua-toi/lich.ics", 0),
    ):
        book = icalendar.Calendar.from_ical(who.get(f"{HOME}{path}").content)
        entries = book.walk("VEVENT")
        assert len(entries) == count
    first = icalendar.Calendar.from_ical(liem.get(f"{HOME}{campaign}/lich.ics").content).walk("VEVENT")[0]
    assert (first["uid"], first.decoded("dtstart")) == (f"{stop}@motcua", clock.at(2025, 7, 16, 7, 30))
    assert "Đại Đồng" in text(enter("kt1-pt").get(f"{HOME}cua-toi/"))
    assert "Đại Đồng" in text(liem.get(f"{HOME}lich/?tu=2025-07-16"))
    assert "chưa có buổi nào" in text(liem.get(f"{HOME}lich/?tu=2026-01-01"))
    assert liem.get(f"{HOME}lich/?tu=0001-01-01").status_code == HTTPStatus.OK


def test_a_stop_is_begun_moved_finished_and_closed_on_screen(made, steering, enter):
    campaign, stop, other = made
    liem, inspector = enter("liemqt"), enter("kt1-pt")
    moved = {"day": "17/07/2025", "half": "afternoon", "clock": "14:00"}
    refused = liem.post(f"{HOME}buoi/{other}/viec/doi/", moved)
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert liem.get(f"{HOME}buoi/{other}/viec/doi/").status_code == HTTPStatus.OK
    moved["reason"] = "Họp"
    assert liem.post(f"{HOME}buoi/{other}/viec/doi/", moved).status_code == HTTPStatus.FOUND
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        here = f"{HOME}buoi/{stop}/"
        form = {"once_key": new_id().hex}
        for _ in range(2):
            assert inspector.post(f"{here}viec/bat-dau/", form).status_code == HTTPStatus.FOUND
        assert inspector.post(f"{here}viec/ket-thuc/").status_code == HTTPStatus.FORBIDDEN
        assert liem.post(f"{here}viec/ket-thuc/").status_code == HTTPStatus.FOUND
        assert liem.post(f"{HOME}buoi/{other}/viec/huy/", {"reason": "Bão"}).status_code == HTTPStatus.FOUND
        assert liem.post(f"{HOME}{campaign}/viec/ket-thuc/", {"words": "Xong"}).status_code == HTTPStatus.FOUND
    assert [row.state.value for row in queries.page(steering["liemqt"], campaign).stops] == ["finished", "cancelled"]


def test_two_teams_at_one_commune_are_flagged_on_the_form_with_what_was_typed(made, planning, enter):
    second = planning.campaign("Đoàn hai")
    place = str(planning.world.places["dai-dong"])
    form = {"place": place, "day": "16/07/2025", "half": "morning", "kind": "session", "venue": "Hội trường"}
    refused = enter("liemqt").post(f"{HOME}{second}/them-buoi/", form)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Cùng buổi này đã có đoàn khác đến xã Đại Đồng." in text(refused)
    assert "Hội trường" in text(refused)
    assert not Stop.objects.filter(campaign=second).exists()


def test_a_draw_on_screen(planning, enter):
    campaign = planning.campaign("Đột xuất", announced=False, kind=Kind.SUDDEN)
    planning.person(campaign, "liemqt", Part.LEADER)
    liem, here = enter("liemqt"), f"{HOME}{campaign}/"
    pool = [str(planning.world.places[key]) for key in ("dai-dong", "xuan-lung", "cao-xa")]
    for wrong in ({"count": "9"}, {"count": "0"}, {"count": "1", "days": "0"}, {"count": "1", "pool": []}):
        answer = liem.post(f"{here}boc-tham/", {"pool": pool, **wrong})
        assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert liem.post(f"{here}boc-tham/", {"pool": pool, "count": "1"}).status_code == HTTPStatus.FOUND
    (draw,) = queries.page(planning.world["liemqt"], campaign).draws
    assert draw.seed_hash in text(liem.get(here))
    assert draw.seed_hash in text(liem.get(f"{here}boc-tham/{draw.id}/"))
    assert liem.post(f"{here}boc-tham/{draw.id}/").status_code == HTTPStatus.FOUND
    (held,) = queries.page(planning.world["liemqt"], campaign).draws
    assert held.seed in text(liem.get(here))
    offered = text(liem.get(f"{here}them-buoi/"))
    assert (str(held.drawn[0][0]) in offered, sum(unit in offered for unit in pool)) == (True, 1)


def test_what_is_not_announced_is_nowhere_until_the_stop_begins(planning, enter):
    word = "Bí mật"
    campaign = planning.campaign(f"{word} Đại Đồng", announced=False, kind=Kind.SUDDEN)
    planning.team(campaign)
    stop = planning.stop(campaign, "dai-dong")
    perform(ReadyCampaign(campaign=campaign), planning.world["liemqt"])
    director = enter("gd-dai-dong")
    doors = (HOME, f"{HOME}?q=bi+mat", f"{HOME}?thang=2025-07", f"{HOME}lich/", f"{HOME}cua-toi/")
    for door in doors:
        assert word not in text(director.get(door))
    closed = (
        f"{campaign}/",
        f"{campaign}/lich.ics",
        f"{campaign}/ke-hoach.pdf",
        f"buoi/{stop}/",
        f"buoi/{stop}/thong-bao.pdf",
    )
    for door in closed:
        assert director.get(f"{HOME}{door}").status_code == HTTPStatus.NOT_FOUND
    rows = list(load_workbook(BytesIO(director.get(f"{HOME}danh-sach.xlsx").content)).active.values)
    assert len(rows) == 2
    above = enter("vp-pt")
    sealed = text(above.get(f"{HOME}{campaign}/"))
    assert "chưa công bố" in sealed
    assert not {word, "Kiểm tra Thử"} & set(re.findall(f"{word}|Kiểm tra Thử", sealed))
    assert word not in str(list(load_workbook(BytesIO(above.get(f"{HOME}danh-sach.xlsx").content)).active.values))
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        perform(BeginStop(stop=stop), planning.world["kt1-pt"])
        assert word in text(director.get(HOME))
        assert director.get(f"{HOME}buoi/{stop}/thong-bao.pdf").status_code == HTTPStatus.OK


def test_a_delegate_reads_the_visit_and_every_change_is_refused_and_logged(made, steering, enter):
    campaign, stop, _ = made
    delegate = enter("dungnt")
    for door in (HOME, f"{HOME}{campaign}/", f"{HOME}buoi/{stop}/", f"{HOME}lich/", f"{HOME}cua-toi/"):
        page = delegate.get(door)
        assert page.status_code == HTTPStatus.OK
        assert "/viec/" not in text(page)
    before = Entry.objects.count()
    acts = (
        *(
            "moi/",
            f"{campaign}/viec/sua/",
            f"{campaign}/them-nguoi/",
            f"{campaign}/them-buoi/",
            f"{campaign}/de-cuong/",
        ),
        *(f"{campaign}/boc-tham/", f"buoi/{stop}/viec/bat-dau/", f"buoi/{stop}/viec/doi/", f"buoi/{stop}/de-cuong/"),
    )
    for act in acts:
        assert delegate.post(f"{HOME}{act}", {}).status_code == HTTPStatus.FORBIDDEN, act
    assert Entry.objects.count() == before
    refused = Access.objects.filter(account_id=steering["dungnt"].account, outcome="refused")
    assert refused.count() == len(acts)
    contractor = enter("thicong")
    for door in (HOME, f"{HOME}{campaign}/", f"{HOME}buoi/{stop}/", f"{HOME}danh-sach.xlsx", f"{HOME}cua-toi/lich.ics"):
        assert contractor.get(door).status_code == HTTPStatus.FORBIDDEN


def test_what_is_not_there_is_not_found(enter):
    liem, nothing = enter("liemqt"), uuid4()
    doors = (
        *(
            f"{nothing}/",
            f"buoi/{nothing}/",
            f"{nothing}/viec/sua/",
            f"{nothing}/viec/la/",
            f"{nothing}/nguoi/{nothing}/bo/",
        ),
        *(
            f"{nothing}/boc-tham/{nothing}/",
            f"buoi/{nothing}/viec/la/",
            f"{nothing}/quyet-dinh/",
            f"buoi/{nothing}/de-cuong/",
        ),
    )
    for door in doors:
        assert liem.get(f"{HOME}{door}").status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}, door
    for month in ("2025-99", "9999-12", "0001-01", "2025-07-01"):
        assert liem.get(f"{HOME}?xem=la&loai=la&dia-ban=la&thang={month}&sau=la").status_code == HTTPStatus.OK, month
