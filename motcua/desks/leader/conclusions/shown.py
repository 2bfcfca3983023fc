"""What the pages of conclusions share: names, tones, where they lead, a sentence as it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import Kind, State, When
from motcua.desks.leader.conclusions.matching import whom_words
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Link, Text
from motcua.kernel.words import N_, said
from motcua.ledger.events.conclusions import SentenceTold

HOME: Final = Link(N_("Kết luận"), "/ket-luan/")
READERS: Final = ("conclusion.write", "conclusion.sign", "directive.read")
TONES: Final = {
    State.DRAFT: "plain",
    State.SUBMITTED: "soon",
    State.RETURNED: "late",
    State.SIGNED: "calm",
    State.NUMBERED: "calm",
    State.PUBLISHED: "good",
    State.REPLACED: "pause",
    State.WITHDRAWN: "late",
    State.DISCARDED: "pause",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence with its number, whom it asks, by when, and what it speaks of, in words."""

    told: SentenceTold
    number: int
    kind: Text
    whom: str
    due: Text
    tone: str
    about: Sequence[tuple[Text, str]]

    @property
    def heading(self) -> bool:
        """Say whether it is the heading of a part."""
        return self.told.kind == Kind.HEADING

    @property
    def asks(self) -> bool:
        """Say whether it asks for something."""
        return self.told.kind in rules.ASKING


def shown(sentences: Sequence[SentenceTold], called: Mapping[UUID, str]) -> list[Shown]:
    """Return sentences as pages show them."""
    found = []
    for number, one in enumerate(sentences, 1):
        words, tone = due_words(one)
        found.append(
            Shown(
                one,
                number,
                rules.KIND_NAMES[Kind(one.kind)],
                whom_words(one.units, one.group, dict(called)),
                words,
                tone,
                [(rules.THING_NAMES[rules.Thing(about.kind)], about.words) for about in one.about],
            )
        )
    return found


def due_words(one: SentenceTold) -> tuple[Text, str]:
    """Return by when a sentence asks, and how that stands out: without a day it does."""
    last = rules.last_day(one.due)
    if one.kind not in rules.ASKING:
        return "", "plain"
    match When(one.due.kind):
        case When.BEFORE | When.BY if last is not None:
            return said(N_("hết ngày {day}"), day=short_date(last)), "calm"
        case When.EVENT if last is not None:
            return said(N_("{event}, ngày {day}"), event=one.due.words, day=short_date(last)), "calm"
        case When.EVENT | When.EVERY:
            return one.due.words or rules.WHEN_NAMES[When(one.due.kind)], "calm"
        case _:
            return N_("chưa có hạn"), "soon"


def trail(*links: Link) -> list[Link]:
    """Return the way from the list to a page."""
    return [HOME, *links]


def to(conclusion: UUID, view: str = "conclusions:conclusion") -> HttpResponse:
    """Lead to a page of a conclusion."""
    return HttpResponseRedirect(reverse(view, args=[conclusion]))


def names(**more: Any) -> dict[str, Any]:
    """Return the names that templates look up."""
    return {
        "state_names": rules.STATE_NAMES,
        "genre_names": rules.GENRE_NAMES,
        "half_names": rules.HALVES,
        "tones": TONES,
        **more,
    }
