"""A prepared statement answers and writes what the ORM would, on both engines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from motcua.kernel import clock
from motcua.ledger.models import Access, Entry, PrivatePart
from motcua.ledger.perform import perform
from motcua.ledger.prepared import Prepared, count_each, insert, update
from motcua.ledger.tests.toyroom import MakeBox

pytestmark = pytest.mark.django_db


def line(**changed: Any) -> Access:
    now = clock.now()
    values: dict[str, Any] = {
        "at": now,
        "day": clock.local(now).date(),
        "account_id": uuid4(),
        "post_id": None,
        "unit_id": uuid4(),
        "channel": "desk",
        "purpose": "Giải quyết hồ sơ 100 %",
        "outcome": "read",
        "what": "thử",
        "subjects": "[]",
    }
    return Access(**(values | changed))


def same(found: list[Any], wanted: list[Any]) -> bool:
    fields = [field.attname for field in Access._meta.concrete_fields]
    return [[getattr(row, name) for name in fields] for row in found] == [
        [getattr(row, name) for name in fields] for row in wanted
    ]


def test_prepared_read_answers_what_the_queryset_answers_again_and_again() -> None:
    rows = [line() for _ in range(4)]
    for row in rows:
        row.save()

    def build(account: Any) -> Any:
        return Access.objects.filter(account_id=account, outcome="read").order_by("-id")

    by_account = Prepared(build)
    for row in rows:
        found = by_account(row.account_id)
        assert found == [row]
        assert same(found, list(build(row.account_id)))
    assert by_account(uuid4()) == []


def test_row_read_is_whole_and_belongs_to_its_database() -> None:
    kept = line()
    kept.save()
    (found,) = Prepared(lambda account: Access.objects.filter(account_id=account))(kept.account_id)
    wanted = Access.objects.get(pk=kept.pk)
    assert {**vars(found), "_state": vars(found._state)} == {**vars(wanted), "_state": vars(wanted._state)}


def test_related_row_is_found_from_a_row_read(maker: Any) -> None:
    made = perform(MakeBox(colour="đỏ", owner=uuid4(), owner_name="Công dân Thử"), maker)
    (part,) = Prepared(lambda id_: PrivatePart.objects.filter(entry_id=id_))(made.entry)
    assert part.entry == Entry.objects.get(pk=made.entry)
    assert part.entry is part.entry


def test_prepared_read_of_columns_with_lists_of_any_length() -> None:
    rows = [line(what=f"thử {number}") for number in range(5)]
    for row in rows:
        row.save()

    def build(ids: Any, what: Any) -> Any:
        return Access.objects.filter(pk__in=ids).exclude(what=what).order_by("what").values_list("what", "id", "at")

    read = Prepared(build)
    for count in (1, 3, 5, 2):
        ids = [row.id for row in rows[:count]]
        assert read(ids, "thử 0") == list(build(ids, "thử 0"))
    assert read([], "thử 0") == []


def test_days_and_instants_are_arguments_like_any_other() -> None:
    rows = [line() for _ in range(3)]
    for row in rows:
        row.save()

    def build(day: Any, since: Any, until: Any) -> Any:
        return Access.objects.filter(day=day, at__gt=since, at__lte=until).order_by("at")

    read = Prepared(build)
    day, (first, second, third) = rows[0].day, [row.at for row in rows]
    for asked in ((day, first, third), (day, first, first), (day - timedelta(days=1), first, third)):
        assert read(*asked) == list(build(*asked))
        assert read.count(*asked) == build(*asked).count()
    assert read.count(day, first, second.astimezone(clock.VIETNAM)) == 1


def test_rows_are_counted_by_the_database_up_to_the_limit_of_the_read() -> None:
    rows = [line(what="thử") for _ in range(4)]
    for row in rows:
        row.save()
    read = Prepared(lambda ids: Access.objects.filter(pk__in=ids)[:3])
    with CaptureQueriesContext(connection) as seen:
        assert [read.count([row.id for row in rows[:number]]) for number in (0, 2, 4)] == [0, 2, 3]
    assert len(seen) == 2


def test_several_reads_of_the_same_arguments_are_counted_in_one_statement() -> None:
    rows = [line(what=what) for what in ("thử", "thử", "đọc")]
    for row in rows:
        row.save()

    def reads(what: str) -> Any:
        return Prepared(lambda day, since: Access.objects.filter(day=day, what=what), spare=True)

    nothing = Prepared(lambda day, since: Access.objects.filter(day=day, at__gt=since, what__in=[]), spare=True)
    with CaptureQueriesContext(connection) as seen:
        found = count_each([reads("thử"), nothing, reads("đọc"), reads("không")], rows[0].day, rows[0].at)
        assert (found, count_each([nothing], rows[0].day, rows[0].at), count_each([])) == ([2, 0, 1, 0], [0], [])
    assert len(seen) == 1


def test_read_whose_conditions_allow_nothing_asks_nothing() -> None:
    read = Prepared(lambda account: Access.objects.filter(account_id=account, what__in=[]))
    with CaptureQueriesContext(connection) as seen:
        assert (read(uuid4()), read.count(uuid4())) == ([], 0)
    assert len(seen) == 0


def test_reads_built_alike_may_leave_an_argument_unused() -> None:
    kept = line()
    kept.save()
    read = Prepared(lambda account, _what: Access.objects.filter(account_id=account), spare=True)
    assert read(kept.account_id, "thử") == [kept]


def test_prepared_read_is_one_statement_and_none_to_make_it() -> None:
    read = Prepared(lambda account: Access.objects.filter(account_id=account))
    with CaptureQueriesContext(connection) as seen:
        read(uuid4())
        read(uuid4())
    assert len(seen) == 2
    assert seen[0]["sql"].split("WHERE")[0] == seen[1]["sql"].split("WHERE")[0]


@pytest.mark.parametrize(
    "build",
    [
        lambda _account: Access.objects.all(),
        lambda account: Access.objects.filter(account_id=account).values("id"),
        lambda account: Entry.objects.filter(account_id=account).prefetch_related("private_parts"),
    ],
    ids=["argument unused", "dictionaries", "prefetching"],
)
def test_what_cannot_be_prepared_is_refused_at_first_use(build: Any) -> None:
    with pytest.raises(TypeError):
        Prepared(build)(uuid4())


def test_only_some_columns_are_read_and_the_rest_when_it_is_asked_for() -> None:
    row = line()
    row.save()
    some = Prepared(lambda account: Access.objects.filter(account_id=account).only("account_id", "outcome"))
    (found,) = some(row.account_id)
    assert (found.pk, found.outcome, found.get_deferred_fields() >= {"purpose", "what"}) == (row.pk, "read", True)
    with CaptureQueriesContext(connection) as asked:
        assert found.purpose == row.purpose
    assert len(asked) == 1


def test_written_rows_are_what_save_would_have_written() -> None:
    saved, inserted = line(), line()
    saved.save()
    insert(inserted)
    assert same(list(Access.objects.filter(pk=inserted.pk)), [inserted])
    assert inserted._state.adding is False
    assert Access.objects.filter(purpose=saved.purpose).count() == 2
    with pytest.raises(DatabaseError):
        insert(inserted)


def test_update_of_a_row_that_is_not_there_is_an_error() -> None:
    with pytest.raises(DatabaseError):
        update(line())
