"""Erasures noted outside the database: what a backup made before them does not know, and a restore does again.

The note names ids and the ground only. A later reaction writes it, so it is there once the entry is sealed, however often
the process is killed; the same erasure may stand there twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from django.conf import settings

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.feed import Told
from motcua.ledger.models import PrivatePart

FILE: Final = "erasures.jsonl"
"""Lies with the copies of the seals (``MOTCUA_ANCHORS``)."""


class Noted(msgspec.Struct, frozen=True):
    """One erasure: of whom, on what ground, when; ``parts`` are the private parts that went, as ``[entry, ordinal]``."""

    subject: UUID
    realm: str
    ground: str
    at: datetime
    parts: list[tuple[UUID, int]]


def note(told: Told) -> None:
    """Note an erasure beside the copies of the seals (a later reaction)."""
    event = told.event
    if not isinstance(event, PrivatePartsErased):
        return
    noted = Noted(event.subject, told.realm, event.ground, told.at, event.parts)
    folder: Path = settings.MOTCUA_ANCHORS
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("ab") as file:
        file.write(msgspec.json.encode(noted) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read(file: Path) -> list[Noted]:
    """Return the erasures a file notes, oldest first; :class:`BadInput` names the line that is none."""
    found = []
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            found.append(msgspec.json.decode(line, type=Noted))
        except msgspec.MsgspecError as error:
            raise BadInput(
                N_("{file}, dòng {number}: không phải dòng ghi việc xóa dữ liệu."), file=str(file), number=number
            ) from error
    return found


def subjects_of(noted: Noted) -> Iterable[UUID]:
    """Return whose data these books still hold of a noted erasure: the person's records, merged since or not."""
    entries = {entry for entry, _ in noted.parts}
    held = PrivatePart.objects.filter(entry_id__in=entries).values_list("entry_id", "ordinal", "subject_id")
    gone = set(noted.parts)
    return dict.fromkeys([noted.subject, *(who for entry, ordinal, who in held if who and (entry, ordinal) in gone)])
