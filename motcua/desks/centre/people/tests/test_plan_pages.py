"""The move plan, training and needs over HTTP, as Đại Đồng and its province see them on 15/7/2025."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest

from motcua.config.demo import staffing
from motcua.config.demo.centre import founder
from motcua.config.demo.staffing import official_of
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.office import stamps
from motcua.office.commands import CreateUnit
from motcua.office.models import Unit
from motcua.office.rules import Level, Role
from motcua.office.tests.factories import make_province
from motcua.staff.models import Move, StaffNeed, TrainingClass, TrainingNeed

MOVES, TRAINING, NEEDS = "/nhan-su/phuong-an/", "/nhan-su/tap-huan/", "/nhan-su/nhu-cau/"


@pytest.fixture
def dai_dong(region):
    """Đại Đồng on Tuesday 15/7/2025, 08:00, with ``snv-phutho`` who plans training for the province."""
    province = make_province("25", "Phú Thọ")
    Unit.objects.filter(pk=region.places["dai-dong"]).update(parent=province, province=province)
    stamps.forget()
    staffing.dai_dong(region)
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        command = CreateUnit(level=Level.OUTSIDE, parent=province.id, valid_from=date(2021, 7, 1), name="Sở Nội vụ")
        posts = ((perform(command, founder()).target, "Trưởng phòng", (Role.OVERSEER,)),)
        staffing.hire("snv-phutho", "Hà Thử Nội Vụ", posts, date(2025, 7, 1))
    with clock.fixed(staffing.VISITED):
        yield region


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("address", [MOVES, TRAINING, NEEDS])
def test_each_list_is_for_who_may_read_it(dai_dong, sign_in, client, address):
    assert client.get(address).status_code == HTTPStatus.FOUND
    assert sign_in(client, "tn-dai-dong").get(address).status_code == HTTPStatus.FORBIDDEN
    for username in ("gd-dai-dong", "ct-dai-dong", "snv-phutho"):
        assert sign_in(client, username).get(address).status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", [MOVES, TRAINING, NEEDS])
def test_others_see_none_of_it_on_lists_and_in_files(dai_dong, sign_in, client, address):
    seat = sign_in(client, "lt-tra-ly")
    page = text(seat.get(address))
    assert "Bùi Thử" not in page
    assert "Đại Đồng" not in page
    sheet = seat.get(f"{address}?dang=xlsx")
    assert sheet.status_code == HTTPStatus.OK
    assert len(_rows(sheet)) == 2


def _rows(answer):
    from io import BytesIO

    from openpyxl import load_workbook

    return list(load_workbook(BytesIO(answer.content)).active.values)


def test_files_hold_what_the_lists_do(dai_dong, sign_in, client):
    seat = sign_in(client, "gd-dai-dong")
    assert {row[0] for row in _rows(seat.get(f"{MOVES}?dang=xlsx"))[2:]} == {"Bùi Thử An", "Bùi Thử Bình"}
    assert {row[2] for row in _rows(seat.get(f"{TRAINING}?dang=xlsx"))[2:]} == {"Đất đai", "Hộ tịch"}
    assert len(_rows(seat.get(f"{NEEDS}?dang=xlsx&loai=housing"))) == 3


# Moves


def test_the_plan_says_who_lacks_what(dai_dong, sign_in, client):
    page = text(sign_in(client, "gd-dai-dong").get(MOVES))
    assert "0/2 người đủ mọi thứ" in page
    assert "Bùi Thử An" in page
    narrowed = text(client.get(f"{MOVES}?q=binh&thieu=pc"))
    assert "Bùi Thử Bình" in narrowed
    assert "Bùi Thử An" not in narrowed


@pytest.mark.parametrize("query", ["thieu=x", "trang-thai=x", "don-vi=x"])
def test_filters_that_are_none_are_told(dai_dong, sign_in, client, query):
    assert 400 <= sign_in(client, "gd-dai-dong").get(f"{MOVES}?{query}").status_code < 500


def test_somebody_is_planned_answered_for_linked_and_arrives(dai_dong, sign_in, client):
    seat = sign_in(client, "lt-dai-dong")
    form = {
        "name": "Đinh Thử Chín",
        "from_unit": "xã Văn Nghĩa (cũ)",
        "title": "Chuyên viên",
        "fields": ["Hộ tịch"],
        "more": "",
        "decision": "QĐ thử",
        "decided_on": "01/07/2025",
        "first_day": "10/07/2025",
        "hands_over": "",
    }
    assert seat.get(f"{MOVES}them/").status_code == HTTPStatus.OK
    assert seat.post(f"{MOVES}them/", form | {"name": "123"}).status_code == HTTPStatus.BAD_REQUEST
    answer = seat.post(f"{MOVES}them/", form | {"once_key": "m"})
    assert seat.post(f"{MOVES}them/", form | {"once_key": "m"}).url == answer.url
    assert seat.post(f"{MOVES}them/", form | {"once_key": "n"}).status_code == HTTPStatus.CONFLICT
    page = text(seat.get(answer.url))
    assert "chưa đăng ký: người dự kiến" in page
    item = f"{answer.url}seat/"
    assert seat.get(item).status_code == HTTPStatus.OK
    assert seat.post(item, {"answer": "done", "day": "", "note": "Phòng 1"}).status_code == HTTPStatus.FOUND
    assert seat.post(item, {"answer": "not_needed", "note": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert seat.get(f"{answer.url}khong-co/").status_code == HTTPStatus.NOT_FOUND
    assert "1/6 mục" in text(seat.get(answer.url))
    officer = official_of(dai_dong["tn-dai-dong"])
    assert seat.get(f"{answer.url}gan/").status_code == HTTPStatus.OK
    assert seat.post(f"{answer.url}gan/", {"official": str(officer)}).status_code == HTTPStatus.FOUND
    assert "có trong hệ thống" in text(seat.get(answer.url))
    assert seat.get(f"{answer.url}sua/").status_code == HTTPStatus.OK
    assert seat.post(f"{answer.url}sua/", form | {"title": "Khác", "reason": "Nhầm"}).status_code == HTTPStatus.FOUND
    assert seat.get(f"{answer.url}nhan-viec/").status_code == HTTPStatus.OK
    assert seat.post(f"{answer.url}nhan-viec/", {"day": "20/07/2025"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post(f"{answer.url}nhan-viec/", {"day": "10/07/2025"}).status_code == HTTPStatus.FOUND
    assert seat.post(f"{answer.url}bo/", {"reason": "x"}).status_code == HTTPStatus.CONFLICT


def test_a_move_is_given_up_and_strangers_find_none(dai_dong, sign_in, client):
    row = Move.objects.get(name="Bùi Thử An")
    assert sign_in(client, "lt-tra-ly").get(f"{MOVES}{row.id}/").status_code == HTTPStatus.NOT_FOUND
    seat = sign_in(client, "lt-dai-dong")
    assert seat.get(f"{MOVES}{row.id}/bo/").status_code == HTTPStatus.OK
    assert seat.post(f"{MOVES}{row.id}/bo/", {"reason": "Thôi"}).status_code == HTTPStatus.FOUND
    assert "Bùi Thử An" not in text(seat.get(MOVES))


# Training


def test_the_province_makes_a_class_of_the_need_and_the_centre_sees_it(dai_dong, sign_in, client):
    seat = sign_in(client, "snv-phutho")
    assert "Mở lớp Đất đai" in text(seat.get(TRAINING))
    address = f"{TRAINING}mo-lop/?linh-vuc=Đất đai"
    assert seat.get(address).status_code == HTTPStatus.OK
    assert seat.get(f"{TRAINING}mo-lop/?linh-vuc=x").status_code == HTTPStatus.NOT_FOUND
    need = TrainingNeed.objects.get(field="Đất đai")
    form = {
        "needs": [str(need.id)],
        "owner": "Sở Nông nghiệp và Môi trường",
        "where": "Hội trường thử",
        "seats": "2",
        "teacher": "",
        "sessions": "16/07/2025 sáng\n16/07/2025 chiều",
    }
    wrong = seat.post(address, form | {"sessions": "mai"})
    assert wrong.status_code == HTTPStatus.BAD_REQUEST
    answer = seat.post(address, form)
    assert answer.status_code == HTTPStatus.FOUND
    assert "Sở Nông nghiệp và Môi trường" in text(seat.get(answer.url))
    page = text(sign_in(client, "lt-dai-dong").get(answer.url))
    assert "Cán Thử Đại Đồng" in page
    assert sign_in(client, "lt-tra-ly").get(answer.url).status_code == HTTPStatus.NOT_FOUND


@pytest.fixture
def opened(dai_dong, sign_in, client):
    """A class planned over HTTP for the morning of 16/7."""
    form = {
        "needs": [str(TrainingNeed.objects.get(field="Đất đai").id)],
        "owner": "Sở thử",
        "where": "Trực tuyến thử",
        "online": "1",
        "seats": "2",
        "sessions": "16/07/2025 sáng",
    }
    sign_in(client, "snv-phutho").post(f"{TRAINING}mo-lop/?linh-vuc=Đất đai", form)
    return f"{TRAINING}lop/{TrainingClass.objects.get().id}/"


def test_the_centre_enrols_and_takes_off(dai_dong, opened, sign_in, client):
    seat = sign_in(client, "lt-dai-dong")
    director = official_of(dai_dong["gd-dai-dong"])
    assert seat.get(f"{opened}ghi-danh/").status_code == HTTPStatus.OK
    assert seat.post(f"{opened}ghi-danh/", {"official": str(director)}).status_code == HTTPStatus.FOUND
    full = seat.post(f"{opened}ghi-danh/", {"official": str(official_of(dai_dong["kt-dai-dong"]))})
    assert full.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    off = f"{opened}ghi-danh/{director}/bo/"
    assert seat.get(off).status_code == HTTPStatus.OK
    assert seat.post(off, {"reason": "Bận"}).status_code == HTTPStatus.FOUND
    assert seat.get(f"{opened}diem-danh/").status_code == HTTPStatus.FORBIDDEN


def test_attendance_and_results_make_somebody_trained(dai_dong, opened, sign_in, client):
    officer = official_of(dai_dong["tn-dai-dong"])
    session = f"{opened}diem-danh/?ngay=2025-07-16&buoi=morning"
    with clock.fixed(clock.at(2025, 7, 16, 12)):
        seat = sign_in(client, "snv-phutho")
        assert seat.get(session).status_code == HTTPStatus.OK
        assert seat.get(f"{opened}diem-danh/?ngay=2025-07-16&buoi=x").status_code == HTTPStatus.BAD_REQUEST
        assert seat.get(f"{opened}diem-danh/?ngay=2025-07-17&buoi=morning").status_code == HTTPStatus.NOT_FOUND
        assert seat.post(f"{opened}ket-qua/", {"passed": [str(officer)]}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert seat.post(session, {"present": [str(officer)]}).status_code == HTTPStatus.FOUND
        assert seat.get(f"{opened}ket-qua/").status_code == HTTPStatus.OK
        assert seat.post(f"{opened}ket-qua/", {"passed": [str(officer)]}).status_code == HTTPStatus.FOUND
        assert "1/2 lượt phân công đã tập huấn" in text(seat.get(TRAINING))


def test_a_class_is_changed_and_called_off(dai_dong, opened, sign_in, client):
    seat = sign_in(client, "snv-phutho")
    form = {"owner": "Sở khác", "where": "Nơi khác", "seats": "3", "teacher": "Thầy Thử", "reason": "Đổi"}
    assert seat.get(f"{opened}sua/").status_code == HTTPStatus.OK
    assert seat.post(f"{opened}sua/", form | {"seats": "0"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post(f"{opened}sua/", form).status_code == HTTPStatus.FOUND
    assert seat.get(f"{opened}huy/").status_code == HTTPStatus.OK
    assert seat.post(f"{opened}huy/", {"reason": "Hoãn"}).status_code == HTTPStatus.FOUND
    assert "đã hủy" in text(seat.get(opened))
    assert "Mở lớp Đất đai" in text(seat.get(TRAINING))


def test_a_need_is_filed_answered_and_taken_back(dai_dong, sign_in, client):
    seat = sign_in(client, "lt-dai-dong")
    form = {"field": "Chứng thực", "deep": "1", "people": [str(official_of(dai_dong["tn-dai-dong"]))], "why": "Mới"}
    assert seat.get(f"{TRAINING}de-nghi/").status_code == HTTPStatus.OK
    assert seat.post(f"{TRAINING}de-nghi/", form | {"people": []}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post(f"{TRAINING}de-nghi/", form).status_code == HTTPStatus.FOUND
    mine, other = TrainingNeed.objects.get(field="Chứng thực"), TrainingNeed.objects.get(field="Hộ tịch")
    take = f"{TRAINING}de-nghi/{mine.id}/rut/"
    assert seat.get(take).status_code == HTTPStatus.OK
    assert seat.post(take, {"reason": "Thôi"}).status_code == HTTPStatus.FOUND
    seat = sign_in(client, "snv-phutho")
    say = f"{TRAINING}de-nghi/{other.id}/tra-loi/"
    assert seat.get(say).status_code == HTTPStatus.OK
    assert seat.post(say, {"answer": "Đã có lớp"}).status_code == HTTPStatus.FOUND
    assert "Đã có lớp" in text(sign_in(client, "lt-dai-dong").get(TRAINING))


# Needs


def test_the_province_reads_what_only_it_can_solve_and_answers(dai_dong, sign_in, client):
    seat = sign_in(client, "snv-phutho")
    page = text(seat.get(f"{NEEDS}?tinh=1"))
    assert "chỉ tỉnh giải quyết được" in page
    assert "Nhà ở công vụ chưa đáp ứng" in page
    row = StaffNeed.objects.get(kind="housing")
    address = f"{NEEDS}{row.id}/tra-loi/"
    assert seat.get(address).status_code == HTTPStatus.OK
    assert seat.post(address, {"state": "told", "answer": "x"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post(address, {"state": "solved", "answer": "Đã bố trí"}).status_code == HTTPStatus.FOUND
    assert "Đã bố trí" in text(sign_in(client, "lt-dai-dong").get(f"{NEEDS}?het=1"))
    assert sign_in(client, "lt-dai-dong").get(address).status_code == HTTPStatus.FORBIDDEN


def test_the_centre_tells_and_closes(dai_dong, sign_in, client):
    seat = sign_in(client, "lt-dai-dong")
    form = {
        "kind": "allowance",
        "official": str(official_of(dai_dong["tn-dai-dong"])),
        "people": "",
        "reason": "Ở xa",
        "since": "01/07/2025",
        "solution": "Chi phụ cấp",
        "solver": "home_affairs",
    }
    assert seat.get(f"{NEEDS}bao/").status_code == HTTPStatus.OK
    assert seat.post(f"{NEEDS}bao/", form | {"since": "31/12/2025"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post(f"{NEEDS}bao/", form).status_code == HTTPStatus.FOUND
    row = StaffNeed.objects.get(kind="allowance")
    address = f"{NEEDS}{row.id}/khep/"
    assert seat.get(address).status_code == HTTPStatus.OK
    assert seat.post(address, {"solved": "yes", "answer": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert seat.post(address, {"solved": "yes", "answer": "Đã chi"}).status_code == HTTPStatus.FOUND
    assert sign_in(client, "lt-tra-ly").get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("query", ["loai=x", "noi=x"])
def test_choices_that_are_none_are_told(dai_dong, sign_in, client, query):
    assert sign_in(client, "gd-dai-dong").get(f"{NEEDS}?{query}").status_code == HTTPStatus.BAD_REQUEST
