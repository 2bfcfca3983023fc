"""Dossier codes by date, codes from other systems, and the follow-up secret."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers import codes
from motcua.kernel.errors import BadInput

OLD, NEW = date(2025, 9, 14), date(2025, 9, 15)


@pytest.mark.parametrize(
    ("agency", "on", "number", "expected"),
    [
        ("H33.99.01", date(2025, 7, 11), 1, "000.01.99.H33-250711-0001"),  # TT 01/2018 Đ19
        ("H26", OLD, 12, "000.00.00.H26-250914-0012"),
        ("H33.99.01", NEW, 1, "H33.99.01-250915-0001"),  # TT 03/2025 Đ13, in force from its signing
        ("H33.99.01", date(2026, 11, 24), 10_000, "H33.99.01-261124-10000"),  # more digits when a day needs them
    ],
)
def test_a_code_follows_the_pattern_of_its_day(agency, on, number, expected):
    assert codes.code(agency, on, number) == expected
    assert codes.check_given(expected) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "H33",
        "H33-250711",
        "H33.99.01-250711-12",
        "H33.99.01-2507-0001",
        "'; DROP TABLE dossiers; --",
        "Ð33-1-1",
        "H33.99.01-261322-0001",  # month 13
        "H33.99.01-250230-0001",
        "000.01.99.H33-250700-0001",
        "H33.001.02-251301-010001",
    ],
)
def test_a_code_of_no_known_shape_is_refused(typed):
    with pytest.raises(BadInput):
        codes.check_given(typed)


@pytest.mark.parametrize("typed", [" h33.99.01-250915-0001 ", "H33.99.01-250915- 0001"])
def test_a_scanned_code_is_tidied(typed):
    assert codes.check_given(typed) == "H33.99.01-250915-0001"


def test_trial_and_real_dossiers_count_apart():
    assert codes.sequence_name("real", "H33", NEW) != codes.sequence_name("trial", "H33", NEW)


@given(key=st.binary(min_size=32, max_size=32), dossier=st.uuids(), other=st.uuids())
def test_a_secret_is_of_its_dossier_and_its_node(key: bytes, dossier: UUID, other: UUID):
    secret = codes.secret(key, dossier)
    assert codes.same_secret(secret, secret.lower().replace("-", " "))
    assert not codes.same_secret(secret, "")
    if dossier != other:
        assert codes.secret(key, other) != secret
    assert set(secret) <= set(codes.SECRET_LETTERS + "-")
