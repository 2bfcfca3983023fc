"""What these tests share: a followed dossier's code and secret."""

from __future__ import annotations

import re
from typing import Any

import pytest


@pytest.fixture
def slip(town: Any) -> Any:
    """Return the slip of a fresh dossier, signed, with its code, secret and digits."""
    from motcua.dossiers import slips

    return slips.reception_slip(town["tiepnhan"], town.accept("2.000635", about="Trích lục khai sinh Trần Thị Bí Mật"))


@pytest.fixture
def plain() -> Any:
    """Return what a page says without what differs at every request: the token against forged forms."""
    return lambda response: re.sub(r"[A-Za-z0-9]{64}", "TOKEN", response.content.decode())
