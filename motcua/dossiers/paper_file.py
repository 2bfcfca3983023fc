"""Where the paper file of a dossier is (hồ sơ giấy đang ở đâu), and the way it went."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.models import Dossier, HandoverRun, RunItem
from motcua.dossiers.rules import places, runs
from motcua.dossiers.rules.runs import Where
from motcua.dossiers.views import PaperFile, Passed
from motcua.kernel.words import N_, Said, said
from motcua.ledger.prepared import Prepared
from motcua.office.queries import names as office

_ITEMS = Prepared(lambda dossier: RunItem.objects.filter(dossier_id=dossier).order_by("id"))


def paper_file(dossier: Dossier, centre: str) -> PaperFile:
    """Return where the paper file of a dossier is; ``centre`` is the name of where it was received.

    One statement, two where it was in a run. What was typed on a shelf line stays until the file is seen elsewhere.
    """
    items = _ITEMS(dossier.id)
    passed = _passed(items) if items else ()
    counted = [place for place, item in enumerate(items) if item.state != runs.ItemState.OUT]
    last = max(counted, key=lambda place: passed[place].at, default=None)
    gone = passed[last] if last is not None else None
    where = runs.whereabouts(
        dossier.shelved_at, dossier.paper_lost_at, (gone.run_state, gone.state, gone.at) if gone else None
    )
    words, since = _words(where, dossier, gone, centre), _since(where, dossier, gone)
    moved = dossier.arrived_at if dossier.paper_file == places.PaperFile.THERE else dossier.sent_at
    if dossier.paper_file and moved is not None and (since is None or since < moved):
        words, since = said(places.WHERE[dossier.paper_file]), moved
    return PaperFile(where, words, since, dossier.shelf, passed)


def _passed(items: list[RunItem]) -> tuple[Passed, ...]:
    found = HandoverRun.objects.in_bulk([item.run_id for item in items])
    names = office.names_of({item.at_unit_id or item.unit_id for item in items})
    return tuple(
        Passed(
            item.run_id,
            found[item.run_id].number,
            found[item.run_id].state,
            names[item.at_unit_id or item.unit_id],
            item.settled_at or item.scanned_at,
            item.state,
            item.reason,
        )
        for item in items
    )


def _words(where: Where, dossier: Dossier, gone: Passed | None, centre: str) -> Said:
    if where is Where.SHELF:
        return said(N_("Trên giá, kệ «{shelf}»."), shelf=dossier.shelf)
    if where is Where.MISSING and (gone is None or _lost_later(dossier, gone)):
        return said(N_("Chưa thấy: {reason}"), reason=dossier.paper_lost)
    if gone is None or where is Where.CENTRE:
        return said(N_("Ở {unit}, chưa bàn giao theo chuyến nào."), unit=centre)
    sentence = {
        Where.STACK: N_("Đã xếp vào chuyến {number}, chờ chuyển {unit}."),
        Where.WAY: N_("Đang chuyển {unit}, chuyến {number}, chưa quét nhận."),
        Where.HELD: N_("Ở {unit}, nhận theo chuyến {number}."),
        Where.MISSING: N_("Chưa thấy khi bàn giao cho {unit}, chuyến {number}: {reason}"),
    }[where]
    return said(sentence, number=gone.number, unit=gone.unit, reason=gone.reason)


def _lost_later(dossier: Dossier, gone: Passed) -> bool:
    return dossier.paper_lost_at is not None and dossier.paper_lost_at > gone.at


def _since(where: Where, dossier: Dossier, gone: Passed | None) -> datetime | None:
    if where is Where.SHELF:
        return dossier.shelved_at
    if where is Where.MISSING and (gone is None or _lost_later(dossier, gone)):
        return dossier.paper_lost_at
    return gone.at if gone and where is not Where.CENTRE else None
