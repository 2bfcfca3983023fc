"""What commitments ask of the inbox: a hand of each official asked, and a look of whoever keeps the register."""

from __future__ import annotations

from typing import Final

from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Learn, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.decisions import (
    CommitmentAsked,
    CommitmentEnded,
    CommitmentReminded,
    CommitmentSigned,
)

EARS: Final = Ears()
KIND: Final = "decisions.unsigned"
_SERVES: Final = "dossier.read"
"""The power nearly everybody at work in a commune holds; of the others the keeper of the register knows."""


@EARS.hears(CommitmentAsked)
def asked(event: CommitmentAsked, heard: Heard) -> list[Wish]:
    """Each official of the units asked signs their own."""
    sentence = said(N_("Có bản cam kết chủ đề «{theme}» năm {year} chờ ký."), theme=event.theme, year=event.theme_year)
    to = tuple(To(unit, _SERVES, Reach.UNIT) for unit in event.units) or (To(event.place, _SERVES),)
    return [
        Learn(event.place, event.theme),
        Post(KIND, sentence, event.place, to, period="asked", due=event.sign_by),
    ]


@EARS.hears(CommitmentReminded)
def reminded(event: CommitmentReminded, heard: Heard) -> list[Wish]:
    """Somebody is still missing: their units, and who keeps the register, are told anew."""
    words = {"theme": event.theme, "year": event.theme_year, "count": event.missing}
    sentence = said(N_("Cam kết chủ đề «{theme}» năm {year}: còn {count} người chưa ký."), **words)
    to = (*(To(unit, _SERVES, Reach.UNIT) for unit in event.units), To(event.place, "decision.write"))
    urgency = Urgency.LATE if event.late else Urgency.SOON
    return [
        End((KIND,), N_("Đã nhắc lại.")),
        Post(KIND, sentence, event.place, to, urgency, str(heard.version)),
    ]


@EARS.hears(CommitmentSigned)
def signed(event: CommitmentSigned, heard: Heard) -> list[Wish]:
    """With the last signature nothing more is asked."""
    return [] if event.left else [End((KIND,), N_("Mọi người đã ký."))]


@EARS.hears(CommitmentEnded)
def ended(event: CommitmentEnded, heard: Heard) -> list[Wish]:
    """Nobody signs it any more."""
    return [End((KIND,), N_("Cam kết đã kết thúc."))]
