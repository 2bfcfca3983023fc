"""What changed between two versions of a checklist, item by item; an item is known by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from motcua.checklists.rules.items import Form, Item
from motcua.kernel.words import N_

FIELD_NAMES: Final = {
    "label": N_("câu hỏi"),
    "kind": N_("cách trả lời"),
    "choices": N_("danh sách lựa chọn"),
    "group": N_("nhóm"),
    "hint": N_("hướng dẫn"),
    "when": N_("điều kiện hỏi"),
    "required": N_("bắt buộc"),
    "rule": N_("quy tắc"),
    "constraint_message": N_("lời báo khi sai"),
    "calculation": N_("công thức"),
    "criterion": N_("tiêu chí"),
    "ground": N_("căn cứ"),
    "evidence": N_("bằng chứng"),
    "weight": N_("trọng số"),
    "severity": N_("mức độ"),
    "shortcoming": N_("câu trả lời là tồn tại"),
    "source": N_("nguồn số liệu"),
    "about": N_("thuộc mục"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One property of an item before and after, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An item that is in both versions and not the same."""

    item: Item
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What an earlier version does not have, what the later one dropped, and what changed."""

    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[Changed, ...]

    @property
    def none(self) -> bool:
        """Whether both ask the same."""
        return not (self.added or self.removed or self.changed)


def between(before: Form, after: Form) -> Differences:
    """Return what changed from one version to another."""
    changed = []
    for item in after.items:
        old = before.by_name.get(item.name)
        if old is None:
            continue
        was, now = _properties(before, old), _properties(after, item)
        changes = tuple(Change(name, was[name], now[name]) for name in FIELD_NAMES if was[name] != now[name])
        if changes:
            changed.append(Changed(item, changes))
    return Differences(
        added=tuple(item for item in after.items if item.name not in before.by_name),
        removed=tuple(item for item in before.items if item.name not in after.by_name),
        changed=tuple(changed),
    )


def _properties(form: Form, item: Item) -> dict[str, str]:
    special: dict[str, Any] = {
        "choices": ", ".join(form.choices(item).values()),
        "group": " / ".join(form.groups_by_name[name].label for name in item.groups),
        "shortcoming": " ".join(item.shortcoming),
    }
    return {name: special.get(name, str(getattr(item, name, ""))) for name in FIELD_NAMES}
