"""Who counts as a reader: a person who opens the page, once a day; no machine, no preview, no reload.

No cookie: the law asks consent for what identifies a person (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, not compared with
the original here), and a page of the State should be readable without asking anything. What is kept is a digest under a
salt that is deleted after the day.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from typing import Final

FROM_ONE_ADDRESS: Final = 30
"""Readers a day whom one address may bring to one article: an office sits behind one, a machine that lies about its browser too."""
_MACHINES: Final = re.compile(
    r"bot\b|bot[/;-]|crawl|spider|slurp|archiver|preview|facebookexternalhit|whatsapp|telegram|zalo.*preview|embedly|monitor"
    r"|uptime|headless|phantom|python|curl|wget|libwww|httpclient|java/|go-http|okhttp|axios|node-fetch|scrapy|feed|rss",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


def is_reader(method: str, agent: str, headers: Mapping[str, str]) -> bool:
    """Say whether a request is somebody who reads: GET, a browser, not fetched ahead of a click."""
    if method != "GET" or len(agent) < 12 or _MACHINES.search(agent):
        return False
    return not any(_AHEAD.search(headers.get(name, "")) for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))


def digest(salt: bytes, article: str, address: str, agent: str) -> str:
    """Return the name of a reader for a day and an article: 40 signs that tell nothing once the salt is gone."""
    return hmac.new(salt, f"{article}\0{address}\0{agent}".encode(), hashlib.sha256).hexdigest()[:40]
