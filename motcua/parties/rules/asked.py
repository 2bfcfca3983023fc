"""What somebody typed, or scanned, into the one search box for people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from motcua.kernel import idcard, partial_date, phone, text
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

MAX_TYPED: Final = 200
COMMON: Final = frozenset(
    text.words(
        "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly thi van duc huu xuan cong ty tnhh"
    )
)
"""Words that begin or fill so many names that a search had better start from another."""

_DATE = re.compile(r"(?<!\d)\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{4}(?!\d)")
_DIGITS = re.compile(r"\+?\d(?:[\s.\-]?\d)*")
_CODE = re.compile(r"(?<![^\W_])(?=[A-Za-z]*\d)[A-Za-z]{1,3}\d{5,10}(?![^\W_])")
_YEAR = re.compile(r"(?:18|19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search understood: numbers that may be a paper's, a phone (E.164), its last four digits, a birth, words.

    ``born`` is a year or a whole date as text; ``words`` are folded, the last one perhaps not finished.
    """

    numbers: tuple[str, ...] = ()
    phone: str = ""
    tail: str = ""
    born: str = ""
    words: tuple[str, ...] = ()


def understand(typed: str) -> Asked:
    """Return what is asked for; :class:`BadInput` says what to type when it is too little to search by."""
    if idcard.is_card(typed):
        return Asked(numbers=(idcard.parse(typed).number.digits,))
    shown = text.clean(typed, MAX_TYPED)
    code = _CODE.search(shown)
    if code is not None:
        return Asked(numbers=(code[0].upper(),))
    born = ""
    date = _DATE.search(shown)
    if date is not None:
        born = partial_date.parse(date[0]).iso
        shown = shown.replace(date[0], " ")
    runs = [re.sub(r"[\s.\-]", "", run) for run in _DIGITS.findall(shown)]
    words = text.words(_DIGITS.sub(" ", shown))
    if runs:
        return _with_digits(runs, words, born)
    if sum(map(len, words)) < 2:
        raise BadInput(N_("Xin gõ ít nhất hai chữ cái của tên, hoặc số giấy tờ, số điện thoại."), field="q")
    return Asked(words=words, born=born)


def _with_digits(runs: list[str], words: tuple[str, ...], born: str) -> Asked:
    run = max(runs, key=len)
    if len(run) == 4:
        year = run if not born and words and _YEAR.fullmatch(run) else born
        return Asked(tail=run, words=words, born=year)
    if len(run) < 9:
        raise BadInput(
            N_("Số «{run}» chưa đủ để tìm; xin gõ cả số giấy tờ, cả số điện thoại, hoặc 4 số cuối điện thoại và tên."),
            field="q",
            run=run,
        )
    return Asked(numbers=(run.lstrip("+"),), phone=_phone(run), words=words, born=born)


def _phone(run: str) -> str:
    try:
        return phone.parse(run).e164
    except BadInput:
        return ""


def rarest(words: tuple[str, ...]) -> int:
    """Return the place of the word to search by: not a common one if there is another, the later the better.

    A Vietnamese is called by the last word of the name; an unfinished last word of one letter is no place to start.
    """
    return max(range(len(words)), key=lambda at: (len(words[at]) > 1, words[at] not in COMMON, at))
