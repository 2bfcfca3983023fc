"""Consent at the counter: asked use by use, noted as it was said, taken back as easily, nothing noted by silence."""

from __future__ import annotations

import pytest

from motcua.desks.counter.tests.forms import form_of
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.parties.commands.register import RegisterParty
from motcua.parties.models import Consent
from motcua.parties.queries import has_consented
from motcua.parties.rules.words import ConsentPurpose, PartyKind

MESSAGES = ConsentPurpose.MESSAGES
SAID = {
    "purpose": "messages",
    "manner": "counter",
    "scope": "Chỉ số điện thoại, chỉ hồ sơ khai sinh này",
    "evidence": "",
}


@pytest.fixture
def person(town):
    return town.citizens[0].id


@pytest.fixture
def address(person):
    return f"/quay/nguoi/{person}/dong-y/"


def body(answer):
    return answer.content.decode()


def panel(answer, purpose="messages"):
    """Return the part of the page about one use."""
    return body(answer).split(f'<section class="panel" id="{purpose}">')[1].split("</section>")[0]


def test_nothing_is_agreed_to_until_somebody_says_so(desk, person, address):
    answer = desk.get(address)
    assert [panel(answer, one).count("Chưa đồng ý") for one in ConsentPurpose] == [1, 1, 1, 1]
    form = form_of(answer, "dong-y/ghi/")
    assert form["manner"] == [""], "how it was given is never filled in for the official"
    assert "đến khi rút" in form["scope"][0]


def test_a_consent_is_noted_with_use_scope_and_manner(desk, person, address):
    answer = desk.post(f"{address}ghi/", SAID)
    assert answer["Location"] == f"{address}#messages"
    row = Consent.objects.get()
    assert (row.party_id, row.purpose, row.scope, row.manner) == (person, "messages", SAID["scope"], "counter")
    assert has_consented(person, MESSAGES)
    page = desk.get(address)
    assert "Đồng ý từ thứ Sáu, 11/07/2025 10:00." in panel(page)
    assert SAID["scope"] in panel(page)
    assert "Chưa đồng ý" in panel(page, "survey")


def test_a_scope_left_as_it_stands_is_kept_in_words(desk, address):
    form = form_of(desk.get(address), "dong-y/ghi/")
    desk.post(f"{address}ghi/", form | {"manner": "counter", "scope": " "})
    assert Consent.objects.get().scope == form["scope"][0]


def test_it_is_taken_back_without_a_reason_and_may_be_given_again(desk, person, address):
    desk.post(f"{address}ghi/", SAID)
    form = form_of(desk.get(address), "dong-y/rut/")
    assert set(form) - {"csrfmiddlewaretoken"} == {"once_key", "purpose", "then", "manner"}
    assert desk.post(f"{address}rut/", form | {"manner": "message"})["Location"] == f"{address}#messages"
    assert not has_consented(person, MESSAGES)
    shown = panel(desk.get(address))
    assert "Đã rút" in shown
    assert "bằng tin nhắn trả lời" in shown
    desk.post(f"{address}ghi/", SAID)
    assert has_consented(person, MESSAGES)
    assert "1 lần đồng ý trước, đã rút" in panel(desk.get(address))


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"manner": ""}, 400, "f-manner-messages-error"),
        ({"manner": "gật đầu"}, 400, "f-manner-messages-error"),
        ({"manner": "paper"}, 400, "f-evidence-messages-error"),
        ({"manner": "message", "evidence": " \u200b "}, 400, "f-evidence-messages-error"),
        ({"scope": "x" * 301}, 400, "f-scope-messages-error"),
        ({"evidence": "x" * 201}, 400, "f-evidence-messages-error"),
        ({"purpose": "ads"}, 400, "Không có việc này để hỏi"),
        ({"purpose": ""}, 400, "Không có việc này để hỏi"),
    ],
)
def test_what_is_not_a_consent_is_told_where_it_is_wrong_and_nothing_is_noted(desk, address, changed, status, field):
    answer = desk.post(f"{address}ghi/", SAID | changed)
    assert answer.status_code == status
    assert field in body(answer)
    assert not Consent.objects.exists()
    assert not Entry.objects.filter(event__startswith="parties.consent").exists()


def test_what_was_typed_stays_in_its_own_form_alone(desk, address):
    answer = desk.post(f"{address}ghi/", SAID | {"manner": "paper"})
    assert SAID["scope"] in panel(answer)
    assert SAID["scope"] not in panel(answer, "survey")
    assert '<option value="paper" selected>' in panel(answer)
    assert '<details class="more" open>' in panel(answer)
    assert "open>" not in panel(answer, "survey")


@pytest.mark.parametrize("manner", ["", "im lặng"])
def test_taking_back_says_how_too(desk, person, address, manner):
    desk.post(f"{address}ghi/", SAID)
    answer = desk.post(f"{address}rut/", {"purpose": "messages", "manner": manner})
    assert answer.status_code == 400
    assert "f-manner-messages-error" in body(answer)
    assert has_consented(person, MESSAGES)


def test_a_double_press_notes_once(desk, address):
    form = form_of(desk.get(address), "dong-y/ghi/") | {"manner": "counter"}
    first, second = (desk.post(f"{address}ghi/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Consent.objects.count() == 1


def test_a_page_gone_stale_is_told_what_stands(desk, address):
    assert desk.post(f"{address}rut/", {"purpose": "messages", "manner": "counter"}).status_code == 409
    desk.post(f"{address}ghi/", SAID)
    answer = desk.post(f"{address}ghi/", SAID)
    assert answer.status_code == 409
    assert "Người này đã đồng ý việc này rồi." in panel(answer)
    assert Consent.objects.count() == 1


def test_an_organisation_is_not_asked(desk, town):
    company = perform(RegisterParty(kind=PartyKind.ORGANISATION, name="Công ty Thử"), town["tiepnhan"]).target
    page = f"/quay/nguoi/{company}/dong-y/"
    assert "Tổ chức không phải cho phép" in body(desk.get(page))
    assert desk.post(f"{page}ghi/", SAID).status_code == 422
    assert "dong-y" not in body(desk.get(f"/quay/nguoi/{company}/sua/"))


def test_the_page_is_reached_from_the_visit_and_leads_back(desk, town, person, address):
    visit = f"/quay/luot/{town.citizens[1].id}/"
    page = body(desk.get(visit, {"nguoi": person.hex, "thu-tuc": "1.001193"}))
    assert f'href="{address}?then=' in page
    there = desk.get(address, {"then": f"{visit}?thu-tuc=1.001193&nguoi="})
    assert f'href="{visit}?thu-tuc=1.001193&amp;nguoi={person.hex}"' in body(there)
    form = form_of(there, "dong-y/ghi/") | {"manner": "counter"}
    assert "then=" in desk.post(f"{address}ghi/", form)["Location"]


def test_looking_is_in_the_access_log_and_somebody_who_is_not_there_is_not_found(desk, town, address):
    before = Access.objects.filter(what="parties.party").count()
    desk.get(address)
    assert Access.objects.filter(what="parties.party").count() == before + 1
    missing = "/quay/nguoi/00000000-0000-7000-8000-00000000abcd/dong-y/"
    assert desk.get(missing).status_code == 404
    assert desk.post(f"{missing}ghi/", SAID).status_code == 404


@pytest.mark.parametrize("who", ["thuly", "lanhdao", "giamdoc", "quantri", "giamsat"])
def test_others_neither_see_nor_note(town, sign_in, client, address, who):
    sign_in(client, who, verified=True)
    assert client.get(address).status_code == 403
    assert client.post(f"{address}ghi/", SAID).status_code == 403
    assert client.post(f"{address}rut/", SAID).status_code == 403
    assert not Consent.objects.exists()


def test_the_acts_are_not_done_by_opening_an_address(desk, address):
    assert desk.get(f"{address}ghi/").status_code == 405
    assert desk.get(f"{address}rut/").status_code == 405
