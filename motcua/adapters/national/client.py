"""Asks the portal's interface for its list and for single records: bounded in size, time and number of pages.

Plain ``http.client`` over a checked certificate; redirects are not followed, nothing is sent but what is asked. A record
that answers for another code than was asked for is refused: such records were met.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from motcua.catalogue.ports import NotReached
from motcua.kernel.words import N_

LIST: Final = "/api/v1/submitting/formality/list-all-formality-by-citizen"
RECORD: Final = "/api/v1/configuring/formality/get-formality-by-citizen"
PAGE: Final = 100
MOST_PAGES: Final = 200
MOST_BYTES: Final = 4 * 1024 * 1024
TRIES: Final = 3
_FAULTS: Final = (OSError, http.client.HTTPException)


class Portal:
    """The portal at ``address``; ``timeout`` seconds for each answer, ``pause`` before a question is asked again."""

    def __init__(self, address: str, *, timeout: float = 20.0, pause: Callable[[float], None] = time.sleep) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise NotReached(N_("Địa chỉ «{address}» không đúng."), address=address[:80])
        self._secure, self._host, self._port = parts.scheme == "https", parts.hostname, parts.port
        self._timeout, self._pause = timeout, pause

    def listed(self) -> Iterator[tuple[str, str]]:
        """Yield (code, id there) of every procedure; a list that goes in a circle or has no end is given up."""
        last, seen = "", set()
        for _ in range(MOST_PAGES):
            data = self._data(LIST, {"limit": PAGE, "lastId": last})
            items = data.get("items")
            if not isinstance(items, list):
                raise _unfit()
            for one in items:
                if isinstance(one, dict) and isinstance(one.get("code"), str) and isinstance(one.get("id"), str):
                    yield one["code"], one["id"]
            last = str(data.get("lastId") or "")
            if not items or not last:
                return
            if last in seen:
                raise _unfit()
            seen.add(last)
        raise _unfit()

    def record(self, code: str, id_: str) -> bytes:
        """Return one record in its envelope, as ``official.read`` takes it."""
        data = self._data(RECORD, {"id": id_})
        if data.get("code") != code:
            raise NotReached(
                N_("Cổng trả lời thủ tục {other} khi được hỏi {code}: không nhận."),
                other=str(data.get("code"))[:40],
                code=code,
            )
        return json.dumps({"code": "OK", "data": data}, ensure_ascii=False).encode()

    def _data(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Return the data of an answer; what fails on the way is asked again, what is answered badly is not."""
        for at in range(1, TRIES + 1):
            try:
                content = self._ask(path, json.dumps(body).encode())
                break
            except _FAULTS as error:
                if at == TRIES:
                    raise NotReached(N_("Không lấy được dữ liệu từ Cổng: {why}."), why=type(error).__name__) from error
                self._pause(2.0**at)
        try:
            found = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise _unfit() from error
        data = found.get("data") if isinstance(found, dict) else None
        if not isinstance(data, dict):
            raise _unfit()
        return data

    def _ask(self, path: str, body: bytes) -> bytes:
        line = self._line()
        try:
            headers = {"Content-Type": "application/json", "User-Agent": "motcua", "Accept-Encoding": "identity"}
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            if answer.status >= 500:
                raise http.client.HTTPException(str(answer.status))
            if answer.status not in (200, 201):
                raise NotReached(N_("Cổng từ chối trả lời (HTTP {status})."), status=answer.status)
            content = answer.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise NotReached(N_("Câu trả lời của Cổng lớn quá {most} MB."), most=MOST_BYTES // (1024 * 1024))
            if answer.length:
                raise http.client.IncompleteRead(b"", answer.length)
            return content
        finally:
            line.close()

    def _line(self) -> http.client.HTTPConnection:
        if self._secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout, context=context)
        return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)


def _unfit() -> NotReached:
    return NotReached(N_("Câu trả lời của Cổng không đúng khuôn đã biết."))
