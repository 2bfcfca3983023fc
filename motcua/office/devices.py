"""What devices in the field say of themselves, and what they are told.

That a device made contact and what it holds unsent is a plain update of its row and no act: it is operational, comes with
every contact, and nobody answers for it. Acts are what people decide about a device, and that it says it was wiped.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec
from django.contrib.sessions.models import Session

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import family
from motcua.office.device_rules import State, order_for
from motcua.office.models import Device

WORKS_MOST: Final = 200
"""Pieces of work a device may name: nobody carries more."""


class Unsent(msgspec.Struct, frozen=True, kw_only=True):
    """How many items of one piece of work a device holds unsent."""

    kind: str
    id: str
    n: int
    title: str = ""


def works_of(text: str) -> list[Unsent]:
    """Return what a device said it holds, as its row keeps it."""
    return msgspec.json.decode(text, type=list[Unsent]) if text else []


def digest(secret: str) -> str:
    """Return what is kept of a device's secret: it is random and long, so a plain hash tells nothing of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def known(device: UUID) -> bool:
    """Say whether a device announced itself before."""
    return Device.objects.filter(pk=device).exists()


def heard(actor: Actor, device: UUID, secret: str, unsent: Sequence[Unsent], session: str) -> str:
    """Note a contact of the actor's device with what it holds unsent; return what it is to do (``order_for``).

    :class:`NotFound` for a device of somebody else, or with another secret.
    """
    row = Device.objects.filter(pk=device, account=actor.account).first()
    if row is None or not hmac.compare_digest(row.digest, digest(secret)):
        raise NotFound(N_("Không có thiết bị này."))
    now = clock.now()
    if State(row.state) is State.USED:
        place = family.home_of(actor.unit) if actor.unit else row.place_id
        # A phone that is locked cannot read what its work is called: what it said before still holds.
        before = {one.id: one.title for one in works_of(row.works)}
        named = [msgspec.structs.replace(one, title=one.title or before.get(one.id, "")) for one in unsent[:WORKS_MOST]]
        works = msgspec.json.encode(named).decode()
        Device.objects.filter(pk=device).update(
            unsent=min(sum(one.n for one in unsent), 2_000_000_000),
            works=works,
            unsent_at=now,
            last_seen=now,
            session=session,
            place_id=place,
        )
    else:
        Device.objects.filter(pk=device).update(last_seen=now)
    return order_for(State(row.state))


def told(device: UUID, secret: str) -> str:
    """Return what a device that shows its secret, and no session, is to do; :class:`NotFound` for any other."""
    row = Device.objects.filter(pk=device).first()
    if row is None or not hmac.compare_digest(row.digest, digest(secret)):
        raise NotFound(N_("Không có thiết bị này."))
    Device.objects.filter(pk=device).update(last_seen=clock.now())
    return order_for(State(row.state))


def end_session(device: Device) -> None:
    """End the session a device came with last, so that whoever has it is signed out at once."""
    if device.session:
        Session.objects.filter(session_key=device.session).delete()
        device.session = ""
