"""Data of one person as several sources state them: what may be compared, and which body puts which source right.

Which source is right is for whoever holds the originals to say; here they stand side by side, the differing letters marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from motcua.kernel import partial_date
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, said
from motcua.parties.rules.discrepancies import Discrepancy, Source, discrepancies

SOURCES: Final[Mapping[str, str]] = {
    "card": N_("Thẻ căn cước"),
    "old_card": N_("Chứng minh nhân dân cũ"),
    "birth": N_("Giấy khai sinh"),
    "population": N_("Cơ sở dữ liệu dân cư"),
}
FIELDS: Final[Mapping[str, str]] = {
    "name": N_("Họ và tên"),
    "born": N_("Ngày sinh"),
    "sex": N_("Giới tính"),
    "number": N_("Số định danh"),
    "old_number": N_("Số CMND cũ"),
    "address": N_("Nơi cư trú"),
}
SEXES: Final[Mapping[str, str]] = {"male": N_("Nam"), "female": N_("Nữ")}
VALUE_MOST: Final = 200
PURPOSE_MOST: Final = 200

Values = dict[str, dict[str, str]]


def kept_values(given: Mapping[str, Mapping[str, str]]) -> Values:
    """Return what the sources say as it is kept: known sources and fields, tidied, dates as ISO, none empty.

    :class:`BadInput` names the field that cannot be.
    """
    found: Values = {}
    for source, values in given.items():
        if source not in SOURCES or set(values) - set(FIELDS):
            raise BadInput(N_("Không có nguồn hoặc mục này để so sánh."), field="values")
        kept = {field: _kept(source, field, value) for field, value in values.items() if clean(value)}
        if kept:
            found[source] = {field: kept[field] for field in FIELDS if field in kept}
    return {source: found[source] for source in SOURCES if source in found}


def _kept(source: str, field: str, value: str) -> str:
    words = clean(value)
    if len(words) > VALUE_MOST:
        raise BadInput(N_("Nội dung dài quá {most} ký tự."), field=f"{source}.{field}", most=VALUE_MOST)
    if field == "sex" and words not in SEXES:
        raise BadInput(N_("Giới tính không đúng."), field=f"{source}.{field}")
    return partial_date.parse(words, field=f"{source}.{field}").iso if field == "born" else words


def differing(values: Mapping[str, Mapping[str, str]]) -> list[Discrepancy]:
    """Return the fields in which the sources do not say the same, each with the letters that differ marked."""
    return discrepancies(
        [Source(said(SOURCES[source]), dict(values[source])) for source in SOURCES if source in values]
    )


def least(values: Values) -> Values:
    """Return only what differs: nothing else is kept (the least of personal data); :class:`RuleError` where nothing does."""
    if len(values) < 2:
        raise BadInput(N_("Ghi ít nhất hai nguồn để so sánh."), field="values")
    fields = {one.field for one in differing(values)}
    if not fields:
        raise RuleError(N_("Các nguồn ghi giống nhau: không có gì phải chỉnh, không lưu."), field="values")
    found = {
        source: {field: value for field, value in said_by.items() if field in fields}
        for source, said_by in values.items()
    }
    return {source: kept for source, kept in found.items() if kept}


def checked_sources(given: Sequence[str], values: Values) -> tuple[str, ...]:
    """Return the sources to be put right; :class:`BadInput` for none, or for one that says nothing that differs."""
    wanted = tuple(source for source in SOURCES if source in given)
    if not wanted or set(given) - set(values):
        raise BadInput(N_("Chọn giấy tờ phải chỉnh."), field="correct")
    return wanted
