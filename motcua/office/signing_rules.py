"""What a signature or a seal needs on a day: the mark in hand and still fitting, and, for whoever signs for another, the scope.

A certificate names a person with their office; it no longer speaks for them when the office changed (practice of the
issuing bodies; NĐ 68/2024/NĐ-CP, text not seen). Signing for another: a written decision with scope and time (Luật Tổ chức
chính quyền địa phương 2025 on delegation; NĐ 30/2020/NĐ-CP Đ13 on who signs). Pure: values in, answer out. The rule in words:
docs/rules/seals-and-signatures.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Lent
from motcua.office.order_rules import STEP_NAMES, Kind, Step, title_fits
from motcua.office.rules import Period, day_text

MATTERS_MOST: Final = 200


class Paper(StrEnum):
    """Kinds of papers that signing can be delegated for."""

    RESULT = "result"
    LETTER = "letter"


PAPER_NAMES: Final = {
    Paper.RESULT: N_("Kết quả giải quyết hồ sơ"),
    Paper.LETTER: N_("Văn bản trong quá trình giải quyết (từ chối, xin lỗi hẹn lại, tạm dừng, dừng)"),
}


def kept_matters(typed: Iterable[str]) -> list[str]:
    """Return the codes and fields a delegation is bounded to, tidied, each once; :class:`BadInput` for one that is empty."""
    found = {clean(one): None for one in typed}
    if "" in found:
        raise BadInput(N_("Ghi lĩnh vực hoặc mã thủ tục."), field="matters")
    return list(found)


def beyond(lent: Lent, giver: str, day: date, matter: tuple[str, str], paper: Paper | None = None) -> Said | None:
    """Say why a signature on a day lies beyond what ``giver`` delegated: the days, the matter (code, field), the paper."""
    code, field = matter
    if not lent.on(day):
        return said(
            N_("Ủy quyền ký của {giver} chỉ có hiệu lực từ {first} đến hết {last}."),
            giver=giver,
            first=day_text(lent.first),
            last=day_text(lent.last),
        )
    if lent.matters and lent.matters.isdisjoint(matter):
        return said(
            N_("Ủy quyền ký của {giver} chỉ gồm: {matters}. Việc này thuộc lĩnh vực {matter}, thủ tục {code}."),
            giver=giver,
            matters=", ".join(sorted(lent.matters)),
            matter=field,
            code=code,
        )
    if paper is not None and lent.papers and paper not in lent.papers:
        return said(N_("Ủy quyền ký của {giver} không gồm: {paper}."), giver=giver, paper=said(PAPER_NAMES[paper]))
    return None


class Why(StrEnum):
    """Why a mark ordered cannot be used on a day."""

    PENDING = "pending"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    OLD_UNIT = "old_unit"
    OLD_TITLE = "old_title"


ALWAYS: Final = Period(None)


@dataclass(frozen=True, slots=True)
class Mark:
    """A seal or certificate as it was ordered on ``asked``; ``here``: since when it is in hand, ``None`` while it is not.

    ``what`` is the text on the seal or the title on the certificate; ``place`` is the commune it was ordered for and
    ``unit_until`` the day its unit ended. ``step`` and ``since`` tell how far the order is.
    """

    order: UUID
    kind: Kind
    what: str
    place: UUID
    asked: date
    here: date | None
    step: Step
    since: date
    valid: Period = ALWAYS
    revoked_on: date | None = None
    unit_until: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A post somebody held: its title, the commune it is in, and when."""

    title: str
    place: UUID
    valid: Period


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing: which mark, why, since when, and ``whose`` (a person or a unit) it would be."""

    mark: Mark
    why: Why
    since: date
    whose: str
    titles: tuple[str, ...] = ()

    @property
    def said(self) -> Said:
        """Return it as a sentence."""
        step = said(STEP_NAMES[self.mark.step])
        return said(
            _SEAL if self.mark.kind is Kind.SEAL else _WORDS[self.why],
            whose=self.whose,
            what=self.mark.what,
            step=step,
            day=day_text(self.mark.since if self.why is Why.PENDING else self.since),
            titles=", ".join(self.titles) or said(N_("không còn chức vụ nào")),
        )


_SEAL: Final = N_("Con dấu «{what}» chưa về: {step} ngày {day}.")
_WORDS: Final = {
    Why.PENDING: N_("Chứng thư số của {whose} chờ cấp: {step} ngày {day}."),
    Why.NOT_YET: N_("Chứng thư số của {whose} có hiệu lực từ {day}, chưa ký được."),
    Why.EXPIRED: N_("Chứng thư số của {whose} hết hạn từ {day}. Đề nghị cấp chứng thư số mới."),
    Why.REVOKED: N_("Chứng thư số của {whose} đã thu hồi từ {day}. Đề nghị cấp chứng thư số mới."),
    Why.OLD_UNIT: N_(
        "Chứng thư số của {whose} cấp ở đơn vị cũ, người ký không còn ở đó. Đề nghị cấp chứng thư số mới."
    ),
    Why.OLD_TITLE: N_(
        "Chứng thư số của {whose} ghi chức danh cũ «{what}», nay là {titles}. Đề nghị cấp chứng thư số đúng chức danh."
    ),
}


def lack_of(marks: Sequence[Mark], whose: str, day: date, posts: Sequence[Held] = ()) -> Lack | None:
    """Return what is missing of what was ordered by a day, ``None`` where one mark can be used or none was ordered.

    Of what nobody ordered here the books know nothing: it hinders nobody. Among several, what is on its way is told before
    what no longer fits, and the newest first. ``posts`` are those of the person whose certificates they are.
    """
    lacks = []
    for mark in marks:
        if mark.asked > day:
            continue
        found = _judged(mark, day, posts)
        if found is None:
            return None
        why, since = found
        titles = tuple(one.title for one in posts if one.valid.holds(day)) if why is Why.OLD_TITLE else ()
        lacks.append(Lack(mark, why, since, whose, titles))
    return max(lacks, key=lambda one: (one.why is Why.PENDING, one.mark.asked, one.mark.order), default=None)


def _judged(mark: Mark, day: date, posts: Sequence[Held]) -> tuple[Why, date] | None:
    if mark.here is None or day < mark.here:
        return Why.PENDING, mark.asked
    if mark.kind is Kind.SEAL:
        return None
    if mark.valid.start is not None and day < mark.valid.start:
        return Why.NOT_YET, mark.valid.start
    if mark.revoked_on is not None and day >= mark.revoked_on:
        return Why.REVOKED, mark.revoked_on
    if mark.valid.end is not None and day >= mark.valid.end:
        return Why.EXPIRED, mark.valid.end
    return _no_longer_fits(mark, day, posts) if mark.kind is Kind.PERSON else None


def _no_longer_fits(mark: Mark, day: date, posts: Sequence[Held]) -> tuple[Why, date] | None:
    """Return why a certificate does not speak for its holder's present posts; one about to begin counts as present."""
    if mark.unit_until is not None and day >= mark.unit_until:
        return Why.OLD_UNIT, mark.unit_until
    lasting = [one for one in posts if one.valid.end is None or day < one.valid.end]
    here = [one.title for one in lasting if one.place == mark.place]
    if not here:
        return Why.OLD_UNIT, _ended(posts, mark, day)
    return None if title_fits(mark.what, here) else (Why.OLD_TITLE, _ended(posts, mark, day))


def _ended(posts: Sequence[Held], mark: Mark, day: date) -> date:
    """Return when the last post ended that the certificate fitted; without one, when it came."""
    ends = [
        one.valid.end for one in posts if one.valid.end is not None and one.valid.end <= day and one.place == mark.place
    ]
    return max(ends, default=mark.here or day)
