"""How samples are shown: names, tones, trails, the facts of a draw."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from motcua.desks.inspector.campaigns.shown import HOME
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Fact, Link, Text
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, said
from motcua.samples.queries import SampleRow
from motcua.samples.rules.checks import Verdict
from motcua.samples.rules.drawing import BASIS_NAMES
from motcua.samples.rules.standing import Stands

TITLE: Final = N_("Hồ sơ theo mẫu")
TONES: Final = {Stands.RIGHT: "good", Stands.WRONG: "late", Stands.UNKNOWN: "soon", Stands.UNCHECKED: "plain"}
VERDICT_TONES: Final = {Verdict.MATCH: "good", Verdict.MISMATCH: "late", Verdict.NO_DATA: "plain"}


def at(view: str, row: SampleRow, *more: Any) -> str:
    """Return the address of a page of a sample."""
    return reverse(f"samples:{view}", args=[row.stop, row.id, *more])


def title(row: SampleRow) -> Text:
    """Return what a sample is called."""
    return said(N_("Mẫu số {number}"), number=row.number)


def period(row: SampleRow) -> Text:
    """Return the days of reception it is drawn from."""
    return said(N_("tiếp nhận từ {since} đến {until}"), since=short_date(row.since), until=short_date(row.until))


def trail(row: SampleRow, *more: Link) -> list[Link]:
    """Return where a page of a sample is: the stop, its samples, the sample, and ``more``."""
    return [*stop_trail(row.stop, row.place_name), Link(title(row), at("sample", row)), *more]


def stop_trail(stop: UUID, place: str) -> list[Link]:
    """Return the way to the samples of a stop."""
    here = Link(TITLE, reverse("samples:home", args=[stop]))
    return [HOME, Link(place, reverse("campaigns:stop", args=[stop])), here]


def facts(row: SampleRow) -> list[Fact]:
    """Return what makes the draw repeatable, and what it was drawn from."""
    scope = row.procedure or row.field
    found = [
        Fact(N_("Cách lấy"), BASIS_NAMES[row.basis], hint=period(row)),
        Fact(N_("Phạm vi"), scope or N_("mọi thủ tục")),
        Fact(N_("Tập hồ sơ"), said(N_("{size} hồ sơ, bốc {count}"), size=row.size, count=min(row.count, row.size))),
        Fact(N_("Dấu vân tay của tập"), row.fingerprint, copy=row.fingerprint),
        Fact(N_("Mã hạt giống đã ghi sổ"), row.seed_hash, copy=row.seed_hash),
    ]
    if row.seed:
        found.append(Fact(N_("Hạt giống"), row.seed, copy=row.seed))
    if row.reason:
        found.append(Fact(N_("Lý do lấy thêm"), row.reason))
    return found


def within(stop: UUID, row: SampleRow) -> SampleRow:
    """Return a sample of the stop in the address; :class:`NotFound` for one of another stop."""
    if row.stop != stop:
        raise NotFound(N_("Không có mẫu hồ sơ này ở buổi kiểm tra."))
    return row
