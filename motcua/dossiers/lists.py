"""Lists people live in: whose turn it is, what is due, what waits; narrowed, searched, counted, exported.

Every list is a scope of what the actor may read, kept as rows of frozen values. A row carries how it stands to its
clock in words, reckoned by the calendar of the centre that received the dossier.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.catalogue import queries as catalogue
from motcua.dossiers import clocks, codes, late, scopes
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.rules.delay import LOST_NAMES
from motcua.dossiers.views import DossierList, DossierRow
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_, Said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, act_of
from motcua.office.queries import names as office
from motcua.parties.queries import cards as parties

PAGE = 50
EXPORT_MOST = 2_000
TAIL_DAYS = 31
"""How far back a typed end of a code is looked for: whoever calls with four digits handed in lately."""

_DATED_TAIL = re.compile(r"(\d{2})(\d{2})(\d{2})-(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """What a list is narrowed to: a field of procedures, a state, days of reception (both ends included)."""

    field: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.field or self.state or self.since or self.until)


def worklist(
    actor: Actor, scope: str, *, after: str | None = None, limit: int = PAGE, narrow: Narrow | None = None
) -> DossierList:
    """Return one page of the open dossiers in ``scope``, soonest due first, dossiers without a date last.

    Costs the same however many dossiers were ever closed: it reads partial indexes over open ones, by key set.
    """
    if after or narrow:
        rows = list(
            scopes.in_order(scope, _after(scope, _narrowed(scopes.within(actor, scope), narrow), after))[: limit + 1]
        )
    else:
        rows = scopes.first(actor, scope, limit + 1)
    more = rows[limit - 1] if len(rows) > limit else None
    shown = rows_of(rows[:limit], why=scope == "qua-han")
    return DossierList(shown, _place(scope, more) if more else None)


def row_in(actor: Actor, scope: str, dossier: UUID, *, narrow: Narrow | None = None) -> DossierRow | None:
    """Return one dossier as a line of a list, ``None`` when it is not (or no longer) on it."""
    rows = rows_of(list(_narrowed(scopes.within(actor, scope), narrow).filter(pk=dossier)))
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
    since = scopes.midnight() - timedelta(days=1)
    signed = StepRun.objects.filter(role="leader", finished_at__gte=since, official_name=actor.name)
    units = scopes.units_of(actor)
    # Two small sets by their indexes: what was signed today is still open, or was handed over since.
    still_open = signed.filter(dossier__open=True, dossier__holder_id__in=units).count()
    return still_open + signed.filter(dossier__received_unit_id__in=units, dossier__returned_at__gte=since).count()


def _narrowed(found: QuerySet[Dossier], narrow: Narrow | None) -> QuerySet[Dossier]:
    if not narrow:
        return found
    if narrow.field:
        found = found.filter(procedure_code__in=catalogue.codes_in(narrow.field))
    if narrow.state:
        found = found.filter(state=narrow.state)
    if narrow.since:
        found = found.filter(received_day__gte=narrow.since)
    if narrow.until:
        found = found.filter(received_day__lte=narrow.until)
    return found


def _after(scope: str, found: QuerySet[Dossier], after: str | None) -> QuerySet[Dossier]:
    """Return what comes after the place ``after`` of a list, all of it without one."""
    if not after:
        return found
    due, last = _cursor(after)
    if scope == "da-nhan":
        return found.filter(id__lt=last)
    if due is None:
        return found.filter(due_at__isnull=True, id__gt=last)
    return found.filter(Q(due_at__gt=due) | Q(due_at=due, id__gt=last) | Q(due_at__isnull=True))


def _place(scope: str, dossier: Dossier) -> str:
    """Return the place of a dossier on a list, as :func:`_cursor` reads it."""
    due = dossier.due_at.isoformat() if dossier.due_at and scope != "da-nhan" else ""
    return f"{due}~{dossier.id.hex}"


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
            due=due.of(dossier),
            step_due=due.of_step(dossier),
            why=LOST_NAMES[told[dossier.id].main] if dossier.id in told else "",
        )
        for dossier in dossiers
    )


def visible(actor: Actor) -> Q:
    """Return what ``actor`` may read, as a condition: the same answer as :func:`motcua.dossiers.policies.may_read`."""
    units = scopes.units_of(actor)
    held = StepRun.objects.filter(dossier=OuterRef("pk"), unit_id__in=units, finished_at__isnull=False)
    return (
        Q(received_unit_id__in=units)
        | Q(holder_id__in=units)
        | Q(competent_id__in=units)
        | Q(helped_at_id__in=units)
        | Q(Exists(held))
    )


def find(actor: Actor, text: str, limit: int = 30) -> tuple[DossierRow, ...]:
    """Return dossiers that ``text`` fits: a code, the end of a late one, a personal number, a phone, or a name.

    Only what the actor may read; newest first. "0007" and "261122-0007" are ends of codes of the last month.
    """
    scopes.demand(actor)
    wanted = text.strip().upper()[:100]
    if not wanted:
        return ()
    mine = Dossier.objects.filter(realm=str(actor.realm))
    found = list(mine.filter(visible(actor), Q(code=wanted) | Q(reception_number=wanted))[:limit])
    if codes.is_code(wanted):
        # A slip printed before the code was put right still says the old one, which may be another dossier's by now.
        bore = mine.filter(visible(actor), former_codes__code=wanted).exclude(code=wanted)
        found += list(bore.order_by("-id")[: limit - len(found)])
    if not found:
        found = _by_tail(mine, scopes.units_of(actor), wanted, limit)
    if not found and actor.can("party.read"):
        people = parties.ids_of(text.strip()[:200], actor, limit=limit)
        theirs = mine.filter(Q(applicant_id__in=people) | Q(submitter_id__in=people))
        found = list(theirs.filter(visible(actor)).order_by("-id")[:limit]) if people else []
    return rows_of(found)


def _by_tail(mine: QuerySet[Dossier], units: list[UUID], wanted: str, limit: int) -> list[Dossier]:
    dated = _DATED_TAIL.fullmatch(wanted)
    end = Q(code__endswith=f"-{wanted}") | Q(reception_number__endswith=f"-{wanted}")
    if dated:
        year, month, day, _ = (int(part) for part in dated.groups())
        try:
            on = date(2000 + year, month, day)
        except ValueError:
            return []
        lately = Q(received_day=on)
    elif wanted.isascii() and wanted.isdigit() and len(wanted) == 4:
        lately = Q(received_day__gte=clock.today() - timedelta(days=TAIL_DAYS))
    else:
        return []
    here = Q(received_unit_id__in=units) | Q(open=True, holder_id__in=units)
    return list(mine.filter(lately & here & end).order_by("-id")[:limit])
