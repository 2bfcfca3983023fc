"""Minutes of a stop on the screen: from the stop to both signatures, what a form refuses, who sees what, papers."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from motcua.config.demo import certificates
from motcua.documents import shelf
from motcua.findings.commands import AnswerStopMinutes, CloseStopMinutes
from motcua.findings.models import MinutesSignature, StopMinutes
from motcua.findings.rules.minutes import MinutesState
from motcua.findings.tests.conftest import _wired, laid_visit, visit  # noqa: F401 - the visit these pages show
from motcua.findings.tests.test_minutes import closed, drafted, laid, members, scan
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform

HOME = "/bien-ban/"
TOO_LONG = "x" * 6001


@pytest.fixture
def desk(visit, sign_in, client):  # noqa: F811
    """Return ``desk(who)``: the browser of somebody."""

    def enter(who, *, verified=True):
        client.cookies.clear()
        return sign_in(client, who, verified=verified)

    return enter


def text(answer):
    assert answer.status_code == HTTPStatus.OK, answer.status_code
    return answer.content.decode()


def once(**more):
    return more | {"once_key": uuid4().hex}


def form(visit, **more):  # noqa: F811
    """Return the form of writing as it comes from the browser."""
    team = members(visit)
    told = {
        "number": "01/BB-ĐKT",
        "copies": "2",
        "venue": "Trụ sở UBND xã",
        "present": [str(one) for one in team.values()],
        "unit_people": [str(visit["gd-dai-dong"].official)],
        "others": "Bùi Văn Thử; Chủ tịch UBND xã\nLãnh đạo Phòng Kinh tế",
        "recorder": str(team["kt1-pt"]),
        "recorder_name": "",
        "team_words": "Khắc phục sớm.",
        "papers": "Sổ theo dõi hồ sơ (bản sao)",
    }
    return once(**(told | more))


def test_from_the_stop_to_the_signed_minutes_by_both_sides(visit, desk):  # noqa: F811
    visit.note(words="Bảng phí cũ")
    stop, team = f"/doan-kiem-tra/buoi/{visit.stop}/", desk("kt1-pt")
    begin = f"{HOME}buoi/{visit.stop}/lap/"
    assert begin in text(team.get(stop))
    assert "soạn sẵn" in text(team.get(begin))
    key = once()
    made = team.post(begin, key)
    assert made.status_code == HTTPStatus.FOUND
    assert team.post(begin, key).url == made.url
    assert "Kiểm Tra Thử Một" in text(team.get(made.url))
    saved = team.post(made.url, form(visit))
    here = saved.url
    page = text(team.get(here))
    for words in ("Biên bản số 01/BB-ĐKT", "Bảng phí cũ", "Bùi Văn Thử, Chủ tịch UBND xã", "Lãnh đạo Phòng Kinh tế"):
        assert words in page, words
    assert "Trụ sở UBND xã" in text(team.get(made.url))
    assert team.post(f"{here}viec/gui/", once()).url == here
    unit = desk("gd-dai-dong")
    assert here in text(unit.get(stop))
    assert begin not in text(unit.get(stop))
    assert "Chờ ý kiến của đơn vị" in text(unit.get(here))
    words = once(explanation="Phí mới ban hành hôm qua", reservations="Không nhất trí mức «nặng»")
    assert unit.post(f"{here}viec/y-kien/", words).url == here
    team = desk("kt1-pt")
    assert "Phí mới ban hành hôm qua" in text(team.get(here))
    assert "Ngày kết thúc" in text(team.get(f"{here}viec/chot/"))
    assert team.post(f"{here}viec/chot/", once(day="15/07/2025", clock="9:00")).url == here
    certificates.give([visit[who] for who in ("liemqt", "kt1-pt", "ct-dai-dong")])
    for who, side in (
        ("ct-dai-dong", "Đại diện đơn vị"),
        ("kt1-pt", "Người ghi biên bản"),
        ("liemqt", "Đại diện đoàn"),
    ):
        signer = desk(who)
        page = text(signer.get(f"{here}ky/"))
        assert side in page
        row = StopMinutes.objects.get()
        signed = signer.post(f"{here}ky/he-thong/", once(paper=row.file or row.paper))
        assert signed.status_code == HTTPStatus.FOUND, text(signed)
    page = text(desk("gd-dai-dong").get(here))
    assert "Biên bản đã ký, không sửa được nữa" in page
    assert f"{here}viec/" not in page
    assert f"{HOME}buoi/{visit.stop}/lap/?bo-sung=" in text(desk("kt2-pt").get(here))
    listed = text(desk("dungnt").get(f"{HOME}dot/{visit.campaign}/"))
    assert "Biên bản số 01/BB-ĐKT" in listed
    assert f"{HOME}dot/{visit.campaign}/" in text(desk("liemqt").get(f"/doan-kiem-tra/{visit.campaign}/"))


def test_a_supplement_is_begun_from_the_signed_minutes_and_says_what_it_adds_to(visit, desk):  # noqa: F811
    made = closed(visit)
    row = StopMinutes.objects.get(pk=made)
    here, writer = f"{HOME}{made}/", desk("kt1-pt")
    told = once(pages=str(row.pages), team_signer="Quách Tất Liêm", unit_signer="Bùi Văn Thử", signed_on="15/07/2025")
    content = shelf.store().get(scan(row.pages))
    few = told | {"pages": "9", "file": SimpleUploadedFile("bb.pdf", content, "application/pdf")}
    refused = writer.post(f"{here}ky/giay/", few)
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert "đếm lại" in refused.content.decode()
    assert writer.post(f"{here}ky/giay/", told).status_code == HTTPStatus.BAD_REQUEST
    whole = told | {"file": SimpleUploadedFile("bb.pdf", content, "application/pdf")}
    assert writer.post(f"{here}ky/giay/", whole).url == here
    assert "Ký trên giấy" in text(writer.get(here))
    assert b"".join(writer.get(f"{here}tep.pdf").streaming_content) == content
    begin = f"{HOME}buoi/{visit.stop}/lap/?bo-sung={made}"
    assert "bổ sung" in text(writer.get(begin))
    more = writer.post(begin, once())
    assert more.status_code == HTTPStatus.FOUND
    page = text(writer.get(more.url.removesuffix("sua/")))
    assert "Biên bản khác của buổi này" in page
    assert here in page


def test_a_refusal_to_sign_is_told_with_who_why_and_a_witness(visit, desk):  # noqa: F811
    here = f"{HOME}{closed(visit)}/"
    team = desk("kt2-pt")
    bad = team.post(f"{here}viec/tu-choi/", once(name="Bùi Văn Thử", reason="Không đồng ý", witness=""))
    assert bad.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    told = once(name="Bùi Văn Thử", reason="Không đồng ý", witness="Lê Thị Thử")
    assert team.post(f"{here}viec/tu-choi/", told).url == here
    page = text(desk("gd-dai-dong").get(here))
    assert "Lý do: Không đồng ý" in page
    assert "Người chứng kiến: Lê Thị Thử" in page
    assert "unit_signer" not in text(desk("kt1-pt").get(f"{here}ky/giay/"))


def test_a_side_without_a_certificate_is_told_what_to_do_and_an_unsigned_file_is_refused(visit, desk):  # noqa: F811
    made = closed(visit)
    here, row = f"{HOME}{made}/", StopMinutes.objects.get(pk=made)
    unit = desk("gd-dai-dong")
    assert "chưa gửi giữ chứng thư số" in text(unit.get(f"{here}ky/"))
    assert unit.post(f"{here}ky/he-thong/", once(paper=row.paper)).status_code == HTTPStatus.CONFLICT
    assert unit.post(f"{here}ky/tai-len/", once(paper=row.paper)).status_code == HTTPStatus.BAD_REQUEST
    plain = SimpleUploadedFile("x.pdf", shelf.store().get(row.paper), "application/pdf")
    assert unit.post(f"{here}ky/tai-len/", once(paper=row.paper, file=plain)).status_code == HTTPStatus.BAD_REQUEST
    assert desk("gd-xuan-lung").post(f"{here}ky/tai-len/", once(paper=row.paper)).status_code == HTTPStatus.NOT_FOUND
    assert desk("kt2-pt").post(f"{here}ky/tai-len/", once(paper=row.paper)).status_code == HTTPStatus.FORBIDDEN
    assert "không phải người ký" in text(desk("kt2-pt").get(f"{here}ky/"))
    factor = desk("gd-dai-dong", verified=False).post(f"{here}ky/he-thong/", once(paper=row.paper))
    assert factor.status_code == HTTPStatus.FORBIDDEN
    assert not MinutesSignature.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"present": []}, "present"),
        ({"present": [str(uuid4())]}, "present"),
        ({"unit_people": [str(uuid4())]}, "unit_people"),
        ({"copies": "1"}, "copies"),
        ({"copies": "hai"}, "copies"),
        ({"copies": ""}, "copies"),
        ({"recorder": str(uuid4())}, "recorder"),
        ({"team_words": TOO_LONG}, "team_words"),
        ({"others": "x" * 301}, "others"),
        ({"others": "A; " + "x" * 301}, "others"),
        ({"others": "lãnh đạo " + "x" * 301}, "others"),
        ({"others": "\n".join(["A"] * 61)}, "others"),
        ({"papers": "x" * 301}, "papers"),
        ({"papers": "\n".join(["x"] * 61)}, "papers"),
        ({"number": "x" * 51}, "number"),
    ],
)
def test_what_the_form_cannot_take_is_told_beside_its_field_and_nothing_is_kept(visit, desk, more, field):  # noqa: F811
    made = drafted(visit)
    before = Entry.objects.count()
    answer = desk("kt1-pt").post(f"{HOME}{made}/sua/", form(visit, **more))
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert f'id="{field}' in answer.content.decode() or f'name="{field}"' in answer.content.decode()
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "told",
    [{"day": "15/07/2025", "clock": "25:00"}, {"day": "15/07/2025", "clock": "7:00"}, {"day": "hôm qua", "clock": "9:00"},
     {"day": "15/07/2025", "clock": "23:00"}, {"day": "", "clock": ""}],
)  # fmt: skip
def test_an_end_that_cannot_be_is_refused(visit, desk, told):  # noqa: F811
    made = laid(visit)
    answer = desk("kt1-pt").post(f"{HOME}{made}/viec/chot/", once(silence="Vắng", **told))
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert StopMinutes.objects.get().state == MinutesState.LAID


def test_a_draft_is_given_up_and_closed_minutes_are_taken_back_by_form(visit, desk):  # noqa: F811
    made = closed(visit)
    here, team = f"{HOME}{made}/", desk("kt2-pt")
    assert team.post(f"{here}viec/rut/", once(reason="Sai tên")).url == here
    assert desk("gd-dai-dong").get(here).status_code == HTTPStatus.NOT_FOUND
    team = desk("kt2-pt")
    assert team.get(f"{here}tep.pdf").status_code == HTTPStatus.NOT_FOUND
    gone = team.post(f"{here}viec/bo/", once(reason="Lập lại"))
    assert gone.url == f"/doan-kiem-tra/buoi/{visit.stop}/"
    assert f"{HOME}buoi/{visit.stop}/lap/" in text(team.get(gone.url))
    assert team.get(f"{here}viec/khac/").status_code == HTTPStatus.NOT_FOUND
    assert team.post(f"{here}sua/", form(visit)).status_code == HTTPStatus.CONFLICT
    stale = team.post(f"{here}viec/bo/?ban=1", once(reason="Nữa"))
    assert stale.status_code == HTTPStatus.CONFLICT


def test_papers_are_answered_to_whoever_reads_the_minutes_and_to_nobody_else(visit, desk):  # noqa: F811
    made = laid(visit)
    perform(AnswerStopMinutes(minutes=made, reservations="Không nhất trí"), visit["gd-dai-dong"])
    here, delegate = f"{HOME}{made}/", desk("dungnt")
    assert delegate.get(f"{here}tep.pdf").status_code == HTTPStatus.NOT_FOUND
    assert delegate.get(f"{here}ban-in.pdf").content.startswith(b"%PDF")
    words = "\n".join(line.text for line in Document(BytesIO(delegate.get(f"{here}ban-sua.docx").content)).paragraphs)
    assert "Không nhất trí" in words
    assert "DỰ THẢO" in words
    perform(CloseStopMinutes(minutes=made), visit["kt1-pt"])
    assert b"".join(desk("dungnt").get(f"{here}tep.pdf").streaming_content).startswith(b"%PDF")
    looked = Access.objects.count()
    other = desk("gd-xuan-lung")
    papers = ("", "ban-in.pdf", "ban-sua.docx", "tep.pdf")
    for paper in papers:
        assert other.get(f"{here}{paper}").status_code == HTTPStatus.NOT_FOUND, paper
    assert Access.objects.count() >= looked + len(papers)


def test_a_delegate_reads_the_minutes_and_every_door_to_change_them_is_shut(visit, desk):  # noqa: F811
    made = laid(visit)
    here, delegate = f"{HOME}{made}/", desk("dungnt")
    page = text(delegate.get(here))
    assert "Phó Chủ tịch HĐND huyện, Ủy viên BTV Huyện ủy" in page
    assert f"{here}viec/" not in page
    assert f"{here}sua/" not in page
    before, looked = Entry.objects.count(), Access.objects.count()
    doors = (
        "sua/",
        "viec/gui/",
        "viec/y-kien/",
        "viec/chot/",
        "viec/rut/",
        "ky/",
        "ky/he-thong/",
        "ky/tai-len/",
        "ky/giay/",
    )
    for door in doors:
        assert delegate.post(f"{here}{door}", once(reason="x")).status_code in {403, 405}, door
    assert delegate.post(f"{HOME}buoi/{visit.stop}/lap/", once()).status_code == HTTPStatus.FORBIDDEN
    assert Entry.objects.count() == before
    assert Access.objects.count() > looked
