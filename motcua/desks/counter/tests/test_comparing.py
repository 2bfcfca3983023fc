"""Papers that differ: side by side, the letter marked, only what differs kept, a slip where to put it right, reads logged."""

from __future__ import annotations

import uuid
from typing import Any

import msgspec
import pytest

from motcua.desks.counter.tests.conftest import EXTRACT, KNOWN
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers import comparisons
from motcua.dossiers.models import DataComparison, Dossier
from motcua.dossiers.rules.comparing import SOURCES
from motcua.ledger.models import Access, Entry

LUOT = uuid.UUID(int=0x0198C0000000700080000000000000C2)


def address(town: Any) -> str:
    return f"/quay/nguoi/{town.citizens[0].id}/so-sanh/"


def typed(desk: Any, town: Any, **more: Any) -> dict[str, Any]:
    forms = desk.get(f"{address(town)}?luot={LUOT.hex}").content.decode()
    assert "Phải chỉnh giấy tờ này" in forms
    return {
        "luot": LUOT.hex,
        "card.name": "Nguyễn Thị Hòa",
        "card.born": "12/03/1958",
        "card.sex": "female",
        "birth.name": "Nguyễn Thi Hoà",
        "birth.born": "12/03/1958",
        "birth.sex": "female",
        "correct": ["birth"],
        "purpose": "Cấp bản sao trích lục",
        "once_key": "c" * 32,
    } | more


def kept(desk: Any, town: Any, **more: Any) -> Any:
    return desk.post(address(town), typed(desk, town, **more))


def test_only_what_differs_is_kept_under_its_purpose(desk, town):
    for _ in range(2):
        assert kept(desk, town).status_code == 302
    row = DataComparison.objects.get()
    differences = msgspec.json.decode(row.differences)
    assert differences == {"card": {"name": "Nguyễn Thị Hòa"}, "birth": {"name": "Nguyễn Thi Hoà"}}
    entry = Entry.objects.get(event="dossiers.data_compared")
    assert "Nguyễn" not in str(entry.payload)


def test_the_letter_is_marked_and_where_the_tone_stands_is_no_difference(desk, town):
    page = desk.get(kept(desk, town)["Location"]).content.decode()
    assert "Nguyễn Th<mark>ị</mark> Hòa" in page
    assert "Nguyễn Th<mark>i</mark> Hoà" in page
    assert "Ủy ban nhân dân cấp xã nơi đã đăng ký khai sinh" in page
    assert "chưa kiểm chứng" in page


def test_the_slip_is_printed_and_each_read_is_logged_under_the_person(desk, town):
    place = kept(desk, town)["Location"]
    before = Access.objects.count()
    answer = desk.get(f"{place}phieu.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert Access.objects.count() == before + 1
    assert desk.get(place).status_code == 200
    assert Access.objects.count() == before + 2


def test_a_scanned_card_fills_its_column_and_leaves_the_rest(desk, town):
    answer = desk.post(address(town), typed(desk, town) | {"quet": KNOWN})
    page = answer.content.decode()
    assert 'value="Công dân Thử Một"' in page.replace("Công Dân", "Công dân")
    assert 'value="Nguyễn Thi Hoà"' in page
    assert not DataComparison.objects.exists()
    assert desk.post(address(town), {"quet": "abc"}).status_code == 400


def test_it_stands_with_the_dossier_of_the_visit(desk, town):
    dossier = Dossier.objects.get(pk=town.accept(EXTRACT))
    kept(desk, town, luot=dossier.visit_id.hex)
    number = DataComparison.objects.get().number
    assert number in desk.get(f"/quay/da-nhan/{dossier.id}/").content.decode()


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"birth.name": "nguyễn  thị hoà"}, 422),
        ({"birth.name": "", "birth.born": "", "birth.sex": ""}, 400),
        ({"correct": []}, 400),
        ({"correct": ["population"]}, 400),
        ({"correct": ["x"]}, 400),
        ({"purpose": " "}, 400),
        ({"birth.born": "31/02/1958"}, 400),
        ({"birth.sex": "x"}, 400),
        ({"birth.name": "x" * 201}, 400),
        ({"ho-so": uuid.UUID(int=9).hex}, 404),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_typed(desk, town, values, status):
    before = Entry.objects.count()
    answer = kept(desk, town, **values)
    assert answer.status_code == status
    assert Entry.objects.count() == before
    assert 'value="Nguyễn Thị Hòa"' in answer.content.decode()


@pytest.mark.parametrize("who", ["thuly", "giamdoc", "quantri"])
def test_others_see_none_of_it(town, desk, sign_in, who):
    place = kept(desk, town)["Location"]
    other = type(desk)()
    sign_in(other, who, verified=True)
    for page in (place, f"{place}phieu.pdf", address(town)):
        assert other.get(page).status_code == 403


def test_a_comparison_that_is_not_there_is_not_found(desk):
    assert desk.get(f"/quay/so-sanh/{LUOT}/").status_code == 404


def test_the_table_of_facts_knows_a_body_for_each_source_and_says_how_far_it_was_checked():
    facts = comparisons.correcting()
    assert set(facts.bodies) == set(SOURCES)
    assert {body.trust for body in facts.bodies.values()} == {"unverified"}


def test_the_form_begins_with_what_the_books_know(desk, town):
    form = form_of(desk.get(address(town)), "")
    assert form is not None
    assert f'value="{town.citizens[0].number}"' in desk.get(address(town)).content.decode()
