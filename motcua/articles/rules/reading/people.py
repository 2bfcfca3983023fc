"""People a text names with their titles, each person once however they are titled, and units that came without a name.

A name is two to four capitalised words that begin with a family name and stand beside a title. Whoever is not named is
listed by the unit; no name is ever put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from motcua.articles.rules.reading.letters import LOW, NAME_WORD, UP, sentences
from motcua.articles.rules.reading.shapes import Named, Paragraph, Someone
from motcua.kernel.text import fold

_FAMILIES: Final = frozenset(
    """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong dinh lam phung mai
    to ta ha luu luong chu khuat quach tong thai cao chau kieu mac nghiem ninh quan tang thach than thieu tieu trieu trang
    tu ung van vi au bach banh be cam cu cung diep dam dong giang giap hua ke kha khong khuc la lac lai liêu lo luc lu ma
    man nong phi phu sung su son si ton toan uong xa""".split()  # noqa: SIM905
)
_HEADS: Final = (
    r"(?:Quyền )?(?:Phó )?(?:Chủ tịch|Bí thư|Chủ nhiệm|Giám đốc|Chánh [Vv]ăn phòng|Trưởng phòng|Trưởng ban|Trưởng đoàn|Hiệu trưởng"
    r"|Chỉ huy trưởng|Tổng giám đốc|Chánh [Tt]hanh tra|Cục trưởng|Vụ trưởng|Trưởng [Cc]ông an|Trưởng thôn|Bộ trưởng|Thủ tướng)"
    r"|Phó (?:phòng|ban|đoàn)|(?:Ủy|Uỷ) viên|(?:Huyện|Tỉnh|Thành|Đảng|Thị) (?:ủy|uỷ) viên|Thường trực|Chuyên viên|Thư ký"
)
_LOWER: Final = (
    "tỉnh|huyện|xã|phường|thành phố|thị xã|quận|thị trấn|nội vụ|tài chính|kinh tế|văn hóa|văn hoá|xã hội|tư pháp|thường trực"
    "|thường vụ|trực thuộc|ủy|uỷ|viên|phòng|ban|đoàn|công an|thanh tra|hành chính công|phục vụ|tổ chức|dân vận|kiểm tra|và"
    "|vụ|trực|chính|tế|hóa|hoá|hội|pháp|an|tra|sự|nghệ|học|trường|nghiệp|môi|cáo|giáo|giám|sát|y|tâm"
)
_TITLE: Final = rf"(?:{_HEADS})(?: (?:{_LOWER}|TP\.?|{UP}[\w&]*|[–-] {UP}[\w]*))*"
_BEFORE: Final = re.compile(rf"(?:(?:đ|Đ)ồng chí |ông |Ông |bà |Bà )?(?P<title>{_TITLE}) $")
_AFTER: Final = re.compile(rf"\s*(?:,|–|-|:|\()\s*(?P<title>{_TITLE})(?P<colon>\s*:)?")
_POLITE: Final = re.compile(r"(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à) $")
_RUN: Final = re.compile(rf"{NAME_WORD}(?: {NAME_WORD}){{1,5}}")
_SHARED: Final = re.compile(rf"[Cc]ác đồng chí:?\s*(?P<title>{_TITLE})\s*:\s*(?P<rest>.+)")
_UNNAMED: Final = re.compile(
    r"(?P<who>(?i:(?:đại diện )?lãnh đạo|đại diện))(?: các (?P<group>[^:.;]{0,40}):)?\s*"
    rf"(?P<units>(?:{UP}|chính quyền (?:xã|phường) |(?:xã|phường|huyện) {UP})[^.;:]*)"
)
_OFFICE: Final = r"(?:Văn phòng|Phòng|Sở|Ban|Công an|UBND|HĐND|Chi cục|Trung tâm|Huyện|Tỉnh|Thanh tra)"
_AND: Final = re.compile(rf" và (?={_OFFICE})")
_UNIT: Final = re.compile(
    rf"^(?P<unit>(?:{UP}[\w&]*|chính quyền|xã|phường|huyện)(?: (?:và {UP}{LOW}+|{UP}[\w&]*|{LOW}+|–|&))*?)(?= (?:giới thiệu|kiến nghị|thăm|làm việc|đề xuất|báo cáo|phát biểu|cùng|đã|tham|có|về|tại|chủ|trao|nghe|đặt)\b|$)"
)


def people_of(paragraphs: Iterable[Paragraph], units: Sequence[Named]) -> tuple[Someone, ...]:
    """Return the people the paragraphs name, each once with all titles, then units that came without a name."""
    places = {fold(unit.name) for unit in units}
    found: dict[str, tuple[str, dict[str, None], int]] = {}
    unnamed: dict[str, Someone] = {}
    for one in paragraphs:
        for name, titles in _named(one.text, places):
            known = found.setdefault(fold(name), (name, {}, one.number))
            known[1].update(dict.fromkeys(titles))
        for who, unit in _unnamed(one.text):
            unnamed.setdefault(fold(unit), Someone("", (who,), one.number, unit))
    people = [Someone(name, tuple(_distinct(titles)), where) for name, titles, where in found.values() if titles]
    return (*people, *unnamed.values())


def _named(text: str, places: set[str]) -> Iterable[tuple[str, list[str]]]:
    shared = _SHARED.search(text)
    end = 0
    for match in _RUN.finditer(text):
        name = _name(match[0], places)
        if name is None or match.start() < end:
            continue
        start = match.start() + match[0].index(name)
        before = _BEFORE.search(text[max(0, start - 120) : start])
        titles = [_tidy(before["title"])] if before else []
        stop = start + len(name)
        while (after := _AFTER.match(text, stop)) and not after["colon"]:
            titles.append(_tidy(after["title"]))
            stop = after.end()
        end = stop
        if shared and start >= shared.start("rest"):
            titles = [_tidy(shared["title"]), *titles]
        if titles or _POLITE.search(text[:start]):
            yield name, titles


def _name(run: str, places: set[str]) -> str | None:
    """Return the person in a run of capitalised words: from a family name on, at most four words, no unit of the text."""
    words = run.split()
    for at, word in enumerate(words):
        rest = words[at : at + 4]
        if len(rest) < 2:
            return None
        if fold(word) in _FAMILIES and not any(
            fold(" ".join(rest[:size])) in places for size in range(2, len(rest) + 1)
        ):
            # A long run holds the end of a title before the name: «Tỉnh ủy Thái Bình Nguyễn Khắc Thận».
            later = [i for i in range(at + 2, len(words) - 1) if fold(words[i]) in _FAMILIES and len(words) - i >= 2]
            if fold(" ".join(words[at : at + 2])) in places and later:
                continue
            return " ".join(rest)
    return None


def _tidy(title: str) -> str:
    return re.sub(r"(?: và| –| -)+$", "", title).strip(" ,")


def _distinct(titles: Iterable[str]) -> list[str]:
    """Return titles without those that differ in capitals or marks only."""
    kept: dict[str, str] = {}
    for title in titles:
        kept.setdefault(fold(title), title)
    return list(kept.values())


def _unnamed(text: str) -> Iterable[tuple[str, str]]:
    """Yield how and which unit took part without a named person."""
    for sentence in sentences(text):
        for match in _UNNAMED.finditer(sentence):
            who = "đại diện" if match["who"].casefold() == "đại diện" else "lãnh đạo"
            listed = [part for piece in match["units"].split(",") for part in _AND.split(piece)]
            for at, part in enumerate(listed):
                found = _UNIT.match(part.strip())
                if found is None or (at and not match["group"] and not re.match(_OFFICE, part.strip())):
                    break
                yield who, found["unit"].strip()


def varied(titles: Sequence[str]) -> tuple[str, str] | None:
    """Return two titles of one person that name the same post, one with less; ``None`` when there are none.

    «Phó Chủ tịch UBND tỉnh» beside «Phó Chủ tịch Thường trực UBND tỉnh»: every word of the one stands in the other, and
    both begin alike. Posts held at the same time (party and State) begin differently.
    """
    for at, longer in enumerate(titles):
        for shorter in (*titles[:at], *titles[at + 1 :]):
            a, b = fold(longer).split(), fold(shorter).split()
            # A place at the end changes no post: «Bí thư Tỉnh ủy» of «Bí thư Tỉnh ủy Thái Bình».
            rest = longer[len(shorter) :].strip() if fold(longer).startswith(fold(shorter)) else ""
            if rest and all(re.match(UP, word) for word in rest.split()):
                continue
            if len(b) < len(a) and a[:2] == b[:2] and all(word in a for word in b):
                return longer, shorter
    return None
