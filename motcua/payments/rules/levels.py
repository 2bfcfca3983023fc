"""Which fee levels are posted at an instant, and what is charged under one. Amounts: whole đồng.

A level binds when the centre's director posted it, or when the national record (an unedited copy, or the law beside it)
states an amount. What is posted is what is charged: nothing else may be asked of anybody (NĐ 118/2025 Đ24 on fees;
Luật Phí và lệ phí 97/2015/QH13, its text was not seen).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.catalogue.facts import BINDING, Fee
from motcua.catalogue.rules import COPY_PAGE_VND, copy_certification_fee
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.money import VND
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said

AMOUNT_MOST: Final = 100_000_000
"""More than any fee of a commune: beyond it somebody's finger slipped."""
QUANTITY_MOST: Final = 1_000
PAGES_MOST: Final = 2_000


class LineKind(StrEnum):
    """What a line of a bill is: a fee (phí), a charge (lệ phí), or something else."""

    FEE = "fee"
    CHARGE = "charge"
    OTHER = "other"


KIND_NAMES: Final = {LineKind.FEE: N_("Phí"), LineKind.CHARGE: N_("Lệ phí"), LineKind.OTHER: N_("Khoản thu khác")}


class Formula(StrEnum):
    """How an amount follows from a level: so much a unit, or page by page of a certified copy."""

    FLAT = "flat"
    COPY_PAGES = "copy_pages"


FORMULA_NAMES: Final = {
    Formula.FLAT: N_("Mức × số lượng"),
    Formula.COPY_PAGES: N_(
        "Theo trang bản sao chứng thực (2.000 đồng, từ trang 3 1.000 đồng, tối đa 200.000 đồng/bản)"
    ),
}


@dataclass(frozen=True, slots=True)
class Level:
    """A posted level. ``id`` is the centre's own row, ``None`` where the national record states the amount itself.

    ``since`` is the instant from which a level of the centre counts; ``case`` and ``channel`` ``None`` mean all.
    ``trial_value`` says that the amount was made up for practice (*thử*).
    """

    key: str
    name: str
    kind: LineKind
    amount: int
    unit: str
    formula: Formula
    ground: str
    id: UUID | None = None
    case: str | None = None
    channel: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    exemptions: tuple[str, ...] = ()
    trial_value: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A fee of the procedure for which no amount binds, and why nothing may be charged under it."""

    name: str
    why: Said


@dataclass(frozen=True, slots=True)
class Posted:
    """What is posted for a procedure, case and channel at an instant."""

    levels: tuple[Level, ...]
    missing: tuple[Missing, ...]

    @property
    def chargeable(self) -> tuple[Level, ...]:
        """Return the levels under which there is something to pay."""
        return tuple(level for level in self.levels if level.amount)

    @property
    def exemptions(self) -> tuple[str, ...]:
        """Return the groups for whom these levels are waived or reduced, each once."""
        return tuple(dict.fromkeys(group for level in self.levels for group in level.exemptions))


def charge(level: Level, quantity: int, pages: int | None = None) -> int:
    """Return what ``quantity`` units (copies, with ``pages`` of the original, where the level is by page) cost in đồng."""
    if level.formula is Formula.COPY_PAGES:
        if pages is None:
            raise BadInput(N_("Ghi số trang của bản chính."), field="pages")
        _counted(pages, "pages", PAGES_MOST)
        _counted(quantity, "quantity", QUANTITY_MOST)
        return copy_certification_fee(pages, quantity)
    _counted(quantity, "quantity", QUANTITY_MOST)
    return level.amount * quantity


def reduced(amount: int, percent: int) -> int:
    """Return by how much an exemption of ``percent`` lowers an amount: whole đồng, what is left over is not taken off."""
    if not 1 <= percent <= 100:
        raise BadInput(N_("Mức miễn, giảm từ 1 đến 100 phần trăm."), field="percent")
    return amount * percent // 100


def check_told(charged: int, told: int | None) -> None:
    """Refuse to charge anything but what is posted this instant: ``told`` is what the payer was shown before."""
    if told is not None and told != charged:
        raise Conflict(
            N_("Mức thu niêm yết lúc này là {charged}, không phải {told} như vừa hiện. Xem lại rồi lập phiếu."),
            field="told",
            charged=VND(charged),
            told=VND(told),
        )


def check_exemption(group: str, groups: Sequence[str], evidence: str) -> tuple[str, str]:
    """Return an exemption's group, as published, and its evidence; refuse groups that are not and words that say nothing."""
    wanted = next((one for one in groups if fold(one) == fold(group)), None)
    if wanted is None:
        raise RuleError(N_("Đối tượng miễn, giảm này không có trong danh mục niêm yết của thủ tục."), field="group")
    shown = clean(evidence)
    if not shown:
        raise BadInput(N_("Ghi giấy tờ chứng minh được miễn, giảm."), field="evidence")
    return wanted, shown


_UNGROUNDED: Final = N_("mức thử, chưa có văn bản quy định; chỉ thu trong chế độ thử")


def posted(
    own: Iterable[Level], published: Sequence[Fee], at: datetime, *, case: str | None, channel: str, practice: bool
) -> Posted:
    """Return what is posted at the instant ``at`` for a case and channel; ``published``: what ``fee_for`` answers for them.

    What the centre posted for the procedure stands before what was published. Of the levels of one name, case and
    channel the newest that has begun counts, and none once that one has ended: a level changed in the middle of a day
    counts from its instant, not before. Of several that fit, the one that says more about case and channel counts.
    Published ones are alternatives by unit; the official chooses.

    An amount made up for practice is charged in ``practice`` alone. Elsewhere it counts as missing, and displaces nothing:
    a fee is asked on the ground of a written rule only (Luật Phí và lệ phí 97/2015/QH13, its text was not seen).
    """
    levels = list(own)
    if practice:
        return _binding(levels, published, at, case, channel)
    found = _binding([one for one in levels if not one.trial_value], published, at, case, channel)
    made_up = _standing([one for one in levels if one.trial_value], at, case, channel)
    known = {fold(one.name) for one in found.levels}
    names = dict.fromkeys(one.name for one in made_up if fold(one.name) not in known)
    return Posted(found.levels, (*(Missing(name, said(_UNGROUNDED)) for name in names), *found.missing))


def _binding(own: Iterable[Level], published: Sequence[Fee], at: datetime, case: str | None, channel: str) -> Posted:
    """Return what of these levels is charged, else what was published."""
    groups = tuple(dict.fromkeys(group for fee in published for group in fee.exemptions))
    standing = _standing(own, at, case, channel)
    if standing:
        best: dict[str, Level] = {}
        for level in sorted(standing, key=_said, reverse=True):
            best.setdefault(fold(level.name), level)
        found = sorted(best.values(), key=lambda level: (list(LineKind).index(level.kind), fold(level.name)))
        return Posted(tuple(_with_groups(level, groups) for level in found), ())
    return _published(published)


def _standing(own: Iterable[Level], at: datetime, case: str | None, channel: str) -> list[Level]:
    """Return the newest begun level of each name, case and channel that fits, unless it has ended."""
    begun: dict[tuple[str, str | None, str | None], Level] = {}
    for level in own:
        if level.since is None or level.since > at or not _fits(level.case, level.channel, case, channel):
            continue
        name = (fold(level.name), level.case, level.channel)
        if name not in begun or _later(level, begun[name]):
            begun[name] = level
    return [level for level in begun.values() if level.until is None or at < level.until]


def _later(one: Level, other: Level) -> bool:
    return (one.since, str(one.id)) > (other.since, str(other.id))


def _with_groups(level: Level, groups: tuple[str, ...]) -> Level:
    if level.exemptions or not groups:
        return level
    return Level(**{name: getattr(level, name) for name in Level.__slots__} | {"exemptions": groups})


def _published(fees: Sequence[Fee]) -> Posted:
    levels, missing = [], []
    for fee in fees:
        if fee.trust in BINDING and fee.amount_vnd is not None:
            levels.append(_level(fee))
        else:
            missing.append(Missing(_named(fee), _why_not(fee)))
    return Posted(tuple(levels), tuple(missing))


def _named(fee: Fee) -> str:
    return fee.kind[:1].upper() + fee.kind[1:]


def _level(fee: Fee) -> Level:
    return Level(
        # The amount belongs to the key: a form filled in under another amount is not taken for this one.
        key=f"published-{fold(f'{fee.kind} {fee.unit or str()}').strip().replace(' ', '-')}-{fee.amount_vnd or 0}",
        name=_named(fee),
        kind=kind_of(fee.kind),
        amount=fee.amount_vnd or 0,
        unit=fee.unit or "",
        formula=Formula(fee.formula or "flat"),
        ground=fee.basis or "",
        case=fee.case,
        channel=fee.channel,
        exemptions=fee.exemptions,
    )


def _why_not(fee: Fee) -> Said:
    if fee.set_by:
        return said(N_("mức do {who} quy định; Giám đốc Trung tâm chưa niêm yết mức này"), who=fee.set_by)
    return said(N_("mức trong nguồn chưa kiểm chứng; Giám đốc Trung tâm chưa niêm yết mức này"))


def kind_of(name: str) -> LineKind:
    """Return what a fee is by the name it was published under; where the source does not tell phí from lệ phí: other."""
    words = fold(name)
    if words.startswith("le phi"):
        return LineKind.CHARGE
    return LineKind.FEE if words.startswith("phi") and "le phi" not in words else LineKind.OTHER


def _fits(of_case: str | None, of_channel: str | None, case: str | None, channel: str) -> bool:
    return of_case in (None, case) and of_channel in (None, channel)


def _said(of: Level) -> tuple[bool, bool]:
    return of.case is not None, of.channel is not None


def _counted(number: int, field: str, most: int) -> None:
    if not 1 <= number <= most:
        raise BadInput(N_("Số lượng phải từ 1 đến {most}."), field=field, most=most)


def check_level(amount: int, formula: Formula) -> None:
    """Raise :class:`BadInput` for an amount nobody means, or one beside the law's where the fee is by page."""
    if not 0 <= amount <= AMOUNT_MOST:
        raise BadInput(N_("Mức thu từ 0 đến {most} đồng."), field="amount", most=VND(AMOUNT_MOST).digits)
    if formula == Formula.COPY_PAGES and amount != COPY_PAGE_VND:
        raise BadInput(
            N_("Phí bản sao chứng thực theo trang là {amount} (Thông tư 226/2016/TT-BTC)."),
            field="amount",
            amount=VND(COPY_PAGE_VND),
        )


def check_since(since: datetime, now: datetime) -> None:
    """Refuse a level that would count from before it was posted: nobody could have read it."""
    if since < now:
        raise RuleError(N_("Mức thu không có hiệu lực ngược về trước lúc niêm yết."), field="since")
