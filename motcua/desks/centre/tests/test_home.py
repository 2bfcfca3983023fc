"""The first page of the centre's housekeeping: what somebody's powers open, and nothing else."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.desks.centre.topics import TOPICS
from motcua.kernel import clock
from motcua.office import family, stamps, territory
from motcua.office.models import Unit
from motcua.office.rules import Level

ADDRESS = "/trung-tam/"
HREF = re.compile(r'<a [^>]*href="(/[^"#?]*)')


@pytest.mark.parametrize(
    "who", ["gd-tra-ly", "csvc-tra-ly", "lt-tra-ly", "kt-tra-ly", "ct-tra-ly", "khoakd", "thicong"]
)
def test_each_sees_what_their_powers_open(region, sign_in, client, who):
    answer = sign_in(client, who).get(ADDRESS)
    assert answer.status_code == HTTPStatus.OK
    page = answer.content.decode()
    for topic in TOPICS:
        assert (topic.about in page) == bool(topic.powers & region[who].powers)


def test_a_counter_officer_finds_nothing_and_is_told(region, sign_in, client):
    assert "không phụ trách" in sign_in(client, "tn-tra-ly").get(ADDRESS).content.decode()


@pytest.mark.parametrize("who", ["liemqt", "snv-pt", "kt1-pt", "vp-pt"])
def test_nothing_offered_above_the_communes_leads_nowhere(steering, sign_in, client, who):
    desk = sign_in(client, who)
    offered = set(HREF.findall(desk.get(ADDRESS).content.decode()))
    if "/thiet-bi/" in offered:
        offered |= set(HREF.findall(desk.get("/thiet-bi/").content.decode()))
    offered = {href for href in offered if not href.startswith("/static/")}
    assert len(offered) > 5
    assert {href: status for href in offered if (status := desk.get(href).status_code) >= HTTPStatus.BAD_REQUEST} == {}


def test_whether_a_centre_is_reached_costs_one_statement_however_many_places_are(steering):
    for who, reaches in (("kt1-pt", False), ("liemqt", True)):
        stamps.forget()
        territory.of(steering[who])
        with CaptureQueriesContext(connection) as asked:
            assert territory.reaches_centre(steering[who]) is reaches
        assert sum('"office_unit"' in one["sql"] for one in asked) == 1


def test_the_places_with_a_centre_are_those_among_whose_bodies_one_is(steering):
    today = clock.today()
    found = family.places_with_centre(today)
    for place in Unit.objects.filter(level__in=["commune", "district", "province"]).values_list("pk", flat=True):
        bodies = family.bodies_of(place, today)
        assert (place in found) == any(one.level is Level.CENTRE for one in bodies)
    assert found


@pytest.mark.parametrize("who", ["kt1-pt", "csvc-tra-ly"])
def test_whoever_only_keeps_their_own_days_is_led_back_to_them(steering, sign_in, client, who):
    page = sign_in(client, who).get("/nhan-su/nghi/xin/").content.decode()
    assert ('href="/nhan-su/"' in page, 'href="/nhan-su/toi/"' in page) == (False, True)


def test_nobody_is_led_to_the_sign_in_page(region, client):
    assert client.get(ADDRESS).status_code == HTTPStatus.FOUND
