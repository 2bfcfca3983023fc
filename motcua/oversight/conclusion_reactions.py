"""What a signed conclusion asks for becomes directives, in the same transaction: one for each asking sentence.

They are drafts with what the sentence says: whom it asks, its words, how it names the time. «Sớm» gives no day, and what
of the six clear things a sentence leaves open is named until somebody fills it in.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from motcua.ledger.actor import system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.conclusions import ASKING, ConclusionSigned, DueTold, SentenceTold
from motcua.ledger.perform import perform
from motcua.oversight.commands.directives import OpenDirective
from motcua.oversight.commands.directives.shared import Due, Origin
from motcua.oversight.rules.directives import DueKind, Source

ORDER: Final = "Kết luận đã ký"
TITLE_MOST, WORDS_MOST, LINE_MOST = 500, 2000, 200
_DATED: Final = {"before": DueKind.BEFORE, "by": DueKind.BY_END, "event": DueKind.BY_END}


def open_directives(event: Event, context: Context) -> None:
    """Open a draft for each asking sentence under the body that issued the conclusion; a lead only where one unit is asked."""
    if not isinstance(event, ConclusionSigned):
        return
    actor = system(ORDER, realm=context.actor.realm)
    for sentence in event.sentences:
        if sentence.kind in ASKING:
            command = _wish(event, sentence)
            perform(command, actor, key=f"conclusion-{context.entry.hex}-{sentence.id.hex}")


def _wish(event: ConclusionSigned, sentence: SentenceTold) -> OpenDirective:
    alone = sentence.units[0] if len(sentence.units) == 1 and not sentence.group else None
    return OpenDirective(
        title=sentence.words[:TITLE_MOST],
        lead=alone,
        co_owners=[] if alone else list(sentence.units),
        group_words=sentence.group[:LINE_MOST],
        due=Due(kind=_kind(sentence.due), day=_day(sentence.due)),
        origin=Origin(
            kind=Source.CONCLUSION,
            source=event.conclusion,
            words=sentence.words[:WORDS_MOST],
            document_date=event.signed_on,
            issuer_words=event.title[:LINE_MOST],
        ),
        issuer=event.issuer,
    )


def _kind(due: DueTold) -> DueKind:
    if due.kind in _DATED and due.day is not None:
        return _DATED[due.kind]
    return DueKind.SOON if due.kind == "soon" else DueKind.LATER


def _day(due: DueTold) -> date | None:
    return due.day if due.kind in _DATED else None
