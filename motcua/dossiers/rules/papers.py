"""What may be asked of a citizen beside what was handed in: one list, of all that is missing, from the published papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.events.dossier_life import Lacking

WORDS_MOST = 500


def checked_lacking(listed: Collection[str], lacking: Iterable[Lacking]) -> list[Lacking]:
    """Return what is asked for, tidied: at least one paper, each of the published list, once, with words for the citizen.

    Nothing outside the published list may be asked (NĐ 118/2025 Đ5 k1): :class:`BadInput`.
    """
    kept: list[Lacking] = []
    for one in lacking:
        words = clean(one.words)
        if one.key not in listed:
            raise BadInput(
                N_("Giấy tờ «{key}» không có trong thành phần hồ sơ đã công khai, không được yêu cầu."),
                field="lacking",
                key=clean(one.key, 60) or "…",
            )
        if not words:
            raise BadInput(N_("Ghi rõ cần bổ sung, sửa gì ở từng giấy tờ."), field="lacking")
        if len(words) > WORDS_MOST:
            raise BadInput(N_("Nội dung dài quá {most} ký tự."), field="lacking", most=WORDS_MOST)
        if any(other.key == one.key for other in kept):
            raise BadInput(N_("Mỗi giấy tờ chỉ ghi một lần trong phiếu."), field="lacking")
        kept.append(Lacking(key=one.key, words=words))
    if not kept:
        raise BadInput(N_("Chọn ít nhất một giấy tờ cần bổ sung."), field="lacking")
    return kept


def check_whole(missing: Sequence[tuple[str, str]], lacking: Sequence[Lacking]) -> None:
    """Refuse a request that leaves out something missing: the citizen is asked once (NĐ 118/2025 Đ11).

    ``missing`` are key and name of required papers of which nothing was given.
    """
    asked = {one.key for one in lacking}
    forgotten = [name for key, name in missing if key not in asked]
    if forgotten:
        raise RuleError(
            N_("Phiếu phải nêu đủ một lần. Còn thiếu mà chưa nêu: {papers}."),
            field="lacking",
            papers="; ".join(forgotten),
        )
