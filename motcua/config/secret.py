"""The web secret: made once, kept in a file only its owner can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def load(file: Path, given: str = "") -> str:
    """Return ``given``, or the secret in ``file``, making it at the first start."""
    if given:
        return given
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as written:
        written.write(secrets.token_urlsafe(50))
    return file.read_text().strip()
