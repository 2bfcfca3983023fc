"""The sentences a centre keeps for its acts: those it wrote, or the shipped ones until it has written any for the act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import F

from motcua.dossiers import policies, routing
from motcua.dossiers.models import SentencePattern
from motcua.dossiers.rules import patterns as rule
from motcua.dossiers.rules.patterns import For, Pattern
from motcua.kernel.errors import NotAllowed, RuleError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office.stamps import kept

SHIPPED: Final[tuple[Pattern, ...]] = (
    Pattern(For.OPINION, N_("Hồ sơ đầy đủ, hợp lệ, đề nghị giải quyết."), role="specialist"),
    Pattern(For.OPINION, N_("Đã đối chiếu với bản chính, khớp đúng."), role="specialist"),
    Pattern(For.OPINION, N_("Đã tra cơ sở dữ liệu, thông tin trùng khớp."), role="specialist"),
    Pattern(
        For.OPINION,
        N_("Đã nhập hệ thống chuyên ngành, thông tin khớp với hồ sơ."),
        role="specialised_system",
    ),
    Pattern(For.OPINION, N_("Nhất trí với đề xuất của chuyên viên, trình lãnh đạo."), role="division_head"),
    Pattern(For.OPINION, N_("Đồng ý."), role="leader"),
    Pattern(For.OPINION, N_("Đã vào sổ, đóng dấu."), role="seal"),
    Pattern(For.OPINION, N_("Đã nhận ý kiến của cơ quan phối hợp."), role="external"),
    Pattern(For.RETURN, N_("Thông tin trong dự thảo kết quả chưa khớp với giấy tờ.")),
    Pattern(For.RETURN, N_("Thiếu giấy tờ đã ghi nhận trong thành phần hồ sơ.")),
    Pattern(For.RETURN, N_("Dự thảo kết quả có lỗi chính tả, thể thức.")),
    Pattern(For.SUPPLEMENT, N_("Nộp bản chính hoặc bản sao có chứng thực.")),
    Pattern(For.SUPPLEMENT, N_("Bản chụp mờ, không đọc được: chụp lại rõ cả bốn góc.")),
    Pattern(For.SUPPLEMENT, N_("Thiếu chữ ký của người yêu cầu.")),
    Pattern(For.SUPPLEMENT, N_("Thông tin chưa khớp với thẻ căn cước: kiểm tra và kê khai lại.")),
    Pattern(For.SUPPLEMENT, N_("Giấy tờ đã hết giá trị sử dụng: nộp bản còn giá trị.")),
    Pattern(
        For.APOLOGY,
        N_("Chúng tôi chưa giải quyết xong hồ sơ của ông/bà đúng hẹn và thành thật xin lỗi vì sự chậm trễ này."),
    ),
    Pattern(For.APOLOGY, N_("Hồ sơ cần thêm thời gian để cơ quan phối hợp trả lời. Mong ông/bà thông cảm.")),
    Pattern(For.WITHDRAWAL, N_("Không còn nhu cầu giải quyết.")),
    Pattern(For.WITHDRAWAL, N_("Xin rút để nộp lại hồ sơ khác.")),
)
"""The start: offered for an act until the centre has a sentence of its own for it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence of the centre's list; ``id`` empty: a shipped one that nobody wrote."""

    id: UUID | None
    pattern: Pattern
    place: int
    author: str = ""
    author_id: UUID | None = None


def centre_of(actor: Actor) -> UUID:
    """Return the centre whose sentences an actor shares: that of their commune."""
    if actor.unit is None:
        raise RuleError(N_("Tài khoản này không thuộc đơn vị nào."))
    return routing.directory(actor.unit).centre


@kept
def of_centre(centre: UUID, realm: str) -> tuple[Kept, ...]:
    """Return a centre's sentences by act and place, shipped ones for acts of which it has written none; kept in memory."""
    rows = SentencePattern.objects.filter(centre_id=centre, realm=realm, retired_at__isnull=True)
    own = [
        Kept(
            row.id,
            Pattern(row.kind, row.words, row.ground, row.procedure, row.paper, row.role),
            row.place,
            row.author_name,
            row.author_id,
        )
        for row in rows.order_by("place", "id")
    ]
    written = {one.pattern.kind for one in own}
    start = [Kept(None, one, at) for at, one in enumerate(SHIPPED, 1) if one.kind not in written]
    order = list(rule.NAMES)
    return tuple(sorted([*own, *start], key=lambda one: (order.index(one.pattern.kind), one.place)))


def listed(actor: Actor) -> tuple[tuple[Kept, int, bool], ...]:
    """Return the sentences of the actor's centre, each with how often it was sent and whether the actor may change it."""
    if (refusal := policies.may_write_pattern(actor, None)) is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    centre, realm = centre_of(actor), str(actor.realm)
    rows = {row.id: row for row in SentencePattern.objects.filter(centre_id=centre, realm=realm)}
    return tuple(
        (one, rows[one.id].used, policies.may_change_pattern(actor, rows[one.id]) is None)
        if one.id in rows
        else (one, 0, False)
        for one in of_centre(centre, realm)
    )


def offered(
    found: Iterable[Kept], kind: str, *, procedure: str = "", paper: str = "", role: str = "", **values: str
) -> tuple[str, ...]:
    """Return what of ``found`` fits an act, filled in: those of this procedure and paper first, those of others never."""
    fitting = [
        one
        for one in found
        if one.pattern.kind == kind
        and one.pattern.procedure in {"", procedure}
        and one.pattern.paper in {"", paper}
        and one.pattern.role in {"", role}
    ]
    fitting.sort(key=lambda one: (not one.pattern.paper, not one.pattern.procedure, one.place))
    named: Mapping[str, str] = {name: values.get(key, "") for name, key in _VALUES.items()}
    return tuple(rule.filled(one.pattern.words, one.pattern.ground, named) for one in fitting)


_VALUES: Final = dict(zip(rule.VARIABLES, ("paper_name", "day", "procedure_name"), strict=True))


def note_used(actor: Actor, texts: Iterable[str]) -> None:
    """Count the centre's sentences that were sent. A count beside the books, as that of readers: nothing follows from it."""
    sent = [text for text in texts if text.strip()]
    if not sent:
        return
    with suppress(RuleError):  # a unit without a centre shares no sentences
        mine = {"centre_id": centre_of(actor), "realm": str(actor.realm), "retired_at__isnull": True}
        rows = SentencePattern.objects.filter(**mine).values_list("pk", "words")
        used = [pk for pk, words in rows if any(rule.is_used(words, text) for text in sent)]
        if used:
            SentencePattern.objects.filter(pk__in=used).update(used=F("used") + 1)
