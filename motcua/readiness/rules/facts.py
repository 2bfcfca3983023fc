"""What a template is made of: zones with items, what each asks, on what ground, and which phase it must be there for.

A must-have blocks a phase: *trial* (premises, equipment, power, line, people: before 15/6/2025, KL 167-KL/TW) or
*official* (founding decision, seal, certificates, accounts: before 1/7/2025). Whatever blocks the trial blocks the
official start too; a seal never blocks a trial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, Literal

import msgspec

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

ZONES_MOST: Final = 20
ITEMS_MOST: Final = 300
NAME_MOST: Final = 200
WORDS_MOST: Final = 300
_KEY: Final = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+){0,9}", re.ASCII)
KEY_MOST: Final = 60


class Phase(StrEnum):
    """What one gets ready for: the trial run, then the official start."""

    TRIAL = "trial"
    OFFICIAL = "official"


PHASE_NAMES: Final = {Phase.TRIAL: N_("Vận hành thử nghiệm"), Phase.OFFICIAL: N_("Vận hành chính thức")}


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing asked for. ``required`` is said in words; ``count`` is the least number where one is asked.

    ``blocks`` names the phase it is a must-have for, "" for none; ``tested_by`` names the self-test that bears on it.
    """

    key: str
    name: str
    required: str = ""
    count: int | None = None
    criterion: str = ""
    ground: str = ""
    evidence: str = ""
    blocks: Literal["", "trial", "official"] = ""
    tested_by: str = ""


class Zone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A zone of the floor (``zone``), what holds for the whole place (``common``), or what makes it lawful (``founding``)."""

    key: str
    name: str
    kind: Literal["zone", "common", "founding"] = "zone"
    items: tuple[Item, ...]


class TemplateFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A version of a template with where it comes from and how far that can be trusted."""

    key: str
    title: str
    source: str
    as_of: date
    trust: Literal["official_copy", "secondary", "unverified", "issued"]
    note: str = ""
    zones: tuple[Zone, ...]

    def items(self) -> Iterator[tuple[Zone, Item]]:
        """Yield every item with its zone, in order."""
        for zone in self.zones:
            for item in zone.items:
                yield zone, item

    def find(self, key: str) -> tuple[Zone, Item] | None:
        """Return the item of a key with its zone, ``None`` when this version does not ask for it."""
        return next(((zone, item) for zone, item in self.items() if item.key == key), None)


TRUST_NAMES: Final = {
    "official_copy": N_("bản sao nguồn chính thức"),
    "secondary": N_("nguồn thứ cấp"),
    "unverified": N_("chưa kiểm chứng"),
    "issued": N_("nơi theo dõi địa bàn ban hành"),
}


def must_for(item: Item, phase: Phase) -> bool:
    """Say whether an item is a must-have of a phase: what blocks the trial blocks the official start too."""
    return item.blocks == Phase.TRIAL.value or (phase is Phase.OFFICIAL and item.blocks == Phase.OFFICIAL.value)


def in_scope(zone: Zone, item: Item, phase: Phase) -> bool:
    """Say whether a phase asks for an item at all: what only an official start needs is not asked of a trial."""
    return phase is Phase.OFFICIAL or (item.blocks != Phase.OFFICIAL.value and zone.kind != "founding")


def checked_template(facts: TemplateFacts) -> TemplateFacts:
    """Return the template when it can be answered; :class:`BadInput` names what is wrong with it."""
    if not facts.title.strip() or len(facts.title) > NAME_MOST:
        raise BadInput(N_("Ghi tên bộ mẫu, tối đa {most} ký tự."), field="title", most=NAME_MOST)
    if not 0 < len(facts.zones) <= ZONES_MOST:
        raise BadInput(N_("Bộ mẫu cần từ 1 đến {most} khu."), field="zones", most=ZONES_MOST)
    pairs = list(facts.items())
    if not 0 < len(pairs) <= ITEMS_MOST:
        raise BadInput(N_("Bộ mẫu cần từ 1 đến {most} mục."), field="zones", most=ITEMS_MOST)
    seen: set[str] = set()
    for key, name in [*((z.key, z.name) for z in facts.zones), *((i.key, i.name) for _, i in pairs)]:
        if len(key) > KEY_MOST or not _KEY.fullmatch(key):
            raise BadInput(N_("Mã «{key}» không đúng dạng, ví dụ so-hoa.may-quet."), field="zones", key=key[:60])
        if key in seen:
            raise BadInput(N_("Mã «{key}» xuất hiện hai lần."), field="zones", key=key)
        if not name.strip() or len(name) > NAME_MOST:
            raise BadInput(N_("Mục «{key}» chưa có tên hoặc tên quá dài."), field="zones", key=key)
        seen.add(key)
    for _, item in pairs:
        long = [text for text in (item.required, item.criterion, item.ground, item.evidence) if len(text) > WORDS_MOST]
        if long or (item.count is not None and not 0 < item.count < 10_000):
            raise BadInput(
                N_("Mục «{name}» có nội dung quá dài hoặc số lượng không hợp lý."), field="zones", name=item.name
            )
    return facts
