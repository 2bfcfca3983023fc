"""The first page of the centre's housekeeping: what somebody's powers open, and nothing else."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from motcua.desks.centre.topics import TOPICS

ADDRESS = "/trung-tam/"


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


def test_nobody_is_led_to_the_sign_in_page(region, client):
    assert client.get(ADDRESS).status_code == HTTPStatus.FOUND
