"""The pages of steering over HTTP: the board and its narrowings, forms and what they refuse, files, paper, reports."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from motcua.config.demo import proposals
from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.oversight.commands import OpenDirective
from motcua.oversight.commands.directives import Due, Origin
from motcua.oversight.models import Directive, SteeringReport
from motcua.oversight.queries.directives import Show, Side
from motcua.oversight.rules.directives import DueKind, Source

HOME = "/chi-dao/"


def page(client, url, status=HTTPStatus.OK):
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:1500]
    return answer.content.decode()


def cells(client, url):
    sheet = load_workbook(BytesIO(client.get(url).content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def sent(**more):
    start = {
        "title": "Việc thử",
        "due_kind": "by_end",
        "due_day": "31/07/2025",
        "repeat": "none",
        "source_kind": "word",
    }
    return {**start, "once_key": "k", **more}


def test_the_board_opens_in_every_narrowing_on_screen_on_paper_and_as_a_file(orders, sign_in, client):
    desk = sign_in(client, "liemqt")
    for show in Show:
        text = page(desk, f"{HOME}?xem={show}&q=a")
        assert 'id="nhiem-vu"' in text
    for side in Side:
        page(desk, f"{HOME}?vai={side}&tu=01/07/2025&den=31/07/2025&xem=giao-moi")
    assert 'name="vai" value="toi-da-giao"' in page(desk, f"{HOME}?vai=toi-da-giao&xem=")
    assert "Mồ côi" in page(desk, f"{HOME}in/?xem=mo-coi")
    rows = cells(desk, f"{HOME}danh-sach.xlsx?xem=mo-coi")
    assert rows[1][:2] == ["Nhiệm vụ", "Đơn vị chủ trì"]
    finish = next(row for row in rows if row[0] == "Hoàn thành xây dựng trụ sở Trung tâm Phùng Nguyên")
    assert (finish[3].date(), finish[4], finish[6]) == (
        date(2025, 6, 24),
        "trước ngày 25/6/2025",
        "Chưa hoàn thành, quá hạn",
    )


@pytest.mark.parametrize(("who", "sees", "not_"), [("liemqt", "Phùng Nguyên", ""), ("hungnq", "", "Phùng Nguyên")])
def test_pages_files_and_paper_keep_to_what_one_sees(orders, sign_in, client, who, sees, not_):
    desk = sign_in(client, who)
    for text in (
        page(desk, f"{HOME}?xem=tat-ca"),
        page(desk, f"{HOME}in/?xem=tat-ca"),
        str(cells(desk, f"{HOME}danh-sach.xlsx?xem=tat-ca")),
        page(desk, f"{HOME}bao-cao-tuan/"),
    ):
        assert sees in text
        assert not not_ or not_ not in text
    status = HTTPStatus.OK if sees else HTTPStatus.NOT_FOUND
    page(desk, f"{HOME}nhiem-vu/{orders['finish']}/", status)


def test_what_is_missing_is_named_on_the_page_and_filled_in_until_it_can_be_given(orders, steering, sign_in, client):
    desk = sign_in(client, "liemqt")
    commune = steering["ct-dai-dong"]
    answer = desk.post(f"{HOME}nhiem-vu/moi/", sent(lead=str(commune.unit)))
    assert answer.status_code == HTTPStatus.FOUND
    assert desk.post(f"{HOME}nhiem-vu/moi/", sent(lead=str(commune.unit))).status_code == HTTPStatus.FOUND
    made = Directive.objects.get(title="Việc thử")
    here = f"{HOME}nhiem-vu/{made.pk}/"
    text = page(desk, here)
    assert "còn thiếu: rõ người, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền" in text
    assert f'look-primary" href="{here}viec/sau-ro/' in text, "what is missing comes before handing out"
    refused = desk.post(f"{here}viec/giao/", {"once_key": "g"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "rõ sản phẩm" in refused.content.decode()
    page(desk, f"{here}viec/sau-ro/")
    full = sent(
        lead=str(commune.unit), person=str(steering["csvc-dai-dong"].official), leader=str(commune.official),
        product="Báo cáo", evidence="Ảnh", authority="Kết luận", once_key="s",
    )  # fmt: skip
    assert desk.post(f"{here}viec/sau-ro/", full).status_code == HTTPStatus.FOUND
    assert desk.post(f"{here}viec/giao/", {"once_key": "g2"}).status_code == HTTPStatus.FOUND
    theirs = sign_in(client, "ct-dai-dong")
    assert "Việc thử" in page(theirs, f"{HOME}?vai=chu-tri")
    report = {"percent": "40", "words": "Đang làm", "once_key": "r", "link_kind": "works", "link_words": f"x {uuid4()}"}
    assert theirs.post(f"{here}bao/bao-cao/", report).status_code == HTTPStatus.FOUND
    assert "/cong-trinh/" in page(theirs, here)
    assert theirs.post(f"{here}bao/de-nghi/", {"words": "Xong", "once_key": "o"}).status_code == HTTPStatus.FOUND
    assert "Việc thử" in page(sign_in(client, "vp-pt"), f"{HOME}?xem=cho-nghiem-thu")
    assert desk.post(f"{here}viec/dat/", {"once_key": "a"}).status_code == HTTPStatus.FOUND
    assert "hoàn thành đúng hạn" in page(desk, here)


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "x" * 501},
        {"due_kind": "someday"},
        {"due_day": ""},
        {"due_day": "31/02/2025"},
        {"due_kind": "soon"},
        {"due_kind": "event", "due_day": ""},
        {"lead": "1"},
        {"repeat": "weekly", "repeat_day": "9"},
        {"source_kind": "rumour"},
    ],
)
def test_a_bad_form_writes_nothing(orders, sign_in, client, change):
    before = Entry.objects.count()
    answer = sign_in(client, "liemqt").post(f"{HOME}nhiem-vu/moi/", sent(**change))
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Entry.objects.count() == before


def test_every_form_of_a_directive_opens_and_an_unknown_one_is_not_there(orders, sign_in, client):
    desk = sign_in(client, "liemqt")
    here = f"{HOME}nhiem-vu/{orders['k2']}/"
    for verb in (
        "sau-ro",
        "han",
        "giao",
        "gia-han",
        "quyet-gia-han",
        "dat",
        "tra-lai",
        "huy",
        "mo-lai",
        "ke-thua",
        "kinh-nghiem",
    ):
        page(desk, f"{here}viec/{verb}/")
    page(desk, f"{here}moi-xa/")
    page(desk, f"{here}cap-duoi/")
    page(desk, f"{here}viec/khong/", HTTPStatus.NOT_FOUND)
    page(desk, f"{here}tep/{uuid4()}/", HTTPStatus.NOT_FOUND)
    each = {"everybody": "1", "once_key": "m"}
    for _ in range(2):
        assert desk.post(f"{here}moi-xa/", each).status_code == HTTPStatus.FOUND
    assert Directive.objects.filter(parent=orders["k2"]).count() == 4


def test_the_week_writes_itself_opens_and_stays_as_it_was_signed(orders, sign_in, client):
    desk = sign_in(client, "liemqt")
    text = page(desk, f"{HOME}bao-cao-tuan/")
    assert "Từ 14/7/2025 đến 20/7/2025: giao mới 3" in text
    assert "xem=qua-han" in text
    address = f"{HOME}bao-cao-tuan/ky/?tu=14/07/2025&den=20/07/2025"
    for _ in range(2):
        assert desk.post(address, {"words": "Đôn đốc", "once_key": "w"}).status_code == HTTPStatus.FOUND
    kept = SteeringReport.objects.get()
    with clock.fixed(clock.at(2025, 9, 1, 8)):
        text = page(desk, f"{HOME}bao-cao-tuan/{kept.pk}/")
    assert "giao mới 3" in text
    assert desk.get(f"{HOME}bao-cao-tuan/{kept.pk}/bao-cao.pdf").content.startswith(b"%PDF")
    rows = cells(desk, f"{HOME}bao-cao-tuan/{kept.pk}/bao-cao.xlsx")
    assert ["Giao mới trong kỳ", None, None, None, 3] in rows or ["Giao mới trong kỳ", "", "", None, 3] in rows
    again = desk.post(address, {"once_key": "w2"})
    assert again.status_code == HTTPStatus.CONFLICT
    page(desk, f"{HOME}bao-cao-tuan/?tu=20/07/2025&den=01/01/2025", HTTPStatus.BAD_REQUEST)
    page(sign_in(client, "hungnq"), f"{HOME}bao-cao-tuan/{kept.pk}/", HTTPStatus.NOT_FOUND)


def test_without_the_power_nothing_opens(orders, sign_in, client):
    parts = ("", "in/", "danh-sach.xlsx", "nhiem-vu/moi/", "ke-hoach/", "su-kien/", "sau-ro/", "bao-cao-tuan/")
    for part in parts:
        assert sign_in(client, "csvc-dai-dong").get(HOME + part).status_code == HTTPStatus.FORBIDDEN
    client.cookies.clear()
    assert client.get(HOME).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    ("who", "opens"),
    [("khoakd", Show.LATE), ("hungnq", Show.RUNNING), ("ct-dai-dong", Show.RUNNING), ("ct-xuan-lung", Show.RUNNING)],
)
def test_the_board_opens_on_what_waits_for_its_reader(orders, sign_in, client, who, opens):
    text = page(sign_in(client, who), HOME)
    assert re.findall(r'xem=([a-z0-9-]+)#nhiem-vu" aria-current="true"', text) == [opens]


def test_with_nothing_given_the_board_opens_on_drafts(steering, sign_in, client):
    desk = sign_in(client, "liemqt")
    assert desk.post(f"{HOME}nhiem-vu/moi/", sent(due_day="31/07/2025")).status_code == HTTPStatus.FOUND
    assert "Việc thử" in page(desk, HOME)


def test_where_an_order_came_from_is_a_link_only_for_who_may_open_it(orders, steering, sign_in, client):
    with clock.fixed(clock.at(2025, 7, 15, 9)):
        item = proposals.tell_filing(steering)["P4"]
    wish = OpenDirective(
        title="Mở lớp", lead=steering["snv-pt"].unit, due=Due(kind=DueKind.LATER),
        origin=Origin(kind=Source.PROPOSAL, source=item, words="Xã đề nghị tập huấn."),
    )  # fmt: skip
    made = perform(wish, steering["liemqt"]).target
    here, source = f"{HOME}nhiem-vu/{made}/", f"/kien-nghi/{item}/"
    assert source in page(sign_in(client, "liemqt"), here)
    page(client, source)
