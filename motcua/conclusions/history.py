"""What happened to a conclusion, in words, newest first; and its draft as it was each time it was saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from motcua.kernel.words import N_, said
from motcua.ledger.events import Event
from motcua.ledger.events import conclusions as told
from motcua.ledger.feed import Told
from motcua.ledger.timeline import Happened


@dataclass(frozen=True, slots=True)
class Version:
    """A draft as it was saved: which time, when, by whom, how many sentences it had."""

    number: int
    at: datetime
    who: str
    sentences: int


_WORDS: Final[Mapping[type[Event], str]] = {
    told.ConclusionDrafted: N_("Bắt đầu soạn"),
    told.ConclusionSaved: N_("Lưu bản soạn"),
    told.ConclusionSubmitted: N_("Trình ký"),
    told.ConclusionReturned: N_("Trả lại để sửa"),
    told.ConclusionTakenBack: N_("Rút lại để sửa"),
    told.ConclusionDiscarded: N_("Bỏ dự thảo"),
    told.ConclusionSigned: N_("Đã ký"),
    told.ConclusionNumbered: N_("Cấp số"),
    told.ConclusionPublished: N_("Gửi nơi nhận"),
    told.ConclusionReceived: N_("Nơi nhận xác nhận đã nhận"),
    told.ConclusionCorrected: N_("Đính chính"),
    told.ConclusionReplaced: N_("Được thay thế"),
    told.ConclusionWithdrawn: N_("Thu hồi"),
}
_OUTSIDE: Final = frozenset(
    {
        told.ConclusionSigned,
        told.ConclusionNumbered,
        told.ConclusionPublished,
        told.ConclusionReceived,
        told.ConclusionCorrected,
        told.ConclusionReplaced,
        told.ConclusionWithdrawn,
    }
)
"""What others than the writers are told: how a draft came about is theirs alone."""
_TONES: Final[Mapping[type[Event], str]] = {
    told.ConclusionSigned: "good",
    told.ConclusionPublished: "good",
    told.ConclusionReturned: "soon",
    told.ConclusionWithdrawn: "late",
}


def of(entries: Sequence[Told], people: Mapping[UUID, str], *, inside: bool) -> tuple[Happened, ...]:
    """Return what happened, newest first; for others than the writers from the signature on."""
    return tuple(
        Happened(
            one.at,
            said(_WORDS[type(one.event)]),
            people.get(one.account, ""),
            _body(one.event),
            _TONES.get(type(one.event), "plain"),
        )
        for one in reversed(entries)
        if inside or type(one.event) in _OUTSIDE
    )


def _body(event: Any) -> str:
    match event:
        case told.ConclusionNumbered():
            return event.text
        case told.ConclusionReturned():
            return event.remarks
        case told.ConclusionSigned():
            return ", ".join(filter(None, (event.signer_name, event.signer_title)))
        case told.ConclusionCorrected():
            return f"«{event.wrong}» → «{event.right}»"
        case told.ConclusionWithdrawn() | told.ConclusionDiscarded():
            return event.reason
        case _:
            return ""


def versions(entries: Sequence[Told], people: Mapping[UUID, str]) -> tuple[Version, ...]:
    """Return every saving of the draft, oldest first."""
    saved = [(one, one.event) for one in entries if isinstance(one.event, told.ConclusionSaved)]
    return tuple(
        Version(number, one.at, people.get(one.account, ""), len(event.sentences))
        for number, (one, event) in enumerate(saved, 1)
    )


def version(entries: Sequence[Told], number: int) -> tuple[told.ConclusionSaved, datetime] | None:
    """Return what was saved the ``number``-th time, ``None`` when it was not saved so often."""
    saved = [(one.event, one.at) for one in entries if isinstance(one.event, told.ConclusionSaved)]
    return saved[number - 1] if 1 <= number <= len(saved) else None
