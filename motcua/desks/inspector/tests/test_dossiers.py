"""A sample taken along and sent back: what is asked, who may, what two inspectors make of it; on the phone, without a line."""

from __future__ import annotations

import json
from http import HTTPStatus
from uuid import uuid4

import msgspec
import pytest
from playwright.sync_api import expect

from motcua.desks.inspector.packs import Group, Item, Pack
from motcua.desks.inspector.sources.dossiers import _questions
from motcua.desks.inspector.tests.test_kit import left, take_along
from motcua.ledger.models import Access, Entry
from motcua.samples.models import Answer
from motcua.samples.rules.checks import Verdict
from motcua.samples.tests.conftest import _wired, laid_sampling, visit  # noqa: F401 - what the samples stand on
from tests.browser import accessible, enter_pin

KIT = "/hien-truong/"


@pytest.fixture
def seat(visit, sign_in, client):  # noqa: F811 - the fixture of the room
    """Return ``seat(who)``: somebody's telephone."""

    def enter(who):
        client.cookies.clear()
        return sign_in(client, who, verified=True)

    return enter


def send(phone, sample, *noted):
    body = json.dumps([{"at": "2025-07-11T09:30:00+07:00", "id": str(uuid4()), **one} for one in noted])
    return phone.post(f"{KIT}gui/ho-so/{sample}/", body, content_type="application/json")


def states(answer):
    assert answer.status_code == HTTPStatus.OK, answer.content
    return [one["state"] for one in answer.json()["items"]]


def pack_of(phone, sample):
    return phone.get(f"{KIT}goi/ho-so/{sample}.json").json()


def test_the_pack_holds_every_check_and_no_citizen_and_taking_it_is_logged(visit, seat):  # noqa: F811
    sample, phone = visit.sample(), seat("kt-mot")
    tasks = phone.get(f"{KIT}viec.json").json()["tasks"]
    assert [task["pack"] for task in tasks] == [f"{KIT}goi/ho-so/{sample}.json"]
    before = Access.objects.count()
    pack = pack_of(phone, sample)
    assert Access.objects.count() == before + 1
    subjects = Access.objects.order_by("-id").first().subjects
    assert all(one.hex in subjects for one in visit.dossiers.values())
    assert len(pack["groups"]) == 6
    late = f"{visit.line(sample, 'late').hex}.on_time"
    item = next(one for one in pack["items"] if one["key"] == late)
    assert item["told"].startswith("Sổ: Không khớp. Hẹn")
    shown = json.dumps(pack, ensure_ascii=False)
    assert "C. D. T. M." in shown
    assert not [one.name for one in visit.town.citizens if one.name in shown or one.number in shown]


def test_two_inspectors_who_differ_are_told_and_what_is_sent_again_is_there_once(visit, seat):  # noqa: F811
    sample = visit.sample()
    item = f"{visit.line(sample, 'good').hex}.fee"
    first = {"id": str(uuid4()), "item": item, "answers": {"verdict": "match", "note": "Biên lai 8.000"}}
    assert states(send(seat("kt-mot"), sample, first)) == ["recorded"]
    assert states(send(seat("kt-mot"), sample, first)) == ["already"]
    unlike = {"item": item, "answers": {"verdict": "mismatch", "words": "Không có biên lai"}}
    other = send(seat("kt-hai"), sample, unlike)
    assert states(other) == ["conflict"]
    assert {one["words"] for one in other.json()["items"][0]["seen"]} == {
        "Khớp · Biên lai 8.000",
        "Không khớp · Không có biên lai",
    }
    known = next(one for one in pack_of(seat("kt-hai"), sample)["items"] if one["key"] == item)
    assert known["conflict"]
    assert states(send(seat("kt-hai"), sample, unlike | {"base": known["base"]})) == ["recorded"]
    assert Answer.objects.get(standing="current").words == "Không có biên lai"


@pytest.mark.parametrize(
    "noted",
    [
        {"item": "la.fee", "answers": {"verdict": "match"}},
        {"item": "fee", "answers": {"verdict": "match"}},
        {"answers": {"verdict": "match"}},
        {"item": "{line}.la", "answers": {"verdict": "match"}},
        {"item": "{line}.apology", "answers": {"verdict": "match"}},
        {"item": "{line}.fee", "answers": {"verdict": "tot"}},
        {"item": "{line}.fee", "answers": {"verdict": "mismatch", "words": "  "}},
        {"item": "{line}.fee", "answers": {"verdict": "match", "ten": "x"}},
        {"item": "{line}.fee", "answers": {"verdict": "match"}, "at": "2025-07-12T09:30:00+07:00"},
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(visit, seat, noted):  # noqa: F811
    sample = visit.sample()
    line = visit.line(sample, "good").hex
    before = Entry.objects.count()
    answer = send(seat("kt-mot"), sample, noted | {"item": noted.get("item", "").replace("{line}", line)})
    assert states(answer) == ["refused"]
    assert answer.json()["items"][0]["said"]
    assert (Answer.objects.count(), Entry.objects.count()) == (0, before)


@pytest.mark.parametrize(
    ("who", "status"),
    [("dai-bieu", HTTPStatus.FORBIDDEN), ("kt-khac", HTTPStatus.NOT_FOUND), ("kt-o-nha", HTTPStatus.NOT_FOUND)],
)
def test_who_does_not_go_to_the_stop_takes_nothing_along_and_sends_nothing(visit, seat, who, status):  # noqa: F811
    sample = visit.sample()
    phone = seat(who)
    assert phone.get(f"{KIT}goi/ho-so/{sample}.json").status_code == status
    noted = {"item": f"{visit.line(sample, 'good').hex}.fee", "answers": {"verdict": "match"}}
    assert send(phone, sample, noted).status_code == status
    assert not Answer.objects.exists()


def made():
    """A sample of one dossier as it goes out: one check that matches by the books, one that does not."""
    items = [
        Item(
            key=f"d1.{key}",
            group="d1",
            title=title,
            code="H26.1-250709-0001",
            told=told,
            questions=_questions(books),
        )
        for key, title, told, books in (
            ("fee", "Thu phí đúng mức", "Sổ: Khớp.", Verdict.MATCH),
            ("on_time", "Có kết quả đúng hẹn", "Sổ: Không khớp. Hẹn 07/07.", Verdict.MISMATCH),
        )
    ]
    group = Group(key="d1", title="H26.1-250709-0001 · Trích lục · C. D. T. H.")
    return msgspec.to_builtins(Pack(title="Mẫu hồ sơ số 1", lead="Xã Thử", groups=[group], items=items, questions=[]))


@pytest.mark.journey
def test_checks_are_answered_without_a_line_and_come_back_once(browser, house):
    house.made = made()
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", has_touch=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(house.url)
    enter_pin(page)
    page.evaluate("navigator.serviceWorker.ready")
    take_along(page)
    context.set_offline(True)
    page.reload()
    enter_pin(page)
    page.get_by_role("link", name="Kiểm kê thử").or_(page.get_by_role("link", name="Mẫu hồ sơ số 1")).first.click()
    page.get_by_text("Thu phí đúng mức").click()
    expect(page.get_by_text("Sổ: Khớp.")).to_be_visible()
    page.get_by_text("Không khớp", exact=True).click()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_label("Ghi rõ điều gì, vì sao")).to_be_focused()
    assert left(page) == "Đã gửi hết", "a check that does not match is not saved without words"
    accessible(page)
    page.get_by_label("Ghi rõ điều gì, vì sao").fill("Thu thừa 2.000 đồng")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_role("heading", name="Có kết quả đúng hẹn")).to_be_visible()
    page.get_by_text("Khớp", exact=True).click()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_label("Ghi rõ điều gì, vì sao")).to_be_focused()
    page.get_by_label("Ghi rõ điều gì, vì sao").fill("Đã hẹn lại bằng văn bản")
    page.get_by_role("button", name="Lưu trên máy").click()
    context.set_offline(False)
    expect(page.locator("[data-kit-left]")).to_have_text("Đã gửi hết")
    assert {row["item"]: row["answers"] for row in house.taken.values()} == {
        "d1.fee": {"verdict": "mismatch", "words": "Thu thừa 2.000 đồng"},
        "d1.on_time": {"verdict": "match", "words": "Đã hẹn lại bằng văn bản"},
    }
    assert house.twice == []
    context.close()
