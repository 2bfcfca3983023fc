"""The pages of difficulties and proposals: filing several at once, answering, the board, common matters, who sees what."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from PIL import Image

from motcua.config.demo import lines as line_story
from motcua.config.demo import proposals as story
from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.proposals.models import Answer, Common, Evidence, Filing, Proposal, Routing

HOME = "/kien-nghi/"


@pytest.fixture
def desk(steering, sign_in, client):
    """Return ``desk(who)``: the test client as that person, after the second factor."""
    return lambda who: sign_in(client, who, verified=True)


def text_of(answer):
    assert answer.status_code == HTTPStatus.OK, answer.content.decode()[:2000]
    return answer.content.decode()


def line(at, **said):
    kept = {"kind": "difficulty", "solver": "above", "category": "money", "statement": "", **said}
    return {f"i{at}-{part}": value for part, value in kept.items()}


HEAD = {"title": "Khó khăn tháng 7", "occasion": "during", "visit_words": "Đoàn thử 15/7/2025", "listed_open": "1"}
TWO = HEAD | {"lines": "3", "once_key": "k"} | line(0, statement="Thiếu kinh phí sửa mái") | line(1) | line(
    2, kind="proposal", statement="Hỗ trợ kinh phí sửa mái", cost="350.000.000", cost_basis="Báo giá thử", answers="1"
)  # fmt: skip


def test_a_list_is_sent_once_and_shown_in_its_order(desk, steering):
    client = desk("gd-dai-dong")
    assert "Mục 3" in text_of(client.get(f"{HOME}gui/"))
    more = text_of(client.post(f"{HOME}gui/", TWO | {"them": "1"}))
    assert "Mục 6" in more
    assert "Thiếu kinh phí sửa mái" in more
    for _ in range(2):
        sent = client.post(f"{HOME}gui/", TWO)
        assert sent.status_code == HTTPStatus.FOUND
    filing = Filing.objects.get()
    assert sent.url == f"{HOME}dot/{filing.id}/"
    page = text_of(client.get(sent.url))
    assert page.index("Thiếu kinh phí sửa mái") < page.index("Hỗ trợ kinh phí sửa mái") < page.rindex("…</span>")
    first, second = Proposal.objects.order_by("ordinal")
    assert (second.cost, second.difficulties.get().difficulty_id) == (350_000_000, first.id)
    added = client.get(f"{HOME}dot/{filing.id}/them/?tu={first.id}")
    assert "Giải quyết khó khăn nào" in text_of(added)
    later = {"kind": "proposal", "category": "money", "statement": "Thêm", "solver": "above", "once_key": "l"}
    assert client.post(f"{HOME}dot/{filing.id}/them/", later).status_code == HTTPStatus.FOUND
    whole = HEAD | {"listed_open": "", "reason": "Đủ", "once_key": "w"}
    assert client.post(f"{HOME}dot/{filing.id}/dinh-chinh/", whole).status_code == HTTPStatus.FOUND
    refused = client.post(f"{HOME}dot/{filing.id}/them/", later | {"once_key": "m"})
    assert refused.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Ghi mục này"),
        ({"occasion": "never"}, "không có trong danh sách"),
        ({"visit_words": ""}, "Ghi đoàn nào"),
        ({"lines": "0"}, "Ghi ít nhất một"),
        ({"lines": "999999"}, "Ghi ít nhất một"),
        ({"i0-category": "castle"}, "Chọn một mục"),
        ({"i2-cost": "350 triệu"}, "bằng chữ số"),
        ({"i2-cost_basis": ""}, "Ghi căn cứ tính kinh phí"),
        ({"i2-answers": "một"}, "Ghi số thứ tự"),
        ({"i2-answers": "2"}, "khó khăn đứng trước"),
        ({"i0-statement": "x" * 2001}, "Dài quá"),
        ({"i0-statement": "…"}, "Ghi nội dung"),
    ],
)
def test_a_bad_list_files_nothing_and_keeps_what_was_typed(desk, change, words):
    before = Entry.objects.count()
    answer = desk("gd-dai-dong").post(f"{HOME}gui/", TWO | change)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    page = answer.content.decode()
    assert words in page
    assert "Hỗ trợ kinh phí sửa mái" in page or "lines" in change
    assert Entry.objects.count() == before


def test_a_unit_finds_what_is_asked_of_it_and_answers(desk, filed):
    client = desk("ca-pt")
    page = text_of(client.get(f"{HOME}?toi=1"))
    assert "Khắc con dấu" in page
    assert "xuống cấp" not in page
    address = f"{HOME}{filed['D4']}/"
    assert "Chưa có câu trả lời" in text_of(client.get(address))
    act = f"{address}viec/tra-loi/?ban={Proposal.objects.get(pk=filed['D4']).version}"
    assert "Lời trả lời" in text_of(client.get(act))
    empty = {"outcome": "answered", "words": " ", "once_key": "a"}
    assert client.post(act, empty).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(act, empty | {"words": "…"}).status_code == HTTPStatus.BAD_REQUEST
    undated = client.post(act, empty | {"outcome": "accepted", "words": "Sẽ trả"})
    assert undated.status_code == HTTPStatus.BAD_REQUEST
    assert "Tiếp thu thì ghi" in undated.content.decode()
    good = {"outcome": "accepted", "words": "Sẽ trả con dấu.", "promised_by": "25/7/2025", "once_key": "a"}
    for _ in range(2):
        assert client.post(act, good).status_code == HTTPStatus.FOUND
    assert Answer.objects.count() == 1
    shown = text_of(client.get(address))
    assert "Sẽ trả con dấu." in shown
    assert "25/07/2025" in shown or "25/7/2025" in shown
    answer = Answer.objects.get()
    correct = f"{address}cau-tra-loi/{answer.id}/dinh-chinh/"
    assert "Sẽ trả con dấu." in text_of(client.get(correct))
    changed = {"words": "Trả ngày 24/7.", "promised_by": "24/7/2025", "reason": "Sớm hơn", "once_key": "c"}
    assert client.post(correct, changed).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    ("who", "key", "verb", "sent"),
    [
        ("vp-pt", "P1", "chuyen", lambda s: {"lead": str(s["snv-pt"].unit), "reason": "Thử"}),
        ("ct-dai-dong", "P5", "rut", lambda s: {"reason": "Đã có"}),
        (
            "ct-dai-dong",
            "P1",
            "dinh-chinh",
            lambda s: {"category": "money", "statement": "Sửa", "solver": "above", "reason": "Sai"},
        ),
        (
            "stc-pt",
            "P3",
            "tra-loi",
            lambda s: {"outcome": "forwarded", "words": "Vượt thẩm quyền", "forwarded_to": "Bộ"},
        ),
    ],
)
def test_each_act_has_its_form_and_is_done_once(desk, steering, filed, who, key, verb, sent):
    client, address = desk(who), f"{HOME}{filed[key]}/viec/{verb}/"
    text_of(client.get(address))
    form = sent(steering) | {"once_key": "o"}
    for _ in range(2):
        assert client.post(address, form).status_code == HTTPStatus.FOUND
    assert Proposal.objects.get(pk=filed[key]).version in (2, 3)
    text_of(client.get(f"{HOME}{filed[key]}/"))


def test_the_commune_speaks_to_an_answer_and_opens_it_again(desk, filed):
    sent = {"outcome": "answered", "words": "Đã xem", "once_key": "o"}
    assert desk("snv-pt").post(f"{HOME}{filed['P4']}/viec/tra-loi/", sent).status_code == HTTPStatus.FOUND
    client, address = desk("gd-dai-dong"), f"{HOME}{filed['P4']}/"
    assert "Cho ý kiến" in text_of(client.get(address))
    no = {"satisfied": "no", "words": "", "once_key": "p"}
    assert client.post(f"{address}viec/y-kien/", no).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(f"{address}viec/y-kien/", no | {"words": "Chưa có lịch"}).status_code == HTTPStatus.FOUND
    assert (
        client.post(f"{address}viec/mo-lai/", {"reason": "Chưa có lịch", "once_key": "q"}).status_code
        == HTTPStatus.FOUND
    )
    assert "mở lại 1 lần" in text_of(client.get(address))
    assert client.post(f"{address}viec/bay/", {}).status_code == HTTPStatus.NOT_FOUND


def test_evidence_stays_as_it_was_and_is_compared_with_now(desk, steering, filed):
    with clock.fixed(clock.at(2025, 7, 14, 8)):
        line_story.line_of_dai_dong(steering)
    client, address = desk("gd-dai-dong"), f"{HOME}{filed['P2']}/"
    assert "Sổ đường truyền" in text_of(client.get(f"{address}bang-chung/"))
    picture = BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    sent = {"books": ["lines"], "files": SimpleUploadedFile("may.png", picture.getvalue()), "once_key": "e"}
    assert client.post(f"{address}bang-chung/", sent).status_code == HTTPStatus.FOUND
    kept = Evidence.objects.get(book="lines")
    Evidence.objects.filter(pk=kept.pk).update(values=kept.values | {"cuts": 7})
    page = text_of(client.get(f"{address}?so-sanh=1"))
    assert "mất 7 lần" in page
    assert "Hiện nay" in page
    picture_row = Evidence.objects.exclude(sha256="").get()
    assert client.get(f"{address}bang-chung/{picture_row.id}/").headers["Content-Type"] == "image/png"
    assert client.get(f"{address}bang-chung/{kept.id}/").status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"{address}bang-chung/", {"once_key": "f"}).status_code == HTTPStatus.BAD_REQUEST
    aside = f"{address}bang-chung/{picture_row.id}/bo/"
    assert "may.png" in text_of(client.get(aside))
    assert client.post(aside, {"reason": "Nhầm ảnh", "once_key": "g"}).status_code == HTTPStatus.FOUND
    stranger = desk("gd-xuan-lung").get(f"{address}bang-chung/{picture_row.id}/")
    assert stranger.status_code == HTTPStatus.NOT_FOUND


def test_the_board_and_its_papers_say_what_the_list_says(desk, steering, filed):
    story.tell_answers(steering, filed)
    with clock.fixed(clock.at(2025, 7, 30, 9)):
        client = desk("vp-pt")
        board = text_of(client.get(f"{HOME}tong-hop/"))
        assert "3/11" in board
        assert "Sở Tài chính" in board
        assert "15 ngày (11 ngày làm việc)" in text_of(client.get(f"{HOME}?cho=11-20"))
        sheet = load_workbook(BytesIO(client.get(f"{HOME}danh-sach.xlsx").content)).active
        rows = list(sheet.values)[2:]
        assert len(rows) == 8
        assert {(row[11], row[12]) for row in rows} == {(15, 11)}
        assert "xã Đại Đồng, tỉnh Phú Thọ" in rows[0][0]
        paper = text_of(client.get(f"{HOME}bang-tong-hop/"))
        assert "Bảng tổng hợp kiến nghị" in paper
        assert "xuống cấp" in paper
        by_place = load_workbook(BytesIO(client.get(f"{HOME}tong-hop/theo-xa.xlsx").content)).active
        assert list(by_place.values)[2][1:4] == (11, 8, 3)
    with clock.fixed(clock.at(2025, 8, 5, 9)):
        then = text_of(client.get(f"{HOME}?ngay=15/07/2025"))
        assert "Chưa trả lời tính đến hết ngày" in then
        assert "0/0" not in text_of(client.get(f"{HOME}tong-hop/?ngay=15/07/2025"))
        assert "Chưa có kiến nghị nào" in text_of(client.get(f"{HOME}tong-hop/?ngay=01/07/2025"))


def test_a_common_matter_is_gathered_mapped_and_answered(desk, steering, filed):
    more = story.tell_second(steering)
    client = desk("vp-pt")
    home = text_of(client.get(f"{HOME}van-de-chung/"))
    assert "Có thể là cùng một vấn đề" in home
    address = f"{HOME}van-de-chung/{more['common']}/"
    assert "Có thể cùng vấn đề" in text_of(client.get(address))
    none = client.post(f"{address}gop/", {"selected": ["x"], "once_key": "g"})
    assert none.status_code == HTTPStatus.BAD_REQUEST
    both = {"selected": [str(filed["D1"]), str(more["second"])], "once_key": "g"}
    for _ in range(2):
        assert client.post(f"{address}gop/", both).status_code == HTTPStatus.FOUND
    page = text_of(client.get(address))
    for name in ("xã Đại Đồng", "xã Xuân Lũng"):
        assert name in page
    assert client.post(f"{address}tra-loi/", {"outcome": "answered", "words": "x"}).status_code == HTTPStatus.FORBIDDEN
    answer = {"outcome": "answered", "words": "Bố trí lại trong quý IV.", "once_key": "h"}
    lead = desk("stc-pt")
    assert "2 kiến nghị của 2 xã" in text_of(lead.get(f"{address}tra-loi/"))
    assert lead.post(f"{address}tra-loi/", answer).status_code == HTTPStatus.FOUND
    assert Answer.objects.filter(common=more["common"]).count() == 2
    assert "Trả lời chung cho vấn đề chung" in text_of(desk("gd-xuan-lung").get(f"{HOME}{more['second']}/"))
    client = desk("vp-pt")
    new = {"title": "Thiết bị", "category": "equipment", "once_key": "n"}
    made = client.post(f"{HOME}van-de-chung/moi/?gom={filed['D3']}&gom=x", new)
    assert made.status_code == HTTPStatus.FOUND
    assert Common.objects.get(title="Thiết bị").members.count() == 1
    change = {"title": "Thiết bị cũ", "category": "equipment", "reason": "Rõ hơn", "once_key": "u"}
    assert client.post(f"{made.url}sua/", change).status_code == HTTPStatus.FOUND
    assert not Common.objects.get(title="Thiết bị cũ").open
    assert "Thiết bị cũ" in text_of(client.get(f"{HOME}van-de-chung/?da-khep=1"))


def test_where_a_category_goes_is_changed_by_who_steers(desk, steering, filed):
    client = desk("vp-pt")
    assert "Công an" in text_of(client.get(f"{HOME}noi-nhan/"))
    address = f"{HOME}noi-nhan/civil-status/"
    text_of(client.get(address))
    sent = {"lead": str(steering["snv-pt"].unit), "reason": "Thử", "once_key": "r"}
    assert client.post(address, sent).status_code == HTTPStatus.FOUND
    assert Routing.objects.get().category == "civil_status"
    assert client.get(f"{HOME}noi-nhan/castle/").status_code == HTTPStatus.NOT_FOUND
    assert desk("stc-pt").get(f"{HOME}noi-nhan/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("who", ["gd-xuan-lung", "vp-hy", "snnmt-pt"])
def test_what_is_not_theirs_is_not_there(desk, filed, who):
    client = desk(who)
    for part in ("", "viec/tra-loi/", "viec/rut/"):
        answer = client.get(f"{HOME}{filed['D1']}/{part}")
        assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN)
    for part in ("", "?xem=tat-ca", "bang-tong-hop/?xem=tat-ca", "tong-hop/"):
        assert "phân tán" not in text_of(client.get(HOME + part))
    filing = Filing.objects.get()
    assert client.get(f"{HOME}dot/{filing.id}/").status_code == HTTPStatus.NOT_FOUND


def test_without_the_power_nothing_opens(desk, client, filed):
    for part in ("", "gui/", "tong-hop/", "danh-sach.xlsx", f"{filed['D1']}/"):
        assert desk("tn-dai-dong").get(HOME + part).status_code == HTTPStatus.FORBIDDEN
    client.cookies.clear()
    assert client.get(HOME).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    "query", ["xem=x&loai=x&nhom=x&cho=x", "sau=x&xa=x&don-vi=x", "ngay=99/99/9999", "q=%00", "toi=1&chung=1"]
)
def test_strange_addresses_are_no_fault(desk, filed, query):
    for part in ("", "tong-hop/", "bang-tong-hop/", "danh-sach.xlsx"):
        assert desk("vp-pt").get(f"{HOME}{part}?{query}").status_code < HTTPStatus.INTERNAL_SERVER_ERROR
