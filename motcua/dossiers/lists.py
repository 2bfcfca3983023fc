"""Lists people live in: whose turn it is, what is due, what waits; narrowed, searched, counted, exported.

Every list is a scope of what the actor may read, kept as rows of frozen values. A row carries how it stands to its
clock in words, reckoned by the calendar of the centre that received the dossier.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.dossiers import clocks, late, scopes, search
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.narrowing import Narrow, narrowed
from motcua.dossiers.rules.delay import LOST_NAMES
from motcua.dossiers.search import visible
from motcua.dossiers.views import DossierList, DossierRow
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_, Said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, act_of
from motcua.ledger.prepared import Prepared
from motcua.office.queries import names as office
from motcua.parties.queries import cards as parties

PAGE = 50
LINE = (
    *("id", "version", "code", "reception_number", "procedure_name", "applicant_name", "about", "state", "open"),
    *("holder_id", "received_unit_id", "official_name", "outside", "step", "step_count", "step_name"),
    *("received_at", "due_at", "minutes", "paused_at", "step_due_at", "step_minutes", "ready_at"),
    *("reminders", "reminded_at", "unsynced_since", "synced_at"),
)
"""What a line of a list is made of: half of a dossier's columns."""
EXPORT_MOST = 2_000


def worklist(
    actor: Actor, scope: str, *, after: str | None = None, limit: int = PAGE, narrow: Narrow | None = None
) -> DossierList:
    """Return one page of the open dossiers in ``scope``, soonest due first, dossiers without a date last.

    Costs the same however many dossiers were ever closed: it reads partial indexes over open ones, by key set.
    """
    why = scope == "qua-han"
    columns = (*LINE, *late.READS) if why else LINE
    if after or narrow:
        found = _after(scope, narrowed(scopes.within(actor, scope), narrow), after)
        rows = list(scopes.in_order(scope, found).only(*columns)[: limit + 1])
    else:
        rows = scopes.first(actor, scope, limit + 1, columns)
    more = rows[limit - 1] if len(rows) > limit else None
    shown = rows_of(rows[:limit], why=why)
    return DossierList(shown, _place(scope, more) if more else None)


def row_in(actor: Actor, scope: str, dossier: UUID, *, narrow: Narrow | None = None) -> DossierRow | None:
    """Return one dossier as a line of a list, ``None`` when it is not (or no longer) on it."""
    rows = rows_of(list(narrowed(scopes.within(actor, scope), narrow).filter(pk=dossier)))
    return rows[0] if rows else None


def chosen(actor: Actor, ids: Sequence[UUID]) -> tuple[DossierRow, ...]:
    """Return those of ``ids`` the actor may read as lines of a list, soonest due first."""
    scopes.demand(actor)
    mine = Dossier.objects.filter(realm=str(actor.realm), pk__in=ids).filter(visible(actor))
    return rows_of(list(mine.order_by(F("due_at").asc(nulls_last=True), "id")))


def refusals(actor: Actor, ids: Sequence[UUID], command: type[Command]) -> dict[UUID, Said]:
    """Return why ``actor`` could not do ``command`` to some of these dossiers now, a second factor aside: told before it is tried."""
    declared, shown = act_of(command), actor.as_verified()
    found: dict[UUID, Said] = {}
    for dossier in Dossier.objects.filter(realm=str(actor.realm), pk__in=ids).filter(visible(actor)):
        refusal = declared.may(shown, dossier) or (declared.when(dossier) if declared.when else None)
        if refusal is not None:
            found[dossier.id] = refusal
    return found


def colleagues(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return (official, name) of whom a head may give work to: who holds a post in the head's own unit today."""
    return office.colleagues(actor.unit) if actor.unit and actor.can("dossier.assign") else ()


def exported(actor: Actor, scope: str, *, narrow: Narrow | None = None) -> tuple[DossierRow, ...]:
    """Return what is on a list, at most :data:`EXPORT_MOST`, to be taken out of the house; the read is logged."""
    return _logged(actor, worklist(actor, scope, limit=EXPORT_MOST, narrow=narrow).rows)


def exported_found(actor: Actor, text: str) -> tuple[DossierRow, ...]:
    """Return what a search found, to be taken out of the house; the read is logged."""
    return _logged(actor, find(actor, text))


def _logged(actor: Actor, rows: tuple[DossierRow, ...]) -> tuple[DossierRow, ...]:
    access.read(actor, "dossiers.export", [row.id for row in rows], purpose="Xuất danh sách hồ sơ")
    return rows


def signed_today(actor: Actor) -> int:
    """Return how many dossiers ``actor`` signed since midnight."""
    if actor.official is None:
        return 0
    since = scopes.midnight() - timedelta(days=1)
    return _SIGNED.count(since, scopes.units_of(actor), actor.official)


_SIGNED = Prepared(
    lambda since, units, official: StepRun.objects.filter(
        role="leader", finished_at__gte=since, finished_at__isnull=False, unit_id__in=units, official_id=official
    ).values_list("pk")
)


def _after(scope: str, found: QuerySet[Dossier], after: str | None) -> QuerySet[Dossier]:
    """Return what comes after the place ``after`` of a list, all of it without one."""
    if not after:
        return found
    at, last = _cursor(after)
    if scope in scopes.NEWEST_FIRST:
        return found.filter(id__lt=last)
    order = scopes.ordered_by(scope)
    if at is None:
        return found.filter(**{f"{order}__isnull": True}, id__gt=last)
    later = Q(**{f"{order}__gt": at}) | Q(**{order: at}, id__gt=last)
    return found.filter(later | Q(**{f"{order}__isnull": True}))


def _place(scope: str, dossier: Dossier) -> str:
    """Return the place of a dossier on a list, as :func:`_cursor` reads it."""
    at = None if scope in scopes.NEWEST_FIRST else getattr(dossier, scopes.ordered_by(scope))
    return f"{at.isoformat() if at else ''}~{dossier.id.hex}"


def _cursor(after: str) -> tuple[datetime | None, UUID]:
    due, _, last = after.partition("~")
    try:
        return (datetime.fromisoformat(due).astimezone(clock.VIETNAM) if due else None), parse_id(last)
    except ValueError as error:
        raise BadInput(N_("Địa chỉ trang tiếp theo không đúng.")) from error


def rows_of(dossiers: Sequence[Dossier], *, why: bool = False) -> tuple[DossierRow, ...]:
    """Return dossiers as lines of a list; ``why``: with what the late ones were lost to."""
    told = late.told(dossiers) if why else {}
    names = office.names_of({dossier.holder_id for dossier in dossiers})
    due = clocks.Clocks(clock.now())
    return tuple(
        DossierRow(
            id=dossier.id,
            version=dossier.version,
            label=dossier.code or dossier.reception_number,
            code=dossier.code,
            procedure=dossier.procedure_name,
            applicant=dossier.applicant_name,
            about=dossier.about,
            state=dossier.state,
            holder=names[dossier.holder_id],
            official=dossier.official_name,
            step=dossier.step,
            step_count=dossier.step_count,
            step_name=dossier.step_name,
            received_at=dossier.received_at,
            due_at=dossier.due_at,
            step_due_at=dossier.step_due_at,
            ready_at=dossier.ready_at,
            reminders=dossier.reminders,
            reminded_at=dossier.reminded_at,
            due=due.of(dossier),
            step_due=due.of_step(dossier),
            why=LOST_NAMES[told[dossier.id].main] if dossier.id in told else "",
            outside=dossier.outside,
            unsynced_since=dossier.unsynced_since if dossier.synced_at is None else None,
        )
        for dossier in dossiers
    )


def find(actor: Actor, text: str, limit: int = search.FOUND_MOST) -> tuple[DossierRow, ...]:
    """Return dossiers that ``text`` fits as lines of a list, newest first (:func:`motcua.dossiers.search.found`)."""
    return rows_of(search.found(actor, text, limit))


def phones(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the phone of the applicant of each of ``ids`` that the actor may read, for whoever has to call; logged.

    Nothing for posts that do not work with people's data; "" where none is known.
    """
    if not actor.can("party.read"):
        return {}
    mine = Dossier.objects.filter(realm=str(actor.realm), pk__in=ids).filter(visible(actor))
    people = dict(mine.values_list("pk", "applicant_id"))
    known = parties.phones_of(people.values(), realm=str(actor.realm))
    access.read(actor, "dossiers.phones", [*people, *people.values()], purpose="Gọi nhắc nhận kết quả")
    return {dossier: known.get(person, "") for dossier, person in people.items()}
