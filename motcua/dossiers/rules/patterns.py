"""Sentence patterns of a centre: for which act, with which variables, and how they are filled in. Plain words, with ground.

Form 02 (TT 03/2025) names each paper that is missing and why: a sentence the whole centre shares says it alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_

WORDS_MOST: Final = 500
GROUND_MOST: Final = 200
KEPT_MOST: Final = 200
"""Sentences of one centre: beyond that nobody finds one."""


class For(StrEnum):
    """The act a sentence is for."""

    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    OPINION = "opinion"
    RETURN = "return"
    WITHDRAWAL = "withdrawal"


NAMES: Final[Mapping[str, str]] = {
    For.SUPPLEMENT: N_("Yêu cầu bổ sung (mẫu 02)"),
    For.REFUSAL: N_("Từ chối (mẫu 03)"),
    For.APOLOGY: N_("Xin lỗi, hẹn lại (mẫu 04)"),
    For.OPINION: N_("Ý kiến xử lý"),
    For.RETURN: N_("Lý do trả lại bước trước"),
    For.WITHDRAWAL: N_("Người dân xin rút"),
}
VARIABLES: Final = ("giấy tờ", "ngày", "thủ tục")
"""What may stand in braces: the name of the paper, the day it is written, the name of the procedure."""
_BRACED: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence as it is kept: for which act, of which procedure and paper ("": any), at which role of a step."""

    kind: str
    words: str
    ground: str = ""
    procedure: str = ""
    paper: str = ""
    role: str = ""


def checked(pattern: Pattern) -> Pattern:
    """Return a pattern as it is kept; :class:`BadInput` for one that says nothing, too much, or names another variable."""
    words, ground = clean(pattern.words), clean(pattern.ground)
    if pattern.kind not in NAMES:
        raise BadInput(N_("Chọn mẫu câu dùng cho việc nào."), field="kind")
    if not words or len(words) > WORDS_MOST:
        raise BadInput(N_("Ghi câu mẫu, tối đa {most} ký tự."), field="words", most=WORDS_MOST)
    if len(ground) > GROUND_MOST:
        raise BadInput(N_("Căn cứ dài quá {most} ký tự."), field="ground", most=GROUND_MOST)
    named = _BRACED.findall(words)
    stray = re.sub(_BRACED, "", words)
    if any(name not in VARIABLES for name in named) or "{" in stray or "}" in stray:
        raise BadInput(N_("Trong ngoặc nhọn chỉ ghi được: {names}."), field="words", names=", ".join(VARIABLES))
    if any(len(text) > 60 for text in (pattern.procedure, pattern.paper, pattern.role)):
        raise BadInput(N_("Mã thủ tục, giấy tờ hoặc bước quá dài."), field="procedure")
    return Pattern(pattern.kind, words, ground, pattern.procedure.strip(), pattern.paper.strip(), pattern.role.strip())


def filled(words: str, ground: str, values: Mapping[str, str]) -> str:
    """Return a sentence to put into a field: variables that are known filled in, others as "…", the ground behind it."""
    text = _BRACED.sub(lambda found: values.get(found[1]) or "…", words)
    return f"{text} ({ground})" if ground else text


def is_used(words: str, text: str) -> bool:
    """Say whether a text that was sent holds the sentence, whatever its variables were filled with."""
    parts = [part.strip() for part in _BRACED.sub("\0", words).split("\0")]
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return any(parts)
