"""What can be taken along and what comes back: the shape of a pack and of an observation, and who makes packs of a kind.

A pack says everything the phone needs to show and to ask; the page on the phone knows nothing of devices or zones. A
source turns the queries of a room into packs and observations into its commands. Each observation carries the id the
phone gave it, which is the key of its command, so that sending it again does nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, Protocol
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor

MOST = 100
"""Observations in one request."""
RECORDED, ALREADY, CONFLICT, REFUSED = "recorded", "already", "conflict", "refused"


class When(msgspec.Struct, frozen=True, kw_only=True):
    """A question is asked only while the answer to ``name`` is one of ``values``."""

    name: str
    values: list[str]


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing asked about an item. ``most`` is in characters; ``options`` are (value, words).

    ``caption`` of a photograph names the question whose answer is printed under it with the time.
    """

    name: str
    label: str
    kind: Literal["choice", "list", "text", "long", "number", "day", "photo"]
    required: bool = False
    most: int = 300
    options: list[tuple[str, str]] = []
    when: When | None = None
    caption: str = ""


class Seen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody has said of an item: ``answers`` are theirs, so that whoever agrees need not type them."""

    id: str
    who: str
    at: datetime
    words: str
    answers: dict[str, str]
    mine: bool = False


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the list: ``code`` is what a label says, ``start`` what stands in the form before anything is typed.

    ``base`` is the id of the answer that counts now; ``conflict``: two people said different things; ``skip`` names
    questions that make no sense here.
    """

    key: str
    group: str
    title: str
    code: str = ""
    hint: str = ""
    told: str = ""
    base: str = ""
    conflict: bool = False
    start: dict[str, str] = {}
    skip: list[str] = []
    seen: list[Seen] = []


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A room or a zone."""

    key: str
    title: str


class Pack(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One piece of work to take along; ``unlisted`` names what stands in no list, "" where that cannot be."""

    title: str
    lead: str
    groups: list[Group]
    items: list[Item]
    questions: list[Question]
    unlisted: str = ""
    unlisted_questions: list[Question] = []
    settled_by: str = ""


class Observation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing noted in the field: ``item`` is its key in the pack, "" for what stands in no list.

    ``at`` is when, by the phone's clock, with its offset; ``photo`` the hash of a photograph sent before; ``base`` the
    id of what somebody else said, when it was known and looked at again.
    """

    id: UUID
    at: datetime
    item: Annotated[str, msgspec.Meta(max_length=120)] = ""
    photo: Annotated[str, msgspec.Meta(max_length=64)] = ""
    base: UUID | None = None
    answers: dict[Annotated[str, msgspec.Meta(max_length=40)], Annotated[str, msgspec.Meta(max_length=2000)]] = (
        msgspec.field(default_factory=dict)
    )


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of an observation: recorded, already (there before), conflict (kept beside another's), refused.

    ``seen`` is what everybody says of the item, given with a conflict.
    """

    id: UUID
    state: str
    said: str = ""
    seen: list[Seen] = []


@dataclass(frozen=True, slots=True)
class Task:
    """Something that may be taken along now."""

    id: UUID
    title: str
    lead: Said | str


class Source(Protocol):
    """Makes packs of one kind and takes back what was noted."""

    @property
    def kind(self) -> str:
        """Return the word for this kind in addresses."""
        ...

    def tasks(self, actor: Actor, text: str) -> Sequence[Task]:
        """Return what this person may take along now, at most a page; ``text`` narrows by name."""
        ...

    def admit(self, actor: Actor, id_: UUID) -> None:
        """Raise ``NotFound`` outside the person's reach, ``NotAllowed`` where they may not note anything."""
        ...

    def pack(self, actor: Actor, id_: UUID) -> Pack:
        """Return the pack of one task; raises as :meth:`admit`."""
        ...

    def record(self, actor: Actor, id_: UUID, noted: Sequence[Observation]) -> list[Verdict]:
        """Record observations and say what became of each, in their order: what is wrong with one holds back no other."""
        ...


def decode(body: bytes) -> list[Observation]:
    """Return the observations in a request; :class:`BadInput` when they are none, too many, or without an offset."""
    try:
        found = msgspec.json.decode(body, type=list[Observation])
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(N_("Gói gửi lên không đọc được: {problem}."), problem=str(error)[:120]) from error
    if not 0 < len(found) <= MOST:
        raise BadInput(N_("Mỗi lần gửi từ 1 đến {most} mục."), most=MOST)
    if any(noted.at.tzinfo is None for noted in found):
        raise BadInput(N_("Giờ ghi trên máy thiếu múi giờ."))
    return found


def source_of(sources: Sequence[Source], kind: str) -> Source:
    """Return the source of a kind; :class:`NotFound` when there is none."""
    for source in sources:
        if source.kind == kind:
            return source
    raise NotFound(N_("Không có loại việc này."))
