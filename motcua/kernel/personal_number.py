"""The personal identification number (số định danh cá nhân) and the old nine-digit card number (số CMND).

Twelve digits: place of birth registration (3), century and sex (1), year of birth (2), serial (6): Luật Căn cước 2023
Đ12, NĐ 137/2015/NĐ-CP Đ13, codes of TT 07/2016/TT-BCA. Numbers issued before the provinces merged keep their old
province codes. There is no check digit: a number is only ever compared with the paper and with birth date and sex.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from motcua.kernel import clock, names, text
from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_, Said, said

_BETWEEN_DIGITS = re.compile(r"[\s.\-]")


class Sex(StrEnum):
    """Sex as papers write it."""

    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> Said:
        """The word papers use: Nam, Nữ."""
        return said(N_("Nam")) if self is Sex.MALE else said(N_("Nữ"))


class BirthPlace(NamedTuple):
    """A row of the code table of places where births are registered (``data/birth_places.csv``)."""

    code: str
    name: str
    source: str
    date: str
    trust: str


@lru_cache(maxsize=1)
def birth_places() -> dict[str, BirthPlace]:
    """Return the 63 province codes of TT 07/2016/TT-BCA, by code."""
    table = files("motcua.kernel").joinpath("data/birth_places.csv").read_text(encoding="utf-8")
    return {row["code"]: BirthPlace(**row) for row in csv.DictReader(table.splitlines())}


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """Twelve digits and what they say; ``ValueError`` for anything else (typed text goes through :func:`parse`)."""

    digits: str

    def __post_init__(self) -> None:
        if not re.fullmatch("[0-9]{12}", self.digits):
            raise ValueError("a personal number has twelve digits")

    def __str__(self) -> str:
        return self.digits

    @property
    def place_code(self) -> str:
        """Digits 1 to 3: province, or country, where the birth was registered."""
        return self.digits[:3]

    @property
    def place(self) -> str | None:
        """The province's name at the time the code was made, or None for a code not in the table."""
        row = birth_places().get(self.place_code)
        return row.name if row else None

    @property
    def sex(self) -> Sex:
        """Digit 4: even is male, odd is female."""
        return Sex.FEMALE if int(self.digits[3]) % 2 else Sex.MALE

    @property
    def birth_year(self) -> int:
        """Digits 4 to 6: 0 and 1 are born 1900-1999, 2 and 3 are born 2000-2099, and so on."""
        return 1900 + 100 * (int(self.digits[3]) // 2) + int(self.digits[4:6])

    @property
    def serial(self) -> str:
        """Digits 7 to 12: random."""
        return self.digits[6:]

    @property
    def masked(self) -> str:
        """The number for a screen others can see: ``001••••••012``."""
        return names.mask_number(self.digits)

    def doubts(self) -> list[Said]:
        """Return what is odd about the number alone: an unknown place code, a birth year still to come."""
        found = []
        if self.place is None:
            found.append(
                said(
                    N_("Mã nơi đăng ký khai sinh {code} không có trong bảng mã 63 tỉnh; đối chiếu số với giấy tờ."),
                    code=self.place_code,
                )
            )
        if self.birth_year > clock.today().year:
            found.append(
                said(
                    N_("Theo số định danh thì sinh năm {year}, năm chưa đến; đối chiếu số với giấy tờ."),
                    year=self.birth_year,
                )
            )
        return found


@dataclass(frozen=True, slots=True)
class OldCardNumber:
    """Nine digits of a Chứng minh nhân dân: no longer a paper to use, still what older papers name people by."""

    digits: str

    def __post_init__(self) -> None:
        if not re.fullmatch("[0-9]{9}", self.digits):
            raise ValueError("an old card number has nine digits")

    def __str__(self) -> str:
        return self.digits

    @property
    def masked(self) -> str:
        """The number for a screen others can see: ``01•••••89``."""
        return names.mask_number(self.digits)


def _digits(typed: str) -> str:
    return _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text.clean(typed, 40)))


def parse(typed: str) -> PersonalNumber:
    """Return the personal number in ``typed`` (spaces, dots and dashes between digits are fine).

    :class:`BadInput` for anything but twelve digits; nine digits are told to be the old card's.
    """
    digits = _digits(typed)
    if re.fullmatch(r"[0-9]{12}", digits):
        return PersonalNumber(digits)
    if re.fullmatch(r"[0-9]{9}", digits):
        raise BadInput(
            N_("Đây là số CMND cũ (9 chữ số); hãy nhập số định danh cá nhân 12 chữ số trên thẻ căn cước."),
            field="number",
        )
    if not digits.isdecimal():
        raise BadInput(N_("Số định danh cá nhân chỉ gồm chữ số, có đúng 12 chữ số."), field="number")
    raise BadInput(
        N_("Số định danh cá nhân phải có đúng 12 chữ số; đã nhập {count}."), field="number", count=len(digits)
    )


def parse_any(typed: str) -> PersonalNumber | OldCardNumber:
    """Return a personal number or an old card's number, told apart by length; :class:`BadInput` otherwise."""
    digits = _digits(typed)
    return OldCardNumber(digits) if re.fullmatch(r"[0-9]{9}", digits) else parse(typed)


def check_against(number: PersonalNumber, born: PartialDate | date | None, sex: Sex | None) -> list[Said]:
    """Return each disagreement between the number and the stated birth date and sex; none known, none found: empty.

    A disagreement is a reason to look at the papers, never to refuse: registers hold errors, and whoever has year of
    birth or sex corrected gets a new number.
    """
    found = []
    if born is not None and born.year != number.birth_year:
        found.append(
            said(
                N_("Số định danh cho biết sinh năm {by_number}, nhưng ngày sinh ghi năm {stated}."),
                by_number=number.birth_year,
                stated=born.year,
            )
        )
    if sex is not None and sex is not number.sex:
        found.append(
            said(
                N_("Số định danh cho biết giới tính {by_number}, nhưng giấy tờ ghi {stated}."),
                by_number=number.sex.label,
                stated=sex.label,
            )
        )
    return found
