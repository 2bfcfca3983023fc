"""Reads of what is posted: the levels in force at an instant, all a centre ever posted, and how its till is set up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.catalogue.facts import Channel
from motcua.catalogue.rules import fee_for
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger import marks
from motcua.ledger.actor import Actor, Realm
from motcua.office.queries import names
from motcua.payments.models import FeeLevel, TillSetup
from motcua.payments.policies import COLLECT, POST, RECONCILE, centre_of
from motcua.payments.rules import levels
from motcua.payments.rules.levels import Level, Posted

_groups = msgspec.json.Decoder(list[str])


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level that was posted, with who posted it when; ``now``: it is what counts at this instant."""

    id: UUID
    version: int
    procedure: str
    procedure_name: str
    level: Level
    set_by: str
    set_at: datetime
    ended_why: str
    now: bool
    to_come: bool


@dataclass(frozen=True, slots=True)
class Setup:
    """How a centre's till is set up from ``set_at`` on."""

    id: UUID
    bank_name: str
    bank_bin: str
    account_number: str
    account_name: str
    receipt_form: str
    receipt_symbol: str
    ground: str
    set_by: str
    set_at: datetime


def posted_at(
    centre: UUID, procedure: str, at: datetime, realm: str, case: str = "", channel: str = "direct"
) -> tuple[Posted, int | None]:
    """Return what is posted for a procedure, case and channel at an instant, and the catalogue's version it rests on.

    Levels made up for practice are charged in the trial ``realm`` and in a demonstration's books alone. Open to all:
    levels hang on the wall. :class:`NotFound` for a procedure not in force that day.
    """
    on = clock.local(at).date()
    version = catalogue.version_on(procedure, on)
    own = [level_of(row) for row in FeeLevel.objects.filter(centre=centre, procedure=version.facts.code)]
    way = _channel(channel)
    published = fee_for(version.facts, way, case or None, on)
    made_up = any(level.trial_value for level in own)
    practice = made_up and (realm == Realm.TRIAL or marks.is_demonstration())
    posted = levels.posted(own, published, at, case=case or None, channel=way, practice=practice)
    return posted, version.number


def _channel(channel: str) -> Channel:
    """Return a channel of the catalogue; :class:`BadInput` for what is none."""
    known: dict[str, Channel] = {"direct": "direct", "online": "online", "postal": "postal"}
    if channel not in known:
        raise BadInput(N_("Hình thức nộp không đúng."), field="channel")
    return known[channel]


def level_of(row: FeeLevel) -> Level:
    """Return a row as the rules read it."""
    return Level(
        key=f"own-{row.id.hex}",
        name=row.name,
        kind=levels.LineKind(row.kind),
        amount=row.amount,
        unit=row.unit,
        formula=levels.Formula(row.formula),
        ground=row.ground,
        id=row.id,
        case=row.case or None,
        channel=row.channel or None,
        since=row.since,
        until=row.until,
        exemptions=tuple(_groups.decode(row.exemptions)),
        trial_value=row.trial_value,
    )


def setup_of(centre: UUID) -> Setup | None:
    """Return how a centre's till is set up now; ``None`` while nobody said."""
    row = TillSetup.objects.filter(centre=centre).order_by("-set_at", "-pk").first()
    return _setups([row])[0] if row is not None else None


def setups(actor: Actor) -> tuple[Setup, ...]:
    """Return every set-up of the actor's centre, the newest first."""
    _demand(actor)
    return _setups(TillSetup.objects.filter(centre=centre_of(actor)).order_by("-set_at", "-pk"))


def _setups(rows: Iterable[TillSetup]) -> tuple[Setup, ...]:
    found = list(rows)
    who = names.people_of({row.set_by_id for row in found})
    return tuple(
        Setup(
            row.id,
            row.bank_name,
            row.bank_bin,
            row.account_number,
            row.account_name,
            row.receipt_form,
            row.receipt_symbol,
            row.ground,
            who.get(row.set_by_id, ""),
            row.set_at,
        )
        for row in found
    )


def history(actor: Actor, procedure: str = "") -> tuple[LevelRow, ...]:
    """Return every level the actor's centre posted (for one procedure), by procedure, the newest first."""
    _demand(actor)
    rows = FeeLevel.objects.filter(centre=centre_of(actor)).select_related("procedure")
    if procedure:
        rows = rows.filter(procedure=procedure)
    found = list(rows.order_by("procedure__name", "-since", "-pk"))
    who, now = names.people_of({row.set_by_id for row in found}), clock.now()
    standing = _standing(found, now)
    return tuple(
        LevelRow(
            id=row.id,
            version=row.version,
            procedure=row.procedure_id,
            procedure_name=row.procedure.name,
            level=level_of(row),
            set_by=who.get(row.set_by_id, ""),
            set_at=row.set_at,
            ended_why=row.ended_why,
            now=row.id in standing,
            to_come=row.since > now,
        )
        for row in found
    )


def _standing(rows: list[FeeLevel], now: datetime) -> set[UUID]:
    """Return the rows that count at this instant for their own case and channel."""
    newest: dict[tuple[str, str, str, str], FeeLevel] = {}
    for row in sorted(rows, key=lambda one: (one.since, str(one.id))):
        if row.since <= now:
            newest[row.procedure_id, fold(row.name), row.case, row.channel] = row
    return {row.id for row in newest.values() if row.until is None or now < row.until}


def _demand(actor: Actor) -> None:
    if not actor.powers & {POST, COLLECT, RECONCILE}:
        raise NotAllowed(N_("Chỉ người làm việc với khoản thu của Trung tâm xem được phần này."))
