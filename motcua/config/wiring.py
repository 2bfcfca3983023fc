"""Wiring: which room hears which event, which duty is due when. Everything that is hooked up is hooked up here."""

from __future__ import annotations

from datetime import time
from functools import lru_cache

from django.conf import settings

from motcua.adapters.filestore.store import DiskStore
from motcua.config import clockwork
from motcua.custody import duties as custody
from motcua.documents import shelf
from motcua.dossiers.reactions import DossiersOfAPerson, forget_person
from motcua.dossiers.replay import fold_dossier
from motcua.kernel import clock
from motcua.ledger import marks, replay, sealing, tallies
from motcua.ledger.actor import Actor
from motcua.ledger.duties import Alarm, Duty, schedule
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.perform import react_now
from motcua.office.duties import close_idle_accounts
from motcua.parties import ports as party_ports

STANDING_ORDER = "Lệnh thường trực của hệ thống, Giám đốc Trung tâm giao"


def wire() -> None:
    """Make a process ready to serve or to act: the clock, then the rooms. After Django's apps are loaded."""
    clockwork.wind()
    hook_up()


@lru_cache(maxsize=1)
def hook_up() -> None:
    """Hook up the rooms, once a process; no database is read."""
    shelf.use(DiskStore(settings.MOTCUA_BLOBS))
    party_ports.ask(DossiersOfAPerson())
    react_now(PrivatePartsErased, forget_person)
    replay.replays("dossier", fold_dossier)
    schedule(Duty("ledger.seal_access_days", STANDING_ORDER, time(0, 30), _seal_access_days))
    schedule(Duty("office.close_idle_accounts", STANDING_ORDER, time(2, 0), _close_idle_accounts))
    schedule(Duty("ledger.replay", STANDING_ORDER, time(1, 0), _replay, looks=True))
    schedule(Duty("ledger.sweep_tallies", STANDING_ORDER, time(2, 30), _sweep_tallies))
    schedule(Duty("custody.remind_of_decisions", STANDING_ORDER, time(7, 0), custody.remind_of_decisions))
    schedule(Duty("custody.reckon_again", STANDING_ORDER, time(6, 30), custody.reckon_again))


def _close_idle_accounts(subject: str, actor: Actor) -> str:
    """Close accounts long unused; a demonstration's are left open for whoever comes by."""
    return "demonstration" if marks.is_demonstration() else close_idle_accounts(subject, actor)


def _seal_access_days(_subject: str, _actor: Actor) -> str:
    return f"{sealing.seal_access_days()} days sealed"


def _sweep_tallies(_subject: str, _actor: Actor) -> str:
    return f"{tallies.sweep()} counts forgotten"


def _replay(_subject: str, _actor: Actor) -> str:
    """Compare dossiers with their history; a difference is an alarm."""
    differences = replay.compare(only=replay.tonight(clock.now()))
    if differences:
        raise Alarm(f"{len(differences)} rows differ from their history, first: {differences[0]}")
    return "rows follow from their history"
