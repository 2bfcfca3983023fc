"""An address with a character that no database takes leads nowhere: a page, never a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLResolver, get_resolver
from django.urls.converters import StringConverter, UUIDConverter


def _with_nul(patterns: Iterable[Any], before: str = "/") -> Iterator[str]:
    """Yield every address that takes text, with a NUL for the text."""
    for pattern in patterns:
        here = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from _with_nul(pattern.url_patterns, here)
            continue
        texts = [one for one in pattern.pattern.converters.values() if type(one) is StringConverter]
        if texts:
            for name, kind in pattern.pattern.converters.items():
                word = {StringConverter: "%00", UUIDConverter: str(UUID(int=7))}.get(type(kind), "x")
                label = next(part for part in here.split("<") if part.split(">")[0].endswith(f":{name}")).split(">")[0]
                here = here.replace(f"<{label}>", word)
            yield here


def test_a_nul_in_an_address_leads_nowhere(town: Any, client: Any, sign_in: Any) -> None:
    addresses = list(_with_nul(get_resolver().url_patterns))
    assert "/danh-muc/%00/" in addresses
    assert len(addresses) > 5
    sign_in(client, "giamdoc")
    answers = {address: client.get(address).status_code for address in addresses}
    refused = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert {address: status for address, status in answers.items() if status not in refused} == {}
    assert answers["/danh-muc/%00/"] == HTTPStatus.NOT_FOUND
    assert "Không có trang này" in client.get("/danh-muc/%00/").content.decode()


@pytest.mark.parametrize("form", ["q=%00&q=khai+sinh", "q=khai+sinh&%00=1", "linh-vuc=a%00b"])
def test_a_sign_that_cannot_be_read_is_refused_wherever_it_stands(client, town, form):
    assert client.get(f"/thu-tuc/?{form}").status_code == HTTPStatus.BAD_REQUEST
    asked = client.post("/kiem-tra/", form, content_type="application/x-www-form-urlencoded")
    assert asked.status_code == HTTPStatus.BAD_REQUEST
