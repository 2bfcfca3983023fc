"""Who sees which places: one's own, and whoever oversees a former district or province sees what came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.config.demo.region import COMMUNES, WARDS
from motcua.kernel.ids import new_id
from motcua.ledger.actor import anonymous
from motcua.office import territory

pytestmark = pytest.mark.django_db


def seen(region, who):
    return {key for key, place in region.places.items() if territory.holds(region[who], place)}


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("gd-tra-ly", {"tra-ly"}),
        ("ct-tra-ly", {"tra-ly"}),
        ("thicong", {"phung-nguyen"}),
        ("tp-thaibinh", {"thai-binh-tp", *WARDS}),
        ("thannk", {"thai-binh-tinh", "thai-binh-tp", *WARDS}),
        ("khoakd", {"lam-thao", *COMMUNES}),
    ],
)
def test_sight_reaches_as_far_as_the_post(region, who, places):
    assert seen(region, who) == places


def test_without_the_power_to_oversee_a_district_sees_itself_alone(region):
    chair = region["khoakd"]
    assert territory.of(replace(chair, powers=chair.powers - {"oversee"})) == {region.places["lam-thao"]}


def test_nobody_and_the_street_see_no_place(region):
    assert territory.of(anonymous()) == frozenset()
    assert territory.refuse(anonymous(), region.places["tra-ly"]) is not None


def test_a_place_that_is_none_is_refused(region):
    assert territory.refuse(region["thannk"], new_id()) is not None
