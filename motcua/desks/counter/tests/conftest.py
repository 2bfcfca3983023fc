"""A receiving official at the counter, and cards as a scanner types them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

KNOWN = "033190000011||Công dân Thử Một|12031990|Nữ|Thôn Thử, xã Phụng Công, tỉnh Hưng Yên|01072021"
DIFFERS = "033190000011||Công dân Thữ Một|12031990|Nữ|Xóm Khác, xã Phụng Công, tỉnh Hưng Yên|01072021"
NEW = "033192000777||NGUYỄN THỊ THỬ MỚI|05061992|Nữ|Xóm 3, xã Phụng Công, tỉnh Hưng Yên|01072021"
BIRTH, EXTRACT, BUSINESS = "1.001193", "2.000635", "1.001612"


@pytest.fixture
def desk(town: Any, sign_in: Any, client: Client) -> Client:
    """A browser in which the receiving official of the town is signed in."""
    return sign_in(client, "tiepnhan")
