"""What a correction changed, field by field: the value before and the value after, from the dossier's own history."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from motcua.dossiers.rules import CAPACITIES
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events.dossiers import DossierAccepted, DossierCorrected
from motcua.office.queries import names as office

CODE_NOW = "code_now"
"""Among the values before a correction: the province's code after it, beside the mistyped one under ``code``."""
UNITS_NOW: Mapping[str, str] = {
    "helped_at_id": "helped_at_now",
    "competent_id": "competent_now",
    "settling_unit_id": "settling_now",
    "returning_unit_id": "returning_now",
}
"""Likewise for the units: the id after a correction, beside the one before it under the column's own name."""

HOLDER_NOW, STEPS_NOW = "holder_now", "step_count_now"
"""Likewise what follows from other units: who holds it now, and how many steps it has."""

FIELDS: Mapping[str, str] = {
    "applicant_id": N_("chủ hồ sơ"),
    "applicant_name": N_("tên chủ hồ sơ"),
    "submitter_id": N_("người nộp thay"),
    "submitter_name": N_("tên người nộp thay"),
    "capacity": N_("tư cách người nộp"),
    "about": N_("trích yếu"),
    "details": N_("thông tin cho hệ thống chuyên ngành"),
    "return_manner": N_("cách nhận kết quả"),
    "papers": N_("giấy tờ"),
    "code": N_("mã hồ sơ"),
    "helped_at_id": N_("nơi hỗ trợ"),
    "competent_id": N_("cơ quan có thẩm quyền"),
    "settling_unit_id": N_("nơi giải quyết"),
    "returning_unit_id": N_("nơi trả kết quả"),
}
_EMPTY = N_("(trống)")
Earlier = DossierAccepted | DossierCorrected


def changes(event: DossierCorrected, earlier: Earlier | None, *, whole: bool) -> tuple[Said, ...]:
    """Return a line for each field ``event`` changed; ``earlier`` is the acceptance or correction before it.

    Values are told where the history still holds both. Personal ones are told only to a reader who sees people
    ``whole``, and no more once either side was erased.
    """
    lines: list[Said] = []
    for name in event.fields:
        if name == "code":
            lines.append(_line(said(FIELDS[name]), event.before.get("code", ""), event.before.get(CODE_NOW, "")))
        elif name in UNITS_NOW:
            was, now = UUID(event.before[name]), UUID(event.before[UNITS_NOW[name]])
            names = office.names_of({was, now})
            lines.append(_line(said(FIELDS[name]), names[was], names[now]))
        elif name in {"applicant_name", "about"} and whole and _kept(event, earlier):
            lines.append(_line(said(FIELDS[name]), getattr(earlier, name), getattr(event, name)))
        elif name == "details" and whole and _kept(event, earlier):
            lines += _details(getattr(earlier, name), event.details)
        elif not (name == "applicant_id" and "applicant_name" in event.fields):
            lines.append(_bare(name, event))
    return tuple(lines)


def _kept(event: DossierCorrected, earlier: Earlier | None) -> bool:
    """Say whether both sides still have their personal part: an erased one has no name."""
    return earlier is not None and bool(earlier.applicant_name and event.applicant_name)


def _details(before: Mapping[str, str] | str, after: Mapping[str, str] | str) -> list[Said]:
    if isinstance(before, str) or isinstance(after, str):
        return [said(N_("Sửa {field}"), field=said(FIELDS["details"]))]
    names = [name for name in dict.fromkeys([*before, *after]) if before.get(name, "") != after.get(name, "")]
    return [_line(name, before.get(name, ""), after.get(name, "")) for name in names]


def _bare(name: str, event: DossierCorrected) -> Said:
    if name == "capacity" and event.before.get(name) in CAPACITIES:
        was = said(CAPACITIES[event.before[name]])
        return said(N_("Sửa {field}, trước đó: {was}"), field=said(FIELDS[name]), was=was)
    return said(N_("Sửa {field}"), field=said(FIELDS.get(name, name)))


def _line(field: Said | str, before: str, after: str) -> Said:
    return said(
        N_("Sửa {field}: «{before}» thành «{after}»"),
        field=field,
        before=before or said(_EMPTY),
        after=after or said(_EMPTY),
    )
