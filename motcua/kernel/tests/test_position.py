"""Coordinates as people write and paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import BadInput
from motcua.kernel.position import BOUNDS, kilometres, read_position

HERE = (20.45, 106.34)


@pytest.mark.parametrize(
    "text",
    [
        "20.45, 106.34",
        "20.45,106.34",
        "20.45 106.34",
        "20.45; 106.34",
        "(20.45, 106.34)",
        "20,45, 106,34",
        "20,45; 106,34",
        "20,45 106,34",
        "20.45° N, 106.34° E",
        "20.45°B 106.34°Đ",
        "vĩ độ 20.45, kinh độ 106.34",
        "lat: 20.45, lng: 106.34",
        "106.34, 20.45",
        "https://www.google.com/maps/@20.45,106.34,15z",
        "https://www.google.com/maps/place/X/@20.9,105.9,15z/data=!3m1!4b1!3d20.45!4d106.34",
        "https://maps.google.com/?q=20.45,106.34",
        "https://www.google.com/maps/search/?api=1&query=20.45%2C106.34",
        "https://www.openstreetmap.org/?mlat=20.45&mlon=106.34#map=15/20.9/105.9",
        "https://www.openstreetmap.org/#map=15/20.45/106.34",
        "geo:20.45,106.34",
    ],
)
def test_ways_of_writing_one_place(text):
    assert read_position(text) == HERE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20.45",
        "20,45",
        "Đông Mỹ",
        "nan, nan",
        "inf, inf",
        "1e2, 1e3",
        "20.45, 106.34, 7",
        "https://maps.app.goo.gl/abcDEF",
        "https://example.com/",
        "geo:",
        "²0.45, 106.34",
        "9" * 5_000,
        "20." + "4" * 500 + ", 106.34",
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(text):
    with pytest.raises(BadInput) as refused:
        read_position(text)
    assert refused.value.field == "position"


@pytest.mark.parametrize("text", ["48.85, 2.35", "0, 0", "-20.45, 106.34", "20.45, -106.34", "25.1, 106.3", "89, 179"])
def test_places_outside_the_country_are_refused(text):
    with pytest.raises(BadInput, match="lãnh thổ Việt Nam"):
        read_position(text)


@given(st.text(max_size=80))
def test_no_text_breaks_reading(text):
    try:
        latitude, longitude = read_position(text)
    except BadInput:
        return
    west, south, east, north = BOUNDS
    assert south <= latitude <= north
    assert west <= longitude <= east


def test_distance_is_that_of_the_map():
    assert kilometres(HERE, HERE) == 0
    # Hà Nội to Hải Phòng, about ninety kilometres.
    assert 85 < kilometres((21.0285, 105.8542), (20.8449, 106.6881)) < 95
