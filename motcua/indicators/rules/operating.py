"""The operating report as arithmetic: its rates, whether it balances, the statutory columns, the lines to paste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.kernel.rate import Rate
from motcua.kernel.words import N_, Said, said

INTO: Final = ("carried", "taken", "received")
OUT: Final = ("resolved", "rejected", "withdrawn", "stopped", "handed_on", "open")
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "received": ("direct", "online", "postal"),
    "online": ("online_citizen", "online_helper", "online_official"),
    "resolved": ("early", "ontime", "late", "undated"),
    "open": ("open_in_time", "open_late", "open_undated"),
}
"""Which figures make up which: each of them must add up."""

_ABLE: Final = N_("hồ sơ của thủ tục nộp trực tuyến được")
SHARES: Final[Mapping[str, tuple[str, str]]] = {
    "online_able": ("received", N_("hồ sơ tiếp nhận")),
    "online": ("online_able", _ABLE),
    "online_citizen": ("online_able", _ABLE),
    "online_helper": ("online_able", _ABLE),
    "online_official": ("online_able", _ABLE),
    "digitised": ("received", N_("hồ sơ tiếp nhận")),
    "early": ("resolved", N_("hồ sơ đã giải quyết")),
    "ontime": ("resolved", N_("hồ sơ đã giải quyết")),
    "late": ("resolved", N_("hồ sơ đã giải quyết")),
    "open_late": ("open", N_("hồ sơ đang giải quyết")),
}
"""Figures that people state as a share, with the whole they are a share of."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sides that should be equal and are not."""

    left: int
    right: int
    said: Said


def differences(counts: Mapping[str, int]) -> tuple[Difference, ...]:
    """Return every sum of a report that does not come out; none: it balances.

    Carried over, taken over and received = resolved, refused, withdrawn, stopped, handed on and in process (Biểu II.06,
    TT 01/2020/TT-VPCP; what passes from a dissolved unit to the one after it is ours); and each figure is the sum of its
    parts.
    """
    found = []
    left, right = sum(counts[key] for key in INTO), sum(counts[key] for key in OUT)
    if left != right:
        words = N_("Chuyển sang và tiếp nhận {left}, đã giải quyết, kết thúc khác và đang giải quyết {right}")
        found.append(Difference(left, right, said(words, left=left, right=right)))
    for whole, parts in PARTS.items():
        together = sum(counts[part] for part in parts)
        if together != counts[whole]:
            words = N_("«{whole}» là {left}, các phần cộng lại {right}")
            found.append(
                Difference(counts[whole], together, said(words, whole=whole, left=counts[whole], right=together))
            )
    return tuple(found)


def share(counts: Mapping[str, int], key: str, name: str) -> Rate | None:
    """Return a figure as a rate of its whole, ``None`` for one that nobody states as a share."""
    if key not in SHARES:
        return None
    whole, whole_name = SHARES[key]
    return Rate(counts[key], counts[whole], name, whole_name)


COLUMNS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (N_("Tiếp nhận: tổng số"), ("carried", "taken", "received")),
    (N_("Trực tuyến"), ("online",)),
    (N_("Trực tiếp, bưu chính"), ("direct", "postal")),
    (N_("Từ kỳ trước"), ("carried", "taken")),
    (N_("Đã giải quyết: tổng số"), ("resolved",)),
    (N_("Trước hạn"), ("early",)),
    (N_("Đúng hạn"), ("ontime", "undated")),
    (N_("Quá hạn"), ("late",)),
    (N_("Đang giải quyết: tổng số"), ("open",)),
    (N_("Trong hạn"), ("open_in_time", "open_undated")),
    (N_("Quá hạn"), ("open_late",)),
    (N_("Từ chối, rút, dừng"), ("rejected", "withdrawn", "stopped", "handed_on")),
)
"""The columns of the filed form (Biểu II.06a), each the sum of figures; not compared with the original's layout.

What has no date cannot be late and stands with what is on time; refused, withdrawn and stopped stand in a column of their
own, so that the row adds up, and with them what a dissolved unit handed on. What was taken over from one was begun before:
it stands under what was carried over.
"""


def row(counts: Mapping[str, int]) -> tuple[int, ...]:
    """Return one line of the filed form."""
    return tuple(sum(counts[key] for key in keys) for _, keys in COLUMNS)


def lines(counts: Mapping[str, int]) -> tuple[Said, ...]:
    """Return the three lines that are pasted into a chat at 11:00 and 16:30."""
    return (
        said(
            N_("Tiếp nhận {received} (trực tuyến {online}), kỳ trước chuyển sang {carried}."),
            received=counts["received"],
            online=counts["online"],
            carried=counts["carried"] + counts["taken"],
        ),
        said(
            N_("Đã giải quyết {resolved}: trước hạn {early}, đúng hạn {ontime}, quá hạn {late}."),
            resolved=counts["resolved"],
            early=counts["early"],
            ontime=counts["ontime"] + counts["undated"],
            late=counts["late"],
        ),
        said(
            N_("Đang giải quyết {open}, quá hạn {late}; chưa trả kết quả {uncollected}."),
            open=counts["open"],
            late=counts["open_late"],
            uncollected=counts["uncollected"],
        ),
    )
