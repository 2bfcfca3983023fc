"""Administrative units a text names, found in the packaged gazetteer, and namesakes told apart by what stands around them.

A name without its province may mean several units. Those that lie together with the other units of the text, or went
into one of them, are preferred; what is still several stays several and is said to be ambiguous.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from motcua.articles.rules.reading.letters import NAME
from motcua.articles.rules.reading.shapes import Candidate, Named, Paragraph
from motcua.kernel.text import canonical_tones, fold, nfc
from motcua.office.gazetteer.book import Gazetteer
from motcua.office.gazetteer.facts import CITIES, Kind, State, Tier, Unit
from motcua.office.gazetteer.load import gazetteer

_KINDS: Final = (
    ("tỉnh ủy", "tỉnh"), ("tỉnh uỷ", "tỉnh"), ("thành ủy", "thành phố"), ("huyện ủy", "huyện"), ("huyện uỷ", "huyện"),
    ("thành phố", "thành phố"), ("thị trấn", "thị trấn"), ("thị xã", "thị xã"), ("đặc khu", "đặc khu"),
    ("phường", "phường"), ("huyện", "huyện"), ("quận", "quận"), ("tỉnh", "tỉnh"), ("thôn", "thôn"), ("làng", "thôn"),
    ("xã", "xã"), ("tp.", "thành phố"), ("tp", "thành phố"),
)  # fmt: skip
_LEVELS: Final[dict[str, frozenset[Kind]]] = {
    "tỉnh": frozenset({Kind.PROVINCE}),
    "thành phố": CITIES,
    "huyện": frozenset({Kind.DISTRICT}),
    "quận": frozenset({Kind.URBAN_DISTRICT}),
    "thị xã": frozenset({Kind.TOWN}),
    "phường": frozenset({Kind.WARD}),
    "thị trấn": frozenset({Kind.TOWNSHIP}),
    "đặc khu": frozenset({Kind.SPECIAL_ZONE}),
    "xã": frozenset({Kind.COMMUNE}),
    "thôn": frozenset({Kind.VILLAGE}),
}
_KIND: Final = "|".join(re.escape(words) for words, _ in _KINDS)
_LEVEL_OF: Final = dict(_KINDS)
_MENTION: Final = re.compile(rf"\b(?P<kind>(?i:{_KIND})):?\s*(?P<first>{NAME})")
_NEXT: Final = re.compile(rf"(?:\s*,\s*|\s+và\s+|\s*;\s*)(?P<name>{NAME})")
_BARE_LIST: Final = re.compile(rf"(?:\bgồm|\blà|:)\s*(?P<list>{NAME}(?:,\s*{NAME})+(?:,? và {NAME})?)")
_OLD_NEW: Final = re.compile(r"\s?\(?(cũ|mới)\b")
COMMUNES: Final = ("xã", "phường", "thị trấn", "đặc khu")


@dataclass(slots=True)
class _Mention:
    """One name at one level: where it first stands, and whether the text calls it former or new."""

    words: str
    name: str
    level: str
    where: int
    age: str = ""
    units: list[Unit] = field(default_factory=list)
    ground: str = ""


@cache
def _names() -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in gazetteer().units.values():
        found[fold(unit.name)].append(unit)
    return dict(found)


def units_named(name: str, level: str) -> list[Unit]:
    """Return the units of a level that bear a name, marks included (hoà and hòa are the same)."""
    wanted = _LEVELS[level]
    return [unit for unit in _names().get(fold(name), ()) if unit.kind in wanted and _same(unit.name, name)]


def _same(a: str, b: str) -> bool:
    return nfc(canonical_tones(a)).casefold() == nfc(canonical_tones(b)).casefold()


def units_of(paragraphs: Iterable[Paragraph], on: date | None) -> tuple[Named, ...]:
    """Return the units the paragraphs name, each name and level once; ``on``: the day the text tells of."""
    mentions: dict[tuple[str, str], _Mention] = {}
    told = list(paragraphs)
    for one in told:
        for mention in _mentions(one):
            known = mentions.setdefault((mention.name.casefold(), mention.level), mention)
            known.age = known.age or mention.age
    for one in told:
        for mention in _bare(one, mentions):
            mentions.setdefault((mention.name.casefold(), mention.level), mention)
    found = sorted(mentions.values(), key=lambda mention: mention.where)
    for mention in found:
        mention.units = _of_their_time(units_named(mention.name, mention.level), mention.age, on)
    _tell_apart(found)
    return tuple(_named(mention, on) for mention in found)


def stands_alone(name: str, paragraphs: Iterable[Paragraph]) -> bool:
    """Say whether a name stands somewhere without the word for its level: «Thái Bình sẵn sàng», «gồm Trà Lý, Thái Bình»."""
    alone = re.compile(rf"(?P<before>\b(?i:{_KIND}):?\s*)?\b{re.escape(name)}\b")
    return any(match["before"] is None for one in paragraphs for match in alone.finditer(one.text))


def _mentions(at: Paragraph) -> Iterable[_Mention]:
    text = at.text
    for match in _MENTION.finditer(text):
        level = _LEVEL_OF[match["kind"].casefold()]
        name = _known(match["first"], level)
        if name is None:
            # Without the book only what is no person: «UBND tỉnh Quách Tất Liêm» names no province.
            if level == "thôn":
                yield _Mention(f"{match['kind']} {match['first']}", match["first"], level, at.number)
            continue
        end = match.start("first") + len(name)
        yield _Mention(f"{match['kind']} {name}", name, level, at.number, _age(text, end))
        while (more := _NEXT.match(text, end)) and (name := _known(more["name"], level)) is not None:
            end = more.start("name") + len(name)
            yield _Mention(f"{match['kind']} {name}", name, level, at.number, _age(text, end))


def _bare(at: Paragraph, mentions: dict[tuple[str, str], _Mention]) -> Iterable[_Mention]:
    """Yield names of a list without a level («gồm Trà Lý, Trần Lãm và Vũ Phúc»), read at the level the text speaks of."""
    levels = [level for _, level in mentions if level in COMMUNES]
    for match in _BARE_LIST.finditer(at.text):
        names = re.split(r",\s*(?:và )?| và ", match["list"])
        best = max(
            dict.fromkeys(levels), key=lambda level: sum(bool(units_named(n, level)) for n in names), default=None
        )
        if best is None or sum(bool(units_named(name, best)) for name in names) * 2 <= len(names):
            continue
        for name in names:
            if units_named(name, best):
                yield _Mention(f"{best} {name}", name, best, at.number, "mới" if _are_new(mentions, best) else "")


def _are_new(mentions: dict[tuple[str, str], _Mention], level: str) -> bool:
    return any(known.age == "mới" for (_, at), known in mentions.items() if at == level)


def _known(words: str, level: str) -> str | None:
    """Return the longest beginning of capitalised words that is a unit of the level; ``None`` when none is."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[:size])
        if units_named(name, level):
            return name
    return None


def _age(text: str, end: int) -> str:
    found = _OLD_NEW.match(text, end)
    return found[1] if found else ""


def _of_their_time(units: list[Unit], age: str, on: date | None) -> list[Unit]:
    """Return those units that the text can mean on its day: «cũ» ended by then or soon, «mới» begin later, else living."""
    if on is None:
        return units
    living = [unit for unit in units if unit.state_on(on) is State.LIVING]
    gone = [unit for unit in units if unit.state_on(on) is State.DISSOLVED]
    coming = [unit for unit in units if unit.state_on(on) is State.PREPARING]
    wanted = {"cũ": gone or living, "mới": coming or living}.get(age, living)
    return wanted or gone or coming


def _tell_apart(found: Sequence[_Mention]) -> None:
    """Keep of several candidates those that lie with the others of the text, where some clearly do."""
    for _ in range(2):
        for mention in found:
            if len(mention.units) < 2:
                continue
            scores = {unit.id: _fit(unit, mention, found) for unit in mention.units}
            best = max(scores.values())
            if best > 0:
                kept = [unit for unit in mention.units if scores[unit.id] == best]
                if len(kept) < len(mention.units):
                    mention.units, mention.ground = kept, "text"


def _fit(unit: Unit, mention: _Mention, found: Sequence[_Mention]) -> int:
    score = 0
    for other in found:
        if other is mention or not other.units or len(other.units) > 12:
            continue
        score += max(_near(unit, known) for known in other.units)
    return score


@cache
def _ids_around(id_: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return a unit's kin by lineage, the districts and the provinces it lies or lay in, those before and after it too."""
    book: Gazetteer = gazetteer()
    unit = book.get(id_)
    kin = [unit, *(link.unit for link in book.predecessors(unit)), *(link.unit for link in book.successors(unit))]
    districts, provinces = set(), set()
    for one in kin:
        for belonging in one.belongings:
            provinces.add(belonging.province)
            if belonging.under:
                districts.add(belonging.under)
    own = {id_} if unit.tier is not Tier.COMMUNE else set()
    return frozenset(one.id for one in kin), frozenset(districts | own), frozenset(provinces | own)


def _near(unit: Unit, other: Unit) -> int:
    kin, districts, provinces = _ids_around(unit.id)
    kin_, districts_, provinces_ = _ids_around(other.id)
    if other.id != unit.id and (other.id in kin or unit.id in kin_):
        return 6
    if districts & districts_:
        return 4
    return 1 if provinces & provinces_ else 0


def _named(mention: _Mention, on: date | None) -> Named:
    candidates = tuple(_candidate(unit, on) for unit in mention.units)
    return Named(
        words=mention.words,
        name=mention.name,
        level=mention.level,
        where=mention.where,
        candidates=candidates,
        ambiguous=len(candidates) > 1,
        ground=mention.ground if len(candidates) == 1 else "",
    )


def _candidate(unit: Unit, on: date | None) -> Candidate:
    book = gazetteer()
    day = on or date.max
    above = book.above(unit, day)
    return Candidate(
        id=unit.id,
        code=unit.code,
        full_name=unit.full_name,
        province=book.province(unit, day).name,
        district=above.full_name if above is not None and above.tier is Tier.DISTRICT else "",
        state=unit.state_on(day).value,
        became=tuple(
            f"{link.unit.full_name} ({book.province(link.unit, date.max).name})" for link in book.successors(unit)
        ),
    )


_BODY: Final = re.compile(
    r"\b[Đđ]oàn (?P<what>(?:[Kk]iểm|[Tt]hanh|[Gg]iám|[Cc]ông|[Kk]hảo)\w*(?: \w+){0,4}?) (?P<level>[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|[Xx]ã)\b"
)


def bodies_of(paragraphs: Iterable[Paragraph]) -> tuple[Named, ...]:
    """Return the teams a text names, spellings that lack a word with the one that has all («Đoàn Kiểm công vụ»)."""
    found: dict[str, tuple[str, int]] = {}
    for one in paragraphs:
        for match in _BODY.finditer(one.text):
            found.setdefault(fold(match["what"]), (match[0], one.number))
    named: list[Named] = []
    for key, (words, where) in found.items():
        if any(_lacks(key, other) for other in found if other != key):
            continue
        also = tuple(spelled for other, (spelled, _) in found.items() if _lacks(other, key))
        named.append(Named(words, words, "đoàn", where, also=also))
    return tuple(named)


def _lacks(short: str, whole: str) -> bool:
    """Say whether one spelling is the other without one or two of its words, in the same order."""
    parts, rest = short.split(), iter(whole.split())
    return len(parts) < len(whole.split()) <= len(parts) + 2 and len(parts) >= 2 and all(word in rest for word in parts)
