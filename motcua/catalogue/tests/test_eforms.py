"""Versions of e-forms: the product's, a centre's own, one draft at a time, in force from a day, never changed again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.catalogue import eforms
from motcua.catalogue.commands import (
    ChangeEForm,
    DraftEForm,
    DropEForm,
    PutEFormInForce,
    TakeInEForm,
    load_packaged_forms,
)
from motcua.catalogue.models import EForm
from motcua.catalogue.rules.eform import editing
from motcua.config import wiring
from motcua.config.demo.centre import founder
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger import replay
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db
CODE = "1.001193"
TODAY = date(2025, 7, 11)


@pytest.fixture
def forms(town: Any) -> Any:
    """The town with the forms that come with the product."""
    wiring.offer_folds()
    load_packaged_forms(founder())
    return town


def draft(town: Any, **more: Any) -> UUID:
    return perform(DraftEForm(unit=town.bodies.centre, procedure=CODE, **more), town["giamdoc"]).target


def schema_of(town: Any, eform: UUID) -> dict[str, Any]:
    return json.loads(eforms.page(town.bodies.centre, CODE, eform, town["giamdoc"]).content)


def change(town: Any, eform: UUID, schema: dict[str, Any]) -> None:
    perform(ChangeEForm(eform=eform, content=json.dumps(schema)), town["giamdoc"])


def put(town: Any, eform: UUID, day: date = TODAY) -> None:
    perform(PutEFormInForce(eform=eform, from_day=day), town["giamdoc"].as_verified())


def holding(town: Any, case: str = "", day: date = TODAY) -> UUID | None:
    found = eforms.in_force(town.bodies.centre, CODE, case, day)
    return found.id if found else None


def test_the_products_forms_are_taken_in_once_for_the_procedures_there_are(town):
    assert holding(town) is None
    count = load_packaged_forms(founder())
    assert count == EForm.objects.count() > 0
    assert holding(town) is not None
    assert load_packaged_forms(founder()) == 0
    assert CODE in eforms.procedures_with_form(town.bodies.centre, TODAY)
    assert "9.999999" not in eforms.procedures_with_form(None, TODAY)


def test_a_draft_begins_with_what_holds_and_holds_for_nobody(forms):
    before = holding(forms)
    eform = draft(forms)
    page = eforms.page(forms.bodies.centre, CODE, eform, forms["giamdoc"])
    assert page.against is not None
    assert page.against.id == before
    assert page.changes == ()
    assert holding(forms) == before
    change(forms, eform, editing.removed(schema_of(forms, eform), "relation"))
    page = eforms.page(forms.bodies.centre, CODE, eform, forms["giamdoc"])
    assert [str(one) for one in page.changes] == ["Bỏ mục «Quan hệ với người được khai sinh»."]


def test_in_force_from_its_day_it_never_changes_again_and_what_was_there_stays(forms):
    before = eforms.in_force(forms.bodies.centre, CODE, "", TODAY)
    eform = draft(forms)
    change(forms, eform, editing.removed(schema_of(forms, eform), "relation"))
    put(forms, eform, TODAY + timedelta(days=3))
    assert holding(forms) == before.id
    assert holding(forms, day=TODAY + timedelta(days=3)) == eform
    assert eforms.version(before.id).digest == before.digest
    entries = Entry.objects.filter(stream_id=eform).count()
    for command in (ChangeEForm(eform=eform, content="{}"), DropEForm(eform=eform)):
        with pytest.raises(MotcuaError):
            perform(command, forms["giamdoc"])
    assert Entry.objects.filter(stream_id=eform).count() == entries
    again = draft(forms)
    assert eforms.version(again).number == 2
    assert replay.compare([before.id, eform, again]) == []


def test_the_form_of_a_case_comes_before_the_one_for_all(forms):
    eform = draft(forms, case="qua-han")
    put(forms, eform)
    assert holding(forms, "qua-han") == eform
    assert holding(forms, "dung-han") != eform


def test_one_draft_at_a_time_and_a_dropped_number_is_not_used_again(forms):
    eform = draft(forms)
    with pytest.raises(Conflict):
        draft(forms)
    perform(DropEForm(eform=eform), forms["giamdoc"])
    assert eforms.version(draft(forms)).number == 2
    assert eform not in [row.it.id for row in eforms.rows(forms.bodies.centre, CODE)]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"type":"object"}', '{"$ref":"http://example.org"}', "[" * 50_000, '{"a":1,"a":2}'],
)
def test_what_is_dangerous_or_no_form_is_refused_and_the_draft_stays(forms, content):
    eform = draft(forms)
    before = EForm.objects.get(pk=eform)
    with pytest.raises(BadInput):
        perform(ChangeEForm(eform=eform, content=content), forms["giamdoc"])
    after = EForm.objects.get(pk=eform)
    assert (after.content, after.version) == (before.content, before.version)


def test_a_form_with_a_fault_is_kept_as_a_draft_and_cannot_be_put_in_force(forms):
    eform = draft(forms)
    made = editing.reworded(schema_of(forms, eform), "child_name", editing.Wording("", required=True))
    change(forms, eform, made)
    with pytest.raises(RuleError, match="child_name"):
        put(forms, eform)
    assert holding(forms) != eform


@pytest.mark.parametrize("days", [-1, 367])
def test_the_day_it_holds_from_is_today_or_within_a_year(forms, days):
    eform = draft(forms)
    with pytest.raises(BadInput):
        put(forms, eform, TODAY + timedelta(days=days))


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao", "quantri"])
def test_only_the_director_draws_forms(forms, who):
    with pytest.raises(NotAllowed):
        perform(DraftEForm(unit=forms.bodies.centre, procedure=CODE), forms[who])
    eform = draft(forms)
    for command in (ChangeEForm(eform=eform, content="{}"), DropEForm(eform=eform)):
        with pytest.raises(NotAllowed):
            perform(command, forms[who])


def test_putting_in_force_wants_the_second_factor_and_another_centres_form_is_not_ours(forms):
    eform = draft(forms)
    with pytest.raises(NotAllowed):
        perform(PutEFormInForce(eform=eform, from_day=TODAY), replace(forms["giamdoc"], verified=False))
    with pytest.raises(NotAllowed):
        perform(DraftEForm(unit=forms.bodies.committee, procedure=CODE), forms["giamdoc"])
    with pytest.raises(NotAllowed):
        perform(TakeInEForm(procedure=CODE, case="", content="{}", from_day=TODAY), forms["giamdoc"])
    with pytest.raises(NotFound):
        eforms.page(forms.bodies.committee, CODE, eform, forms["giamdoc"])


def test_a_schema_altered_by_hand_is_found(forms):
    eform = draft(forms)
    EForm.objects.filter(pk=eform).update(content="{}")
    assert [one.field for one in replay.compare([eform])] == ["content"]
