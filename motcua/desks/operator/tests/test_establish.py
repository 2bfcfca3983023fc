"""A real centre set up on empty books: everything it needs, nothing of a demonstration, and only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from motcua.catalogue import packaged
from motcua.catalogue import queries as catalogue
from motcua.config import wiring
from motcua.desks.operator import establish
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.ledger import marks, sealing
from motcua.ledger.verify import verify
from motcua.office import queries, stamps
from motcua.office.rules import Level, Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WANTED = establish.Wanted(
    commune="12247",
    admin_name="Trần Thị Quản",
    username="quantri",
    week=["07:00-11:30, 13:30-17:00"] * 5 + [""] * 2,
    extra=[""] * 5 + ["07:30-11:30", ""],
    ground="Quyết định thử",
)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    wiring.hook_up()  # packaged checklists are files on the shelf
    monkeypatch.setattr(establish, "core_procedures", lambda today: ["1.001193", "2.000635"])
    with clock.fixed(clock.at(2025, 7, 11, 8)):
        yield


def quiet(what: str, done: int, total: int) -> None:
    """Nobody watches."""


@pytest.mark.parametrize("code", ["99", "01", "", "1.001193"])
def test_a_code_nobody_bears_is_refused_before_anything_is_loaded(code: str) -> None:
    with pytest.raises(BadInput):
        establish.refuse_unknown(code)
    establish.refuse_unknown(WANTED.commune)


def test_a_centre_is_made_whole_and_its_books_verify() -> None:
    establish.load_reference(quiet)
    done = establish.establish(WANTED, quiet)
    assert (done.username, done.procedures) == ("quantri", 2)
    assert len(done.password) >= 14
    assert marks.kind() == marks.REAL
    commune = queries.unit_by_code("12247", date(2025, 7, 11))
    assert commune is not None
    centre = queries.centre_of(commune.id)
    assert centre is not None
    assert centre.full_name == done.centre
    assert {body.level for body in queries.bodies_of(commune.id)} >= {Level.COMMITTEE, Level.DIVISION, Level.POLICE}
    assert queries.hours_of(centre.id)[0].week == tuple(WANTED.week)
    assert queries.hours_of(centre.id)[0].extra == tuple(WANTED.extra)
    staff = queries.staff(establish.installing(), centre.id)
    assert [(row.username, row.must_change_password, row.posts[0].roles) for row in staff] == [
        ("quantri", True, (Role.ADMIN,))
    ]
    offered = catalogue.posted(centre.id, establish.installing())
    assert {row.code for row in offered if row.on} == {"1.001193", "2.000635"}
    sealing.seal_all()
    assert verify().sound
    with pytest.raises(Conflict):
        establish.refuse_begun()


def test_a_set_up_that_fails_leaves_nothing_of_a_centre() -> None:
    establish.load_reference(quiet)
    with pytest.raises(BadInput):
        establish.establish(replace(WANTED, username="Ẩ"), quiet)
    stamps.forget()
    commune = queries.unit_by_code("12247", date(2025, 7, 11))
    assert commune is not None
    assert queries.centre_of(commune.id) is None
    assert marks.kind() is None
    with pytest.raises(BadInput):
        establish.establish(replace(WANTED, commune="33"), quiet)
    assert establish.establish(WANTED, quiet).username == "quantri"


def test_a_demonstration_never_becomes_a_real_centre() -> None:
    marks.begin(marks.DEMONSTRATION)
    with pytest.raises(Conflict):
        establish.establish(WANTED, quiet)


def test_the_default_procedures_are_national_known_in_full_and_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    codes = establish.core_procedures(date(2025, 7, 11))
    assert len(codes) >= 250
    assert "1.001193" in codes
    for code in codes:
        facts = packaged.get(code)
        assert not facts.thin
        assert facts.province is None
        assert facts.agency_class in establish.CORE
