"""The access log: one row a request, refusals too, and a seal over each finished day."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.ids import new_id
from motcua.ledger import access, sealing
from motcua.ledger.models import Access, AccessSeal
from motcua.ledger.perform import perform
from motcua.ledger.tests.books import codes, past_the_guards
from motcua.ledger.tests.toyroom import MakeBox
from motcua.ledger.verify import verify

pytestmark = pytest.mark.django_db


def on(day: int):
    return clock.fixed(clock.at(2025, 7, day, 9))


def read(actor, subjects=None, query="toy.box", purpose="tra cứu"):
    access.read(actor, query, subjects if subjects is not None else [new_id()], purpose=purpose)


def test_reads_inside_a_request_are_one_row_with_everybody_shown(maker):
    one, two, three = new_id(), new_id(), new_id()
    with access.request():
        read(maker, [one, two])
        read(maker, [two, three], query="toy.lid", purpose="in giấy")
        assert Access.objects.count() == 0
    row = Access.objects.get()
    assert (row.what, row.purpose, row.outcome) == ("toy.box, toy.lid", "tra cứu; in giấy", "read")
    assert row.subject_id == one
    assert row.subjects == f'["{one.hex}","{two.hex}","{three.hex}"]'


def test_everybody_shown_is_listed_however_many(maker):
    shown = [new_id() for _ in range(350)]
    read(maker, shown)
    row = Access.objects.get()
    assert all(subject.hex in row.subjects for subject in shown)


def test_a_read_outside_a_request_is_a_row_at_once(maker):
    read(maker)
    read(maker)
    assert Access.objects.count() == 2


def test_a_request_that_shows_nobody_leaves_no_row(maker):
    with access.request():
        read(maker, [])
    assert Access.objects.count() == 0


def test_a_request_that_breaks_after_the_read_is_logged_all_the_same(maker):
    def shown_then_broken() -> None:
        with access.request():
            read(maker)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        shown_then_broken()
    assert Access.objects.count() == 1


def test_a_refusal_is_a_row_that_names_the_rule_and_no_person(stranger):
    with pytest.raises(NotAllowed):
        perform(MakeBox(colour="đỏ", owner=new_id(), owner_name="Công dân Thử Một"), stranger)
    row = Access.objects.get()
    assert (row.outcome, row.what) == ("refused", "ledger.MakeBox: Bạn không được làm hộp.")
    assert "Công dân" not in row.what + row.subjects


@pytest.fixture
def seal_days(django_capture_on_commit_callbacks):
    """The daily sealing, with what it does after commit done although the test's transaction never commits."""

    def seal() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return sealing.seal_access_days()

    return seal


@pytest.fixture
def sealed_days(maker, django_capture_on_commit_callbacks):
    """Two days with reads and one between them without; sealed on the fourth."""
    for day in (10, 10, 12, 13):
        with on(day):
            read(maker)
    with on(13), django_capture_on_commit_callbacks(execute=True):
        assert sealing.seal_access_days() == 3


def test_every_finished_day_is_sealed_and_today_is_not(sealed_days):
    assert list(AccessSeal.objects.order_by("day").values_list("day", "count")) == [
        (date(2025, 7, 10), 2),
        (date(2025, 7, 11), 0),
        (date(2025, 7, 12), 1),
    ]
    report = verify()
    assert (report.faults, report.access_days, report.anchors) == ([], 3, 3)
    with on(13):
        assert sealing.seal_access_days() == 0
    with on(14):
        assert sealing.seal_access_days() == 1


def test_with_nothing_ever_read_there_is_nothing_to_seal():
    assert sealing.seal_access_days() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"what": "khác"},
        {"purpose": "khác"},
        {"subject_id": "0198c000-0000-7000-8000-0000000000ff"},
        {"subjects": "[]"},
        {"account_id": "0198c000-0000-7000-8000-0000000000ff"},
        {"day": date(2025, 7, 13)},
        {"outcome": "refused"},
    ],
)
def test_a_changed_row_of_a_sealed_day_is_named(sealed_days, values):
    with past_the_guards():
        Access.objects.filter(day=date(2025, 7, 10)).update(**values)
    assert codes() == {"access_changed"}


def test_a_removed_row_is_named(sealed_days):
    with past_the_guards():
        Access.objects.filter(day=date(2025, 7, 12)).delete()
    assert codes() == {"access_changed"}


def test_a_row_slipped_into_a_sealed_day_is_named(sealed_days):
    row = Access.objects.order_by("id").first()
    row.pk, row.day = new_id(), date(2025, 7, 11)
    row.save(force_insert=True)
    assert codes() == {"access_changed"}


def test_a_removed_day_is_named(sealed_days):
    with past_the_guards():
        AccessSeal.objects.filter(day=date(2025, 7, 11)).delete()
    assert codes() == {"access_seal_forged", "anchor_differs"}


def test_the_newest_days_cut_off_are_seen_against_the_copy_outside(sealed_days, anchors):
    with past_the_guards():
        AccessSeal.objects.filter(day__gte=date(2025, 7, 11)).delete()
        Access.objects.filter(day__gte=date(2025, 7, 11)).delete()
    assert codes() == {"anchor_differs"}
    (anchors / sealing.ACCESS_ANCHOR_FILE).unlink()
    assert codes() == set()


def test_a_seal_changed_to_fit_is_named(sealed_days):
    with past_the_guards():
        Access.objects.filter(day=date(2025, 7, 12)).delete()
        count, root = sealing.access_root(date(2025, 7, 12))
        AccessSeal.objects.filter(day=date(2025, 7, 12)).update(count=count, root=root)
    assert codes() == {"access_seal_forged", "anchor_differs"}


def test_a_clock_that_runs_ahead_seals_a_week_not_a_year(maker, seal_days):
    with on(11):
        read(maker)
    with clock.fixed(clock.at(2026, 7, 11, 9)):
        assert seal_days() == 8
    assert AccessSeal.objects.order_by("day").last().day == date(2025, 7, 18)


def test_what_is_read_on_a_sealed_day_is_kept_under_the_first_open_one(maker, seal_days):
    """The clock was ahead, days were sealed, then it was set right: nothing is refused and nothing looks forged."""
    with on(11):
        read(maker)
    with on(14):
        assert seal_days() == 3
    with on(12):
        read(maker)
        row = Access.objects.order_by("id").last()
        assert (row.day, clock.local(row.at).day) == (date(2025, 7, 14), 12)
        assert (seal_days(), codes()) == (0, set())
    with on(15):
        assert (seal_days(), codes()) == (1, set())
