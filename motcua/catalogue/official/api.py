"""The shape the portal's interface answers in: full records, in an envelope, in a list or alone, and rows of its list."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

import msgspec

from motcua.catalogue.facts import Channel
from motcua.catalogue.official.record import (
    CaseTimeTold,
    FeeTold,
    GroupTold,
    Listed,
    PaperTold,
    Reading,
    Record,
    TimeTold,
    Unit,
    WayTold,
)
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_

RAW_MOST: Final = 400_000
_MOST_SETS: Final = 99
_NUMBER: Final = re.compile(r"\d{1,5}(?:\.\d{1,3})?")
_VIETNAM: Final = timezone(timedelta(hours=7))
_CHANNELS: Final[dict[str, Channel]] = {"DIRECT": "direct", "ONLINE": "online", "POSTAL": "postal"}
_UNITS: Final[dict[str, Unit]] = {"WORKING_DAY": "working_day", "DAY": "day", "HOUR": "hour", "MONTH": "month"}
_FEES: Final = {"FEE": "phí", "SERVICE_FEE": "lệ phí", "PRICE_LEVEL": "giá"}


class _Named(msgspec.Struct, frozen=True):
    name: str = ""
    code: str | None = None


class _Fee(msgspec.Struct, frozen=True):
    type: str = ""
    value: float | None = None
    description: str | None = None


class _Method(msgspec.Struct, frozen=True, rename="camel"):
    submission_method: str
    processing_time: float | str | None = None
    processing_time_unit: str | None = None
    description: str | None = None
    fees: tuple[_Fee, ...] = ()


class _Component(msgspec.Struct, frozen=True, rename="camel"):
    name: str = ""
    original_qty: int | None = None
    copy_qty: int | None = None
    attachments: tuple[dict[str, Any], ...] | None = None


class _Group(msgspec.Struct, frozen=True, rename="camel"):
    name: str | None = None
    profile_components: tuple[_Component, ...] = ()


class _Day(msgspec.Struct, frozen=True):
    qty: float | None = None
    type: str | None = None


class _CaseTime(msgspec.Struct, frozen=True, rename="camel"):
    name: str | None = None
    processing_day: _Day | None = None


class _Step(msgspec.Struct, frozen=True):
    name: str | None = None
    description: str | None = None


class _Proposal(msgspec.Struct, frozen=True, rename="camel"):
    proposal_number: str | None = None


class _Full(msgspec.Struct, frozen=True, rename="camel"):
    code: str
    name: str
    execution_methods: tuple[_Method, ...]
    decision_no: str | None = None
    procedure_proposal: _Proposal | None = None
    categories_details: tuple[_Named, ...] | None = None
    department_promulgate_name: str | None = None
    is_full_process: bool | None = None
    type: str | None = None
    execution_steps: tuple[_Step, ...] | None = None
    execution_cases: tuple[_Group, ...] | None = None
    cases: tuple[_CaseTime, ...] | None = None
    results_details: tuple[_Named, ...] | None = None
    legal_basises_details: tuple[_Named, ...] | None = None
    subject_types_details: tuple[_Named, ...] | None = None
    unit_groups_executing: tuple[_Named, ...] | None = None
    departments_executing: tuple[_Named, ...] | None = None
    executing_agencies: str | None = None
    requirements_and_conditions: str | None = None
    keywords: str | None = None
    description: str | None = None
    updated_at: int | None = None


class _Row(msgspec.Struct, frozen=True):
    code: str
    name: str


def read(content: bytes) -> Reading:
    """Return what a JSON file holds; :class:`BadInput` for one that is broken, too deep or no answer of the portal."""
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BadInput(N_("Tệp JSON hỏng, không đọc được."), field="file") from error
    records: list[Record] = []
    listed: list[Listed] = []
    refused: list[tuple[str, str]] = []
    for one in _entries(found):
        try:
            if "executionMethods" in one:
                full = msgspec.convert(one, _Full)
                records.append(_record(full, msgspec.json.encode(one).decode()[:RAW_MOST]))
            else:
                row = msgspec.convert(one, _Row)
                listed.append(Listed(clean(row.code, 40), clean(row.name, 500)))
        except (msgspec.ValidationError, ValueError, OverflowError, OSError) as error:
            refused.append((clean(str(one.get("code", "")), 40) or "?", clean(str(error), 200)))
    if not records and not listed and not refused:
        raise BadInput(N_("Tệp JSON này không có thủ tục nào theo khuôn của Cổng Dịch vụ công."), field="file")
    return Reading(tuple(records), tuple(listed), tuple(refused))


def _entries(found: Any) -> list[dict[str, Any]]:
    """Return the records wherever the shape puts them: the envelope's data, a list of items, a plain list, or one alone."""
    for _ in range(3):
        if isinstance(found, dict) and "code" in found and "data" in found and not isinstance(found["data"], str):
            found = found["data"]
        elif isinstance(found, dict) and isinstance(found.get("items"), list):
            found = found["items"]
    several = found if isinstance(found, list) else [found]
    flat = [one["data"] if isinstance(one, dict) and isinstance(one.get("data"), dict) else one for one in several]
    return [one for one in flat if isinstance(one, dict) and "code" in one and "name" in one]


def _record(full: _Full, raw: str) -> Record:
    proposal = full.procedure_proposal.proposal_number if full.procedure_proposal else None
    agencies = [one.name for one in (*(full.unit_groups_executing or ()), *(full.departments_executing or ()))]
    return Record(
        shape="api",
        code=full.code,
        name=full.name,
        field=next((one.name for one in full.categories_details or ()), ""),
        promulgator=full.department_promulgate_name or "",
        decision=proposal or full.decision_no or "",
        provincial=full.type == "SPECIFIC",
        sequence=tuple(line for step in full.execution_steps or () for line in _step_lines(step)),
        ways=tuple(_way(one) for one in full.execution_methods),
        groups=tuple(_group(one) for one in full.execution_cases or ()),
        case_times=tuple(
            CaseTimeTold(clean(one.name or "", 300), _time(one.processing_day.qty, one.processing_day.type))
            for one in full.cases or ()
            if one.processing_day is not None
        ),
        subjects=_names(full.subject_types_details),
        agencies=tuple(filter(None, map(clean, agencies)))
        or tuple(filter(None, [clean(full.executing_agencies or "")])),
        results=_names(full.results_details),
        bases=tuple(clean(one.code or one.name) for one in full.legal_basises_details or () if one.code or one.name),
        conditions=clean(full.requirements_and_conditions or ""),
        keywords=tuple(clean(word) for word in (full.keywords or "").replace(";", ",").split(",") if clean(word)),
        words=clean(full.description or ""),
        full_online=full.is_full_process,
        as_of=_day(full.updated_at),
        raw=raw,
    )


def _names(found: tuple[_Named, ...] | None) -> tuple[str, ...]:
    return tuple(clean(one.name) for one in found or () if clean(one.name))


def _step_lines(step: _Step) -> list[str]:
    head = clean(step.name or "")
    lines = [clean(line) for line in (step.description or "").splitlines()]
    return [line for line in (head, *lines) if line]


def _way(one: _Method) -> WayTold:
    channel = _CHANNELS.get(one.submission_method)
    if channel is None:
        raise ValueError(f"submissionMethod {one.submission_method[:40]}")
    fees = tuple(FeeTold(_FEES.get(fee.type, "phí"), fee.value, "", clean(fee.description or "")) for fee in one.fees)
    words = clean(one.description or "", lines=True)
    return WayTold(channel, _time(one.processing_time, one.processing_time_unit), fees, words)


def _time(value: float | str | None, unit: str | None) -> TimeTold:
    if isinstance(value, str):
        plain = value.strip().replace(",", ".")
        number = float(plain) if _NUMBER.fullmatch(plain) else None
        return TimeTold(number, _UNITS.get(unit or "", "none") if number is not None else "none", clean(value, 400))
    if value is not None and not math.isfinite(value):
        raise ValueError("processingTime")
    return TimeTold(value, _UNITS.get(unit or "", "none"))


def _group(one: _Group) -> GroupTold:
    papers = tuple(
        PaperTold(
            clean(paper.name),
            _sets(paper.original_qty),
            _sets(paper.copy_qty),
            clean(str(next((file.get("fileName", "") for file in paper.attachments or ()), "")), 120),
        )
        for paper in one.profile_components
        if clean(paper.name)
    )
    return GroupTold(clean(one.name or ""), papers)


def _sets(count: int | None) -> int:
    return min(max(count or 0, 0), _MOST_SETS)


def _day(milliseconds: int | None) -> date | None:
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(_VIETNAM).date()
