"""An asset's history as people read it: one sentence an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from motcua.custody.queries.views import HistoryLine
from motcua.custody.rules.assets import CONDITION_NAMES, DISPOSAL_NAMES, USE_NAMES, Condition, Disposal, Use
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events import custody as events
from motcua.ledger.queries import stream
from motcua.office import queries as office
from motcua.office.queries import names


def of_asset(asset: UUID) -> tuple[HistoryLine, ...]:
    """Return what happened to an asset, the newest first."""
    told = stream(asset)
    people = names.people_of({entry.account for entry in told})
    lines = [
        HistoryLine(entry.at, people.get(entry.account, ""), _sentence(entry.event), _words(entry.event))
        for entry in told
    ]
    return tuple(reversed(lines))


def _registered(event: events.AssetRegistered) -> Said:
    if event.unit is None:
        return said(N_("Ghi vào sổ với mã {code}, chưa rõ đơn vị quản lý"), code=event.code)
    return said(N_("Ghi vào sổ với mã {code}, {unit} quản lý"), code=event.code, unit=_unit(event.unit))


def _changed(event: events.AssetConditionChanged) -> Said:
    return said(
        N_("Tình trạng: {before} → {after}; sử dụng: {use_before} → {use}"),
        before=said(CONDITION_NAMES[Condition(event.condition_before)]),
        after=said(CONDITION_NAMES[Condition(event.condition)]),
        use_before=said(USE_NAMES[Use(event.use_before)]),
        use=said(USE_NAMES[Use(event.use)]),
    )


def _moved(event: events.AssetMoved) -> Said:
    where = ", ".join(filter(None, (event.room, event.building))) or "–"
    if event.user_name:
        return said(N_("Chuyển đến {where}, {user} sử dụng"), where=where, user=event.user_name)
    return said(N_("Chuyển đến {where}"), where=where)


def _corrected(event: events.AssetCorrected) -> Said:
    changed = [
        name for name in event.before.__struct_fields__ if getattr(event.before, name) != getattr(event.after, name)
    ]
    pairs = "; ".join(f"{getattr(event.before, name) or '–'} → {getattr(event.after, name) or '–'}" for name in changed)
    return said(N_("Đính chính: {changes}"), changes=pairs)


_TOLD: dict[type, Callable[[Any], Said]] = {
    events.AssetRegistered: _registered,
    events.AssetConditionChanged: _changed,
    events.AssetMoved: _moved,
    events.AssetCorrected: _corrected,
    events.ManagerSettled: lambda event: said(N_("Giao {unit} quản lý"), unit=_unit(event.unit)),
    events.AssetPhotographed: lambda event: said(N_("Thêm ảnh")),
    events.AssetWrittenOff: lambda event: said(
        N_("Ghi giảm ({how}) theo {decision}"),
        how=said(DISPOSAL_NAMES[Disposal(event.disposal)]),
        decision=event.decision,
    ),
}


def _sentence(event: Any) -> Said:
    return _TOLD[type(event)](event)


def _words(event: Any) -> str:
    """Return what was typed beside an event: its reason, ground or note."""
    return next((text for name in ("reason", "ground", "note") if (text := getattr(event, name, ""))), "")


def _unit(id_: UUID) -> str:
    return office.unit(id_).full_name
