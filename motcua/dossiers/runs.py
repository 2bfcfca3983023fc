"""The runs that hand paper files on: lists, one run with its sheets, what was scanned, files that did not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.dossiers import intake, policies, routing
from motcua.dossiers.models import Dossier, HandoverRun, RunItem, RunTimes
from motcua.dossiers.rules import runs
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.queries import names as office
from motcua.office.queries import unit as unit_of

RUNS_MOST: Final = 60
MISSING_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the list: how many files are in it, received, still open, missing, too many."""

    id: UUID
    number: str
    day: date
    slot: str
    state: str
    opened_at: datetime
    sent_at: datetime | None
    files: int
    received: int
    left: int
    missing: int
    extra: int


@dataclass(frozen=True, slots=True)
class Line:
    """One paper file of a run. ``at``: whoever has it, where that is another unit than the sheet's ("" else)."""

    dossier: UUID
    ordinal: int
    label: str
    name: str
    procedure: str
    due_at: datetime | None
    state: str
    at: str
    scanned_at: datetime
    scanned_by: str
    settled_at: datetime | None
    settled_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The files for one division. ``place``: which sheet of the run it is, the same at every printing."""

    unit: UUID
    name: str
    place: int
    lines: tuple[Line, ...]

    def number(self, run: str) -> str:
        """Return the number of the sheet: of its run, and which one of it."""
        return f"{run}/{self.place}"

    @property
    def counted(self) -> dict[str, int]:
        """Return how many of its files are in each state."""
        return runs.count(line.state for line in self.lines)

    @property
    def listed(self) -> tuple[Line, ...]:
        """Return the files that were handed on with it: what came without standing on it is none of them."""
        return tuple(line for line in self.lines if line.state != runs.ItemState.EXTRA)


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with the sheets its reader may see; ``mine`` are the units whose files the reader receives."""

    row: RunRow
    unit: UUID
    centre: str
    opened_by: str
    sent_by: str
    closed_at: datetime | None
    closed_by: str
    sheets: tuple[Sheet, ...]
    mine: frozenset[UUID]
    offers: tuple[Offer, ...]

    def offer(self, command: type) -> Offer | None:
        """Return what the reader may do of one kind, with why not now; ``None`` where it is not theirs."""
        return next((offer for offer in self.offers if offer.command is command), None)


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper file that did not arrive and has not turned up: of which run and sheet, since when, why."""

    dossier: UUID
    label: str
    procedure: str
    run: UUID
    number: str
    unit: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which runs: of days from ``first`` to ``last``, in a state ("" any), with a sheet for ``unit`` (``None`` any)."""

    first: date
    last: date
    state: str = ""
    unit: UUID | None = None


def label_of(dossier: Dossier) -> str:
    """Return what a dossier goes under: its code, or the number of its reception."""
    return dossier.code or dossier.reception_number


def times_of(centre: UUID, realm: str) -> tuple[str, ...]:
    """Return at which times of the day a centre hands paper files on."""
    row = RunTimes.objects.filter(unit_id=centre, realm=realm).first()
    return tuple(row.times.split()) if row else runs.USUAL_TIMES


def item_of(run: HandoverRun, dossier: Dossier) -> RunItem | None:
    """Return the line of a dossier in a run, ``None`` when it was never in it."""
    return RunItem.objects.filter(run=run, dossier=dossier).first()


def paper_dossier(run: HandoverRun, dossier: UUID) -> Dossier:
    """Return a dossier of the centre whose run it is; :class:`NotFound` for any other."""
    found = Dossier.objects.filter(pk=dossier, realm=run.realm, received_unit_id=run.unit_id).first()
    if found is None:
        raise NotFound(N_("Không có hồ sơ này ở Trung tâm."), field="q")
    return found


def my_centre(actor: Actor) -> UUID:
    """Return the centre of the place the actor works in; :class:`NotAllowed` for who hands on and receives nothing."""
    centre = routing.directory(policies.own_unit(actor)).centre
    refusal = policies.may_see_run(actor, HandoverRun(unit_id=centre))
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    return centre


def my_times(actor: Actor) -> tuple[str, ...]:
    """Return the times of the actor's centre."""
    return times_of(my_centre(actor), str(actor.realm))


def listed(actor: Actor, asked: Asked) -> tuple[RunRow, ...]:
    """Return runs of the actor's centre, newest first; a receiver sees those with a file for their units."""
    if asked.last < asked.first:
        raise BadInput(N_("Ngày cuối trước ngày đầu."), field="den")
    centre = my_centre(actor)
    found = HandoverRun.objects.filter(
        unit_id=centre, realm=str(actor.realm), day__gte=asked.first, day__lte=asked.last
    )
    if asked.state:
        found = found.filter(state=asked.state)
    if not policies.is_of(actor, centre):
        concerned = Q(unit__in=_units(actor)) | Q(at_unit__in=_units(actor))
        found = found.filter(pk__in=RunItem.objects.filter(concerned).values("run"))
        found = found.exclude(state=runs.RunState.OPEN)
    if asked.unit is not None:
        found = found.filter(pk__in=RunItem.objects.filter(unit=asked.unit).values("run"))
    return tuple(_row(run) for run in _counted(found).order_by("-id")[:RUNS_MOST])


def open_run_of(actor: Actor) -> RunRow | None:
    """Return the run that the actor's centre is stacking now, ``None`` when there is none."""
    found = HandoverRun.objects.filter(unit_id=my_centre(actor), realm=str(actor.realm), state=runs.RunState.OPEN)
    return next((_row(run) for run in _counted(found)), None)


def run_page(actor: Actor, run_id: UUID) -> RunPage:
    """Return a run; whoever only receives sees the sheets of their units, and what came to them from others'.

    The read is logged; :class:`NotFound` for whom it does not concern.
    """
    run = _run(actor, run_id)
    centre = policies.is_of(actor, run.unit_id)
    mine = frozenset(_units(actor)) - {run.unit_id}
    items = list(run.items.select_related("dossier", "unit", "at_unit").order_by("ordinal", "id"))
    order = list(dict.fromkeys(item.unit_id for item in items))
    sheets = tuple(
        Sheet(
            unit,
            next(item.unit.name for item in items if item.unit_id == unit),
            place,
            tuple(
                _line(item)
                for item in items
                if item.unit_id == unit and (centre or unit in mine or item.at_unit_id in mine)
            ),
        )
        for place, unit in enumerate(order, 1)
        if centre or unit in mine or any(item.at_unit_id in mine for item in items if item.unit_id == unit)
    )
    shown = [line.dossier for sheet in sheets for line in sheet.lines]
    access.read(actor, "dossiers.run", shown or [run.id], purpose="Bàn giao hồ sơ giấy")
    return RunPage(
        row=_row(next(iter(_counted(HandoverRun.objects.filter(pk=run.pk))))),
        unit=run.unit_id,
        centre=office.names_of({run.unit_id})[run.unit_id],
        opened_by=run.opened_by,
        sent_by=run.sent_by,
        closed_at=run.closed_at,
        closed_by=run.closed_by,
        sheets=sheets,
        mine=frozenset(unit for unit in order if unit in mine),
        offers=tuple(available(run, actor)),
    )


def scanned(actor: Actor, run_id: UUID, text: str) -> tuple[UUID, str, UUID]:
    """Return the dossier whose label or slip was scanned: id, what it goes under, and for which of their units the actor
    would receive it. :class:`BadInput` for what is no code, :class:`NotFound` for one that is none of the centre's.
    """
    run = _run(actor, run_id)
    code = intake.code_in(text)
    if not code:
        raise BadInput(
            N_("«{text}» không phải mã hồ sơ. Quét mã trên nhãn bìa hoặc giấy hẹn."), field="q", text=text[:40]
        )
    here = Dossier.objects.filter(realm=run.realm, received_unit_id=run.unit_id)
    found = here.filter(Q(code=code) | Q(reception_number=code)).first() or here.filter(former_codes__code=code).first()
    if found is None:
        raise NotFound(N_("Không có hồ sơ mang mã {code} ở Trung tâm này."), field="q", code=code)
    item = item_of(run, found)
    unit = item.unit_id if item and policies.is_of(actor, item.unit_id) else policies.own_unit(actor)
    return found.id, label_of(found), unit


def unit_name(unit: UUID) -> str:
    """Return the short name of a unit, for the answer to a scan."""
    return unit_of(unit).name


def missing(actor: Actor) -> tuple[Missing, ...]:
    """Return the files of the actor's centre that did not arrive and have not turned up since, the newest first."""
    centre = my_centre(actor)
    found = RunItem.objects.filter(run__unit_id=centre, run__realm=str(actor.realm), state=runs.ItemState.MISSING)
    if not policies.is_of(actor, centre):
        found = found.filter(unit__in=_units(actor))
    items = found.select_related("dossier", "run", "unit").order_by("-id")[:MISSING_MOST]
    turned_up = _later(list(items))
    return tuple(
        Missing(
            item.dossier_id,
            label_of(item.dossier),
            item.dossier.procedure_name,
            item.run_id,
            item.run.number,
            item.unit.name,
            item.settled_at or item.scanned_at,
            item.settled_by,
            item.reason,
        )
        for item in items
        if item.pk not in turned_up
    )


def _later(items: Sequence[RunItem]) -> set[int]:
    """Return the keys of items whose file was seen again: on a shelf, or in a later run."""
    seen = RunItem.objects.filter(dossier__in=[item.dossier_id for item in items]).exclude(state=runs.ItemState.OUT)
    last = dict(seen.order_by("id").values_list("dossier_id", "id"))
    return {
        item.pk
        for item in items
        if last.get(item.dossier_id) != item.pk
        or (item.settled_at and item.dossier.shelved_at and item.dossier.shelved_at > item.settled_at)
    }


def _run(actor: Actor, run_id: UUID) -> HandoverRun:
    run = HandoverRun.objects.filter(pk=run_id, realm=str(actor.realm)).first()
    if run is None:
        raise NotFound(N_("Không tìm thấy chuyến bàn giao."))
    refusal = policies.may_see_run(actor, run)
    if refusal is not None:
        access.refused(actor, "dossiers.run", run.id, NotAllowed(refusal.sentence, **refusal.values))
        raise NotFound(N_("Không tìm thấy chuyến bàn giao."))
    return run


def _units(actor: Actor) -> list[UUID]:
    return sorted(actor.units | ({actor.unit} if actor.unit else set()))


def _counted(found: QuerySet[HandoverRun]) -> QuerySet[HandoverRun]:
    state = runs.ItemState
    return found.annotate(
        files=Count("items", filter=~Q(items__state__in=[state.OUT, state.EXTRA])),
        received=Count("items", filter=Q(items__state=state.RECEIVED)),
        left=Count("items", filter=Q(items__state__in=list(runs.UNSETTLED))),
        lacking=Count("items", filter=Q(items__state=state.MISSING)),
        extra=Count("items", filter=Q(items__state=state.EXTRA)),
    )


def _row(run: HandoverRun) -> RunRow:
    counted = vars(run)
    return RunRow(
        run.id,
        run.number,
        run.day,
        run.slot,
        run.state,
        run.opened_at,
        run.sent_at,
        counted["files"],
        counted["received"],
        counted["left"],
        counted["lacking"],
        counted["extra"],
    )


def _line(item: RunItem) -> Line:
    dossier, elsewhere = item.dossier, item.at_unit_id is not None and item.at_unit_id != item.unit_id
    return Line(
        dossier=dossier.id,
        ordinal=item.ordinal,
        label=label_of(dossier),
        name=dossier.applicant_name,
        procedure=dossier.procedure_name,
        due_at=dossier.due_at,
        state=item.state,
        at=item.at_unit.name if elsewhere and item.at_unit else "",
        scanned_at=item.scanned_at,
        scanned_by=item.scanned_by,
        settled_at=item.settled_at,
        settled_by=item.settled_by,
        reason=item.reason,
    )
