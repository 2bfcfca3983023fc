"""The books and the access log, for whoever is charged with watching over them; looking is logged as well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_, Said
from motcua.ledger import access, verify
from motcua.ledger import queries as books
from motcua.ledger.actor import ANONYMOUS_ACCOUNT, Actor
from motcua.ledger.findings import Report
from motcua.office import family
from motcua.office.models import Account
from motcua.office.queries import names

READ_BOOKS: Final = "ledger.read"
READ_ACCESS: Final = "access.read"
MOST: Final = 20_000
"""Lines of one export; a narrower range of days gives the rest."""


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One line of the access log with names. ``sentence`` is why something was refused, ``None`` for a read.

    The log keeps the sentence without its values, so that it names nobody: they are said as "…".
    """

    id: UUID
    at: datetime
    who: str
    username: str
    account: UUID
    unit: str
    channel: str
    refused: bool
    what: str
    sentence: Said | None
    purpose: str
    subjects: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for in the access log."""

    since: date
    until: date
    account: UUID | None = None
    subject: UUID | None = None
    refused: bool | None = None


def state(actor: Actor) -> books.BooksState:
    """Return how the books stand."""
    _demand(actor, READ_BOOKS, "office.books_state")
    return books.books_state()


def duty_runs(actor: Actor) -> list[books.DutyRow]:
    """Return the duties done last."""
    _demand(actor, READ_BOOKS, "office.duty_runs")
    return books.duty_runs()


def check(actor: Actor) -> Report:
    """Verify the whole books now; takes about a second for each ten thousand entries."""
    _demand(actor, READ_BOOKS, "office.verify_books")
    return verify.verify()


def access_log(
    actor: Actor, asked: Asked, *, before: UUID | None = None, limit: int = 50
) -> tuple[tuple[AccessLine, ...], UUID | None]:
    """Return lines of the access log of the actor's place, newest first, and where the next page begins.

    Looking is logged under the account asked for, else under everybody shown.
    """
    _demand(actor, READ_ACCESS, "office.access_log")
    units = family.subtree(family.home_of(actor.unit)) if actor.unit else frozenset()
    rows = books.access_rows(
        units=units,
        since=asked.since,
        until=asked.until,
        account=asked.account,
        subject=asked.subject,
        refused=asked.refused,
        before=before,
        limit=min(limit, MOST) + 1,
    )
    shown, more = rows[:limit], len(rows) > limit
    lines = _named(shown)
    seen = [asked.account] if asked.account else list(dict.fromkeys(line.account for line in lines))
    access.read(actor, "office.access_log", seen[:50], purpose=N_("Giám sát nhật ký truy cập"))
    return lines, (shown[-1].id if more else None)


def watched(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return (account, name and sign-in name) of whose lines may be looked for: everybody with a post in the place."""
    _demand(actor, READ_ACCESS, "office.access_log")
    units = family.subtree(family.home_of(actor.unit)) if actor.unit else frozenset()
    found = Account.objects.filter(official__posts__unit__in=units).distinct().order_by("official__folded", "pk")
    rows = found.values_list("pk", "official__name", "username")
    return tuple((pk, f"{name} ({username})") for pk, name, username in rows)


def _named(rows: list[books.AccessRow]) -> tuple[AccessLine, ...]:
    accounts = {row.account for row in rows}
    who = names.people_of(accounts)
    signed = dict(Account.objects.filter(pk__in=accounts).values_list("pk", "username"))
    places = names.names_of(row.unit for row in rows if row.unit is not None)
    return tuple(
        AccessLine(
            row.id,
            row.at,
            "" if row.account == ANONYMOUS_ACCOUNT else who.get(row.account, str(row.account)),
            signed.get(row.account, ""),
            row.account,
            places.get(row.unit, "") if row.unit else "",
            row.channel,
            row.refused,
            row.what.partition(": ")[0] if row.refused else row.what,
            _nameless(row.what.partition(": ")[2]) if row.refused else None,
            row.purpose,
            row.subjects,
        )
        for row in rows
    )


def _nameless(sentence: str) -> Said:
    sentence = re.sub(r"{\w*$", "…", sentence)  # a line of the log is cut at its length, perhaps within a name
    return Said(sentence, dict.fromkeys(re.findall(r"{(\w+)}", sentence), "…"))


def _demand(actor: Actor, power: str, what: str) -> None:
    if actor.can(power):
        return
    error = NotAllowed(N_("Chỉ người được giao giám sát xem được phần này."))
    access.refused(actor, what, None, error)
    raise error
