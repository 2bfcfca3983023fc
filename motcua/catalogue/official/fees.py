"""What a record says of fees, judged: a printed zero proves nothing, the province's council decides what it decides."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import msgspec

from motcua.catalogue.facts import Channel, Fee
from motcua.catalogue.official.record import FeeTold, Record
from motcua.kernel.text import fold

COUNCIL: Final = "Hội đồng nhân dân cấp tỉnh"
LEAST_VND: Final = 1_000
"""Amounts below are thousands typed without the zeros (25, 50, 700 were found)."""
MOST_VND: Final = 1_000_000_000
BASIS_MOST: Final = 300
_AMOUNT: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+\s*(?:đồng|đ\b)", re.IGNORECASE)
_UNTIL: Final = re.compile(r"đến hết ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)
_GROUPS: Final = {
    "ho ngheo": "hộ nghèo",
    "ho can ngheo": "hộ cận nghèo",
    "nguoi co cong": "người có công với cách mạng và gia đình có công",
    "khuyet tat": "người khuyết tật",
    "tre em": "trẻ em",
    "nguoi cao tuoi": "người cao tuổi",
    "dan toc thieu so": "người dân tộc thiểu số",
    "thuong binh": "thương binh, gia đình liệt sĩ",
}


def fees(record: Record) -> tuple[Fee, ...]:
    """Return the fees of a record, those that every way in shares once."""
    by_channel: dict[Channel, list[Fee]] = {}
    for way in record.ways:
        by_channel.setdefault(way.channel, []).extend(_fee(one) for one in way.fees)
    lists = [tuple(dict.fromkeys(found)) for found in by_channel.values()]
    if lists and len(set(lists)) == 1:
        return lists[0]
    return tuple(
        msgspec.structs.replace(fee, channel=channel)
        for channel, found in by_channel.items()
        for fee in dict.fromkeys(found)
    )


def _fee(told: FeeTold) -> Fee:
    words, folded = told.words[:BASIS_MOST], fold(told.words)
    kind = told.kind.lower()
    exempt = tuple(name for key, name in _GROUPS.items() if key in folded) if "mien" in folded.split() else ()
    if "hoi dong nhan dan" in folded or "hdnd" in folded.split():
        basis = f"Nguồn nêu {told.value:.0f} đồng để tham khảo" if told.value else None
        return Fee(kind=kind, trust="official_copy", set_by=COUNCIL, basis=basis, exemptions=exempt)
    until = _until(told.words)
    if told.currency:
        return Fee(kind=kind, trust="unverified", basis=f"Nguồn ghi {told.value:g} {told.currency}. {words}".strip())
    if told.value is None or not 0 <= told.value <= MOST_VND:
        return Fee(kind=kind, trust="unverified", basis=words or "Nguồn để trống mức thu", exemptions=exempt)
    amount = int(told.value)
    if amount and amount < LEAST_VND:
        basis = f"Nguồn ghi {amount}, có thể thiếu «.000». {words}".strip()
        return Fee(kind=kind, trust="unverified", basis=basis, exemptions=exempt)
    if not amount and _AMOUNT.search(told.words):
        basis = f"Nguồn ghi 0 nhưng phần mô tả có mức thu: {words}"
        return Fee(kind=kind, trust="unverified", basis=basis, exemptions=exempt)
    if not amount:
        return Fee(kind=kind, trust="unverified", amount_vnd=0, basis=words or None, exemptions=exempt)
    return Fee(kind=kind, trust="official_copy", amount_vnd=amount, basis=words or None, exemptions=exempt, until=until)


def _until(words: str) -> date | None:
    found = _UNTIL.search(words)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
