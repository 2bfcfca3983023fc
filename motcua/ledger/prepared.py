"""Statements made once: the ORM says what is read or written, its SQL is kept, and each later use only fills it in.

Making the SQL of one read costs the ORM about half a millisecond of processor time, ten times what the database needs
to answer it. The reads and writes of every request are always the same few, so theirs are made once in a process::

    steps_of = Prepared(lambda dossier: StepRun.objects.filter(dossier_id=dossier).order_by("ordinal"))
    steps_of(dossier.id)

Everything that changes from one use to the next (a day, too) is an argument; whatever else the function says is fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable, ValuesListIterable

R = TypeVar("R")
One = UUID | str | date
"""One argument; an instant (aware) is a ``date``, too."""
Value = One | Sequence[UUID] | Sequence[str]


class Prepared(Generic[R]):
    """A read with blanks: built from a queryset of models (whole, or ``only`` some of their columns) or of ``values_list``
    rows, without prefetching.

    Arguments are ids, texts, days and instants, or lists of ids or texts; a list's length is part of the statement, so
    only short lists belong here. Answers the same rows as the queryset. ``spare``: an argument may go unused, where
    several reads are built alike; else that is an error.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, R]], *, spare: bool = False) -> None:
        self._build = build
        self._spare = spare
        self._made: dict[tuple[Any, ...], _Read] = {}

    def __call__(self, *values: Value) -> list[R]:
        """Return the rows for these arguments, in one statement; none, without asking, for an empty list."""
        database = connections[DEFAULT_DB_ALIAS]
        made = self.shaped(values, database)
        return made.rows(values, database) if made else []

    def count(self, *values: Value) -> int:
        """Return how many rows there are for these arguments, counted by the database in one statement."""
        return count_each([self], *values)[0]

    def shaped(self, values: Sequence[Value], database: Any) -> _Read | None:
        """Return the read in the shape of these arguments; ``None`` where it has no rows whatever the books say."""
        shape = (database.vendor, *(-1 if isinstance(value, One) else len(value) for value in values))
        if 0 in shape:
            return None
        made = self._made.get(shape)
        if made is None:
            made = self._made[shape] = _Read(self._build, values, database, spare=self._spare)
        return made if made.sql else None


class _Read:
    """The SQL of one shape of a read, where its arguments go, and how its rows become what is answered.

    The connection is a thread's own and is handed on: looking it up takes Django as long as converting five columns.
    """

    def __init__(
        self, build: Callable[..., models.QuerySet[Any, Any]], like: Sequence[Value], database: Any, *, spare: bool
    ) -> None:
        blanks = [_blank(value) for value in like]
        found = build(*blanks)
        query = found.query
        if query.select_related or found._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("a prepared read neither joins models nor prefetches")
        compiler = query.get_compiler(connection=database)
        try:
            self.sql, parameters = compiler.as_sql()
        except EmptyResultSet:  # its conditions allow no row, whatever is filled in
            self.sql = ""
            return
        places = {_adapted(blank, database): place for place, blank in enumerate(_flat(blanks))}
        self.parameters = [(places.get(given, -1), given) for given in parameters]
        if not spare and not set(places.values()) <= {place for place, _ in self.parameters}:
            raise TypeError("a prepared read does not use one of its arguments")
        converters = compiler.get_converters([column[0] for column in compiler.select])
        self.converters = [(place, each, column) for place, (many, column) in converters.items() for each in many]
        self.row = self._maker(found, compiler)

    @staticmethod
    def _maker(found: Any, compiler: Any) -> Callable[[list[Any]], Any]:
        if issubclass(found._iterable_class, ModelIterable):
            model, names = found.model, [column[0].target.attname for column in compiler.select]
            if not {model._meta.pk.attname} <= set(names) <= {field.attname for field in model._meta.concrete_fields}:
                raise TypeError("a prepared read answers models of one table, with their key")
            return lambda row: _whole(model, names, row)
        if found._iterable_class is ValuesListIterable:
            return tuple
        raise TypeError("a prepared read answers models or values_list rows")

    def rows(self, values: Sequence[Value], database: Any) -> list[Any]:
        answer = []
        for found in _asked(self.sql, self.filled(_given(values, database)), database):
            row = list(found)
            for place, convert, column in self.converters:
                row[place] = convert(row[place], column, database)
            answer.append(self.row(row))
        return answer

    def filled(self, given: Sequence[Any]) -> list[Any]:
        """Return the parameters of the SQL with the arguments (flat, as the driver takes them) in their places."""
        return [fixed if place < 0 else given[place] for place, fixed in self.parameters]


def count_each(reads: Sequence[Prepared[Any]], *values: Value) -> list[int]:
    """Return how many rows each of several reads, built for the same arguments, has for these: in one statement."""
    database = connections[DEFAULT_DB_ALIAS]
    made = [read.shaped(values, database) for read in reads]
    asked = [one for one in made if one]
    if not asked:
        return [0] * len(reads)
    given = _given(values, database)
    parts = [f"(SELECT COUNT(*) FROM ({one.sql}) counted)" for one in asked]  # noqa: S608 - ours
    (row,) = _asked(f"SELECT {', '.join(parts)}", [each for one in asked for each in one.filled(given)], database)
    numbers = iter(row)
    return [int(next(numbers)) if one else 0 for one in made]


def _asked(sql: str, parameters: Sequence[Any], database: Any) -> list[Any]:
    with database.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[Any] = cursor.fetchall()
    return rows


def _given(values: Sequence[Value], database: Any) -> list[Any]:
    return [_adapted(value, database) for value in _flat(values)]


def _whole(model: type[models.Model], names: Sequence[str], row: Sequence[Any]) -> models.Model:
    """Return a row as its model: what ``from_db`` makes of its columns, without the signals that nobody hears."""
    made = model.__new__(model)
    vars(made).update(zip(names, row, strict=True))
    made._state = ModelState()
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    return made


_days = count()


def _blank(value: Value) -> Any:
    """Return something of the kind of ``value`` that no statement has for itself: what stands where it goes."""
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, datetime):
        return datetime(2, 1, 1, tzinfo=UTC) + timedelta(seconds=next(_days))
    if isinstance(value, date):
        return date(1, 1, 1) + timedelta(days=next(_days))
    return uuid4().hex if isinstance(value, str) else [_blank(each) for each in value]


def _flat(values: Sequence[Any]) -> list[Any]:
    return [each for value in values for each in ([value] if isinstance(value, One) else value)]


def _adapted(value: One, database: Any) -> Any:
    """Return an argument as the database's own driver takes it."""
    if isinstance(value, UUID):
        return value if database.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return database.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return database.ops.adapt_datefield_value(value)
    return str(value)


def insert(*rows: models.Model) -> None:
    """Write new rows of one model in one statement; a key that the database counts stays unknown. No signals."""
    if not rows:
        return
    database = connections[DEFAULT_DB_ALIAS]
    sql, fields = _insertion(database.vendor, type(rows[0]), len(rows))
    with database.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in _saved(row, fields, database, add=True)])
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update(row: models.Model) -> None:
    """Write every column of a row that is there; raises ``DatabaseError`` when it is not."""
    database = connections[DEFAULT_DB_ALIAS]
    sql, fields = _updating(database.vendor, type(row))
    with database.cursor() as cursor:
        cursor.execute(sql, _saved(row, fields, database, add=False))
        if cursor.rowcount != 1:
            raise DatabaseError(f"{type(row).__name__} {row.pk} is not there")


def _saved(row: models.Model, fields: Sequence[Any], database: Any, *, add: bool) -> list[Any]:
    return [_kept(field, field.pre_save(row, add), database) for field in fields]


def _kept(field: Any, value: Any, database: Any) -> Any:
    """Return a value as the driver takes it; text and nothing are taken as they are, and most of a row is that."""
    if value is None or (type(value) is str and isinstance(field, _TEXTS)):
        return value
    return field.get_db_prep_save(value, database)


_TEXTS = (models.CharField, models.TextField)


@cache
def _insertion(vendor: str, model: type[models.Model], rows: int) -> tuple[str, tuple[Any, ...]]:
    fields = tuple(field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField))
    columns = ", ".join(_quoted(field) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    places = ", ".join([f"({marks})"] * rows)
    table = connections[DEFAULT_DB_ALIAS].ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES {places}", fields  # noqa: S608 - names of our own tables


@cache
def _updating(vendor: str, model: type[models.Model]) -> tuple[str, tuple[Any, ...]]:
    key = model._meta.pk
    fields = tuple(field for field in model._meta.local_concrete_fields if field is not key)
    columns = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    table = connections[DEFAULT_DB_ALIAS].ops.quote_name(model._meta.db_table)
    sql = f"UPDATE {table} SET {columns} WHERE {_quoted(key)} = %s"  # noqa: S608 - names of our own tables
    return sql, (*fields, key)


def _quoted(field: Any) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(field.column)
