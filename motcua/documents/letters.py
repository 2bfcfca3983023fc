"""Official papers of one layout: a letter as frozen values in, PDF/A out; ``docx_letters`` writes DOCX with the same words.

Layout after NĐ 30/2020/NĐ-CP, Phụ lục I, as far as known (national title, body, number, place and day, kind, subject,
ground, content, recipients, signer; A4, margins 20 mm above and below, 30 left, 15 right). It was not compared with
the original, and the paper says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from motcua.documents import printing

TEMPLATE: Final = Path(__file__).parent / "templates" / "documents" / "print" / "letter.typ"
NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
UNCOMPARED: Final = "(bố cục chưa đối chiếu bản gốc)"
PAGES: Final = "{pages}"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Level(StrEnum):
    """What a block is: the heading of a part (I., II.), a numbered paragraph (1., 2.), or a plain one."""

    PART = "part"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the content. ``number`` is what stands before it, empty for plain text."""

    level: Level
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class SignPlace:
    """Where one of several signs side by side: in what capacity, and the name under it (empty: written by hand)."""

    label: str
    name: str = ""


SIGN_LEFT, SIGN_STEP, SIGN_FOOT, SIGN_WIDTH, SIGN_HEIGHT = 89.0, 155.9, 82.0, 148.0, 78.0
"""Where a visible signature stands on the last page of a paper with three signers, in points: the left of the first,
from one to the next, above the foot of the page, width and height (see templates/documents/print/letter.typ)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An official paper before it is set.

    ``above`` is the body over the issuing one (empty for none). ``number`` and ``day`` print as blanks to fill in while they
    are not given. ``sign_lines`` stand over the place of the signature, ``signer`` under it; ``marks`` tell that nothing
    of it is valid, ``notes`` stand at the foot. Minutes have several ``signers`` in place of one: pages are then counted
    (x/y) and ``closing`` is the last paragraph, where «{pages}» stands for how many there are.
    """

    issuer: str
    number: str
    symbol: str
    place: str
    day: date | None
    kind: str
    about: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    sign_lines: tuple[str, ...]
    signer: str
    made_at: datetime
    above: str = ""
    basis: tuple[str, ...] = ()
    opening: str = ""
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = (UNCOMPARED,)
    signers: tuple[SignPlace, ...] = ()
    closing: str = ""

    @property
    def number_line(self) -> str:
        """Return «Số: 12/TB-UBND», with room for the number while there is none."""
        return f"Số: {self.number}" if self.number else f"Số:        /{self.symbol}"

    @property
    def place_and_day(self) -> str:
        """Return place and day; days under 10, January and February have a zero before them (NĐ 30/2020, Phụ lục I)."""
        return f"{self.place}, {day_words(self.day)}" if self.place else day_words(self.day)


def day_words(day: date | None) -> str:
    """Return a day as papers write it, with room to fill it in while it is not known."""
    if day is None:
        return "ngày      tháng      năm"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in Roman letters."""
    found = ""
    for value, letters in (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
        *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    ):
        while number >= value:
            found, number = found + letters, number - value
    return found


def numbered(parts: Sequence[tuple[Level, str]]) -> tuple[Block, ...]:
    """Return blocks with their numbers: parts I., II., …; items 1., 2., … begun anew in each part."""
    blocks: list[Block] = []
    part = item = 0
    for level, text in parts:
        if level is Level.PART:
            part, item = part + 1, 0
            blocks.append(Block(level, text, f"{roman(part)}."))
        elif level is Level.ITEM:
            item += 1
            blocks.append(Block(level, text, f"{item}."))
        else:
            blocks.append(Block(level, text))
    return tuple(blocks)


def print_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF/A; raises what :func:`motcua.documents.printing.render` raises."""
    data = {
        "nation": NATION,
        "motto": MOTTO,
        "above": letter.above.upper(),
        "issuer": letter.issuer.upper(),
        "number": letter.number_line,
        "place_and_day": letter.place_and_day,
        "kind": letter.kind.upper(),
        "about": letter.about,
        "basis": list(letter.basis),
        "opening": [line for line in letter.opening.splitlines() if line],
        "blocks": [{"level": one.level.value, "number": one.number, "text": one.text} for one in letter.blocks],
        "recipients": list(letter.recipients),
        "sign_lines": [line.upper() for line in letter.sign_lines],
        "signer": letter.signer,
        "marks": list(letter.marks),
        "notes": list(letter.notes),
        "signers": [{"label": one.label.upper(), "name": one.name} for one in letter.signers],
        "closing": letter.closing.split(PAGES),
    }
    return printing.render(TEMPLATE, data, made_at=letter.made_at)
