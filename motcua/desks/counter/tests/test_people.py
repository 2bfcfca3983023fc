"""The one box and the person it leads to: known, new, differing from the card, looked for by words."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from motcua.desks.counter.tests.conftest import DIFFERS, EXTRACT, KNOWN, NEW
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers.models import Dossier
from motcua.ledger.models import Entry
from motcua.parties.models import Identifier, Party


def person_in(location: str) -> str:
    return parse_qs(urlsplit(location).query)["nguoi"][0]


def test_a_card_of_somebody_known_begins_a_visit_at_once(desk, town):
    answer = desk.post("/quay/tim/", {"q": KNOWN})
    assert answer.status_code == 302
    assert "/quay/luot/" in answer["Location"]
    assert person_in(answer["Location"]) == town.citizens[0].id.hex


def test_a_card_of_somebody_new_fills_the_form_and_asks_for_the_phone(desk):
    answer = desk.post("/quay/tim/", {"q": NEW})
    form = form_of(answer, "/quay/nguoi/")
    assert (form["name"], form["born"], form["number"]) == (["Nguyễn Thị Thử Mới"], ["05/06/1992"], ["033192000777"])
    assert form["sex"] == ["female"]
    sent = desk.post("/quay/nguoi/", form | {"phone": "0912 345 678"})
    assert "/quay/luot/" in sent["Location"]
    made = Party.objects.get(pk=person_in(sent["Location"]))
    assert (made.name, made.phone, made.source) == ("Nguyễn Thị Thử Mới", "+84912345678", "card")
    assert Identifier.objects.filter(party=made, value="033192000777").exists()


def test_sending_the_form_twice_records_one_person(desk):
    form = form_of(desk.post("/quay/tim/", {"q": NEW}), "/quay/nguoi/")
    first, second = desk.post("/quay/nguoi/", form), desk.post("/quay/nguoi/", form)
    assert person_in(first["Location"]) == person_in(second["Location"])
    assert Party.objects.filter(name="Nguyễn Thị Thử Mới").count() == 1


def test_a_wrong_phone_is_told_beside_its_field_and_nothing_is_recorded(desk):
    form = form_of(desk.post("/quay/tim/", {"q": NEW}), "/quay/nguoi/")
    answer = desk.post("/quay/nguoi/", form | {"phone": "12345"})
    assert answer.status_code == 400
    assert 'id="f-phone-error"' in answer.content.decode()
    assert form_of(answer, "/quay/nguoi/")["address"] == form["address"]
    assert not Party.objects.filter(name="Nguyễn Thị Thử Mới").exists()


def test_a_birth_year_alone_is_enough(desk):
    form = {"kind": "person", "name": "trần văn thử già", "born": "1938", "number_kind": "personal", "number": ""}
    answer = desk.post("/quay/nguoi/", form)
    made = Party.objects.get(pk=person_in(answer["Location"]))
    assert (made.name, made.born) == ("Trần Văn Thử Già", "1938")


def test_what_differs_from_the_card_is_shown_with_the_letters_marked_and_kept_unless_chosen(desk, town):
    answer = desk.post("/quay/tim/", {"q": DIFFERS})
    assert answer.status_code == 200
    assert "<mark>ữ</mark>" in answer.content.decode()
    party = town.citizens[0].id
    form = form_of(answer, f"/quay/nguoi/{party}/doi-chieu/")
    assert form["take.name"] == ["keep"]
    kept = desk.post(f"/quay/nguoi/{party}/doi-chieu/", form)
    assert person_in(kept["Location"]) == party.hex
    assert "Thôn Thử" in Party.objects.get(pk=party).address


def test_the_chosen_line_is_put_right_with_its_ground(desk, town):
    party = town.citizens[0].id
    form = form_of(desk.post("/quay/tim/", {"q": DIFFERS}), f"/quay/nguoi/{party}/doi-chieu/")
    desk.post(f"/quay/nguoi/{party}/doi-chieu/", form | {"take.address": "card"})
    row = Party.objects.get(pk=party)
    assert row.address.startswith("Xóm Khác")
    assert "Thữ" not in row.name
    assert Entry.objects.filter(stream_id=party, event="parties.corrected").count() == 1


def test_words_find_people_with_names_and_numbers_covered(desk, town):
    page = desk.post("/quay/tim/", {"q": "0022 hai"}).content.decode()
    assert f"nguoi={town.citizens[1].id.hex}" in page
    assert "033088000022" not in page


def test_a_whole_number_leads_straight_to_its_person(desk, town):
    answer = desk.post("/quay/tim/", {"q": "033088000022"})
    assert person_in(answer["Location"]) == town.citizens[1].id.hex


def test_a_number_nobody_has_offers_to_record_its_owner(desk):
    answer = desk.post("/quay/tim/", {"q": "033190000999"})
    assert form_of(answer, "/quay/nguoi/")["number"] == ["033190000999"]


def test_a_slip_leads_to_its_dossier_and_to_the_return_desk_once_ready(desk, town):
    dossier = town.accept(EXTRACT)
    code = Dossier.objects.get(pk=dossier).code
    link = f"https://example.test/tra-cuu/?ma={code}#0123456789"
    assert desk.post("/quay/tim/", {"q": link})["Location"] == f"/quay/da-nhan/{dossier}/"
    town.make_ready(dossier)
    assert desk.post("/quay/tim/", {"q": code})["Location"] == f"/quay/tra/?ho-so={dossier.hex}"


@pytest.mark.parametrize("text", ["", "   ", "a", "033190000011|", "H33.99.01-250711-9999"])
def test_what_cannot_be_read_is_told_at_the_box(desk, text):
    answer = desk.post("/quay/tim/", {"q": text})
    assert answer.status_code in {400, 404}
    assert 'id="f-q-error"' in answer.content.decode()


def test_the_person_goes_back_only_to_this_desk(desk, town):
    answer = desk.post("/quay/tim/", {"q": KNOWN, "then": "https://evil.test/quay/?nguoi="})
    assert answer["Location"].startswith("/quay/luot/")
    asked = desk.post("/quay/tim/", {"q": KNOWN, "then": "/quay/luot/x/?kem="})
    assert asked["Location"] == f"/quay/luot/x/?kem={town.citizens[0].id.hex}"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "NGUYỄN THỊ  HỒNG", "Nguyễn Thị Hồng"),
        ("phone", "0912345678", "0912 345 678"),
        ("born", "3/1958", "03/1958"),
    ],
)
def test_a_field_is_tidied_as_it_is_left(desk, field, typed, kept):
    page = desk.post(f"/quay/sua-o/?o={field}", {field: typed}, HTTP_HX_REQUEST="true").content.decode()
    assert f'value="{kept}"' in page


def test_a_field_that_cannot_be_kept_says_why_and_keeps_what_was_typed(desk):
    page = desk.post("/quay/sua-o/?o=phone", {"phone": "0123"}, HTTP_HX_REQUEST="true").content.decode()
    assert 'value="0123"' in page
    assert 'aria-invalid="true"' in page


def test_a_person_is_put_right_with_a_ground(desk, town):
    address = f"/quay/nguoi/{town.citizens[0].id}/sua/"
    form = form_of(desk.get(address), address)
    without = desk.post(address, form | {"phone": "0912345678", "ground": ""})
    assert without.status_code == 400
    desk.post(address, form | {"phone": "0912345678", "ground": "Theo lời người dân"})
    assert Party.objects.get(pk=town.citizens[0].id).phone == "+84912345678"
