"""TCVN 5712 (*TCVN3*, *ABC*): the code of Vietnamese letters before Unicode, still met in files with .VnTime fonts.

Such a file says Latin letters (*Sè l­îng*) and its font draws them as Vietnamese ones (*Số lượng*). The table is that of
TCVN 5712:1993, as the GNU C library keeps it (TCVN5712-1).
"""

from __future__ import annotations

import re
from typing import Final

from motcua.kernel.text import nfc

_FIRST: Final = 0xA1
_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
_TABLE: Final = {_FIRST + at: character for at, character in enumerate(_LETTERS)}
_BEYOND_LATIN: Final = re.compile(r"[^\x00-\xff]")


def from_tcvn(text: str) -> str:
    """Return a text written for a .VnTime font in Unicode (NFC); one with letters beyond Latin-1 is left as it is."""
    return text if text.isascii() or _BEYOND_LATIN.search(text) else nfc(text.translate(_TABLE))
