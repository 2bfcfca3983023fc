"""What an old unit hands over: what its minutes must say, and how what came compares with what they say.

The units' merger of 1/7/2025 moved open dossiers to the centre of the new commune; each keeps the date it was promised
by, and its old receipt goes on finding it. The rule in words: docs/rules/dossier-life.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.dossiers.rules import demanded_words
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said

GROUND_MOST, MINUTES_MOST, STATED_MOST = 300, 120, 100_000
DIGITS: Final = 4
"""How many digits, the last of an identity number or a telephone, stand for the secret that an old receipt has not."""


def checked_handover(stated: int, ground: str, minutes: str, on: date, today: date) -> tuple[str, str]:
    """Return ground and minutes as they are kept; :class:`BadInput` for what is missing, absurd or still to come."""
    if not 0 <= stated <= STATED_MOST:
        raise BadInput(N_("Số hồ sơ bàn giao phải từ 0 đến {most}."), field="stated", most=STATED_MOST)
    if on > today:
        raise BadInput(N_("Ngày của biên bản chưa đến."), field="minutes_on")
    return (
        demanded_words(ground, GROUND_MOST, "ground", N_("Ghi căn cứ: nghị quyết sắp xếp đơn vị.")),
        demanded_words(minutes, MINUTES_MOST, "minutes", N_("Ghi số biên bản bàn giao.")),
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """What the minutes of an old unit say beside what came: ``stated`` is ``None`` while nobody entered the minutes."""

    stated: int | None
    taken: int
    brought: int

    @property
    def here(self) -> int:
        """Return how many came, either way."""
        return self.taken + self.brought

    @property
    def missing(self) -> int:
        """Return how many the minutes say that did not come yet."""
        return max((self.stated or 0) - self.here, 0) if self.stated is not None else 0

    @property
    def over(self) -> int:
        """Return how many more came than the minutes say."""
        return max(self.here - self.stated, 0) if self.stated is not None else 0

    @property
    def said(self) -> Said:
        """Return the comparison in one line."""
        if self.stated is None:
            return said(N_("Chưa ghi biên bản bàn giao"))
        if self.missing:
            return said(N_("Còn thiếu {count} hồ sơ so với biên bản"), count=self.missing)
        if self.over:
            return said(N_("Nhiều hơn biên bản {count} hồ sơ"), count=self.over)
        return said(N_("Khớp với biên bản"))
