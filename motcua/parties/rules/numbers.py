"""Numbers of papers: one form for each kind, and what is odd about them. A doubt never refuses: papers hold errors."""

from __future__ import annotations

import re
from typing import Final

from motcua.kernel import personal_number, text
from motcua.kernel.errors import BadInput
from motcua.kernel.names import mask_number
from motcua.kernel.words import N_, Said, said
from motcua.parties.rules.words import NUMBER_NAMES, NumberKind

MAX_VALUE: Final = 40

_SEPARATORS = re.compile(r"[\s.\-–/]")
_FORMS: Final = {
    NumberKind.PASSPORT: (re.compile(r"(?=.*[0-9])[A-Z0-9]{5,12}"), N_("gồm 5 đến 12 chữ cái không dấu và chữ số")),
    NumberKind.TAX: (re.compile(r"[0-9]{10}(?:[0-9]{2,3})?"), N_("gồm 10, 12 hoặc 13 chữ số")),
    NumberKind.ENTERPRISE: (re.compile(r"[A-Z0-9]{6,20}"), N_("gồm 6 đến 20 chữ cái không dấu và chữ số")),
    NumberKind.FOREIGN: (re.compile(r"[A-Z0-9]{3,40}"), N_("gồm 3 đến 40 chữ cái không dấu và chữ số")),
}
_TAX_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_PERSONS = frozenset({NumberKind.PERSONAL, NumberKind.OLD_CARD, NumberKind.PASSPORT})


def normal(kind: NumberKind, typed: str) -> str:
    """Return the number as it is kept: capitals and digits only. :class:`BadInput` when it is none of its kind."""
    if kind is NumberKind.PERSONAL:
        return personal_number.parse(typed).digits
    if kind is NumberKind.OLD_CARD:
        return _old_card(typed)
    shown = _SEPARATORS.sub("", text.clean(typed)).upper()
    form, what = _FORMS[kind]
    if not form.fullmatch(shown):
        raise BadInput(
            N_("{kind} «{value}» không đúng dạng: {what}."),
            field="number",
            kind=said(NUMBER_NAMES[kind]),
            value=text.clean(typed, MAX_VALUE),
            what=said(what),
        )
    return shown


def _old_card(typed: str) -> str:
    found = personal_number.parse_any(typed)
    if isinstance(found, personal_number.OldCardNumber):
        return found.digits
    raise BadInput(
        N_("Số CMND cũ có 9 chữ số; số 12 chữ số là số định danh cá nhân, xin chọn đúng loại giấy tờ."), field="number"
    )


def fits(kind: NumberKind, *, organisation: bool) -> Said | None:
    """Say why a number of ``kind`` cannot belong to a person, or to an organisation; None when it can."""
    if organisation and kind in _PERSONS:
        return said(N_("{kind} là của cá nhân, không ghi cho tổ chức."), kind=said(NUMBER_NAMES[kind]))
    return None


def doubts(kind: NumberKind, value: str) -> list[Said]:
    """Return what is odd about a number in its kept form: a reason to look at the paper again."""
    if kind is NumberKind.PERSONAL:
        return personal_number.parse(value).doubts()
    if kind is NumberKind.TAX and len(value) in (10, 13) and not tax_check_digit_holds(value):
        return [said(N_("Số kiểm tra của mã số thuế {value} không khớp; đối chiếu với giấy tờ."), value=value)]
    return []


def tax_check_digit_holds(value: str) -> bool:
    """Say whether the tenth digit of an organisation's tax code follows from the nine before it."""
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, value, strict=False))
    return 10 - total % 11 == int(value[9])


def masked(kind: NumberKind, value: str) -> str:
    """Return the number for a screen others can see; numbers of organisations are public and stay whole."""
    return value if kind in (NumberKind.TAX, NumberKind.ENTERPRISE) and len(value) != 12 else mask_number(value)
