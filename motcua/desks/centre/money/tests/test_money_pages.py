"""The pages of money: what is typed becomes what is meant, and nothing is seen or done without the right."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from openpyxl import load_workbook

from motcua.budget.commands import RecordGrant
from motcua.budget.models import Estimate, Grant, Spending
from motcua.config.demo import equipment, money
from motcua.desks.centre.money.asking import amount_of, lines_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

HOME = "/kinh-phi/"


@pytest.fixture
def story(region):
    found = money.fill(region)
    with clock.fixed(clock.at(2025, 7, 30, 10)):
        yield found


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.250.000", 1_250_000), ("1,250,000 đ", 1_250_000), ("1250000 đồng", 1_250_000), ("7", 7), ("12 500", 12_500)],
)
def test_amounts_are_read_as_people_write_them(text, amount):
    assert amount_of(text) == amount


@pytest.mark.parametrize("text", ["", "1.25", "-5", "12,5", "1e9", "một triệu", "1.250.00", "9" * 17])
def test_what_is_no_amount_is_told(text):
    with pytest.raises(BadInput):
        amount_of(text)


def test_lines_are_read_with_whom_they_are_for():
    first, second = lines_of("Mua máy quét 30.000.000\n\n Hội nghị: 5.000.000 đ *")
    assert (first.name, first.amount, first.for_centre) == ("Mua máy quét", 30_000_000, True)
    assert (second.name, second.amount, second.for_centre) == ("Hội nghị", 5_000_000, False)


def test_the_home_page_says_what_is_missing_and_the_share(story, sign_in, client):
    page = sign_in(client, "ct-dai-dong", verified=True).get(HOME).content.decode()
    for words in ("Kinh phí hoạt động 6 tháng cuối năm", "Đã duyệt", "100,0 %", "90.000.000"):
        assert words in page


def test_an_accountant_takes_an_estimate_from_asking_to_submission(story, sign_in, client):
    desk = sign_in(client, "kt-dai-dong")
    place = str(Estimate.objects.get().place_id)
    sent = {"place": place, "year": "2026", "title": "Dự toán 2026", "wanted_by": "31/12/2025", "once_key": "a"}
    for _ in range(2):
        assert desk.post(f"{HOME}du-toan/moi/", sent).status_code == HTTPStatus.FOUND
    made = Estimate.objects.get(year=2026)
    here = f"{HOME}du-toan/{made.id}/"
    assert desk.post(f"{here}lap/", {"lines": "Điện 12.000.000", "once_key": "b"}).status_code == HTTPStatus.FOUND
    assert desk.post(f"{here}trinh/", {"once_key": "c"}).status_code == HTTPStatus.FOUND
    made.refresh_from_db()
    assert (made.state, made.total) == ("submitted", 12_000_000)
    shown = desk.get(here).content.decode()
    assert "Dự toán 2026" in shown
    assert "12.000.000" in shown
    leader = sign_in(client, "ct-dai-dong", verified=True)
    answer = leader.post(f"{here}duyet/", {"how": "return", "words": "", "once_key": "d"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert (
        leader.post(f"{here}duyet/", {"how": "return", "words": "Thiếu", "once_key": "d"}).status_code
        == HTTPStatus.FOUND
    )


def test_spending_elsewhere_is_explained_or_refused_with_what_was_typed(story, sign_in, client):
    desk = sign_in(client, "kt-dai-dong")
    address = f"{HOME}ho-tro/{story['grant']}/chi/"
    sent = {"what": "Sửa nhà văn hóa", "amount": "10.000.000", "day": "30/07/2025", "where": "other", "once_key": "k"}
    refused = desk.post(address, sent)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Sửa nhà văn hóa" in refused.content.decode()
    assert Spending.objects.count() == 1
    assert desk.post(address, {**sent, "reason": "Mái dột"}).status_code == HTTPStatus.FOUND
    grant = Grant.objects.get()
    assert (grant.spent, grant.centre_spent) == (100 * money.MILLION, 90 * money.MILLION)
    assert "90,0 %" in desk.get(f"{HOME}ho-tro/{grant.id}/").content.decode()
    other = Spending.objects.get(for_centre=False)
    undo = f"{HOME}ho-tro/{grant.id}/chi/{other.id}/huy/"
    assert desk.post(undo, {"reason": "Ghi nhầm", "once_key": "u"}).status_code == HTTPStatus.FOUND
    grant.refresh_from_db()
    assert grant.spent == 90 * money.MILLION


def test_the_form_says_what_the_centre_lacks_and_the_spending_keeps_it(region, sign_in, client):
    equipment.fill(region)
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        record = RecordGrant(place=region.places["cao-xa"], name="Hỗ trợ thử", source="Tỉnh", amount=5 * money.MILLION)
        grant = perform(record, region["kt-cao-xa"]).target
        address = f"{HOME}ho-tro/{grant}/chi/"
        desk = sign_in(client, "kt-cao-xa")
        assert "còn thiếu" in desk.get(address).content.decode()
        sent = {"what": "Hội nghị", "amount": "1.000.000", "day": "16/07/2025", "where": "other", "once_key": "k"}
        assert desk.post(address, {**sent, "reason": "Theo kế hoạch"}).status_code == HTTPStatus.FOUND
    spending = Spending.objects.get()
    assert spending.centre_gaps
    assert "hướng dẫn" in spending.gaps_source
    assert spending.gaps_as_of is not None


@pytest.mark.parametrize("amount", ["", "abc", "-1", "999999999999999999999", "500.000.001"])
def test_bad_amounts_leave_nothing(story, sign_in, client, amount):
    before = Entry.objects.count()
    sent = {"what": "x", "amount": amount, "day": "30/07/2025", "where": "centre", "once_key": "k"}
    answer = sign_in(client, "kt-dai-dong").post(f"{HOME}ho-tro/{story['grant']}/chi/", sent)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["khoakd", "kt-vu-phuc"])
def test_other_places_money_is_not_there(story, sign_in, client, who):
    desk = sign_in(client, who, verified=True)
    for part in (f"du-toan/{story['estimate']}/", f"ho-tro/{story['grant']}/"):
        assert desk.get(HOME + part).status_code == HTTPStatus.NOT_FOUND
    assert "500.000.000" not in desk.get(HOME).content.decode()
    rows = load_workbook(BytesIO(desk.get(f"{HOME}kinh-phi.xlsx").content)).active.max_row
    assert rows == 2


def test_without_the_power_nothing_opens(story, sign_in, client):
    desk = sign_in(client, "csvc-dai-dong")
    for part in ("", "kinh-phi.xlsx", "du-toan/moi/", "du-toan/nhieu-noi/", f"ho-tro/{story['grant']}/chi/"):
        assert desk.get(HOME + part).status_code == HTTPStatus.FORBIDDEN
    client.cookies.clear()
    assert client.get(HOME).status_code == HTTPStatus.FOUND
