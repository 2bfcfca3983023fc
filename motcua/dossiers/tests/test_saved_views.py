"""Lists kept under a name: one's own alone, named once, so many at most, gone when removed; the books can rebuild them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from motcua.dossiers import saved
from motcua.dossiers.commands import RemoveView, RenameView, SaveView
from motcua.dossiers.models import SavedView
from motcua.dossiers.rules.saved import NAME_MOST, VALUE_MOST, VIEWS_MOST
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger import replay
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry, PrivatePart
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db
MARRIAGES = SaveView(name="  Kết hôn  trễ ", scope="don-vi", filters={"linh_vuc": "Hộ tịch", "tu_khoa": "kết hôn"})


def refused(kind: type[MotcuaError], command: Any, actor: Any) -> None:
    before = Entry.objects.count()
    with pytest.raises(kind):
        perform(command, actor)
    assert Entry.objects.count() == before


def test_a_list_is_kept_renamed_and_removed(town: Any) -> None:
    actor = town["thuly"]
    kept = perform(MARRIAGES, actor).target
    (view,) = saved.views_of(actor)
    assert (view.id, view.name, view.scope) == (kept, "Kết hôn trễ", "don-vi")
    assert view.filters == {"linh_vuc": "Hộ tịch", "tu_khoa": "kết hôn"}
    perform(RenameView(view=kept, name="Kết hôn"), actor)
    assert saved.view_of(actor, kept).name == "Kết hôn"
    perform(RemoveView(view=kept), actor)
    assert saved.views_of(actor) == ()
    row = SavedView.objects.get(pk=kept)
    assert (row.name, row.filters) == ("", "{}")
    refused(Conflict, RenameView(view=kept, name="Lại"), actor)
    refused(Conflict, RemoveView(view=kept), actor)
    assert replay.compare([kept]) == []


def test_a_press_twice_keeps_one(town: Any) -> None:
    actor = town["thuly"]
    assert perform(MARRIAGES, actor, key="k").target == perform(MARRIAGES, actor, key="k").target
    assert len(saved.views_of(actor)) == 1


@pytest.mark.parametrize("who", ["truongphong", "lanhdao", "giamdoc", "vanthu"])
def test_nothing_of_another_persons_lists_is_seen_or_changed(town: Any, who: str) -> None:
    kept = perform(MARRIAGES, town["thuly"]).target
    other = town[who]
    assert saved.views_of(other) == ()
    with pytest.raises(NotFound):
        saved.view_of(other, kept)
    refused(NotAllowed, RenameView(view=kept, name="Của tôi"), other)
    refused(NotAllowed, RemoveView(view=kept), other)
    perform(MARRIAGES, other)
    assert len(saved.views_of(other)) == 1, "the same name is free to everybody"


def test_lists_of_a_trial_stay_in_the_trial(town: Any) -> None:
    actor = town["thuly"]
    kept = perform(MARRIAGES, actor).target
    trying = replace(actor, realm=Realm.TRIAL)
    assert saved.views_of(trying) == ()
    refused(NotAllowed, RemoveView(view=kept), trying)


@pytest.mark.parametrize(
    "command",
    [
        SaveView(name="", scope="don-vi"),
        SaveView(name=" \u200b ", scope="don-vi"),
        SaveView(name="x" * (NAME_MOST + 1), scope="don-vi"),
        SaveView(name="KET HON TRE", scope="qua-han"),
        SaveView(name="Lạ", scope="khong-co"),
        SaveView(name="Lạ", scope="don-vi", filters={"la": "x"}),
        SaveView(name="Lạ", scope="don-vi", filters={"tu_khoa": "x" * (VALUE_MOST + 1)}),
        SaveView(name="Lạ\0", scope="don-vi"),
    ],
    ids=lambda command: f"{command.name[:8]!r}-{command.scope}-{len(command.filters)}",
)
def test_a_list_that_cannot_be_kept_is_refused(town: Any, command: SaveView) -> None:
    perform(MARRIAGES, town["thuly"])
    refused(BadInput, command, town["thuly"])


def test_a_person_keeps_so_many_and_not_one_more(town: Any) -> None:
    actor = town["thuly"]
    kept = [perform(SaveView(name=f"Danh sách {n}", scope="don-vi"), actor).target for n in range(VIEWS_MOST)]
    refused(RuleError, MARRIAGES, actor)
    refused(BadInput, RenameView(view=kept[0], name="danh sach 1"), actor)
    perform(RemoveView(view=kept[0]), actor)
    perform(MARRIAGES, actor)
    assert len(saved.views_of(actor)) == VIEWS_MOST


@pytest.mark.parametrize("who", ["quantri", "giamsat"])
def test_who_reads_no_dossiers_keeps_no_list_of_them(town: Any, who: str) -> None:
    refused(NotAllowed, MARRIAGES, town[who])


def test_what_was_typed_lies_in_the_part_of_the_books_that_can_be_erased(town: Any) -> None:
    perform(MARRIAGES, town["thuly"])
    entry = Entry.objects.get(event="dossiers.view_saved")
    assert "kết hôn" not in entry.payload
    assert "kết hôn" in PrivatePart.objects.get(entry=entry, subject_id=town["thuly"].official).payload
