"""The pages of a file say what other books know, warn where it is not what was told, and lead to the book."""

from __future__ import annotations

from http import HTTPStatus

from motcua.config.demo import building
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.readiness.commands import ItemAnswer, ReportItems, TellWorks
from motcua.readiness.rules.known import PREMISES
from motcua.readiness.rules.verdicts import Verdict


def test_the_file_says_what_the_book_of_works_knows_and_warns(region, files, sign_in, client):
    file = files["phung-nguyen"]
    with clock.fixed(clock.at(2025, 6, 13, 9)):
        works = building.build_phung_nguyen(region)
        met = [ItemAnswer(item=PREMISES, verdict=Verdict.MET)]
        perform(ReportItems(file=file, answers=met), region["gd-phung-nguyen"])
        perform(TellWorks(file=file, under_way=True, source="Chủ tịch xã nói (thử)"), region["khoakd"])
        client = sign_in(client, "khoakd")
        pages = {
            path: client.get(f"/san-sang/{file}/{path}").content.decode() for path in ("", f"muc/{PREMISES}/", "in/")
        }
    for text in pages.values():
        assert "theo sổ công trình" in text
        assert "phải xong trước 25/6" in text
        assert "khác với sổ" in text
    assert f"/cong-trinh/{works}/" in pages[""]
    assert "Sổ công trình khác với điều đã ghi ở hồ sơ này" in pages[""]
    assert "Chủ tịch xã nói (thử)" in pages[""]
    assert "Sổ không tự trả lời thay" in pages[f"muc/{PREMISES}/"]


def test_a_file_no_book_knows_says_nothing_of_books(region, files, sign_in, client):
    answer = sign_in(client, "tp-thaibinh").get(f"/san-sang/{files['vu-phuc']}/")
    assert answer.status_code == HTTPStatus.OK
    assert "theo sổ" not in answer.content.decode()
