"""«Trực hôm nay» over HTTP: the inspector's look, noting, covers, late entries, one's own sign-in; rosters; assignments; leave."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from motcua.config.demo import staffing
from motcua.config.demo.staffing import official_of
from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.staff.models import Assignment, Cover, Leave, Presence, Roster, Shortcoming, Slot
from motcua.staff.tests.conftest import neighbour, old_places

TODAY = "/nhan-su/"
MINE = "/nhan-su/toi/"
DAY = "2018-02-22"


@pytest.fixture(scope="module")
def laid_old(lay_on_region):
    return lay_on_region(old_commune)


@pytest.fixture
def old(laid_old, region):
    """Phượng Dực on 22/2/2018, 08:10."""
    with clock.fixed(staffing.INSPECTED):
        yield laid_old


def old_commune(_region):
    old_places()
    made = staffing.phuong_duc()
    neighbour()
    return made


def text(answer):
    return answer.content.decode()


def test_the_inspector_opens_duty_today(old, sign_in, client):
    answer = sign_in(client, "hailt").get(TODAY)
    page = text(answer)
    assert answer.status_code == HTTPStatus.OK
    assert "1 chỗ trực vắng mà không có người thay" in page
    assert "Lê Thử Ba (Bàn 3)" in page
    assert "2/3 chỗ có người" in page
    assert "Tuần làm việc đầu tiên sau Tết Mậu Tuất" in page
    assert "5/5 ngày đủ người" in page
    assert staffing.OLD_SECTION in page


@pytest.mark.parametrize("username", ["tpht-pd", "vhxh-pd"])
def test_colleagues_do_not_see_who_is_there(old, sign_in, client, username):
    assert sign_in(client, username).get(TODAY).status_code == HTTPStatus.FORBIDDEN


def test_others_do_not_find_the_centre(old, sign_in, client):
    address = f"{TODAY}?don-vi={old.section}"
    assert sign_in(client, "vptk-hm").get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("address", [TODAY, MINE, "/nhan-su/lich/", "/nhan-su/phan-cong/", "/nhan-su/thieu-sot/"])
def test_nobody_is_led_to_the_sign_in_page(old, client, address):
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.url.startswith("/tai-khoan/dang-nhap/")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("ngay=2018-02-24", HTTPStatus.OK),
        ("ngay=hôm+nay", HTTPStatus.BAD_REQUEST),
        ("ngay=1850-01-01", HTTPStatus.BAD_REQUEST),
        ("ngay=2001-01-01", HTTPStatus.UNPROCESSABLE_ENTITY),
        ("don-vi=x", HTTPStatus.NOT_FOUND),
        ("don-vi=%00", HTTPStatus.BAD_REQUEST),
    ],
)
def test_addresses_that_are_none_are_told(old, sign_in, client, query, status):
    assert sign_in(client, "hailt").get(f"{TODAY}?{query}").status_code == status


def test_a_shortcoming_is_noted_once_however_often_it_is_sent(old, sign_in, client):
    seat = sign_in(client, "hailt")
    address = f"{TODAY}truc/{old.section}/{official_of(old['vhxh-pd'])}/thieu-sot/?ngay={DAY}&buoi=morning"
    for _ in range(2):
        assert seat.post(address, {"once_key": "a"}).status_code == HTTPStatus.FOUND
    assert Shortcoming.objects.count() == 1
    assert seat.post(address, {"once_key": "b"}).status_code == HTTPStatus.CONFLICT
    page = text(seat.get("/nhan-su/thieu-sot/"))
    assert "đã kiểm tra tận nơi" in page
    assert "Lê Thanh Hải, Trưởng phòng Nội vụ huyện" in page
    assert seat.get(f"{TODAY}thieu-sot/{Shortcoming.objects.get().id}/").status_code == HTTPStatus.FORBIDDEN


def test_the_head_explains_and_what_was_seen_stays(old, sign_in, client):
    seat = sign_in(client, "hailt")
    seat.post(f"{TODAY}truc/{old.section}/{official_of(old['vhxh-pd'])}/thieu-sot/?ngay={DAY}&buoi=morning")
    row = Shortcoming.objects.get()
    seat = sign_in(client, "vptk-pd")
    address = f"{TODAY}thieu-sot/{row.id}/"
    assert seat.get(address).status_code == HTTPStatus.OK
    assert seat.post(address, {"explanation": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post(address, {"explanation": "Đi cơ sở"}).status_code == HTTPStatus.FOUND
    page = text(seat.get(f"{TODAY}thieu-sot/"))
    assert "Đi cơ sở" in page
    assert "vắng, không có người thay" in page
    assert "Đi cơ sở" not in text(seat.get(f"{TODAY}thieu-sot/?con=1"))


def test_a_cover_is_named_and_taken_back(old, sign_in, client):
    seat = sign_in(client, "vptk-pd")
    address = f"{TODAY}truc/{old.section}/{official_of(old['vhxh-pd'])}/thay/?ngay={DAY}&buoi=morning"
    assert seat.get(address).status_code == HTTPStatus.OK
    wrong = seat.post(address, {"cover": str(official_of(old["tpht-pd"])), "reason": "x"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Cover.objects.exists()
    right = {"cover": str(official_of(old["vptk-pd"])), "reason": "Chưa thấy đến"}
    assert seat.post(address, right).status_code == HTTPStatus.FOUND
    assert "vắng, người thay chưa có mặt" in text(seat.get(TODAY))
    back = f"{TODAY}truc/thay/{Cover.objects.get().id}/bo/"
    assert seat.post(back, {"reason": "Nhầm"}).status_code == HTTPStatus.FOUND
    assert Cover.objects.get().withdrawn


@pytest.mark.parametrize(
    ("came", "status"),
    [
        ("7h25", HTTPStatus.FOUND),
        ("07:25", HTTPStatus.FOUND),
        ("bảy", HTTPStatus.BAD_REQUEST),
        ("", HTTPStatus.UNPROCESSABLE_ENTITY),
        ("10:00", HTTPStatus.UNPROCESSABLE_ENTITY),
    ],
)
def test_a_forgotten_presence_is_entered_with_its_reason(old, sign_in, client, came, status):
    seat = sign_in(client, "vptk-pd")
    address = f"{TODAY}truc/{old.section}/{official_of(old['vhxh-pd'])}/bo-sung/?ngay={DAY}&buoi=morning"
    before = Presence.objects.count()
    assert seat.get(address).status_code == HTTPStatus.OK
    assert seat.post(address, {"came": came, "left": "", "reason": "Quên"}).status_code == status
    assert Presence.objects.count() - before == (status == HTTPStatus.FOUND)
    if status == HTTPStatus.FOUND:
        assert "ghi bổ sung" in text(seat.get(TODAY))


def test_a_sign_out_is_corrected(old, sign_in, client):
    presence = Presence.objects.get(official=official_of(old["tpht-pd"]), day=DAY)
    seat = sign_in(client, "vptk-pd")
    address = f"{TODAY}truc/gio/{presence.id}/"
    assert "07:24" in text(seat.get(address))
    answer = seat.post(address, {"came": "07:24", "left": "08:05", "reason": "Về sớm"})
    assert answer.status_code == HTTPStatus.FOUND
    assert sign_in(client, "vptk-hm").get(address).status_code == HTTPStatus.NOT_FOUND


def test_one_signs_in_and_out_oneself(old, sign_in, client):
    seat = sign_in(client, "vhxh-pd")
    assert "Điểm danh đến" in text(seat.get(MINE))
    for _ in range(2):
        assert seat.post(f"{MINE}den/", {"once_key": "x"}).status_code == HTTPStatus.FOUND
    row = Presence.objects.get(official=official_of(old["vhxh-pd"]), day=DAY)
    assert seat.post(f"{MINE}den/", {"once_key": "y"}).status_code == HTTPStatus.CONFLICT
    assert "08:10" in text(seat.get(MINE))
    assert sign_in(client, "tpht-pd").post(f"{MINE}ve/{row.id}/").status_code == HTTPStatus.FORBIDDEN
    assert sign_in(client, "vhxh-pd").post(f"{MINE}ve/{row.id}/").status_code == HTTPStatus.FOUND
    assert seat.get(f"{MINE}den/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_nobody_signs_in_on_a_day_of_rest(old, sign_in, client):
    with clock.fixed(clock.at(2018, 2, 24, 8)):
        seat = sign_in(client, "vhxh-pd")
        assert "không cần điểm danh" in text(seat.get(MINE))
        assert seat.post(f"{MINE}den/").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_builder_has_no_duty_here(region, sign_in, client):
    before = Presence.objects.count()
    seat = sign_in(client, "thicong")
    for address in (MINE, "/nhan-su/nghi/xin/"):
        assert seat.get(address).status_code == HTTPStatus.FORBIDDEN
    assert seat.post(f"{MINE}den/").status_code == HTTPStatus.FORBIDDEN
    assert Presence.objects.count() == before


# Control


@pytest.mark.parametrize("form", ["", "&dang=in"])
def test_the_control_of_presence_counts_and_prints(old, sign_in, client, form):
    answer = sign_in(client, "hailt").get(f"/nhan-su/kiem-dien/?tu=21/2/2018&den=22/2/2018{form}")
    assert answer.status_code == HTTPStatus.OK
    assert "Lê Thử Ba" in text(answer)


def test_the_control_goes_out_as_a_sheet(old, sign_in, client):
    answer = sign_in(client, "hailt").get("/nhan-su/kiem-dien/?tu=2018-02-21&den=2018-02-22&dang=xlsx")
    assert answer.headers["Content-Type"].endswith("sheet")
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize("query", ["tu=2018-02-22&den=2018-02-21", "tu=2017-01-01&den=2018-02-22", "tu=x"])
def test_a_period_that_is_none_is_told(old, sign_in, client, query):
    assert sign_in(client, "hailt").get(f"/nhan-su/kiem-dien/?{query}").status_code == HTTPStatus.BAD_REQUEST


# Rosters


def test_a_roster_is_drafted_changed_published_and_printed(old, sign_in, client):
    seat = sign_in(client, "vptk-pd")
    assert seat.get("/nhan-su/lich/lap/").status_code == HTTPStatus.OK
    form = {"first": "05/03/2018", "last": "11/03/2018", "planned": "11/03/2018", "places": "Bàn 1\nBàn 3"}
    answer = seat.post("/nhan-su/lich/lap/", form)
    assert answer.status_code == HTTPStatus.FOUND
    roster = Roster.objects.get(first="2018-03-05")
    assert answer.url == f"/nhan-su/lich/{roster.id}/"
    page = text(seat.get(answer.url))
    assert "nháp, chưa công bố" in page
    assert "ngày nghỉ có việc" in page
    cell = f"{answer.url}cho/?ngay=2018-03-05&buoi=morning&cho=Bàn 1"
    assert seat.get(cell).status_code == HTTPStatus.OK
    assert seat.post(cell, {"official": str(official_of(old["vptk-pd"]))}).status_code == HTTPStatus.FOUND
    assert seat.post(cell, {"official": "x"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "ngoài phân công" in text(seat.get(answer.url))
    assert seat.post(f"{answer.url}cong-bo/", {"once_key": "k"}).status_code == HTTPStatus.FOUND
    assert seat.post(f"{answer.url}cong-bo/", {"once_key": "k"}).status_code == HTTPStatus.FOUND
    assert seat.post(f"{answer.url}cong-bo/", {"once_key": "l"}).status_code == HTTPStatus.CONFLICT
    assert "công bố lần 1" in text(seat.get(f"{answer.url}in/?lan=1"))
    assert seat.get(f"{answer.url}?lan=9").status_code == HTTPStatus.NOT_FOUND
    assert seat.get(f"{answer.url}?lan=x").status_code == HTTPStatus.BAD_REQUEST
    assert "đã công bố" in text(seat.get("/nhan-su/lich/"))


@pytest.mark.parametrize(
    "form",
    [
        {"first": "", "last": "09/03/2018", "places": "Bàn 1"},
        {"first": "05/03/2018", "last": "01/03/2018", "places": "Bàn 1"},
        {"first": "05/03/2018", "last": "09/03/2018", "places": "Bàn 1", "planned": "chủ nhật"},
        {"first": "22/02/2018", "last": "09/03/2018", "places": "Bàn 1"},
    ],
)
def test_a_roster_that_cannot_be_is_refused_and_what_was_typed_stays(old, sign_in, client, form):
    answer = sign_in(client, "vptk-pd").post("/nhan-su/lich/lap/", form)
    assert 400 <= answer.status_code < 500
    assert "Bàn 1" in text(answer)
    assert Roster.objects.count() == 1


def test_the_rest_is_rotated_anew_and_a_worked_roster_is_not_withdrawn(old, sign_in, client):
    roster = Roster.objects.get()
    seat = sign_in(client, "vptk-pd")
    for verb in ("xep-lai", "thu-hoi"):
        assert seat.get(f"/nhan-su/lich/{roster.id}/{verb}/").status_code == HTTPStatus.OK
    again = seat.post(f"/nhan-su/lich/{roster.id}/xep-lai/", {"since": "23/02/2018"})
    assert again.status_code == HTTPStatus.FOUND
    refused = seat.post(f"/nhan-su/lich/{roster.id}/thu-hoi/", {"reason": "x"})
    assert refused.status_code == HTTPStatus.CONFLICT
    assert Roster.objects.get().state == "published"


def test_an_overseer_reads_rosters_and_changes_none(old, sign_in, client):
    roster = Roster.objects.get()
    seat = sign_in(client, "hailt")
    assert seat.get(f"/nhan-su/lich/{roster.id}/").status_code == HTTPStatus.OK
    assert seat.post(f"/nhan-su/lich/{roster.id}/cong-bo/").status_code == HTTPStatus.FORBIDDEN
    before = Slot.objects.count()
    assert seat.get(f"/nhan-su/lich/{roster.id}/cho/").status_code == HTTPStatus.FORBIDDEN
    assert Slot.objects.count() == before


# Assignments


def test_an_untrained_field_is_assigned_and_warned_of(old, sign_in, client):
    seat = sign_in(client, "vptk-pd")
    assert seat.get("/nhan-su/phan-cong/giao/").status_code == HTTPStatus.OK
    form = {
        "official": str(official_of(old["tpht-pd"])),
        "counter": "Bàn 4",
        "fields": ["Đất đai"],
        "more": "Thủy lợi; hộ kinh doanh",
        "valid_from": "22/02/2018",
        "decision": "QĐ thử",
    }
    assert seat.post("/nhan-su/phan-cong/giao/", form).status_code == HTTPStatus.FOUND
    page = text(seat.get("/nhan-su/phan-cong/"))
    assert "chưa được tập huấn" in page
    assert "Nguyễn Thử Một: Thủy lợi" in page
    wrong = seat.post("/nhan-su/phan-cong/giao/", form | {"more": "Bói toán", "counter": "Bàn 5"})
    assert wrong.status_code == HTTPStatus.BAD_REQUEST
    assert "Bàn 5" in text(wrong)
    assert Assignment.objects.count() == 4
    assert "Bàn 4" in text(seat.get("/nhan-su/phan-cong/in/"))


def test_an_assignment_is_changed_and_ended(old, sign_in, client):
    row = Assignment.objects.get(counter="Bàn 1")
    seat = sign_in(client, "vptk-pd")
    change = f"/nhan-su/phan-cong/{row.id}/sua/"
    assert "Hộ tịch" in text(seat.get(change))
    form = {"counter": "Bàn 1", "fields": ["Hộ tịch"], "more": "", "decision": "QĐ thử 2", "reason": "Gọn lại"}
    assert seat.post(change, form).status_code == HTTPStatus.FOUND
    assert [one.field for one in row.fields.all()] == ["Hộ tịch"]
    end = f"/nhan-su/phan-cong/{row.id}/thoi/"
    assert seat.get(end).status_code == HTTPStatus.OK
    assert seat.post(end, {"valid_to": "01/01/2018", "reason": "x"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post(end, {"valid_to": "22/02/2018", "reason": "x"}).status_code == HTTPStatus.FOUND
    assert sign_in(client, "vptk-hm").get(end).status_code == HTTPStatus.NOT_FOUND


def test_what_people_know_from_before_is_written_down_and_taken_back(old, sign_in, client):
    seat = sign_in(client, "vptk-pd")
    assert seat.get("/nhan-su/phan-cong/biet-viec/").status_code == HTTPStatus.OK
    form = {
        "official": str(official_of(old["tpht-pd"])),
        "field": "Đất đai",
        "since": "01/01/2017",
        "ground": "Chứng nhận thử",
    }
    assert seat.post("/nhan-su/phan-cong/biet-viec/", form).status_code == HTTPStatus.FOUND
    again = seat.post("/nhan-su/phan-cong/biet-viec/", form)
    assert again.status_code == HTTPStatus.CONFLICT
    row = Entry.objects.filter(event="staff.skill_recorded").order_by("-at", "-id").first().stream_id
    take = f"/nhan-su/phan-cong/biet-viec/{row}/rut/"
    assert seat.get(take).status_code == HTTPStatus.OK
    assert seat.post(take, {"reason": "Nhầm"}).status_code == HTTPStatus.FOUND


# Leave


def test_leave_is_asked_answered_and_taken_back(old, sign_in, client):
    form = {
        "kind": "annual",
        "first": "23/02/2018",
        "first_half": "morning",
        "last": "23/02/2018",
        "last_half": "afternoon",
        "cover": "",
        "reason": "Việc nhà",
    }
    seat = sign_in(client, "vhxh-pd")
    assert seat.get("/nhan-su/nghi/xin/").status_code == HTTPStatus.OK
    assert seat.post("/nhan-su/nghi/xin/", form | {"kind": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post("/nhan-su/nghi/xin/", form).status_code == HTTPStatus.FOUND
    row = Leave.objects.get()
    head = sign_in(client, "vptk-pd")
    assert "1 đơn nghỉ chờ trả lời" in text(head.get(TODAY))
    assert "Việc nhà" in text(head.get("/nhan-su/nghi/"))
    decide = f"/nhan-su/nghi/{row.id}/tra-loi/"
    assert head.get(decide).status_code == HTTPStatus.OK
    assert head.post(decide, {"granted": "no", "answer": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert (
        head.post(decide, {"granted": "yes", "cover": str(official_of(old["vptk-pd"]))}).status_code == HTTPStatus.FOUND
    )
    seat = sign_in(client, "vhxh-pd")
    assert "đã đồng ý" in text(seat.get(MINE))
    cancel = f"/nhan-su/nghi/{row.id}/rut/"
    assert seat.get(cancel).status_code == HTTPStatus.OK
    assert sign_in(client, "tpht-pd").post(cancel, {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert sign_in(client, "vhxh-pd").post(cancel, {"reason": "Không nghỉ nữa"}).status_code == HTTPStatus.FOUND
    assert Leave.objects.get().state == "cancelled"


def test_the_head_enters_leave_for_others(old, sign_in, client):
    seat = sign_in(client, "vptk-pd")
    assert seat.get("/nhan-su/nghi/ghi/").status_code == HTTPStatus.OK
    form = {
        "official": str(official_of(old["vhxh-pd"])),
        "kind": "sick",
        "first": "23/02/2018",
        "first_half": "morning",
        "last": "22/02/2018",
        "last_half": "afternoon",
    }
    assert seat.post("/nhan-su/nghi/ghi/", form).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post("/nhan-su/nghi/ghi/", form | {"last": "23/02/2018"}).status_code == HTTPStatus.FOUND
    assert Leave.objects.get().state == "granted"
