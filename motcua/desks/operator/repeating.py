"""Erasing again, in restored books, the people whose data were erased after the backup was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from motcua.kernel.errors import MotcuaError, NotFound
from motcua.kernel.words import Said
from motcua.ledger import erasures
from motcua.ledger.actor import Realm, system
from motcua.ledger.perform import perform
from motcua.parties import queries as parties
from motcua.parties.commands.erase import RepeatErasure

ORDER: Final = "Khôi phục từ bản sao lưu: xóa lại dữ liệu đã xóa theo căn cứ ghi trong sổ"


@dataclass(slots=True)
class Repeated:
    """What came of it: records erased again, records erased already or unknown to these books, and who is left with why."""

    done: int = 0
    known: int = 0
    left: list[tuple[UUID, Said]] = field(default_factory=list)


def repeat(file: Path) -> Repeated:
    """Erase again whom ``file`` names (``erasures.jsonl`` of the node as it was last); doing it twice does it once."""
    told = Repeated()
    for noted in erasures.read(file):
        for party in erasures.subjects_of(noted):
            if parties.is_erased(party):
                told.known += 1
                continue
            actor = system(ORDER, realm=Realm(noted.realm))
            try:
                perform(RepeatErasure(party=party, ground=noted.ground), actor)
                told.done += 1
            except NotFound:
                told.known += 1
            except MotcuaError as error:
                told.left.append((party, error.said))
    return told
