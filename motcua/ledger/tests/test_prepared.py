"""A prepared statement answers and writes what the ORM would, on both engines."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from motcua.kernel import clock
from motcua.ledger.models import Access, Entry, PrivatePart
from motcua.ledger.perform import perform
from motcua.ledger.prepared import Prepared, insert, update
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
        lambda account: Access.objects.filter(account_id=account).only("id"),
        lambda account: Entry.objects.filter(account_id=account).prefetch_related("private_parts"),
    ],
    ids=["argument unused", "dictionaries", "parts of models", "prefetching"],
)
def test_what_cannot_be_prepared_is_refused_at_first_use(build: Any) -> None:
    with pytest.raises(TypeError):
        Prepared(build)(uuid4())


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
