"""Where bodies work: several buildings of one commune, their coordinates as typed, pasted, refused and warned of."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest

from motcua.config.demo import region as story
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import queries, stamps
from motcua.office.commands import SetVenue
from motcua.office.models import Unit

TYPED = {"name": "Nhà một cửa", "address": "Số 1", "valid_from": "01/07/2025"}
MIDDLE = (20.9583, 105.93)


@pytest.fixture
def admin(town, client, sign_in):
    """The administrator of the town, whose commune's middle is known."""
    Unit.objects.filter(pk=town.bodies.commune).update(latitude=MIDDLE[0], longitude=MIDDLE[1])
    stamps.bump()
    return sign_in(client, "quantri", verified=True)


@pytest.fixture
def form(town) -> str:
    return f"/quan-tri/don-vi/{town.bodies.centre}/tru-so/"


def venues(town):
    return [(one.latitude, one.longitude) for one in queries.venues_of(town.bodies.centre)]


def test_the_form_asks_for_coordinates(town, admin, form):
    assert 'name="position"' in admin.get(form).content.decode()


@pytest.mark.parametrize(
    "position", ["20.95, 105.95", "20,95; 105,95", "https://www.google.com/maps/@20.95,105.95,17z", "105.95, 20.95"]
)
def test_coordinates_are_kept_and_shown(town, admin, form, position):
    answer = admin.post(form, TYPED | {"position": position})
    assert answer.status_code == HTTPStatus.FOUND
    assert venues(town) == [(20.95, 105.95)]
    assert "20.95000, 105.95000" in admin.get(answer["Location"]).content.decode()
    assert queries.positions([town.bodies.centre]) == {town.bodies.centre: (20.95, 105.95)}


def test_a_venue_without_coordinates_is_kept_and_says_so(town, admin, form):
    answer = admin.post(form, TYPED)
    assert venues(town) == [(None, None)]
    assert "chưa có tọa độ" in admin.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("position", ["20.95", "48.85, 2.35", "nan, nan", "ở giữa xã", "<script>", "9" * 3_000])
def test_what_is_no_place_in_the_country_comes_back_beside_the_field(town, admin, form, position):
    before = Entry.objects.count()
    answer = admin.post(form, TYPED | {"position": position})
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert 'id="f-position-error"' in answer.content.decode()
    assert Entry.objects.count() == before


def test_a_place_far_from_the_commune_is_asked_about_once_more(town, admin, form):
    far = TYPED | {"position": "10.77, 106.69", "once_key": "xa-1"}
    refused = admin.post(form, far)
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert "cách trung tâm xã, phường 11" in refused.content.decode()
    assert venues(town) == []
    assert admin.post(form, far | {"far": "1"}).status_code == HTTPStatus.FOUND
    assert venues(town) == [(10.77, 106.69)]


@pytest.mark.parametrize(("latitude", "longitude"), [(20.95, None), (None, 105.95), (48.85, 2.35), (0.0, 0.0)])
def test_half_a_point_and_points_abroad_are_refused_by_the_act_itself(town, latitude, longitude):
    command = SetVenue(
        unit=town.bodies.centre,
        name="Nhà một cửa",
        address="Số 1",
        valid_from=date(2025, 7, 1),
        latitude=latitude,
        longitude=longitude,
    )
    with pytest.raises(BadInput):
        perform(command, town["quantri"])
    assert venues(town) == []


def test_the_page_of_a_body_names_where_the_others_work(town, admin, form):
    admin.post(form, TYPED)
    committee = f"/quan-tri/don-vi/{town.bodies.committee}/"
    assert "Nhà một cửa, Số 1" in admin.get(committee).content.decode()
    assert "Nhà một cửa" in admin.get("/quan-tri/don-vi/").content.decode()


def test_dai_dong_works_in_three_buildings_the_party_in_the_former_yen_nghiep(region):
    """C01: the report of 15/7/2025 says where the Party office lies, and that offices are scattered."""
    with clock.fixed(clock.at(2025, 7, 15, 9)):
        bodies = {body.full_name: body.id for body in queries.bodies_of(region.places["dai-dong"])}
        found = {name: queries.venues_of(id_) for name, id_ in bodies.items()}
    party = next(many for name, many in found.items() if name.startswith("Đảng ủy xã Đại Đồng"))
    assert [(one.name, one.address) for one in party] == [story.PARTY_OFFICE]
    assert "Yên Nghiệp cũ" in party[0].name
    assert len({one.name for many in found.values() for one in many}) == 3
