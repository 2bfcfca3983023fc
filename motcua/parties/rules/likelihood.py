"""Whether two records are one person or organisation: a score from 0 to 100 and its reasons. People decide, not this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from motcua.kernel import text
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_, Said, said
from motcua.parties.rules.words import NUMBER_NAMES, NumberKind, PartyKind

WORTH_A_LOOK: Final = 60
"""From this score on two records are shown as possible doubles."""

_NOTHING: Final = (0, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A record as far as likeness is judged; ``numbers`` holds one number a kind, empty text means unknown."""

    kind: PartyKind
    name: str
    born: str = ""
    sex: str = ""
    phone: str = ""
    address: str = ""
    numbers: Mapping[NumberKind, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely two records are one, and why (reasons for and against; no values, they may be shown masked)."""

    score: int
    reasons: tuple[Said, ...]


def likelihood(a: Likeness, b: Likeness) -> Likelihood:
    """Return how likely ``a`` and ``b`` are one party. The order of the two makes no difference."""
    if a.kind is not b.kind:
        return Likelihood(0, (said(N_("Một bên là cá nhân, một bên là tổ chức.")),))
    shared = _shared_number(a, b)
    if shared is not None:
        return Likelihood(100, (said(N_("Cùng {kind}."), kind=said(NUMBER_NAMES[shared])),))
    parts = [_name(a, b), _born(a, b), _sex(a, b), _phone(a, b), _address(a, b), _numbers(a, b)]
    if a.kind is PartyKind.ORGANISATION and parts[0][0] == _SAME_NAME:
        parts.append((_ORGANISATION_BONUS, None))
    score = sum(points for points, _ in parts)
    if parts[0][0] == 0:
        score = min(score, WORTH_A_LOOK - 1)
    return Likelihood(max(0, min(100, score)), tuple(reason for _, reason in parts if reason is not None))


_Part = tuple[int, Said | None]
_SAME_NAME: Final = 40
_ORGANISATION_BONUS: Final = 25


def _shared_number(a: Likeness, b: Likeness) -> NumberKind | None:
    return next(
        (kind for kind in NumberKind if a.numbers.get(kind, frozenset()) & b.numbers.get(kind, frozenset())), None
    )


def _name(a: Likeness, b: Likeness) -> _Part:
    if text.same_text(a.name, b.name):
        return _SAME_NAME, said(N_("Cùng họ tên."))
    ratio = fuzz.token_sort_ratio(text.fold(a.name), text.fold(b.name))
    if ratio == 100:
        return 35, said(N_("Họ tên chỉ khác dấu hoặc thứ tự chữ."))
    if ratio >= 90:
        return 25, said(N_("Họ tên gần giống nhau."))
    return 0, said(N_("Họ tên khác nhau."))


def _born(a: Likeness, b: Likeness) -> _Part:
    if not a.born or not b.born:
        return _NOTHING
    one, other = PartialDate.from_iso(a.born), PartialDate.from_iso(b.born)
    if one == other and one.exact:
        return 35, said(N_("Cùng ngày sinh."))
    if one.agrees_with(other):
        return 20, said(N_("Ngày sinh không trái nhau (có bên ghi thiếu)."))
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return 20, said(N_("Ngày sinh chỉ đảo ngày với tháng."))
    if len(a.born) == len(b.born) and sum(x != y for x, y in zip(a.born, b.born, strict=True)) == 1:
        return 15, said(N_("Ngày sinh chỉ khác một chữ số."))
    return -30, said(N_("Ngày sinh khác nhau."))


def _sex(a: Likeness, b: Likeness) -> _Part:
    if a.sex and b.sex and a.sex != b.sex:
        return -20, said(N_("Giới tính khác nhau."))
    return _NOTHING


def _phone(a: Likeness, b: Likeness) -> _Part:
    return (15, said(N_("Cùng số điện thoại."))) if a.phone and a.phone == b.phone else _NOTHING


def _address(a: Likeness, b: Likeness) -> _Part:
    if a.address and b.address and fuzz.token_sort_ratio(text.fold(a.address), text.fold(b.address)) >= 90:
        return 10, said(N_("Cùng hoặc gần cùng địa chỉ."))
    return _NOTHING


def _numbers(a: Likeness, b: Likeness) -> _Part:
    """Two personal numbers speak strongly against: a person has one at a time, though not always one for life."""
    for kind in (NumberKind.PERSONAL, NumberKind.TAX, NumberKind.ENTERPRISE):
        if a.numbers.get(kind) and b.numbers.get(kind):
            return -50, said(N_("{kind} khác nhau."), kind=said(NUMBER_NAMES[kind]))
    return _NOTHING
