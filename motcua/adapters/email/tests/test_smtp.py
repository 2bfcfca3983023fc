"""Letters over SMTP to a real server: what arrives, and how each kind of trouble is judged."""

from __future__ import annotations

import smtplib
from dataclasses import replace

import pytest

from motcua.adapters.email.smtp import STARTTLS, TLS, SmtpPostman, judged
from motcua.adapters.email.tests.server import smtp
from motcua.contact.ports import Later, Letter, Refused, Undelivered, Unusable
from motcua.kernel.ids import new_id
from tests.postgres import free_port

WORDS = "Mất đường truyền «Cáp quang số 1 – Viettel»."


def letter(address: str = "nhan@xa.example.vn", **given) -> Letter:
    return Letter(new_id(), address, "[gấp] Mất đường truyền – xã Phụng Công", f"{WORDS}\n\nhttps://x/y\n", **given)


def test_vietnamese_arrives_whole_in_head_and_body():
    with smtp() as box:
        sent = letter(urgent=True)
        SmtpPostman(box.connection).send(sent)
    (got,) = box.letters
    # Folded after the name, as long heads are: the blank belongs to the fold.
    assert got["Subject"].strip() == "[gấp] Mất đường truyền – xã Phụng Công"
    assert got["From"] == "Trung tâm Thử <thu@xa.example.vn>"
    assert got["To"] == "nhan@xa.example.vn"
    assert got["Message-ID"] == f"<{sent.id}@xa.example.vn>"
    assert (got["Auto-Submitted"], got["Importance"]) == ("auto-generated", "high")
    assert got.get_content_type() == "text/plain"
    assert got.get_content_charset() == "utf-8"
    assert got.get_content().replace("\r\n", "\n") == f"{WORDS}\n\nhttps://x/y\n"


def test_the_same_letter_has_the_same_name_and_a_line_break_in_a_head_is_none():
    with smtp() as box:
        postman, one = SmtpPostman(box.connection), replace(letter(), subject="Báo\r\nBcc: ai@do.vn")
        postman.send(one)
        postman.send(one)
    first, second = box.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert (first["Subject"], first["Bcc"]) == ("Báo Bcc: ai@do.vn", None)


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ("550 5.1.1 no such user", Refused, 550),
        ("552 mailbox full for good", Refused, 552),
        ("451 4.7.1 greylisted, try again", Later, 451),
        ("452 mailbox full", Later, 452),
    ],
)
def test_a_recipient_is_refused_for_good_or_for_now(answer, kind, code):
    with smtp() as box:
        box.to["nhan@xa.example.vn"] = answer
        with pytest.raises(kind) as caught:
            SmtpPostman(box.connection).send(letter())
    assert (caught.value.code, box.letters) == (code, [])
    assert caught.value.reason == answer[4:]


@pytest.mark.parametrize(("answer", "kind"), [("554 spam", Refused), ("450 busy", Later)])
def test_the_content_is_refused(answer, kind):
    with smtp() as box:
        box.data = answer
        with pytest.raises(kind):
            SmtpPostman(box.connection).send(letter())


def test_a_connection_dropped_in_the_middle_is_tried_later():
    with smtp() as box:
        box.drops = True
        with pytest.raises(Later):
            SmtpPostman(box.connection).send(letter())


def test_nobody_there_is_no_fault_of_the_letter():
    with smtp() as box, pytest.raises(Unusable) as caught:
        SmtpPostman(replace(box.connection, port=free_port())).send(letter())
    assert caught.value.code == 0


def test_a_server_that_wants_tls_and_does_not_get_it(tmp_path):
    with smtp(tmp_path, wants_tls=True) as box, pytest.raises(Unusable) as caught:
        SmtpPostman(box.connection).send(letter())
    assert caught.value.code == 530


def test_starttls_by_a_trusted_certificate_and_never_by_another(tmp_path, monkeypatch):
    with smtp(tmp_path, wants_tls=True) as box:
        postman = SmtpPostman(replace(box.connection, security=STARTTLS))
        with pytest.raises(Unusable):
            postman.send(letter())
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        postman.send(letter())
    assert len(box.letters) == 1


def test_tls_from_the_first_byte_where_the_server_speaks_plain():
    with smtp() as box, pytest.raises(Unusable):
        SmtpPostman(replace(box.connection, security=TLS)).send(letter())


def test_starttls_that_the_server_does_not_offer_is_never_done_without():
    with smtp() as box, pytest.raises(Unusable):
        SmtpPostman(replace(box.connection, security=STARTTLS)).send(letter())
    assert box.letters == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_the_password_opens_and_a_wrong_one_is_no_fault_of_the_letter():
    with smtp(wants_password="đúng") as box:
        with pytest.raises(Unusable):
            SmtpPostman(box.connection).send(letter())
        with pytest.raises(Unusable) as caught:
            SmtpPostman(replace(box.connection, user="thu", password="sai")).send(letter())
        assert caught.value.code == 535
    with smtp(wants_password="dung") as box:
        SmtpPostman(replace(box.connection, user="thu", password="dung")).send(letter())
    assert len(box.letters) == 1


@pytest.mark.parametrize("address", ["", "không phải địa chỉ", "a@b@c", "x@y\r\nBcc: z@z.vn"])
def test_what_is_no_address_is_refused_without_asking_anybody(address):
    with smtp() as box, pytest.raises(Undelivered) as caught:
        SmtpPostman(box.connection).send(letter(address))
    assert isinstance(caught.value, Refused)
    assert box.letters == []


def test_whatever_else_the_library_says_is_the_servers_trouble():
    assert isinstance(judged(smtplib.SMTPException("?")), Unusable)
    assert isinstance(judged(smtplib.SMTPSenderRefused(553, b"not yours", "thu@x.vn")), Unusable)
