"""Lists kept under a name at the desk: chips over the list, an address to share, and nothing of anybody else's."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers import saved
from motcua.dossiers.rules.saved import VIEWS_MOST
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
TYPED = {"ds": "don-vi", "linh_vuc": "Chứng thực", "tu_khoa": "bản sao"}
NOBODY = UUID("01a20206-4987-71bf-bda7-b7f83d3405ff")


def keep(desk: Desk, who: str = "thuly", name: str = "Chứng thực của tôi") -> UUID:
    answer = desk.client(who).post("/viec/da-luu/them/", TYPED | {"name": name, "once_key": name})
    assert answer.status_code == 302
    return saved.views_of(desk.town[who])[-1].id


def test_a_narrowed_list_is_kept_as_a_chip_whose_address_anybody_may_open_under_their_own_rights(desk: Desk) -> None:
    copies, other = desk.at("specialist", "2.000815"), desk.at("specialist", citizen=1)
    client = desk.client("thuly")
    page = client.get("/viec/", TYPED).content.decode()
    assert "Lưu bộ lọc này dưới tên" in page
    answer = client.post("/viec/da-luu/them/", TYPED | {"name": "Sao y", "once_key": "k"})
    page = client.get(answer["Location"]).content.decode()
    assert (copies.hex in page, other.hex in page) == (True, False)
    chip = page[page.index('class="chip"') :]
    assert chip.index('aria-current="page"') < chip.index("Sao y")
    assert "Lưu bộ lọc này dưới tên" not in page, "it is kept already"
    shared = desk.client("vanhoa").get(answer["Location"]).content.decode()
    assert (copies.hex in shared, "Sao y" in shared) == (False, False)


def test_a_press_twice_keeps_one_and_a_name_twice_is_said_beside_its_field(desk: Desk) -> None:
    client = desk.client("thuly")
    for _ in range(2):
        assert client.post("/viec/da-luu/them/", TYPED | {"name": "Sao y", "once_key": "k"}).status_code == 302
    refused = client.post("/viec/da-luu/them/", TYPED | {"name": "SAO Y", "once_key": "k2"})
    assert refused.status_code == 400
    page = refused.content.decode()
    assert "Bạn đã có danh sách tên" in page
    assert 'value="SAO Y"' in page
    assert len(saved.views_of(desk.town["thuly"])) == 1


def test_one_list_too_many_is_refused_with_the_list_still_there(desk: Desk) -> None:
    for n in range(VIEWS_MOST):
        keep(desk, name=f"Danh sách {n}")
    refused = desk.client("thuly").post("/viec/da-luu/them/", TYPED | {"name": "Nữa", "once_key": "k"})
    assert refused.status_code == 422
    assert f"lưu được {VIEWS_MOST} danh sách" in refused.content.decode()


def test_kept_lists_are_renamed_and_removed_on_their_page(desk: Desk) -> None:
    kept, client = keep(desk), desk.client("thuly")
    assert "Chứng thực của tôi" in client.get("/viec/da-luu/").content.decode()
    refused = client.post(f"/viec/da-luu/{kept}/doi-ten/", {"name": " ", "once_key": "k"})
    assert (refused.status_code, "Đặt tên cho danh sách." in refused.content.decode()) == (400, True)
    client.post(f"/viec/da-luu/{kept}/doi-ten/", {"name": "Sao y", "once_key": "k1"})
    assert "Sao y" in client.get("/viec/da-luu/").content.decode()
    client.post(f"/viec/da-luu/{kept}/bo/", {"once_key": "k2"})
    assert "Chưa lưu danh sách nào" in client.get("/viec/da-luu/").content.decode()
    assert client.post(f"/viec/da-luu/{kept}/bo/", {"once_key": "k3"}).status_code == 404
    assert client.post(f"/viec/da-luu/{kept}/la/", {"once_key": "k4"}).status_code == 404


def test_another_persons_list_is_not_found_like_none(desk: Desk) -> None:
    kept, client = keep(desk), desk.client("truongphong")
    assert "Chứng thực của tôi" not in client.get("/viec/da-luu/").content.decode()
    before = Entry.objects.count()
    for id_ in (kept, NOBODY):
        for verb in ("bo", "doi-ten"):
            answer = client.post(f"/viec/da-luu/{id_}/{verb}/", {"name": "x", "once_key": verb})
            assert answer.status_code == 404
            assert "Chứng thực của tôi" not in answer.content.decode()
    assert Entry.objects.count() == before


def test_kept_lists_are_for_who_reads_dossiers_and_changed_by_post_alone(desk: Desk) -> None:
    kept = keep(desk)
    assert desk.client("quantri").get("/viec/da-luu/").status_code == 403
    assert desk.client("quantri").post("/viec/da-luu/them/", TYPED | {"name": "x"}).status_code == 403
    assert Client().get("/viec/da-luu/").status_code == 302
    for address in ("them/", f"{kept}/bo/"):
        assert desk.client("thuly").get(f"/viec/da-luu/{address}").status_code == 405


@pytest.mark.parametrize(
    "query",
    ["giu=rác", "can_bo=rác", "kenh=rác", "buoc=rác", "thu_tuc=" + "x" * 30, "han_tu=rác", "tu_khoa=" + "x" * 200],
)
def test_a_filter_that_is_none_narrows_nothing_and_is_no_fault(desk: Desk, query: str) -> None:
    dossier = desk.at("specialist")
    answer = desk.client("thuly").get(f"/viec/?ds=don-vi&{query}")
    assert (answer.status_code, dossier.hex in answer.content.decode()) == (200, True)


def test_the_filters_offer_procedure_step_holder_official_channel_days_and_words(desk: Desk) -> None:
    page = desk.client("truongphong").get("/viec/loc/?ds=don-vi").content.decode()
    for name in saved.FILTERS:
        assert f'name="{name}"' in page, name
    assert "Bùi Thử Trưởng" in page
    assert "2.000635" in page


def test_filters_stand_in_the_address_of_the_next_page_and_of_the_file(desk: Desk) -> None:
    desk.at("specialist", "2.000815")
    page = desk.client("thuly").get("/viec/", TYPED | {"buoc": "specialist"}).content.decode()
    link = page[page.index("/viec/danh-sach.xlsx?") :]
    link = link[: link.index('"')]
    assert all(part in link for part in ("buoc=specialist", "tu_khoa=b%E1%BA%A3n+sao", "linh_vuc="))
