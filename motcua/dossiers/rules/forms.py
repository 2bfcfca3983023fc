"""Decisions about the declaration of a dossier: until when it may be put right, and what was answered otherwise before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from motcua.kernel.words import N_, Said, said

REASON_MOST: Final = 300


def digest_of(answers: str) -> str:
    """Return the SHA-256 (hex) of answers as they are kept."""
    return hashlib.sha256(answers.encode()).hexdigest()


def still_open(*, running: bool, roles_done: Sequence[str]) -> Said | None:
    """Say why a declaration can be put right no more: the dossier is over or has a result, or its result was signed.

    After the signature the result stands on what was declared: a wrong declaration is then a matter of correcting the
    result by its own procedure.
    """
    if not running:
        return said(N_("Hồ sơ đã có kết quả hoặc đã kết thúc, không sửa tờ khai được nữa."))
    if "leader" in roles_done:
        return said(N_("Kết quả đã ký duyệt theo tờ khai này, không sửa tờ khai được nữa."))
    return None


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the questions of the first level whose answers differ, in the order of their names."""
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
