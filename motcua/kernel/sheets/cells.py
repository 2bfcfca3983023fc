"""One cell into the value of its field, or a sentence that says what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from rapidfuzz import fuzz

from motcua.kernel.errors import BadInput
from motcua.kernel.sheets import days, numbers
from motcua.kernel.sheets.fields import Field, Kind
from motcua.kernel.sheets.grid import ERRORS, Uncounted, Value, shown
from motcua.kernel.text import canonical_tones, clean, fold
from motcua.kernel.words import N_

_YES: Final = frozenset(
    word
    for words in ("x,v,✓,✔,☑,☒,√,●,1,yes,y,true", "có,co,đúng,dung,rồi,roi,đã,đã có,da co,đã xong,xong")
    for word in words.split(",")
)
_NO: Final = frozenset(
    word
    for words in ("-,–,—,✗,✘,☐,□,0,no,n,false,sai", "không,khong,chưa,chua,chưa có,chua co,không có,khong co")
    for word in words.split(",")
)
_NEAR: Final = 90
_NEAR_LETTERS: Final = 6
"""Shorter words are too easily another word: only their exact spelling counts."""
_MOST_TOLD: Final = 8


Words = tuple[dict[str, str], dict[str, set[str]]]


def read(
    field: Field, value: Value, *, scale: int = 1, days_from_1904: bool = False, words: Words | None = None
) -> Any:
    """Return the value of a cell that is not empty; :class:`BadInput` with the sentence otherwise.

    ``scale``: đồng for each unit of a column of money. ``words``: those of :func:`words_of`, where they are at hand.
    """
    if isinstance(value, Uncounted):
        raise BadInput(N_("công thức chưa có kết quả; mở tệp bằng Excel, lưu lại rồi tải lên."))
    if isinstance(value, str) and value.strip() in ERRORS:
        raise BadInput(N_("ô báo lỗi {text} của bảng tính."), text=value.strip())
    match field.kind:
        case Kind.TEXT:
            return _text(field, value)
        case Kind.NUMBER:
            return numbers.number(value)
        case Kind.MONEY:
            return numbers.money(value, scale)
        case Kind.DAY if field.partial:
            return days.partial(value, days_from_1904=days_from_1904)
        case Kind.DAY:
            return days.day(value, days_from_1904=days_from_1904)
        case Kind.PERIOD:
            return days.period(value, days_from_1904=days_from_1904)
        case Kind.YEAR:
            return days.year(value)
        case Kind.CHOICE:
            return _choice(field, value, words)
        case Kind.FLAG:
            return _flag(value)


def _text(field: Field, value: Value) -> str:
    text = shown(value)
    if len(text) > field.most:
        raise BadInput(N_("dài {length} ký tự, nhiều nhất {most}."), length=len(text), most=field.most)
    return text


def _flag(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    word = shown(value).casefold().strip(" .,;")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadInput(N_("«{text}» không rõ có hay không; ghi x hoặc để trống."), text=shown(value)[:60])


def reading(word: str) -> str:
    """Return a word as it is compared when marks count: one form of letters and tones, no case, no outer stops."""
    return canonical_tones(clean(word)).casefold().strip(" .,;:")


def words_of(field: Field) -> Words:
    """Return the names of a field's choices, with their marks and without: made once for a column."""
    exact: dict[str, str] = {}
    folded: dict[str, set[str]] = defaultdict(set)
    for key in field.choices:
        for name in (*field.choice_names(key), key):
            exact.setdefault(reading(name), key)
            folded[fold(name)].add(key)
    return exact, folded


def _choice(field: Field, value: Value, words: Words | None) -> str:
    """Return the key of the choice: spelled with its marks, without them where that is clear, or nearly so."""
    text = shown(value)
    exact, folded = words or words_of(field)
    if reading(text) in exact:
        return exact[reading(text)]
    typed = fold(text)
    found = folded.get(typed, set())
    if not found and len(typed) >= _NEAR_LETTERS:
        near = {name: fuzz.ratio(typed, name) for name in folded}
        best = max(near.values(), default=0.0)
        found = {key for name, score in near.items() if score >= max(_NEAR, best - 3) for key in folded[name]}
    if len(found) == 1:
        return next(iter(found))
    names = [field.choice_names(key)[0] for key in field.choices]
    more = ", …" if len(names) > _MOST_TOLD else ""
    raise BadInput(
        N_("«{text}» không có trong các lựa chọn: {names}."),
        text=text[:60],
        names=", ".join(names[:_MOST_TOLD]) + more,
    )
