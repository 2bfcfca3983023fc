"""The pages of conclusions: written sentence by sentence, signed, numbered, sent, received; what a form refuses; who sees what."""

from __future__ import annotations

import re
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from django.conf import settings as live
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import load_workbook

from motcua.adapters.pades import FileSigner, issue
from motcua.conclusions import queries
from motcua.conclusions.models import Conclusion
from motcua.conclusions.rules.life import State
from motcua.config.demo import certificates, projects, proposals
from motcua.desks.leader.conclusions import sources
from motcua.documents import shelf
from motcua.documents.ports import SignRequest
from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.oversight.queries import directive_page, directives

HOME = "/ket-luan/"


@pytest.fixture
def desk(told, sign_in, client):
    """Return ``desk(username)``: the browser of somebody after the second factor."""

    def enter(username):
        client.cookies.clear()
        return sign_in(client, username, verified=True)

    return enter


def at(id_, rest=""):
    return f"{HOME}{id_}/{rest}"


def front(region, **more):
    return {
        "genre": "leader",
        "issuer": str(Conclusion.objects.filter(title__contains="Quách Tất Liêm").order_by("pk")[0].issuer_id),
        "title": "Kết luận của đồng chí Quách Tất Liêm tại buổi làm việc với xã Đại Đồng",
        "places": [str(region.places["dai-dong"])],
        "spoken_on": "15/07/2025",
        "half": "am",
        "speaker": "Quách Tất Liêm",
        "attended": "lãnh đạo Sở Tài chính\nNguyễn Thử Khách; Chủ tịch Hội thử",
        "recipients": "- UBND xã Đại Đồng;\n- Sở Nội vụ;\n- Báo thử",
        "symbol": "TB-UBND",
        "signs_as": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "once_key": "k1",
        **more,
    }


def rows(*sentences, **more):
    """Return the form of the writer with these sentences: (id, kind, words, whom, due words, kind of due, day)."""
    names = ("id", "kind", "words", "whom", "due_words", "due_kind", "due_day")
    columns = {name: [str(one[at_]) for one in sentences] for at_, name in enumerate(names)}
    return columns | {"once_key": uuid4().hex, "do": "luu"} | more


def line(words, kind="none", whom="", due=("", "none", ""), id_=None):
    return (id_ or uuid4(), kind, words, whom, *due)


def written(page):
    return [
        re.sub(r"\s+", " ", words).strip()
        for words in re.findall(r"<textarea[^>]*name=\"words\"[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    ]


def new(desk, region):
    answer = desk("vp-pt").post(f"{HOME}moi/", front(region))
    assert answer.status_code == HTTPStatus.FOUND
    return Conclusion.objects.order_by("-pk")[0].pk


def test_a_leaders_conclusion_is_written_signed_numbered_sent_and_received(told, desk):
    region, _ = told
    for _ in range(2):
        desk("vp-pt").post(f"{HOME}moi/", front(region))
    made = Conclusion.objects.order_by("-pk")[0].pk
    assert Conclusion.objects.filter(title__startswith="Kết luận của đồng chí Quách Tất Liêm tại").count() == 1
    head = queries.page(region["vp-pt"], made).head
    assert (head.speaker.official, head.speaker.titles) == (region["liemqt"].official, "Phó Chủ tịch UBND tỉnh")
    assert [one.unit is not None for one in head.recipients] == [True, True, False]
    assert (head.attended[0].name, head.attended[0].unit, head.attended[1].official) == (
        "",
        region["stc-pt"].unit,
        None,
    )
    body = rows(
        line("Ghi nhận cố gắng của xã.", "recognition"),
        line("Giữ Trung tâm thông suốt.", "request", "UBND xã Đại Đồng", ("hằng tuần báo cáo", "every", "")),
        line(
            "Mua sắm cho Trung tâm trước ngày 1/9.",
            "request",
            "UBND xã Đại Đồng; các hội",
            ("trước ngày 1/9", "before", "01/09/2025"),
        ),
    )
    assert desk("vp-pt").post(at(made, "soan/"), body).status_code == HTTPStatus.FOUND
    sheet = desk("vp-pt").get(at(made, "xem-truoc/")).content.decode()
    assert "2. Giữ Trung tâm thông suốt." in sheet
    assert "Sáng ngày 15/7/2025, tại xã Đại Đồng, đồng chí Quách Tất Liêm, Phó Chủ tịch UBND tỉnh" in sheet
    assert desk("vp-pt").post(at(made, "lam/trinh-ky/"), {"once_key": "t"}).status_code == HTTPStatus.FOUND
    certificates.give([region["liemqt"]])
    paper = queries.file_of(region["liemqt"], made)
    assert paper in desk("liemqt").get(at(made, "ky/")).content.decode()
    for _ in range(2):
        signed = desk("liemqt").post(at(made, "ky/he-thong/"), {"paper": paper, "once_key": "s"})
        assert signed.status_code == HTTPStatus.FOUND
    clerk = desk("vt-pt")
    assert (
        clerk.post(at(made, "viec/cap-so/"), {"issued_on": "15/07/2025", "once_key": "n"}).status_code
        == HTTPStatus.FOUND
    )
    assert clerk.post(at(made, "lam/gui/"), {"once_key": "g"}).status_code == HTTPStatus.FOUND
    reader = desk("ct-dai-dong")
    page = reader.get(at(made)).content.decode()
    for words in ("02/TB-UBND", "hết ngày 31/08/2025", "Giữ Trung tâm thông suốt.", "Xác nhận đã nhận", "các hội"):
        assert words in page
    assert reader.post(at(made, "lam/da-nhan/"), {"once_key": "d"}).status_code == HTTPStatus.FOUND
    assert "Xác nhận đã nhận" not in reader.get(at(made)).content.decode()
    assert Conclusion.objects.get(pk=made).state == State.PUBLISHED
    docx = Document(BytesIO(reader.get(at(made, "ban-sua.docx")).content))
    assert "Giữ Trung tâm thông suốt." in [one.text for one in docx.paragraphs]
    for file in ("ban-in.pdf", "tep-ky.pdf"):
        answer = reader.get(at(made, file))
        assert b"".join(answer).startswith(b"%PDF")


def test_buttons_of_the_writer_work_on_the_screen_and_write_nothing(told, desk):
    region, _ = told
    made, writer = new(desk, region), desk("vp-pt")
    before = Entry.objects.count()
    one, two = line("Ghi nhận cố gắng. Cần sớm sửa trụ sở.", "recognition"), line("Câu hai")
    address = at(made, "soan/")

    def press(do, *sentences, **more):
        answer = writer.post(address, rows(*sentences, do=do, **more))
        assert answer.status_code == HTTPStatus.OK
        return answer.content.decode()

    assert written(press("xuong:1", one, two)) == ["Câu hai", "Ghi nhận cố gắng. Cần sớm sửa trụ sở."]
    assert written(press("len:2", one, two)) == ["Câu hai", "Ghi nhận cố gắng. Cần sớm sửa trụ sở."]
    halves = ["Ghi nhận cố gắng.", "Cần sớm sửa trụ sở.", "Câu hai"]
    assert written(press("tach:1", one, two, caret="17")) == halves
    page = press("tach:1", one, two)
    assert written(page) == halves
    assert str(one[0]) in page
    assert written(press("them:1", one, two)) == ["Ghi nhận cố gắng. Cần sớm sửa trụ sở.", "", "Câu hai"]
    assert written(press("bo:1", one, two)) == ["Câu hai"]
    pasted = press("dan", two, pasted="Ghi nhận cố gắng của xã. Đề nghị UBND xã Đại Đồng làm xong trước ngày 1/9.")
    assert written(pasted)[1:] == ["Ghi nhận cố gắng của xã.", "Đề nghị UBND xã Đại Đồng làm xong trước ngày 1/9."]
    assert 'value="01/09/2025"' in pasted
    assert "Có chữ «cần»" in press("them:0", line("Xã cần làm."))
    assert 'value="before" selected' in press("theo:1", line("Xã cần xong trước ngày 1/9."))
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "change",
    [
        {"do": "bay:1"},
        {"do": "len:9"},
        {"do": "len:x"},
        {"do": "lay:works:1"},
        {"id": ["x"]},
        {"due_day": ["31/02/2025"]},
        {"kind": ["castle"]},
        {"kind": ["request"], "due_kind": ["before"]},
        {"words": []},
        {"words": ["x" * 2001]},
        {"seen": "0"},
    ],
)
def test_a_bad_form_of_the_writer_writes_nothing_and_keeps_what_was_typed(told, desk, change):
    _region, made = told
    before = Entry.objects.count()
    answer = desk("vp-pt").post(at(made["kiem-tra"], "soan/"), rows(line("Câu thử")) | change)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Entry.objects.count() == before
    if "seen" in change:
        assert "Câu thử" in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "x" * 301},
        {"places": []},
        {"places": ["1"]},
        {"spoken_on": "31/02/2025"},
        {"genre": "castle"},
        {"issuer": str(uuid4())},
        {"recipients": ""},
        {"half": "đêm"},
        {"report_on": "01/07/2025"},
    ],
)
def test_a_bad_head_begins_nothing(told, desk, change):
    region, _ = told
    before = Entry.objects.count()
    answer = desk("vp-pt").post(f"{HOME}moi/", front(region, **change))
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Entry.objects.count() == before


def test_it_is_written_from_what_the_rooms_know_and_unanswered_proposals_are_named(told, desk):
    region, _ = told
    road = projects.fill(region)["Đường 437"]
    item = proposals.tell_filing(region)["P4"]
    made = new(desk, region)
    writer = desk("liemqt")
    with clock.fixed(clock.at(2025, 8, 1, 10)):
        offered = {one.key for one in sources.sources(region["liemqt"], [region.places["dai-dong"]], None)}
    assert {f"project:{road}", f"proposal:{item}"} <= offered
    named = writer.get(at(made, "xem-truoc/")).content.decode()
    assert "Mở lớp tập huấn" in re.findall(r"Kiến nghị chưa có câu trả lời.*?</ul>", named, re.DOTALL)[0]
    page = writer.post(at(made, "soan/"), rows(do=f"lay:project:{road}")).content.decode()
    assert written(page)[0].startswith("Đường 437")
    assert f"project:{road}:Đường 437" in page
    page = writer.post(at(made, "soan/"), rows(do=f"lay:proposal:{item}")).content.decode()
    begun = written(page)[0]
    assert begun == "Về kiến nghị «Mở lớp tập huấn chuyên sâu theo từng lĩnh vực.»: …"
    for words, left in ((begun, True), (begun.replace("…", "nhất trí mở lớp trong tháng 8."), False)):
        answered = line(words, "answer")
        body = rows(answered) | {f"about-{answered[0]}": f"proposal:{item}:Mở lớp tập huấn"}
        assert writer.post(at(made, "soan/"), body).status_code == HTTPStatus.FOUND
        shown = writer.get(at(made)).content.decode()
        assert ("chưa ghi lời trả lời kiến nghị" in shown) is left
        assert "Mở lớp" not in "".join(
            re.findall(
                r"Kiến nghị chưa có câu trả lời.*?</ul>", writer.get(at(made, "xem-truoc/")).content.decode(), re.DOTALL
            )
        )
    assert queries.page(region["vp-pt"], made).sentences[0].about[0].id == item


def test_each_sentence_that_asks_became_a_directive_its_issuer_and_overseers_see(told, desk):
    region, made = told
    asking = queries.page(region["vp-pt"], made["dai-dong"]).asking
    born = directives.born_of(region["vp-pt"], made["dai-dong"])
    assert [words for words, _, _ in born] == [one.words for one in asking]
    page = desk("vp-pt").get(at(made["dai-dong"])).content.decode()
    assert all(f'href="/chi-dao/nhiem-vu/{id_}/"' in page for _, id_, _ in born)
    soon = directive_page.page(region["vp-pt"], born[-1][1])
    assert soon.row.until is None
    assert soon.row.missing > 0
    # What was not given to anybody yet is no task of the commune's.
    assert desk("ct-dai-dong").get(at(made["dai-dong"])).content.decode().count("chưa giao") == len(asking)


def test_it_is_sent_back_corrected_replaced_and_withdrawn_with_words(told, desk):
    region, made = told
    signer = desk("hungnq")
    bad = signer.post(at(made["phung-cong"], "viec/tra-lai/"), {"remarks": " ", "once_key": "r"})
    assert bad.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (
        signer.post(at(made["phung-cong"], "viec/tra-lai/"), {"remarks": "Sửa câu 3", "once_key": "r"}).status_code
        == HTTPStatus.FOUND
    )
    page = desk("vp-hy").get(at(made["phung-cong"])).content.decode()
    assert "Sửa câu 3" in page
    assert "Viết nội dung" in page
    fix = {
        "number": "05/UBND-NC",
        "issued_on": "15/07/2025",
        "sentence": str(queries.page(region["liemqt"], made["dai-dong"]).sentences[2].id),
        "wrong": "mua sắm",
        "right": "đầu tư, mua sắm",
        "reason": "Thiếu chữ",
        "once_key": "f",
    }
    chair = desk("liemqt")
    assert chair.post(at(made["dai-dong"], "viec/dinh-chinh/"), fix).status_code == HTTPStatus.FOUND
    assert "nay đọc là «đầu tư, mua sắm»" in desk("ct-dai-dong").get(at(made["dai-dong"])).content.decode()
    start = desk("vp-pt").get(f"{HOME}moi/?thay={made['dai-dong']}").content.decode()
    assert "sẽ thay thế kết luận đã gửi" in start
    assert desk("vp-pt").post(f"{HOME}moi/?thay={made['dai-dong']}", front(region)).status_code == HTTPStatus.FOUND
    new_one = Conclusion.objects.order_by("-pk")[0]
    assert (new_one.replaces, new_one.asks) == (made["dai-dong"], 3)
    assert (
        desk("liemqt").post(at(made["dai-dong"], "viec/thu-hoi/"), {"reason": "Nhầm", "once_key": "w"}).status_code
        == HTTPStatus.FOUND
    )
    assert "Nhầm" in desk("ct-dai-dong").get(at(made["dai-dong"])).content.decode()


def test_it_is_signed_outside_with_ones_own_token_or_on_paper(told, desk):
    region, made = told
    desk("hungnq")
    certificates.give([region["hungnq"]])
    id_ = made["phung-cong"]
    paper = queries.file_of(region["hungnq"], id_)
    folder = live.MOTCUA_VAR / "trial-authority"
    own = FileSigner.from_pkcs12(issue(folder, region["hungnq"].name, "mật khẩu", organisation="UBND"), "mật khẩu")
    request = SignRequest(at=clock.now(), name=region["hungnq"].name)
    sent = own.sign(shelf.store().get(paper), request)
    page = desk("hungnq")
    none = page.post(at(id_, "ky/tai-len/"), {"paper": paper, "once_key": "u0"})
    assert none.status_code == HTTPStatus.BAD_REQUEST
    file = SimpleUploadedFile("da-ky.pdf", sent, "application/pdf")
    assert (
        page.post(at(id_, "ky/tai-len/"), {"paper": paper, "file": file, "once_key": "u"}).status_code
        == HTTPStatus.FOUND
    )
    assert Conclusion.objects.get(pk=id_).way == "token"
    other = made["kiem-tra"]
    desk("vp-pt").post(at(other, "lam/trinh-ky/"), {"once_key": "t"})
    form = {"signer_name": "Quách Tất Liêm", "signer_title": "Phó Chủ tịch", "signed_on": "15/07/2025", "once_key": "p"}
    clerk = desk("vt-pt")
    assert clerk.post(at(other, "ky/giay/"), form).status_code == HTTPStatus.BAD_REQUEST
    scan = SimpleUploadedFile("quet.pdf", sent, "application/pdf")
    assert clerk.post(at(other, "ky/giay/"), form | {"file": scan}).status_code == HTTPStatus.FOUND
    assert "ký trên giấy" in clerk.get(at(other)).content.decode()


@pytest.mark.parametrize(
    ("who", "part", "status"),
    [
        ("ct-tra-ly", "{dai-dong}", HTTPStatus.NOT_FOUND),
        ("ct-dai-dong", "{kiem-tra}", HTTPStatus.NOT_FOUND),
        ("ct-dai-dong", "{kiem-tra}ban-in.pdf", HTTPStatus.NOT_FOUND),
        ("ct-dai-dong", "{dai-dong}ban-luu/1/", HTTPStatus.NOT_FOUND),
        ("vp-pt", "{dai-dong}ban-luu/1/", HTTPStatus.OK),
        ("vp-pt", "{dai-dong}ban-luu/9/", HTTPStatus.NOT_FOUND),
        ("vp-pt", "{dai-dong}soan/", HTTPStatus.FORBIDDEN),
        ("vp-pt", "{kiem-tra}thong-tin/", HTTPStatus.OK),
        ("vp-pt", "{dai-dong}viec/bay/", HTTPStatus.NOT_FOUND),
        ("ct-dai-dong", "{dai-dong}viec/thu-hoi/", HTTPStatus.FORBIDDEN),
        ("stc-pt", "{dai-dong}", HTTPStatus.OK),
        ("dungnt", "", HTTPStatus.FORBIDDEN),
        ("dungnt", "{lam-thao}", HTTPStatus.FORBIDDEN),
        ("kt1-pt", "danh-sach.xlsx", HTTPStatus.FORBIDDEN),
        ("ct-dai-dong", "moi/", HTTPStatus.FORBIDDEN),
    ],
)
def test_doors_and_pages_open_for_whom_they_are(told, desk, who, part, status):
    _, made = told
    address = HOME + part.format_map({name: f"{id_}/" for name, id_ in made.items()})
    assert desk(who).get(address).status_code == status


def test_the_list_narrows_and_the_file_says_what_it_says(told, desk):
    _, _made = told
    page = desk("liemqt").get(f"{HOME}?q=thong+suot").content.decode()
    assert "Đại Đồng" in page
    assert "Khuất Đăng Khoa" not in page
    for show in ("du-thao", "cho-ky", "da-ky", "het-hieu-luc", "chua-nhan", "la"):
        assert desk("liemqt").get(f"{HOME}?xem={show}&sau={uuid4()}&dia-ban=x").status_code == HTTPStatus.OK
    sheet = load_workbook(BytesIO(desk("ct-dai-dong").get(f"{HOME}danh-sach.xlsx").content)).active
    (row,) = list(sheet.values)[2:]
    assert (row[0], row[9], row[10]) == ("01/TB-UBND", 3, 3)
    desk("ct-dai-dong").cookies.clear()
    assert desk("liemqt").get(at(uuid4())).status_code == HTTPStatus.NOT_FOUND
