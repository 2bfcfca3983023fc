"""A small centre's books for the tests of backup, and what a place still has of them. Run with a node's environment.

``fill``: people, dossiers, scans, a signed result, somebody erased. ``erase ID``: erase one more, as after a backup.
``look IDS``: read the dossiers as an official does. Each answers in JSON.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from io import BytesIO
from typing import Any
from unittest import mock
from uuid import UUID

from motcua.desks.operator import node

FEW = ("1.001193", "2.000635")
"""Procedures of the centre: more would take time and show nothing more."""


def fill() -> dict[str, Any]:
    """Begin real books and fill them; return ids by what they are."""
    from motcua.config import wiring
    from motcua.config.demo import certificates
    from motcua.desks.operator import prepare
    from motcua.documents import shelf, signing
    from motcua.kernel import clock
    from motcua.ledger import marks, sealing

    prepare.migrate()
    marks.begin(marks.REAL)
    wiring.wire()
    import conftest

    with mock.patch.multiple(conftest, TOWN_PROCEDURES=FEW, CONFIRMED_SAME_DAY=()):
        town = conftest._build_town()
    with clock.fixed(town.at):
        certificates.give([town["lanhdao"]])
        result = signing.sign(town["lanhdao"], shelf.take_in(_pdf()).sha256, reason="Thử").sha256
        shared, own = _scan(11), _scan(12)
        kept = _dossier(town, 0, [shared], result)
        erased = _dossier(town, 1, [shared, own])
        later = _dossier(town, 2, [_scan(13)])
        town.accept(FEW[1], citizen=3)
        _erase(town["quantri"], town.citizens[1].id)
        sealing.seal_all()
    return {
        "kept": str(kept),
        "erased": str(erased),
        "later": str(later),
        "later_person": str(town.citizens[2].id),
        "gone": own,
    }


def erase(person: str) -> None:
    """Erase somebody and do what the work process does after it: seal, and tell readers."""
    from motcua.config.demo import people
    from motcua.ledger import feed, sealing

    _erase(people.actors()["quantri"], UUID(person))
    sealing.seal_all()
    feed.run_readers()


def look(*dossiers: str) -> dict[str, Any]:
    """Return, by dossier, the applicant's name and number of what is shown, files with their bytes' length, replay."""
    from motcua.config.demo import people
    from motcua.documents import queries as documents
    from motcua.documents import signing
    from motcua.dossiers import queries
    from motcua.kernel.errors import Gone
    from motcua.ledger import replay

    actor = people.actors()["thuly"]
    found: dict[str, Any] = {"differences": len(replay.compare())}
    for id_ in map(UUID, dossiers):
        page, files = queries.dossier_page(actor, id_), {}
        for file in [*page.results, *(file for paper in page.papers for file in paper.files)]:
            files[file.filename] = "gone"
            with suppress(Gone), documents.open_blob(queries.file_of(actor, id_, file.id)[1]) as content:
                read = content.read()
                good = [verdict.intact for verdict in signing.validator().check(read)] if read[:4] == b"%PDF" else []
                files[file.filename] = ["signed" if all(good) else "broken"] if good else len(read)
        found[str(id_)] = {"applicant": page.row.applicant, "number": page.people[0].number, "files": files}
    return found


def _dossier(town: Any, citizen: int, scans: list[str], result: str = "") -> UUID:
    from motcua.config.demo import dossiers
    from motcua.dossiers import queries
    from motcua.dossiers.commands import AttachScan
    from motcua.ledger.perform import perform

    dossier: UUID = town.accept(FEW[0], citizen=citizen, about="Khai sinh cho Trẻ Thử Một")
    paper = queries.dossier_page(town["tiepnhan"], dossier).papers[0].key
    for key, sha256 in [*((paper, scan) for scan in scans), *([("ket-qua", result)] if result else [])]:
        name = f"{key}-Cong-dan-Thu.{'pdf' if key == 'ket-qua' else 'png'}"
        perform(AttachScan(dossier=dossier, paper=key, sha256=sha256, filename=name), town["tiepnhan"])
    town.make_ready(dossier)
    dossiers.hand_over(town.actors, dossier, town.citizens[citizen])
    return dossier


def _erase(actor: Any, person: UUID) -> None:
    from motcua.ledger.perform import perform
    from motcua.parties.commands.erase import EraseParty
    from motcua.parties.rules.words import ErasureGround

    perform(EraseParty(party=person, ground=ErasureGround.REQUEST, reference="Đơn thử số 1"), actor)


def _scan(width: int) -> str:
    from PIL import Image

    from motcua.documents import shelf

    out = BytesIO()
    Image.new("RGB", (width, 8), "white").save(out, "PNG")
    return shelf.take_in(out.getvalue()).sha256


def _pdf() -> bytes:
    import pikepdf

    out = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    return out.getvalue()


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    node.set_up() if verb == "fill" else node.wired()
    sys.stdout.write(json.dumps({"fill": fill, "erase": erase, "look": look}[verb](*words)))
