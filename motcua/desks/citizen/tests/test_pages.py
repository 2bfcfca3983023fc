"""What holds for every public page: it opens without an account, in two languages, small, guarded, and never breaks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client

from motcua.kernel import clock

PAGES = (
    "/",
    "/tra-cuu/",
    "/tra-cuu/?ma=H33.99.01-250711-0001",
    "/thu-tuc/",
    "/thu-tuc/?q=khai+sinh",
    "/thu-tuc/?linh-vuc=H%E1%BB%99+t%E1%BB%8Bch",
    "/thu-tuc/1.001193/",
    "/thu-tuc/1.001193/?truong-hop=dung-han",
    "/thu-tuc/1.001193/niem-yet/",
    "/thu-tuc/1.004884/",
    "/trung-tam-nao/",
    "/trung-tam-nao/?q=xuan+quan",
    "/trung-tam-nao/?q=thai+binh",
    "/trung-tam-nao/?q=xyzzy",
    "/kiem-tra/",
    "/khoa/",
    "/tro-giup/",
    "/tro-giup/tiep-can/",
    "/tro-giup/du-lieu/",
)
HOSTILE = (
    "\x00",
    "a" * 50_000,
    "😀" * 9_000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{0.__class__} {x} %s %(y)s {{7*7}}",
    "../../etc/passwd",
    "\u202e\u200b\ufeff",
    "ma=http://[::1",
    "-1",
    "1" * 5_000,
)


@pytest.mark.parametrize("path", PAGES)
def test_page_opens_for_anybody_and_is_small_and_guarded(client: Client, town: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    body = answer.content.decode()
    assert "Trung tâm Phục vụ hành chính công" in body
    assert " style=" not in body
    assert body.count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_page_opens_in_english(client: Client, town: Any, path: str) -> None:
    client.cookies["ngon-ngu"] = "en"
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="en"' in answer.content.decode()


def test_language_is_changed_and_kept(client: Client, town: Any) -> None:
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/tra-cuu/?ma=1"})
    assert answer.url == "/tra-cuu/?ma=1"
    assert '<html lang="en"' in client.get(answer.url).content.decode()


def test_names_of_procedures_are_read_as_vietnamese_on_an_english_page(client: Client, town: Any) -> None:
    client.cookies["ngon-ngu"] = "en"
    assert '<span lang="vi">Thủ tục đăng ký khai sinh</span>' in client.get("/thu-tuc/1.001193/").content.decode()


def test_first_page_has_its_doors_and_the_telephone(client: Client, town: Any) -> None:
    body = client.get("/").content.decode()
    assert all(
        f'class="way" href="{href}"' in body for href in ("/tra-cuu/", "/thu-tuc/", "/kiem-tra/", "/trung-tam-nao/")
    )
    assert "0221 3999 999" in body
    assert "tỉnh Hưng Yên" in body
    assert "/tai-khoan/dang-nhap/" in body


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (clock.at(2025, 7, 11, 10), "Đang mở cửa, đến 11:30"),
        (clock.at(2025, 7, 11, 12), "Đang nghỉ, mở lại lúc 13:00 hôm nay"),
        (clock.at(2025, 7, 11, 17), "Đã đóng cửa, mở lại thứ Hai, 14/07/2025 07:30"),
        (clock.at(2025, 9, 2, 9), "Đã đóng cửa, mở lại thứ Tư, 03/09/2025 07:30"),
    ],
)
def test_first_page_says_whether_the_centre_is_open(client: Client, town: Any, at: Any, said: str) -> None:
    with clock.fixed(at):
        assert said in client.get("/").content.decode()


def test_year_without_a_calendar_says_nothing_about_hours(client: Client, town: Any) -> None:
    with clock.fixed(town.at + timedelta(days=365 * 20)):
        answer = client.get("/")
    assert answer.status_code == 200
    assert "mở cửa" not in answer.content.decode()


def test_demonstration_names_the_desks(client: Client, town: Any) -> None:
    assert "Đây là bản trình diễn" not in client.get("/").content.decode()
    with mock.patch("motcua.ledger.marks.is_demonstration", return_value=True):
        body = client.get("/").content.decode()
    assert "Đây là bản trình diễn" in body
    assert 'href="/quay/"' in body


@pytest.mark.django_db
def test_empty_books_open_too(client: Client, settings: Any) -> None:
    from django.conf import settings as live

    settings.STORAGES = {
        "default": live.STORAGES["default"],
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    for path in ("/", "/tra-cuu/", "/thu-tuc/", "/thu-tuc/?q=khai+sinh", "/thu-tuc/1.001193/", "/kiem-tra/", "/khoa/"):
        assert client.get(path).status_code == 200, path
    assert client.post("/tra-cuu/", {"ma": "H33.1-250711-0001", "ma-tra-cuu": "AAAA-AAAA"}).status_code == 404


def test_staff_see_the_public_page_as_everybody_does(client: Client, town: Any, sign_in: Any) -> None:
    body = sign_in(client, "giamdoc").get("/").content.decode()
    assert town["giamdoc"].name not in body


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_never_breaks_a_page(client: Client, town: Any, text: str) -> None:
    client.raise_request_exception = True
    answers = [
        client.get("/tra-cuu/", {"ma": text}),
        client.get("/thu-tuc/", {"q": text}),
        client.get("/thu-tuc/", {"q": text}, HTTP_HX_REQUEST="true"),
        client.get("/thu-tuc/", {"linh-vuc": text}),
        client.get("/thu-tuc/1.001193/", {"truong-hop": text}),
        client.post("/tra-cuu/", {"ma": text, "ma-tra-cuu": text}),
        client.post("/tra-cuu/", {"ma": text, "ma-tra-cuu": "AAAA-AAAA"}),
        client.post("/tra-cuu/", {"ma": "H33.1-250711-0001", "ma-tra-cuu": text}),
        client.post("/kiem-tra/", {"noi-dung": text, "tep": text}),
        client.post("/tra-cuu/thoat/", {"next": text}),
    ]
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
    assert all("<script>alert(1)" not in answer.content.decode() for answer in answers)


@pytest.mark.parametrize(
    "path", ["/thu-tuc/%00/", "/thu-tuc/<b>/", "/thu-tuc/" + "9" * 3_000 + "/", "/tro-giup/khac/", "/thu-tuc/?q=%ff%fe"]
)
def test_strange_addresses_never_break(client: Client, town: Any, path: str) -> None:
    assert client.get(path).status_code in {200, 404}


def test_form_without_its_token_is_refused(town: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/tra-cuu/", {"ma": "x", "ma-tra-cuu": "y"}).status_code == 403


def test_robots_are_told_what_is_for_people_at_work(client: Client, town: Any) -> None:
    body = client.get("/robots.txt").content.decode()
    assert "Disallow: /quay/" in body
    assert "/thu-tuc/" not in body
