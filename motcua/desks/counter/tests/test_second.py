"""The screen turned to the citizen: paired with one sign-in, nothing written by looking, a confirmation kept with the dossier."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest

from motcua.desks.counter.tests.conftest import EXTRACT
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers import queries
from motcua.dossiers.models import DataConfirmation, Dossier
from motcua.ledger.models import Entry

SCREEN, CONFIRM = "/quay/man-hinh/", "/quay/man-hinh/xac-nhan/"
VISIT = uuid.UUID(int=0x0198C0000000700080000000000000C1)


def wish(town: Any, **more: Any) -> dict[str, Any]:
    return {
        "visit": VISIT.hex,
        "person": town.citizens[0].id.hex,
        "procedure": EXTRACT,
        "field": ["phone", "name", "due"],
        "questioned": ["phone"],
        "once_key": "a" * 32,
    } | more


def form_page(desk: Any, town: Any) -> Any:
    return desk.get(f"/quay/luot/{VISIT}/?nguoi={town.citizens[0].id.hex}&thu-tuc={EXTRACT}")


def channel(answer: Any, attribute: str) -> str:
    found = re.search(rf'{attribute}="([0-9a-f]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def test_both_windows_of_one_sign_in_share_a_channel_that_others_do_not(desk, town, sign_in):
    second = desk.get(SCREEN)
    assert channel(second, "data-second") == channel(form_page(desk, town), "data-mirror")
    other = type(desk)()
    sign_in(other, "tiepnhan2")
    assert channel(other.get(SCREEN), "data-second") != channel(second, "data-second")


def test_the_screen_shows_nobody_and_speaks_both_languages(desk, town):
    page = desk.get(SCREEN).content.decode()
    assert "Ngày sinh" in page
    assert "Date of birth" in page
    assert town.citizens[0].name not in page


def test_looking_writes_nothing(desk, town):
    before = Entry.objects.count()
    desk.get(SCREEN)
    form_page(desk, town)
    assert desk.get(CONFIRM).status_code == 405
    assert Entry.objects.count() == before


def test_the_form_gives_the_least_that_must_be_right(desk, town):
    page = form_page(desk, town).content.decode()
    assert set(re.findall(r'data-fact="(\w+)"', page)) == {"name", "born", "phone", "procedure"}


def test_the_home_of_the_counter_ends_the_visit_and_looking_for_a_second_person_does_not(desk):
    assert "data-ends" in desk.get("/quay/").content.decode()
    assert "data-ends" not in desk.get(f"/quay/?then=/quay/luot/{VISIT}/?kem=").content.decode()


def test_a_confirmation_is_kept_once_and_stands_with_the_dossier(desk, town):
    for _ in range(2):
        assert desk.post(CONFIRM, wish(town)).status_code == 200
    row = DataConfirmation.objects.get()
    assert (row.fields, row.questioned) == ("name phone due", "phone")
    address = f"/quay/luot/{VISIT}/nhan/"
    answer = desk.post(address, form_of(form_page(desk, town), address), follow=True)
    dossier = Dossier.objects.get()
    assert "đã xem và xác nhận trên màn hình thứ hai" in answer.content.decode()
    page = queries.dossier_page(town["tiepnhan"], dossier.id)
    assert page.confirmed is not None
    assert [str(name) for name in page.confirmed.questioned] == ["Số điện thoại"]
    assert "Đã báo sai và được sửa" in desk.get(f"/ho-so/{dossier.id}/").content.decode()


def test_what_another_visit_or_procedure_confirmed_is_not_shown(desk, town):
    desk.post(CONFIRM, wish(town, procedure="1.001193"))
    desk.post(CONFIRM, wish(town, visit=uuid.uuid4().hex, once_key="b" * 32))
    dossier = town.accept(EXTRACT)
    assert queries.dossier_page(town["tiepnhan"], dossier).confirmed is None


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"field": []}, 400),
        ({"field": ["number"]}, 400),
        ({"questioned": ["x" * 999]}, 400),
        ({"visit": "x"}, 400),
        ({"person": ""}, 400),
        ({"person": uuid.UUID(int=9).hex}, 404),
        ({"procedure": ""}, 400),
        ({"procedure": "9" * 99}, 400),
    ],
)
def test_what_cannot_be_confirmed_is_refused(desk, town, values, status):
    before = Entry.objects.count()
    assert desk.post(CONFIRM, wish(town, **values)).status_code == status
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["thuly", "giamdoc", "quantri"])
def test_only_the_counter_has_such_a_screen(town, sign_in, client, who):
    sign_in(client, who, verified=True)
    assert client.get(SCREEN).status_code == 403
    assert client.post(CONFIRM, wish(town)).status_code == 403
    assert not DataConfirmation.objects.exists()
