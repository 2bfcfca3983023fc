"""What can be taken along and what comes back: the shape of a pack and of an observation, and who makes packs of a kind.

A pack says everything the phone needs to show and to ask; the page on the phone knows nothing of devices or zones. A
source turns the queries of a room into packs and observations into its commands. Each observation carries the id the
phone gave it, which is the key of its command, so that sending it again does nothing twice.

A pack made of a checklist also carries its XForm, as ``pyxform`` makes it: the phone asks an engine which of the items
are relevant while answers come in. Everything that is shown stands in our own list all the same, an item for each
question (``checklist_item``), so that a phone without the engine shows every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, Protocol
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor

MOST = 100
"""Observations in one request."""
RECORDED, ALREADY, CONFLICT, REFUSED = "recorded", "already", "conflict", "refused"


Kind = Literal[
    "choice", "list", "choices", "grade", "text", "long", "number", "day", "photo", "photos", "voice", "signature"
]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """A question is asked only while the answer to ``name`` is one of ``values``."""

    name: str
    values: list[str]


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing asked about an item. ``most`` is in characters, of ``photos`` how many; ``options`` are (value, words).

    ``caption`` of a ``photo`` names the question whose answer is printed under it with the time; each of ``photos`` has a
    caption of its own, time and place. ``longest`` is the longer side of a photograph in points, 0 for as it was taken.
    Of a ``grade`` that is one of ``unmet`` something must be said: its words come as ``<name>_words``, who signed a
    ``signature`` as ``<name>_by``, several ``choices`` with blanks between, as XForms has them.
    """

    name: str
    label: str
    kind: Kind
    required: bool = False
    hint: str = ""
    most: int = 300
    decimal: bool = False
    options: list[tuple[str, str]] = []
    unmet: list[str] = []
    when: When | None = None
    caption: str = ""
    longest: int | None = None


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
    questions that make no sense here. Of a checklist ``questions`` are the item's own, the first its answer, before those
    of the pack; ``node`` is where that answer stands in the XForm, ``weight`` what it counts.
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
    questions: list[Question] = []
    node: str = ""
    weight: int = 0


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A room or a zone."""

    key: str
    title: str


class Pack(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One piece of work to take along; ``unlisted`` names what stands in no list, "" where that cannot be.

    ``known`` says in words what was noted besides the list before the pack was made. ``form`` is the XForm of a
    checklist, whose conditions say which items are asked; empty: all of them.
    """

    title: str
    lead: str
    groups: list[Group]
    items: list[Item]
    questions: list[Question]
    unlisted: str = ""
    unlisted_questions: list[Question] = []
    known: list[str] = []
    settled_by: str = ""
    form: str = ""


class Attached(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file of an observation, sent before: to which question, when, and of a photograph where it was taken.

    ``place`` says why where is not known: ``refused`` by whoever holds the phone, ``none``. ``seconds`` of a voice.
    """

    question: Annotated[str, msgspec.Meta(max_length=40)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    taken: datetime
    caption: Annotated[str, msgspec.Meta(max_length=200)] = ""
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    accuracy: Annotated[int, msgspec.Meta(ge=0)] | None = None
    place: Literal["", "refused", "none"] = ""
    seconds: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 0


class Observation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing noted in the field: ``item`` is its key in the pack, "" for what stands in no list.

    ``at`` is when, by the phone's clock, with its offset; ``photo`` the hash of a photograph sent before, ``files`` other
    files; ``base`` the id of what somebody else said, when it was known and looked at again.
    """

    id: UUID
    at: datetime
    item: Annotated[str, msgspec.Meta(max_length=120)] = ""
    photo: Annotated[str, msgspec.Meta(max_length=64)] = ""
    base: UUID | None = None
    files: Annotated[list[Attached], msgspec.Meta(max_length=30)] = []
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


_KINDS: Mapping[str, Kind] = {
    "select_one": "choice",
    "select_multiple": "choices",
    "text": "long",
    "integer": "number",
    "decimal": "number",
    "date": "day",
    "image": "photos",
    "audio": "voice",
    "signature": "signature",
    "acknowledge": "choice",
}
"""What the phone makes of the types of XLSForm; an ``image`` that looks like a signature is one there, too."""


def checklist_item(
    *,
    name: str,
    label: str,
    type_: str,
    node: str,
    group: str,
    hint: str = "",
    required: bool = False,
    choices: Sequence[tuple[str, str]] = (),
    unmet: Sequence[str] = (),
    weight: int = 0,
    **more: Any,
) -> Item:
    """Return one question of a checklist as an item of a pack, its answer under ``name``.

    ``type_`` is that of XLSForm (``select_one``, ``integer``, ``image`` …); a choice some of whose values are ``unmet`` is
    a grade with words. ``node`` is its place in the XForm (``/data/khu/quay``); :class:`BadInput` for a type that a phone
    cannot ask. ``more`` are other fields of the item: what was seen of it, its base.
    """
    kind = "grade" if unmet and type_ == "select_one" else _KINDS.get(type_)
    if kind is None:
        raise BadInput(N_("Điện thoại chưa hỏi được loại câu hỏi «{type}»."), type=type_)
    answer = Question(
        name=name,
        label=label,
        kind=kind,
        required=required,
        hint=hint,
        decimal=type_ == "decimal",
        options=list(choices),
        unmet=list(unmet),
        longest=0 if kind == "photos" else None,
        most=10 if kind == "photos" else 2000,
    )
    return Item(key=name, group=group, title=label, hint=hint, questions=[answer], node=node, weight=weight, **more)


def decode(body: bytes) -> list[Observation]:
    """Return the observations in a request; :class:`BadInput` when they are none, too many, or without an offset."""
    try:
        found = msgspec.json.decode(body, type=list[Observation])
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(N_("Gói gửi lên không đọc được: {problem}."), problem=str(error)[:120]) from error
    if not 0 < len(found) <= MOST:
        raise BadInput(N_("Mỗi lần gửi từ 1 đến {most} mục."), most=MOST)
    if any(at.tzinfo is None for noted in found for at in (noted.at, *(one.taken for one in noted.files))):
        raise BadInput(N_("Giờ ghi trên máy thiếu múi giờ."))
    return found


def source_of(sources: Sequence[Source], kind: str) -> Source:
    """Return the source of a kind; :class:`NotFound` when there is none."""
    for source in sources:
        if source.kind == kind:
            return source
    raise NotFound(N_("Không có loại việc này."))
