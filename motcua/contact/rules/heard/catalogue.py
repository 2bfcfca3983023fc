"""What the catalogue and the board on the wall ask of a centre's director."""

from __future__ import annotations

from typing import Final

from motcua.contact.rules.kinds import HEAD_OF_CENTRE, Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.catalogue import LineFoundMissing, LinePutBack, NoticePosted, ProcedureTakenIn

EARS: Final = Ears()


@EARS.hears(LineFoundMissing)
def missing(event: LineFoundMissing, heard: Heard) -> list[Wish]:
    """A board that lacks a line is put right by whoever answers for what is posted."""
    sentence = said(N_("Bảng niêm yết thủ tục {code} thiếu một dòng: {part}."), code=event.procedure, part=event.part)
    to = (To(event.unit, HEAD_OF_CENTRE, Reach.UNIT),)
    return [Post("catalogue.missing", sentence, event.unit, to, Urgency.SOON, event.line[:80])]


@EARS.hears(LinePutBack)
def put_back(event: LinePutBack, heard: Heard) -> list[Wish]:
    """The line hangs there again."""
    return [End(("catalogue.missing",), N_("Dòng thiếu đã dán lại."), event.line[:80])]


@EARS.hears(NoticePosted)
def posted(event: NoticePosted, heard: Heard) -> list[Wish]:
    """A new sheet has every line; what was said of the old one, and of the version it shows, is settled."""
    why = N_("Đã niêm yết bản mới.")
    ended: list[Wish] = [End(("catalogue.renewed",), why, event.unit.hex, (event.version_id,))]
    if event.replaces:
        ended.append(End(("catalogue.missing",), why, about=(event.replaces,)))
    return ended


@EARS.hears(ProcedureTakenIn)
def taken_in(event: ProcedureTakenIn, heard: Heard) -> list[Wish]:
    """Where the procedure is offered, what hangs on the wall is a version behind from that day on."""
    sentence = said(
        N_("Thủ tục {code} có phiên bản {number}: xem lại thời hạn đã xác nhận và bảng niêm yết."),
        code=event.procedure,
        number=event.number,
    )
    return [
        Post("catalogue.renewed", sentence, unit, (To(unit, HEAD_OF_CENTRE, Reach.UNIT),), Urgency.CALM, unit.hex)
        for unit in event.offered
    ]
