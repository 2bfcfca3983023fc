"""Finding a procedure and reading it: the same version as at the counter, honest where nothing is known."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.catalogue.commands import ConfirmLimit, SwitchOff
from motcua.catalogue.models import Posting
from motcua.ledger.perform import perform


def page(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.content[:300]
    return str(answer.content.decode())


def test_question_without_marks_finds_birth_registration(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/", q="khai sinh")
    assert "/thu-tuc/1.001193/" in body
    assert "Thủ tục đăng ký khai sinh" in body


def test_procedure_the_centre_does_not_take_is_marked(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/", q="đăng ký lại khai sinh")
    assert "Trung tâm này không nhận" in body
    assert "Trung tâm này không nhận thủ tục này" in page(client, "/thu-tuc/1.004884/")


def test_question_that_may_mean_several_asks_back(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/", q="chứng thực")
    assert "Bạn cần chứng thực việc gì?" in body
    assert body.count('href="/thu-tuc/2.000815/"') == 1


def test_matter_done_elsewhere_says_where(client: Client, town: Any) -> None:
    assert "Phòng Quản lý xuất nhập cảnh" in page(client, "/thu-tuc/", q="làm hộ chiếu")


def test_nonsense_gets_an_honest_no(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/", q="xyzzy qwerty")
    assert "Không thấy thủ tục nào" in body
    assert "0221 3999 999" in body


def test_while_typing_only_the_answer_is_sent(client: Client, town: Any) -> None:
    answer = client.get("/thu-tuc/", {"q": "khai sinh"}, HTTP_HX_REQUEST="true")
    assert "<html" not in answer.content.decode()
    assert "/thu-tuc/1.001193/" in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_fields_lead_to_what_the_centre_takes(client: Client, town: Any) -> None:
    assert "?linh-vuc=H%E1%BB%99%20t%E1%BB%8Bch" in page(client, "/thu-tuc/")
    body = page(client, "/thu-tuc/", **{"linh-vuc": "Hộ tịch"})
    assert "/thu-tuc/1.001193/" in body
    assert "/thu-tuc/1.004884/" not in body


def test_fields_stand_as_in_the_alphabet(client: Client, town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = (("1", "Việc một", "Văn hóa"), ("2", "Việc hai", "Đất đai"), ("3", "Việc ba", "Hộ tịch"))
    monkeypatch.setattr("motcua.catalogue.queries.offered", lambda _unit: offered)
    body = page(client, "/thu-tuc/")
    assert body.index("Đất đai") < body.index("Hộ tịch") < body.index("Văn hóa")


def test_procedure_with_cases_asks_which_one(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/1.001193/")
    assert "Bạn thuộc trường hợp nào?" in body
    assert "Cần mang những gì" not in body


def test_case_tells_papers_time_and_money(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/1.001193/", **{"truong-hop": "dung-han"})
    for told in (
        "Giấy tờ phải nộp",
        "Tờ khai đăng ký khai sinh theo mẫu",
        "Giấy tờ chỉ xuất trình",
        "Không phải ai cũng cần.",
        "Trong ngày; nộp sau 15:00 thì trả trong ngày làm việc tiếp theo",
        "Không thu tiền",
        "Giấy khai sinh",
        "Nghị định 123/2015/NĐ-CP",
        "chép nguyên trạng",
    ):
        assert told in body, told


def test_unverified_limit_is_not_promised(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/1.001193/", **{"truong-hop": "bi-bo-roi"})
    assert "Đang chờ xác nhận" in body
    assert "Hội đồng nhân dân cấp tỉnh" in body


def test_only_the_case_without_a_limit_is_marked_where_one_chooses(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/1.001193/")
    assert body.count("Chưa hẹn được ngày trả") == 1
    assert re.search(r"bỏ rơi</span></b><span class=\"way-words\">Chưa hẹn được ngày trả", body)
    assert "Đang chờ xác nhận" not in page(client, "/thu-tuc/1.001193/", **{"truong-hop": "dung-han"})


def test_confirmed_limit_shows_at_once(client: Client, town: Any) -> None:
    path = "/thu-tuc/1.001612/"
    assert "Đang chờ xác nhận" in page(client, f"{path}niem-yet/")
    posting = Posting.objects.get(procedure_id="1.001612").pk
    perform(ConfirmLimit(posting=posting, kind="working_days", value=3, ground="Kiểm thử"), town["giamdoc"])
    body = page(client, f"{path}niem-yet/")
    assert "3 ngày làm việc" in body
    assert "Kiểm thử" in body


def test_switched_off_procedure_is_no_longer_offered(client: Client, town: Any) -> None:
    assert "không nhận thủ tục này" not in page(client, "/thu-tuc/2.000635/")
    posting = Posting.objects.get(procedure_id="2.000635").pk
    perform(SwitchOff(posting=posting, reason="Kiểm thử"), town["giamdoc"])
    assert "Trung tâm này không nhận thủ tục này" in page(client, "/thu-tuc/2.000635/")


def test_sheet_to_post_has_every_case_and_a_code(client: Client, town: Any) -> None:
    body = page(client, "/thu-tuc/1.001193/niem-yet/")
    assert body.count('class="sheet-case"') == 4
    assert "<svg" in body
    assert "/thu-tuc/1.001193/" in body
    assert "Phiên bản 1" in body


def test_unknown_code_is_not_found(client: Client, town: Any) -> None:
    assert client.get("/thu-tuc/9.999999/").status_code == 404
    assert client.get("/thu-tuc/9.999999/niem-yet/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/thu-tuc/1.001193/", "/thu-tuc/?q=khai+sinh"])
def test_public_pages_cost_at_most_two_statements(client: Client, town: Any, path: str) -> None:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    assert len(seen) <= 2, [one["sql"][:80] for one in seen]
