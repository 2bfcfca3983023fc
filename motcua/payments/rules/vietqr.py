"""VietQR: the text of a payment code (NAPAS, after EMVCo merchant-presented mode). The code proves no payment."""

from __future__ import annotations

import binascii
import re
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

_NAPAS: Final = "A000000727"
_TO_ACCOUNT: Final = "QRIBFTTA"
_DONG, _VIETNAM = "704", "VN"
_BIN = re.compile(r"[0-9]{6}")
_ACCOUNT = re.compile(r"[A-Za-z0-9]{4,19}")


def crc(text: str) -> str:
    """Return CRC-16/CCITT-FALSE of an ASCII text as four capital hex digits."""
    return f"{binascii.crc_hqx(text.encode('ascii'), 0xFFFF):04X}"


def check_account(bank: str, account: str) -> None:
    """Raise :class:`BadInput` for what is no bank's number (BIN) or no account."""
    if not _BIN.fullmatch(bank):
        raise BadInput(N_("Mã ngân hàng (BIN) gồm 6 chữ số."), field="bank_bin")
    if not _ACCOUNT.fullmatch(account):
        raise BadInput(N_("Số tài khoản gồm 4 đến 19 chữ số hoặc chữ cái không dấu."), field="account_number")


def payload(bank: str, account: str, *, amount: int | None = None, purpose: str = "") -> str:
    """Return the text of a code that pays ``amount`` đồng to an account; without one the payer types it.

    ``purpose``: plain letters and digits, at most 25 (EMVCo field 62, tag 08).
    """
    check_account(bank, account)
    receiver = _field("00", bank) + _field("01", account)
    merchant = _field("00", _NAPAS) + _field("01", receiver) + _field("02", _TO_ACCOUNT)
    parts = [_field("00", "01"), _field("01", "11" if amount is None else "12"), _field("38", merchant)]
    parts.append(_field("53", _DONG))
    if amount is not None:
        parts.append(_field("54", str(amount)))
    parts.append(_field("58", _VIETNAM))
    if purpose:
        parts.append(_field("62", _field("08", purpose)))
    text = "".join(parts) + "6304"
    return text + crc(text)


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
