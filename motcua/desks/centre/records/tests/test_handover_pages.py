"""Handing over at the desk: counting and judging, minutes, both ways of signing, refusal, the package, claims."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.conf import settings as live
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.adapters.pades import FileSigner, issue
from motcua.archives import handovers
from motcua.archives.models import Claim, Fonds, Handover
from motcua.config.demo import certificates, records
from motcua.config.demo.records import NEW_ARCHIVIST, NEW_LEADER, OLD_ARCHIVIST, OLD_LEADER
from motcua.documents import shelf
from motcua.documents.models import SigningCertificate
from motcua.documents.ports import SignRequest
from motcua.kernel import clock

HOME = "/luu-tru/ban-giao/"
CERTIFICATE = "/tai-khoan/chung-thu-so/"
JUDGED = {
    "boxes_counted": "6",
    "sample": "1 đúng\n37 đúng đủ tờ\n74",
    "methodical_verdict": "met",
    "methodical_words": "Đủ mục lục",
    "impartial_verdict": "met",
    "impartial_words": "Hai bên cùng đếm",
    "complete_verdict": "mostly",
    "complete_words": "Thiếu nhãn hai hộp",
    "complete_review": "20/07/2025",
}


@pytest.fixture(autouse=True)
def _july(old):
    with clock.fixed(clock.at(2025, 7, 4, 10)):
        yield


def at(handover, rest=""):
    return f"{HOME}{handover}/{rest}"


def minutes(region, handover):
    return Handover.objects.get(pk=handover).minutes_sha256


def test_the_giver_prepares_the_receiver_judges_and_the_minutes_are_made(old, fonds, enter):
    records.settle(old, fonds)
    sent = {"receiver": old.committees["cao-xa"], "ground": "NQ thử", "words": "Giao đủ", "once_key": "p1"}
    giver = enter(OLD_ARCHIVIST)
    answer = giver.post(f"/luu-tru/phong/{fonds}/ban-giao/moi/", sent)
    assert answer.status_code == HTTPStatus.FOUND
    page = giver.get(answer.headers["Location"]).content.decode()
    assert "Bên nhận chưa đếm hộp và kiểm tra mẫu." in page
    handover = Handover.objects.get().id
    assert giver.get(at(handover, "kiem-nhan/")).status_code == HTTPStatus.FORBIDDEN
    assert giver.post(at(handover, "lap-bien-ban/")).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    receiver = enter(NEW_ARCHIVIST)
    assert "Mục lục ghi 6 hộp, 120 hồ sơ." in receiver.get(at(handover, "kiem-nhan/")).content.decode()
    assert receiver.post(at(handover, "kiem-nhan/"), JUDGED).status_code == HTTPStatus.FOUND
    assert receiver.post(at(handover, "lap-bien-ban/"), {"once_key": "m1"}).status_code == HTTPStatus.FOUND
    page = receiver.get(at(handover)).content.decode()
    for words in ("Cơ bản đáp ứng", "rà soát lại 20/07/2025", "Biên bản (PDF)", "Gói BagIt"):
        assert words in page
    assert receiver.get(at(handover, "bien-ban.pdf")).headers["Content-Type"] == "application/pdf"
    assert receiver.get(at(handover, "goi-tep.zip")).headers["Content-Type"] == "application/zip"


@pytest.mark.parametrize(
    "wrong",
    [
        {"boxes_counted": ""},
        {"boxes_counted": "nhiều"},
        {"sample": ""},
        {"sample": "x đúng"},
        {"sample": "1 chưa rõ"},
        {"sample": "0 đúng"},
        {"sample": "9999 đúng"},
        {"sample": "1 đúng\n1 đúng"},
        {"sample": "1 hỏng " + "x" * 600},
        {"complete_review": ""},
        {"complete_review": "1/1/2020"},
        {"complete_verdict": "x"},
        {"methodical_words": ""},
    ],
)
def test_findings_that_cannot_be_are_refused_and_nothing_changes(old, fonds, enter, wrong):
    made = records.prepare(old, fonds)
    answer = enter(NEW_ARCHIVIST).post(at(made, "kiem-nhan/"), JUDGED | wrong)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Handover.objects.get(pk=made).boxes_counted is None


def test_leaders_of_both_sides_sign_on_the_page_and_the_custody_passes(old, fonds, handover, enter):
    certificates.give([old[OLD_LEADER], old[NEW_LEADER]])
    for username in (OLD_LEADER, NEW_LEADER):
        client = enter(username)
        page = client.get(at(handover)).content.decode()
        assert "Ký bằng chứng thư số «THỬ - " in page
        sent = {"minutes": minutes(old, handover), "once_key": f"s-{username}"}
        assert client.post(at(handover, "ky/"), sent).status_code == HTTPStatus.FOUND
        assert client.post(at(handover, "ky/"), sent).status_code == HTTPStatus.FOUND
    page = enter("khoakd").get(at(handover)).content.decode()
    assert "Đã bàn giao" in page
    assert page.count("chữ ký thử, không có giá trị pháp lý") == 2
    assert Fonds.objects.get(pk=fonds).place_id == old.places["cao-xa"]


def test_a_leader_without_a_certificate_is_led_to_give_one(old, fonds, handover, enter):
    client = enter(OLD_LEADER)
    page = client.get(at(handover)).content.decode()
    assert CERTIFICATE in page
    assert client.post(at(handover, "ky/"), {"minutes": minutes(old, handover)}).status_code == HTTPStatus.CONFLICT


def test_without_the_second_factor_nobody_signs(old, fonds, handover, sign_in, client):
    certificates.give([old[OLD_LEADER]])
    sign_in(client, OLD_LEADER)
    assert "Nhập mã bước hai" in client.get(at(handover)).content.decode()
    answer = client.post(at(handover, "ky/"), {"minutes": minutes(old, handover)})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert Handover.objects.get(pk=handover).state == "minutes"


def test_minutes_signed_outside_are_uploaded_and_other_files_refused(old, fonds, handover, enter):
    actor = old[NEW_LEADER]
    certificates.give([actor])
    client = enter(NEW_LEADER)
    paper = client.get(at(handover, "bien-ban.pdf")).getvalue()
    mine = FileSigner.from_pkcs12(issue(live.MOTCUA_VAR / "trial-authority", actor.name, "x"), "x")
    signed = mine.sign(paper, SignRequest(at=clock.now(), name=actor.name))
    sent = {"minutes": minutes(old, handover)}
    for content in (b"", b"x", paper, signed[: len(paper) + 100]):
        wrong = sent | {"file": SimpleUploadedFile("x.pdf", content)}
        code = client.post(at(handover, "ky-ngoai/"), wrong).status_code
        assert HTTPStatus.BAD_REQUEST <= code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert client.post(at(handover, "ky-ngoai/"), sent).status_code == HTTPStatus.BAD_REQUEST
    right = sent | {"file": SimpleUploadedFile("x.pdf", signed)}
    assert client.post(at(handover, "ky-ngoai/"), right).status_code == HTTPStatus.FOUND
    assert "Ký ngoài bằng thiết bị của mình" in client.get(at(handover)).content.decode()


def test_a_refusal_is_told_with_its_reason_on_the_page(old, fonds, handover, enter):
    client = enter(NEW_LEADER)
    assert client.get(at(handover, "tu-choi/")).status_code == HTTPStatus.OK
    assert client.post(at(handover, "tu-choi/"), {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(at(handover, "tu-choi/"), {"reason": "Thiếu hộp 3"}).status_code == HTTPStatus.FOUND
    page = enter(OLD_ARCHIVIST).get(at(handover)).content.decode()
    assert "đã từ chối ký lần trước" in page
    assert "Thiếu hộp 3" in page
    assert enter(OLD_ARCHIVIST).post(at(handover, "rut/"), {"reason": "Chờ"}).status_code == HTTPStatus.FOUND


def test_the_package_is_checked_as_kept_and_as_received(old, fonds, handover, enter):
    client = enter(NEW_ARCHIVIST)
    content = client.get(at(handover, "goi-tep.zip")).getvalue()
    damaged = SimpleUploadedFile("g.zip", content[:-40] + b"x" * 40)
    assert client.post(at(handover, "kiem-tra-goi/"), {"file": damaged}).status_code == HTTPStatus.BAD_REQUEST
    good = SimpleUploadedFile("g.zip", content)
    for sent in ({}, {"file": good}):
        assert client.post(at(handover, "kiem-tra-goi/"), sent).status_code == HTTPStatus.FOUND
    assert "bên nhận đã kiểm tra, nguyên vẹn" in client.get(at(handover)).content.decode()
    assert enter(OLD_ARCHIVIST).post(at(handover, "kiem-tra-goi/")).status_code == HTTPStatus.FORBIDDEN


def test_a_claim_goes_to_the_giver_and_comes_back_answered(old, fonds, handover, enter):
    records.sign_both(old, handover)
    receiver = enter(NEW_ARCHIVIST)
    sent = {"number": "12", "kind": "missing", "words": "Không thấy trong hộp 1"}
    for wrong in ({"number": "0"}, {"number": "900"}, {"kind": "x"}, {"words": ""}):
        code = receiver.post(at(handover, "bao-thieu/"), sent | wrong).status_code
        assert HTTPStatus.BAD_REQUEST <= code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert receiver.get(at(handover, "bao-thieu/")).status_code == HTTPStatus.OK
    assert receiver.post(at(handover, "bao-thieu/"), sent).status_code == HTTPStatus.FOUND
    claim = Claim.objects.get().id
    giver = enter(OLD_ARCHIVIST)
    assert "1 ý kiến chưa trả lời" in giver.get(HOME).content.decode()
    assert giver.get(at(handover, f"tra-loi/{claim}/")).status_code == HTTPStatus.OK
    assert giver.post(at(handover, f"tra-loi/{claim}/"), {"answer": "Để ở hộp 2"}).status_code == HTTPStatus.FOUND
    assert "Để ở hộp 2" in enter(NEW_ARCHIVIST).get(at(handover)).content.decode()


def test_others_see_nothing_of_it(old, fonds, handover, enter):
    for username, status in (("lt-tra-ly", HTTPStatus.NOT_FOUND), ("kt-cao-xa", HTTPStatus.FORBIDDEN)):
        client = enter(username)
        for rest in ("", "bien-ban.pdf", "goi-tep.zip"):
            assert client.get(at(handover, rest)).status_code == status
    assert handovers.handovers(old["lt-tra-ly"]) == ()
    assert len(handovers.handovers(old["khoakd"])) == 1


def test_a_certificate_is_kept_and_withdrawn_on_ones_own_account_page(old, enter):
    certificates.give([old[OLD_LEADER]])
    actor = old[NEW_LEADER]
    client = enter(NEW_LEADER)
    content = issue(live.MOTCUA_VAR / "trial-authority", actor.name, "mật khẩu", organisation=actor.unit_name)
    file = {"file": SimpleUploadedFile("a.p12", content)}
    assert client.get(CERTIFICATE).status_code == HTTPStatus.OK
    assert client.post(CERTIFICATE, {"password": "x"}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(CERTIFICATE, file | {"password": "sai"}).status_code == HTTPStatus.BAD_REQUEST
    file = {"file": SimpleUploadedFile("a.p12", content)}
    assert client.post(CERTIFICATE, file | {"password": "mật khẩu", "once_key": "c1"}).status_code == HTTPStatus.FOUND
    page = client.get(CERTIFICATE).content.decode()
    assert f"THỬ - {actor.name}" in page
    assert "mật khẩu" not in page
    assert client.post(CERTIFICATE, {"viec": "thu-hoi", "reason": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(CERTIFICATE, {"viec": "thu-hoi", "reason": "Đổi"}).status_code == HTTPStatus.FOUND
    assert client.post(CERTIFICATE, {"viec": "thu-hoi", "reason": "Đổi"}).status_code == HTTPStatus.CONFLICT
    assert not SigningCertificate.objects.filter(official=actor.official, withdrawn_at__isnull=True).exists()


def test_nobody_comes_to_a_certificate_without_signing_in(old, client):
    assert client.get(CERTIFICATE).status_code == HTTPStatus.FOUND


def test_the_minutes_kept_are_the_bytes_that_were_made(old, fonds, handover):
    assert shelf.store().verify(minutes(old, handover))
