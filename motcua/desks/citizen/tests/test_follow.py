"""Following a dossier: who holds the slip sees where it is, whoever guesses learns nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.desks.citizen import throttle
from motcua.dossiers import following
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.ledger.models import Access

URL = "/tra-cuu/"


def send(client: Client, code: str, secret: str, **more: Any) -> Any:
    return client.post(URL, {"ma": code, "ma-tra-cuu": secret}, **more)


def test_slip_in_hand_shows_where_the_dossier_is(client: Client, slip: Any) -> None:
    answer = send(client, slip.code, slip.secret)
    assert (answer.status_code, answer.url) == (303, URL)
    body = client.get(URL).content.decode()
    assert "Hồ sơ của bạn đang ở bước" in body
    assert "Hẹn trả thứ Sáu, 11/07/2025 17:00." in body
    assert "Tiếp theo:" in body
    assert "Vì sao hẹn ngày này?" in body
    assert "<cite>" in body
    assert "0221 3999 999" in body


def test_nothing_about_a_person_is_shown(client: Client, town: Any, slip: Any) -> None:
    send(client, slip.code, slip.secret)
    body = client.get(URL).content.decode()
    people = [citizen.name for citizen in town.citizens] + [actor.name for actor in town.actors.values()]
    assert [
        name for name in [*people, "Bí Mật", "Thôn Thử", town.citizens[0].number, "0901000011"] if name in body
    ] == []


def test_secret_is_neither_in_the_address_nor_on_the_page(client: Client, slip: Any) -> None:
    answer = send(client, slip.code, slip.secret)
    shown = client.get(URL)
    assert "?" not in answer.url
    assert slip.secret not in shown.content.decode()
    assert slip.secret.replace("-", "") not in str(answer.cookies)


def test_cookie_reaches_only_the_follow_up_page(client: Client, slip: Any) -> None:
    cookie = send(client, slip.code, slip.secret).cookies["ho-so-dang-xem"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (URL, True, "Strict", 1800)


def test_page_can_be_refreshed_and_left(client: Client, slip: Any) -> None:
    send(client, slip.code, slip.secret)
    assert "đang ở bước" in client.get(URL).content.decode()
    assert "đang ở bước" in client.get(URL, {"ma": slip.code}).content.decode()
    client.post("/tra-cuu/thoat/")
    assert "đang ở bước" not in client.get(URL).content.decode()


def test_another_code_in_the_address_asks_anew(client: Client, slip: Any) -> None:
    send(client, slip.code, slip.secret)
    body = client.get(URL, {"ma": "H33.99.01-250711-0999"}).content.decode()
    assert "H33.99.01-250711-0999" in body
    assert "đang ở bước" not in body


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "é" * 400, '"' * 5])
def test_forged_ticket_shows_the_form(client: Client, town: Any, cookie: str) -> None:
    client.cookies["ho-so-dang-xem"] = cookie
    assert client.get(URL).status_code == 200


def test_ticket_of_another_purpose_is_none(town: Any) -> None:
    from django.core import signing

    with pytest.raises(NotFound):
        following.followed(signing.dumps(town.accept().hex))


@pytest.mark.parametrize("way", [str.lower, lambda text: text.replace("-", " "), lambda text: f"  {text}\t"])
def test_typing_is_forgiven(client: Client, slip: Any, way: Any) -> None:
    assert send(client, way(slip.code).replace(".", " "), way(slip.secret)).status_code == 303


def test_whole_address_from_the_code_is_taken_as_the_code(client: Client, slip: Any) -> None:
    assert send(client, f"{slip.lookup}#{slip.signed}", slip.secret).status_code == 303


def test_wrong_code_and_wrong_secret_answer_alike(client: Client, slip: Any, plain: Any) -> None:
    unknown = slip.code[:-4] + "9999"
    client.get(URL)
    with CaptureQueriesContext(connection) as at_wrong_secret:
        wrong_secret = send(client, slip.code, "AAAA-AAAA")
    with CaptureQueriesContext(connection) as at_wrong_code:
        wrong_code = send(client, unknown, "AAAA-AAAA")
    assert wrong_secret.status_code == wrong_code.status_code == 404
    assert plain(wrong_secret) == plain(wrong_code).replace(unknown, slip.code)
    assert len(at_wrong_secret) == len(at_wrong_code)
    assert {name: wrong_code[name] for name in wrong_code.headers} == {
        name: wrong_secret[name] for name in wrong_secret.headers
    }


def test_both_compare_the_same_number_of_secrets(slip: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    real = following.codes.same_secret
    monkeypatch.setattr(following.codes, "same_secret", lambda *pair: bool(compared.append(pair[1])) or real(*pair))
    for code, secret in ((slip.code, slip.secret), (slip.code, "AAAA-AAAA"), ("H33-250711-0001", "AAAA-AAAA")):
        compared.clear()
        with suppress(NotFound):
            following.follow(code, secret)
        assert len(compared) == 8


def test_a_code_is_found_by_index_whatever_the_number_of_dossiers(town: Any) -> None:
    with CaptureQueriesContext(connection) as seen:
        following._ids("H33.99.01-250711-0001")
    assert len(seen) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + seen[0]["sql"])
            assert "SCAN" not in str(cursor.fetchall())


def test_what_was_typed_stays(client: Client, slip: Any) -> None:
    body = send(client, slip.code, "AAAA-AAAA").content.decode()
    assert f'value="{slip.code}"' in body
    assert 'value="AAAA-AAAA"' in body
    assert 'role="alert"' in body


@pytest.mark.parametrize(
    ("code", "secret", "said"), [("", "X", "Nhập mã hồ sơ"), ("H33.1-250711-0001", " ", "Nhập mã tra cứu")]
)
def test_empty_box_is_named_beside_it(client: Client, town: Any, code: str, secret: str, said: str) -> None:
    answer = send(client, code, secret)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_ten_wrong_tries_from_an_address_are_enough(client: Client, slip: Any) -> None:
    for number in range(throttle.MOST_FROM_ADDRESS):
        assert send(client, f"H33.99.01-250711-{number:04d}", "AAAA-AAAA").status_code == 404
    answer = send(client, slip.code, slip.secret)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= throttle.WINDOW
    assert "Xin thử lại từ 10:1" in answer.content.decode()
    assert "0221 3999 999" in answer.content.decode()


def test_the_slip_still_opens_from_another_address(client: Client, slip: Any) -> None:
    for number in range(throttle.MOST_AT_CODE + 2):
        send(client, slip.code, "AAAA-AAAA", REMOTE_ADDR=f"203.0.113.{number}")
    assert send(client, slip.code, slip.secret, REMOTE_ADDR="198.51.100.7").status_code == 303


def test_guessers_at_one_code_are_stopped_early_from_each_address(client: Client, slip: Any) -> None:
    for number in range(throttle.MOST_AT_CODE):
        send(client, slip.code, "AAAA-AAAA", REMOTE_ADDR=f"203.0.113.{number}")
    statuses = [send(client, slip.code, "AAAA-AAAB", REMOTE_ADDR="198.51.100.7").status_code for _ in range(4)]
    assert statuses == [404, 404, 404, 429]


def test_throttle_answers_alike_for_known_and_unknown_codes(client: Client, slip: Any, plain: Any) -> None:
    unknown, answers = slip.code[:-4] + "9999", []
    for code in (slip.code, unknown):
        for number in range(throttle.MOST_AT_CODE):
            send(client, code, "AAAA-AAAA", REMOTE_ADDR=f"203.0.113.{number}")
        answers.append(
            [send(client, code, "AAAA", REMOTE_ADDR=f"198.51.100.{len(answers)}").status_code for _ in range(5)]
        )
    assert answers[0] == answers[1]


def test_only_refusals_beyond_the_threshold_reach_the_access_log_once(client: Client, slip: Any) -> None:
    before = Access.objects.count()
    for _ in range(throttle.MOST_FROM_ADDRESS):
        send(client, slip.code, "AAAA-AAAA")
    assert Access.objects.count() == before
    for _ in range(3):
        send(client, slip.code, slip.secret)
    assert list(
        Access.objects.order_by("-pk").values_list("outcome", flat=True)[: Access.objects.count() - before]
    ) == ["refused"]


def test_ready_result_is_said_with_what_to_bring(client: Client, town: Any) -> None:
    from motcua.dossiers import slips

    slip = slips.reception_slip(town["tiepnhan"], town.make_ready(town.accept("2.000635")))
    send(client, slip.code, slip.secret)
    body = client.get(URL).content.decode()
    assert "Đã có kết quả. Mời bạn đến Trung tâm Phục vụ hành chính công" in body
    assert "Mất giấy vẫn nhận được bằng giấy tờ tùy thân" in body


def test_late_dossier_says_so_and_apologises(client: Client, town: Any, slip: Any) -> None:
    send(client, slip.code, slip.secret)
    with clock.fixed(town.at + timedelta(days=7)):
        body = client.get(URL).content.decode()
    assert "đã quá hẹn. Trung tâm xin lỗi bạn" in body
    assert "Quá hạn" in body


def test_unconfirmed_limit_promises_no_date(client: Client, town: Any) -> None:
    from motcua.dossiers import slips

    slip = slips.reception_slip(town["tiepnhan"], town.accept("1.001612"))
    send(client, slip.code, slip.secret)
    body = client.get(URL).content.decode()
    assert "Chưa có ngày hẹn" in body
    assert "Hẹn trả" not in body


def test_trial_dossier_with_the_same_code_does_not_hide_the_real_one(client: Client, town: Any, slip: Any) -> None:
    twin = Dossier.objects.get(pk=town.accept("2.000635"))
    Dossier.objects.filter(pk=twin.pk).update(realm="trial", code=slip.code)
    assert send(client, slip.code, slip.secret).status_code == 303


@pytest.mark.parametrize("path", [URL, "/tra-cuu/?ma=H33.99.01-250711-0001"])
def test_follow_up_pages_stay_out_of_search_engines_and_caches(client: Client, town: Any, path: str) -> None:
    answer = client.get(path)
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_following_costs_few_statements(client: Client, slip: Any) -> None:
    send(client, slip.code, slip.secret)
    client.get(URL)
    with CaptureQueriesContext(connection) as seen:
        client.get(URL)
    assert len(seen) <= 5, [one["sql"][:80] for one in seen]
