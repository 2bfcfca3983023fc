"""Addresses put together from kept pieces are those Django makes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import NoReverseMatch, reverse

from motcua.desks.shared.jinja import url

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("view", "parts"),
    [
        ("backoffice:home", []),
        ("backoffice:dossier", [ONE]),
        ("backoffice:dossier", [str(ONE)]),
        ("backoffice:act", [ONE, "chuyen-buoc"]),
        ("backoffice:file", [ONE, OTHER]),
        ("backoffice:file", [OTHER, OTHER]),
        ("backoffice:procedure", ["1.001193"]),
        ("backoffice:procedure", ["{0} %s 100% dấu <b>"]),
        ("backoffice:procedure", [ONE]),
    ],
)
def test_address_is_the_one_django_makes(view: str, parts: list[Any]) -> None:
    assert url(view, *parts) == reverse(view, args=parts)
    # A second time it comes from what was kept of the first, whatever the ids.
    again = [UUID(int=9) if isinstance(part, UUID) else part for part in parts]
    assert url(view, *again) == reverse(view, args=again)


def test_parts_by_name_make_the_same_address() -> None:
    assert url("backoffice:act", dossier_id=ONE, verb="nhan-viec") == url("backoffice:act", ONE, "nhan-viec")


@pytest.mark.parametrize(("view", "parts"), [("backoffice:nowhere", []), ("backoffice:dossier", ["no id"])])
def test_address_that_is_none_is_an_error_each_time(view: str, parts: list[Any]) -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            url(view, *parts)
