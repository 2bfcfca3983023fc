"""What the catalogue's facts say, in words for the screen: limits, fees, trust, channels."""

from __future__ import annotations

from motcua.catalogue import levels, wording
from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.offered import Offered
from motcua.desks.backoffice.asked import CHANNELS
from motcua.desks.shared import formats
from motcua.desks.shared.shapes import Fact
from motcua.kernel.words import N_, Said, said

TRUST = {
    "confirmed": N_("Giám đốc Trung tâm đã xác nhận"),
    "official_copy": N_("bản sao nguồn chính thức"),
    "secondary": N_("nguồn thứ cấp, cần đối chiếu"),
    "unverified": N_("chưa kiểm chứng"),
}
LEVELS = {
    "toàn trình": N_("làm được toàn bộ trên mạng (toàn trình)"),
    "một phần": N_("làm được một phần trên mạng"),
    "không": N_("chưa làm được trên mạng"),
}
limit, fee = wording.limit, wording.fee
KINDS, ROLES, PAPER_USE = wording.KINDS, wording.ROLES, wording.PAPER_USE


def channel(value: str | None) -> str:
    """Return the words of a channel; none stands for all."""
    return CHANNELS.get(value or "", N_("Mọi hình thức"))


def _both(facts: ProcedureFacts) -> Said | str:
    """Return the level on both scales with where the conversion is from; nothing where there is none."""
    level = levels.both(facts)
    if level is None:
        return ""
    certain = "" if facts.online_level_certain else said(N_(" Nguồn chưa nêu rõ mức."))
    sentence = N_("{words} ({source}; quy đổi chưa kiểm chứng).{certain}")
    return said(sentence, words=levels.words(level), source=level.source, certain=certain)


def about(it: Offered) -> list[Fact]:
    """Return what a procedure is: version, validity, where its facts come from and how far to trust them."""
    facts = it.facts
    source = said(
        N_("ngày {day}, {trust}"), day=formats.short_date(facts.source.as_of), trust=said(TRUST[facts.source.trust])
    )
    begun = formats.short_date(facts.valid_from) if facts.valid_from else N_("chưa rõ ngày bắt đầu")
    return [
        Fact(N_("Phiên bản"), str(it.version)),
        Fact(N_("Hiệu lực từ"), begun),
        Fact(N_("Bật từ ngày"), formats.short_date(it.since) if it.since else ""),
        Fact(N_("Mức trực tuyến"), LEVELS.get(facts.online_level or "", ""), _both(facts)),
        Fact(N_("Nguồn"), facts.source.title, source),
        Fact(N_("Ban hành"), f"{facts.promulgator} – {facts.decision}" if facts.decision else facts.promulgator),
    ]
