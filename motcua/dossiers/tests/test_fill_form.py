"""The declaration of a dossier: filled in on the form that held, begun with what is known, put right until the signature."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from motcua.catalogue.commands import DraftEForm, PutEFormInForce, load_packaged_forms
from motcua.config import wiring
from motcua.config.demo.centre import founder
from motcua.dossiers import filled, queries
from motcua.dossiers.commands import FillForm, ReturnResult
from motcua.dossiers.models import FilledForm
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger import replay
from motcua.ledger.models import Access, Entry, PrivatePart
from motcua.ledger.perform import perform
from motcua.parties.commands.erase import EraseParty
from motcua.parties.rules.words import ErasureGround

pytestmark = pytest.mark.django_db
CODE = "1.001193"
GOOD: dict[str, Any] = {
    "requester": {"name": "Nguyễn Thử Một", "number": "001190000001"},
    "relation": "cha",
    "child_name": "Nguyễn Thử Hai",
    "child_born": "2025-07-01",
    "child_sex": "nu",
    "child_nationality": "Việt Nam",
    "birth_place_kind": "noi-khac",
    "birth_place": {"commune": "12025"},
    "mother_known": False,
    "father_known": False,
}

WRONG = [
    json.dumps(GOOD | change)
    for change in ({"relation": "khac"}, {"extra": 1}, {"mother_known": True}, {"child_name": "x" * 200_000})
]


@pytest.fixture
def forms(town: Any, monkeypatch: Any) -> Any:
    """The town with the forms that come with the product; commune 12025 exists."""
    wiring.hook_up()
    monkeypatch.setattr("motcua.catalogue.places.is_commune", lambda code, on: code == "12025")
    load_packaged_forms(founder())
    return town


def form_of(dossier: UUID, town: Any, who: str = "tiepnhan") -> filled.Declaration:
    found = filled.declaration(town[who], dossier)
    assert found is not None
    return found


def fill(town: Any, dossier: UUID, answers: Any, who: str = "tiepnhan", **more: Any) -> None:
    form = form_of(dossier, town).form.id
    text = answers if isinstance(answers, str) else json.dumps(answers)
    perform(FillForm(dossier=dossier, form=form, answers=text, **more), town[who])


def test_a_fresh_declaration_begins_with_what_is_known_of_whoever_asks(forms):
    dossier = forms.accept(CODE)
    page = queries.dossier_page(forms["tiepnhan"], dossier)
    start = form_of(dossier, forms).start
    assert start["requester"]["name"] == page.row.applicant
    assert start["requester"]["number"] == page.people[0].number
    assert set(start) == {"requester"}


def test_what_was_filled_in_is_kept_shown_told_and_replayed(forms):
    dossier = forms.accept(CODE)
    fill(forms, dossier, GOOD)
    found = form_of(dossier, forms)
    assert found.filled is not None
    assert found.filled.answers == GOOD
    assert (found.filled.issue, found.filled.filled_by) == (1, "Lê Thử Nhận")
    page = queries.dossier_page(forms["tiepnhan"], dossier)
    assert str(page.history[-1].what) == "Điền tờ khai."
    assert filled.of_page(page) == (found.form, found.filled)
    assert replay.compare([dossier]) == []
    kept = FilledForm.objects.get(dossier=dossier).answers
    FilledForm.objects.filter(dossier=dossier).update(answers="{}")
    assert [one.field for one in replay.compare([dossier])] == ["filled_form"]
    FilledForm.objects.filter(dossier=dossier).update(answers=kept)


def test_the_answers_lie_in_the_private_part_and_the_read_is_logged(forms):
    dossier = forms.accept(CODE)
    fill(forms, dossier, GOOD)
    entry = Entry.objects.filter(stream_id=dossier).order_by("-version").first()
    assert entry is not None
    assert "Nguyễn Thử Hai" not in entry.payload
    part = PrivatePart.objects.get(entry=entry)
    assert "Nguyễn Thử Hai" in part.payload
    before = Access.objects.count()
    form_of(dossier, forms)
    assert Access.objects.count() == before + 1


def test_a_correction_wants_a_reason_and_names_what_was_otherwise(forms):
    dossier = forms.accept(CODE)
    fill(forms, dossier, GOOD)
    changed = GOOD | {"child_name": "Nguyễn Thử Hai Đúng"}
    with pytest.raises(BadInput, match="lý do"):
        fill(forms, dossier, changed)
    with pytest.raises(RuleError):
        fill(forms, dossier, GOOD, reason="không đổi gì")
    fill(forms, dossier, changed, reason="Ghi sai chữ đệm")
    line = queries.dossier_page(forms["tiepnhan"], dossier).history[-1]
    assert (str(line.what), line.words) == ("Đính chính tờ khai (lần 1).", "Ghi sai chữ đệm")
    entry = Entry.objects.filter(stream_id=dossier).order_by("-version").first()
    assert entry is not None
    assert json.loads(entry.payload)["fields"] == ["child_name"]
    assert replay.compare([dossier]) == []


@pytest.mark.parametrize(
    "answers",
    ["", "{", "[]", "null", '"x"', "1", "[" * 60_000, '{"a":1,"a":1}', "{}", '{"child_name":1e999}', '{"a":"\\ud800"}', *WRONG],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_leaves_nothing(forms, answers):
    dossier = forms.accept(CODE)
    with pytest.raises(BadInput):
        fill(forms, dossier, answers)
    assert Entry.objects.filter(stream_id=dossier).count() == 1
    assert not FilledForm.objects.exists()


def test_after_the_result_is_there_nothing_is_put_right_any_more(forms):
    dossier = forms.accept(CODE)
    fill(forms, dossier, GOOD)
    forms.make_ready(dossier)
    with pytest.raises(MotcuaError) as refused:
        fill(forms, dossier, GOOD | {"child_name": "Khác"}, reason="muộn")
    assert refused.value.status in {409, 422}
    offer = form_of(dossier, forms).offer
    assert offer is not None
    assert offer.refusal is not None


def test_a_dossier_stays_with_the_version_it_was_filled_in_on(forms):
    dossier, late = forms.accept(CODE), forms.accept(CODE)
    fill(forms, dossier, GOOD)
    old = form_of(dossier, forms).form
    director = forms["giamdoc"].as_verified()
    draft = perform(DraftEForm(unit=forms.bodies.centre, procedure=CODE), director).target
    perform(PutEFormInForce(eform=draft, from_day=date(2025, 7, 11)), director)
    assert form_of(dossier, forms).form.id == old.id
    assert form_of(late, forms).form.id == draft
    stale = FillForm(dossier=late, form=old.id, answers=json.dumps(GOOD))
    with pytest.raises(Conflict):
        perform(stale, forms["tiepnhan"])


@pytest.mark.parametrize("who", ["thuly", "lanhdao", "quantri", "kinhte"])
def test_others_fill_nothing_in(forms, who):
    dossier = forms.accept(CODE)
    with pytest.raises(NotAllowed):
        fill(forms, dossier, GOOD, who=who)
    assert not FilledForm.objects.exists()


def test_who_may_not_read_the_dossier_reads_no_declaration(forms):
    dossier = forms.accept(CODE)
    with pytest.raises(NotFound):
        filled.declaration(forms["quantri"], dossier)


def test_a_procedure_without_a_form_has_none(forms):
    dossier = forms.accept("1.000656")
    assert filled.declaration(forms["tiepnhan"], dossier) is None
    with pytest.raises(NotFound):
        perform(FillForm(dossier=dossier, form=dossier, answers="{}"), forms["tiepnhan"])


def test_a_file_is_one_of_the_dossiers_own(forms, monkeypatch):
    dossier = forms.accept("1.001612")
    head = {"name": "Nguyễn Thử Một", "number": "001190000001", "phone": "0912345678"}
    answers = {
        "head": head,
        "name": "Hộ kinh doanh Thử",
        "place": {"commune": "12025"},
        "lines": [{"name": "Bán lẻ", "code": "4711"}],
        "capital": 50_000_000,
        "founders": "ho-gia-dinh",
        "members": [{"name": "Nguyễn Thử Hai", "number": "001190000002"}],
    }
    with pytest.raises(BadInput) as refused:
        fill(forms, dossier, answers | {"authorisation": str(dossier)})
    assert refused.value.field == "authorisation"
    fill(forms, dossier, answers)
    assert form_of(dossier, forms).filled is not None


def test_erasing_the_applicant_erases_the_declaration_and_the_books_still_agree(forms):
    dossier = forms.accept(CODE)
    fill(forms, dossier, GOOD)
    forms.make_ready(dossier)
    owner = forms.citizens[0]
    perform(ReturnResult(dossier=dossier, receiver="owner", number=owner.number, slip=True), forms["tiepnhan"])
    ground = next(iter(ErasureGround))
    perform(EraseParty(party=owner.id, ground=ground, reference="Đơn thử số 1"), forms["quantri"])
    row = FilledForm.objects.get(dossier=dossier)
    assert (row.answers, row.digest) == ("", "")
    assert row.erased_at is not None
    assert replay.compare([dossier]) == []
