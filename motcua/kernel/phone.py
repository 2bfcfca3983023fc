"""Telephone numbers: read as people type them, kept in the international form, shown in the local one or half covered.

Numbering plans come from the kept library ``phonenumbers``; a plan changes when that library is updated.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from motcua.kernel import names, text
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

_ALLOWED = re.compile(r"\+?[0-9\s().\-/]+")
# Until 2018 mobile numbers had eleven digits and began with 012, 016, 018, 019.
_OLD_MOBILE = re.compile(r"(?:0|\+?84)1[2689][0-9]{8}")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that exists in its country's plan, in E.164 (``+84900000001``). Build it with :func:`parse`."""

    e164: str

    def __str__(self) -> str:
        return self.national

    @property
    def national(self) -> str:
        """As people here read it: ``0900 000 001``; a foreign number in international form."""
        number = phonenumbers.parse(self.e164)
        at_home = number.country_code == 84
        form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(number, form)

    @property
    def international(self) -> str:
        """``+84 900 000 001``."""
        return phonenumbers.format_number(phonenumbers.parse(self.e164), PhoneNumberFormat.INTERNATIONAL)

    @property
    def is_mobile(self) -> bool:
        """Whether it can take a text message."""
        kind = phonenumbers.number_type(phonenumbers.parse(self.e164))
        return kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)

    @property
    def last_four(self) -> str:
        """What callers are asked for."""
        return self.e164[-4:]

    @property
    def masked(self) -> str:
        """For a screen others can see: ``09••••••01``."""
        digits = re.sub("[^0-9]", "", self.national)
        return names.mask_number(digits)


def parse(typed: str, *, field: str = "phone") -> Phone:
    """Return the number in ``typed``: Vietnamese with or without 0 or +84, foreign with its ``+`` and country.

    :class:`BadInput` for letters, extensions, wrong length, numbers no plan knows, and mobile numbers of before 2018.
    """
    shown = unicodedata.normalize("NFKC", text.clean(typed, 60))
    if not shown:
        raise BadInput(N_("Chưa nhập số điện thoại."), field=field)
    if not _ALLOWED.fullmatch(shown):
        raise BadInput(N_("Số điện thoại chỉ gồm chữ số; mỗi ô một số."), field=field)
    if _OLD_MOBILE.fullmatch(re.sub(r"[^0-9+]", "", shown)):
        raise BadInput(
            N_("Số di động 11 chữ số đã đổi sang 10 chữ số từ năm 2018; hãy hỏi lại số hiện nay."), field=field
        )
    try:
        number = phonenumbers.parse(shown, "VN")
    except phonenumbers.NumberParseException as error:
        raise BadInput(N_("Số điện thoại không đúng dạng."), field=field) from error
    if not phonenumbers.is_valid_number(number):
        raise BadInput(
            N_("Số điện thoại không đúng: kiểm tra đủ chữ số và đầu số (di động có 10 chữ số)."), field=field
        )
    return Phone(phonenumbers.format_number(number, PhoneNumberFormat.E164))
