"""From a record to facts: what the record says, judged, beside what it cannot say and we knew before."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import msgspec

from motcua.catalogue.facts import AgencyClass, Channel, Fee, ProcedureFacts, Source
from motcua.catalogue.official.fees import fees
from motcua.catalogue.official.limits import limits
from motcua.catalogue.official.papers import cases
from motcua.catalogue.official.record import Record
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_

TITLES: Final = {
    "doc": "Bản trích xuất thủ tục hành chính (.doc) của Cơ sở dữ liệu quốc gia",
    "api": "Dữ liệu thủ tục hành chính của Cổng Dịch vụ công quốc gia",
}
_CODE: Final = re.compile(r"\d\.\d{6}")
_SETS: Final = re.compile(r"số lượng(?: hồ sơ)?\s*:?\s*(\d{1,2})\s*(?:\(.*?\)\s*)?bộ", re.IGNORECASE)
_DECISION: Final = re.compile(r"^quyết định số\s+", re.IGNORECASE)
_AGENCIES: Final[tuple[tuple[str, AgencyClass], ...]] = (
    ("cong an", "commune_police"),
    ("quan su", "commune_military"),
    ("dang ky dat dai", "land_office"),
    ("bao hiem xa hoi", "social_insurance"),
    ("thue", "tax"),
    ("truong", "school"),
    ("xa", "commune"),
    ("so", "province"),
    ("tinh", "province"),
)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?/\d{4}/[A-ZĐƯ][A-ZĐƯ0-9\-]*")
_DOCUMENTS: Final = (
    ("NĐ-CP", "Nghị định"),
    ("NQ-", "Nghị quyết"),
    ("TTLT", "Thông tư liên tịch"),
    ("TT-", "Thông tư"),
    ("QĐ-", "Quyết định"),
    ("UBTVQH", "Pháp lệnh"),
    ("/QH", "Luật"),
)
_ORDER: Final[tuple[Channel, ...]] = ("direct", "online", "postal")


def facts_of(record: Record, known: ProcedureFacts | None, *, read_on: date) -> ProcedureFacts:
    """Return the facts a record states; ``known`` is the newest version, ``read_on`` stands in for a day the record lacks.

    What the record cannot know is kept: the proposed process, the day of review, our own notes, and amounts a centre has
    entered for fees its province sets. :class:`BadInput` for a record without a usable code or name.
    """
    code = ".".join(clean(record.code, 40).split(".")[:2])
    if not _CODE.fullmatch(code):
        raise BadInput(N_("Mã thủ tục «{code}» không đúng dạng 1.001193."), field="file", code=clean(record.code, 40))
    name = clean(record.name, 500)
    if not name:
        raise BadInput(N_("Thủ tục {code} không có tên."), field="file", code=code)
    channels = tuple(one for one in _ORDER if any(way.channel == one for way in record.ways))
    level, certain = _online(record, channels, known)
    base = known or ProcedureFacts(
        code=code, name=name, field="", promulgator="", agency_class="unspecified", source=_source(record, read_on)
    )
    found = cases(record, known)
    return msgspec.structs.replace(
        base,
        name=name,
        field=clean(record.field, 120) or base.field or "Chưa rõ lĩnh vực",
        promulgator=clean(record.promulgator, 200) or base.promulgator or "Chưa rõ cơ quan ban hành",
        agency_class=_agency(record) or base.agency_class,
        source=_source(record, read_on),
        thin=not found or not channels,
        decision=_DECISION.sub("", clean(record.decision, 120)) or base.decision,
        subjects=record.subjects or base.subjects,
        channels=channels,
        online_level=level,
        online_level_certain=certain,
        cases=found,
        limits=limits(record),
        fees=_with_local(fees(record), base.fees),
        results=record.results,
        legal_bases=tuple(dict.fromkeys(_basis(one) for one in record.bases)),
        keywords=record.keywords or base.keywords,
        sequence=tuple(clean(line, 2_000) for line in record.sequence)[:200],
        conditions=clean(record.conditions, 2_000) or None,
        sets=_sets(record),
        agencies=record.agencies or base.agencies,
    )


def _source(record: Record, read_on: date) -> Source:
    return Source(
        id=f"csdl-tthc-{record.shape}",
        title=TITLES[record.shape],
        as_of=record.as_of or read_on,
        trust="official_copy",
    )


def _online(record: Record, channels: tuple[Channel, ...], known: ProcedureFacts | None) -> tuple[str | None, bool]:
    """Return the level of online service and whether it is certain: the ``.doc`` export cannot show *toàn trình*.

    Full records without an online way in exist: such a one is not believed.
    """
    if record.full_online is None:
        if "online" not in channels:
            return "không", True
        return (known.online_level if known and known.online_level not in (None, "không") else "một phần"), False
    if record.full_online:
        return ("toàn trình", True) if "online" in channels else ("toàn trình", False)
    return ("một phần" if "online" in channels else "không"), True


def _agency(record: Record) -> AgencyClass | None:
    words = f" {fold(' '.join(record.agencies))} "
    return next((kind for word, kind in _AGENCIES if f" {word} " in words), None)


def _basis(told: str) -> str:
    """Return a legal basis as we write it, "Nghị định 123/2015/NĐ-CP": the record has bare numbers and titles alike."""
    found = _NUMBER.search(told)
    if found is None:
        return told[:300]
    number = found[0]
    kind = next((name for sign, name in _DOCUMENTS if sign in number), "")
    return f"{kind} {number}".strip()


def _sets(record: Record) -> int | None:
    found = _SETS.search(" ".join((*record.sequence, *(group.name for group in record.groups))))
    return int(found[1]) if found else None


def _with_local(told: tuple[Fee, ...], known: tuple[Fee, ...]) -> tuple[Fee, ...]:
    """Return the fees with the amounts entered here for what the province sets: an import never takes them away."""
    local = [fee for fee in known if fee.set_by and fee.amount_vnd is not None]
    kept: list[Fee] = []
    for fee in told:
        entered = [one for one in local if fee.set_by and fee.amount_vnd is None and _alike(one, fee)]
        kept += entered or [fee]
    return tuple(dict.fromkeys(kept))


def _alike(one: Fee, other: Fee) -> bool:
    return one.kind == other.kind and one.channel in (None, other.channel)
