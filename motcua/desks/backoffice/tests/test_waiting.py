"""The page of what waits for a seal or signature: told with its reason, offered when it comes, each answered by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest

from motcua.config.demo.staffing import official_of
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office.commands import ActivateCertificate, OrderCertificate, TakeOrderStep
from motcua.office.order_rules import Step

pytestmark = pytest.mark.django_db

WAITS = "/viec/cho-dau-ky/"
MANY = "/viec/nhieu/"


@pytest.fixture
def order(desk: Desk) -> UUID:
    """Return the order of the leader's certificate, sent on the town's day."""
    leader = desk.town["lanhdao"]
    command = OrderCertificate(
        unit=leader.unit,
        official=official_of(leader),
        title="Phó Chủ tịch UBND xã",
        day=date(2025, 7, 11),
        holder="Văn phòng UBND tỉnh",
    )
    return perform(command, desk.town["giamdoc"]).target


@pytest.fixture
def days_later() -> Callable[[int], object]:
    """Return ``days_later(day)``: let it be ten o'clock on a day of July 2025."""

    @contextmanager
    def at(day: int) -> Iterator[None]:
        with clock.fixed(clock.at(2025, 7, day, 10)):
            yield

    return at


def bring(desk: Desk, order: UUID, title: str = "Phó Chủ tịch UBND xã") -> None:
    head, today = desk.town["giamdoc"], clock.today()
    for step in (Step.FORWARDED, Step.ISSUED):
        perform(TakeOrderStep(order=order, step=step, day=today, holder="Ban Cơ yếu Chính phủ"), head)
    perform(
        ActivateCertificate(
            order=order,
            day=today,
            holder="Người ký",
            serial="54-01",
            title=title,
            valid_from=today,
            valid_to=today.replace(year=2027),
        ),
        head,
    )


def test_what_waits_is_told_with_its_reason_and_age_on_the_director_s_first_page(desk, order, days_later):
    three = [desk.at("leader", citizen=n) for n in range(3)]
    client = desk.client("lanhdao", verified=True)
    assert "Chờ con dấu, chữ ký số từ" in client.get(f"/ho-so/{three[0]}/").content.decode()
    with days_later(16):
        director = desk.client("giamdoc", verified=True)
        first = director.get("/viec/").content.decode()
        assert "3 hồ sơ chờ con dấu/chữ ký số" in first
        assert "lâu nhất 6 ngày" in first
        page = director.get(WAITS).content.decode()
        assert all(desk.row(one).code in page for one in three)
        assert "Chứng thư số của Vũ Thử Duyệt chờ cấp" in page
        assert 'name="selected"' not in page
        dossier = director.get(f"/ho-so/{three[0]}/").content.decode()
        assert "Chưa có con dấu hoặc chữ ký số" in dossier


def test_once_it_is_there_they_are_offered_signed_and_nothing_twice(desk, order, days_later):
    three = [desk.at("leader", citizen=n) for n in range(3)]
    with days_later(18):
        bring(desk, order)
        client = desk.client("lanhdao", verified=True)
        page = client.get(WAITS).content.decode()
        assert "Đã ký được: 3 hồ sơ" in page
        assert page.count('name="selected"') == 3
        assert "đã chờ 7 ngày, từ 11/07/2025" in page
        asked = client.get(MANY, {"viec": "ky", "ve": "cho", "selected": three}).content.decode()
        assert "Ký duyệt 3 hồ sơ" in asked
        before = Entry.objects.count()
        for _ in range(2):
            sent = {"viec": "ky", "ve": "cho", "selected": three, "once_key": "k"}
            done = client.post(MANY, sent).content.decode()
            assert "3/3 hồ sơ đã ký duyệt" in done
            assert f'href="{WAITS}"' in done
        assert Entry.objects.count() == before + 3
        assert "Không hồ sơ nào chờ con dấu, chữ ký số" in client.get(WAITS).content.decode()


def test_each_is_checked_before_and_a_bad_one_does_not_stop_the_others(desk, order, days_later):
    good, bad = desk.at("leader"), desk.at("specialist", citizen=1)
    with days_later(18):
        bring(desk, order)
        client = desk.client("lanhdao", verified=True)
        asked = client.get(MANY, {"viec": "ky", "selected": [good, bad]}).content.decode()
        assert "1/2 hồ sơ dưới đây làm được" in asked
        assert "Ký duyệt 1 hồ sơ" in asked
        assert f'name="selected" value="{bad}"' not in asked
        done = client.post(MANY, {"viec": "ky", "selected": [good, bad], "once_key": "k"}).content.decode()
        assert "1/2 hồ sơ đã ký duyệt" in done
        assert (desk.row(good).step_role, desk.row(bad).step_role) == ("seal", "specialist")


def test_a_certificate_of_an_old_title_blocks_all_with_what_it_says(desk, order, days_later):
    one = desk.at("leader")
    with days_later(18):
        bring(desk, order, "Chủ tịch UBND xã")
        client = desk.client("lanhdao", verified=True)
        assert "ghi chức danh cũ «Chủ tịch UBND xã»" in client.get(WAITS).content.decode()
        asked = client.get(MANY, {"viec": "ky", "selected": [one]}).content.decode()
        assert "ghi chức danh cũ «Chủ tịch UBND xã», nay là Phó Chủ tịch UBND xã" in asked
        assert "Ký duyệt 1 hồ sơ" not in asked
        refused = client.post(f"/ho-so/{one}/viec/ky-duyet/", {"once_key": "k"})
        assert refused.status_code == 403
        assert desk.row(one).step_role == "leader"


def test_the_page_is_for_whoever_reads_dossiers_and_shows_only_their_own(desk, order, days_later):
    one = desk.at("leader")
    with days_later(16):
        assert desk.client("ketoan").get(WAITS).status_code == 403
        assert desk.row(one).code not in desk.client("congan", verified=True).get(WAITS).content.decode()
        assert desk.client("giamdoc").post(WAITS).status_code == 405


def test_what_waits_for_a_signature_stands_first_and_calls_are_stopped_for_today(desk: Desk) -> None:
    waits = desk.at("leader")
    client = desk.client("lanhdao", verified=True)
    page = client.get("/viec/cho-dau-ky/").content.decode()
    assert "1 hồ sơ chờ ký" in page
    assert f'value="{waits}"' in page
    assert "10:00, 15:30" in page
    muted = {"muted": "1", "once_key": "m"}
    for _ in range(2):
        assert client.post("/viec/cho-dau-ky/tat-nhac/", muted).status_code == 302
    assert "đã tắt nhắc ký hôm nay" in client.get("/viec/cho-dau-ky/").content.decode()
    assert client.post("/viec/cho-dau-ky/tat-nhac/", muted | {"once_key": "n"}).status_code == 409
    assert desk.client("thuly").post("/viec/cho-dau-ky/tat-nhac/", muted).status_code == 403


def test_the_director_settles_the_hours_on_the_same_page(desk: Desk) -> None:
    client = desk.client("giamdoc")
    wrong = client.post("/viec/cho-dau-ky/gio-nhac/", {"hours": "trưa", "once_key": "h"})
    assert wrong.status_code == 400
    assert "trưa" in wrong.content.decode()
    assert client.post("/viec/cho-dau-ky/gio-nhac/", {"hours": "9h 16h", "once_key": "i"}).status_code == 302
    assert "09:00, 16:00" in client.get("/viec/cho-dau-ky/").content.decode()
    assert desk.client("lanhdao").post("/viec/cho-dau-ky/gio-nhac/", {"hours": "9h"}).status_code == 403
