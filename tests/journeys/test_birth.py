"""A birth registration at xã Phụng Công: from the ID card to the returned result, in a real browser."""

from __future__ import annotations

import os
import re
from datetime import date

import pikepdf
import pytest

from motcua.documents.pdf_text import open_pdf, text_of
from tests.browser import accessible
from tests.journeys.conftest import FRIDAY

pytestmark = pytest.mark.journey

CARD = "033190000011||Công Dân Thử Một|12031990|Nữ|Thôn Thử, xã Phụng Công, tỉnh Hưng Yên|01012022"
ONCE = pytest.mark.skipif(
    bool(os.environ.get("MOTCUA_TEST_ONLY_DATABASE")),
    reason="that the product works on the day it is started does not hang on the database",
)
TAKEN_BACK = {"Số": "15", "Quyển số": "01/2025", "Ngày đăng ký": "11/07/2025", "Số định danh cá nhân": "033325000999"}


def accept(page, house, about):
    """Receive a birth registration as an official would: scan, choose, check, accept; return its address and secret."""
    page.goto(f"{house.root}/quay/")
    page.locator("input[name=q]").first.fill(CARD)
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url(re.compile(r"/quay/luot/"))
    page.locator("#f-q").fill("1.001193")
    page.locator("#f-q").press("Enter")
    page.wait_for_url(re.compile(r"thu-tuc=1\.001193"))
    page.locator("[name=about]").fill(about)
    accessible(page)
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"/quay/da-nhan/"))
    code, secret = (text.strip() for text in page.locator(".big-code code").all_inner_texts()[:2])
    return page.url.rstrip("/").rsplit("/", 1)[-1], code, secret


def work(page, house, dossier, button, fields=None):
    """Do the present step on the dossier's page."""
    page.goto(f"{house.root}/ho-so/{dossier}/")
    for name, value in (fields or {}).items():
        page.locator(f'[name="nhan-ve.{name}"]').fill(value)
    accessible(page)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/viec/" in answer.url) as sent:
        page.get_by_role("button", name=re.compile(button)).first.click()
    assert sent.value.status < 400, sent.value.text()
    page.wait_for_load_state("networkidle")


def hand_over(page, house, number):
    """Hand the result to its owner after checking the card."""
    page.goto(f"{house.root}/quay/tra/")
    page.locator("input[name=q]").first.fill(number)
    page.locator("input[name=q]").first.press("Enter")
    page.locator("input[name=number]").fill(number)
    accessible(page)
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"da-tra"))


@pytest.mark.parametrize("clock", [pytest.param(FRIDAY, id="11-7-2025"), pytest.param(None, id="today", marks=ONCE)])
def test_from_the_card_to_the_returned_result(house_at, desk, clock):
    house = house_at(clock)
    counter = desk(house, "tiepnhan", prints=True)
    dossier, code, secret = accept(counter, house, "Khai sinh cho Trẻ Thử Ba")
    accessible(counter)
    counter.keyboard.press("F8")
    counter.wait_for_selector("body[data-printed*='/giay-hen.pdf']", state="attached")
    if clock:
        assert re.fullmatch(r"000\.01\.99\.H33-250711-\d{4}", code)
    else:
        assert re.fullmatch(rf"H33\.99\.01-{date.today():%y%m%d}-\d{{4}}", code)  # noqa: DTZ011 - the server's own day

    slip = counter.request.get(f"{house.root}/ho-so/{dossier}/giay-hen.pdf?kho=a5").body()
    check_slip(house, slip, code, secret)

    officer = desk(house, "thuly")
    work(officer, house, dossier, "Chuyển bước tiếp")
    work(officer, house, dossier, "Ghi kết quả", TAKEN_BACK)
    work(desk(house, "lanhdao"), house, dossier, "Ký duyệt")
    work(desk(house, "vanthu"), house, dossier, "Đóng dấu")
    hand_over(counter, house, "033190000011")

    citizen = desk(house, phone=True)
    citizen.goto(f"{house.root}/tra-cuu/?ma={code}")
    citizen.locator("[name=ma-tra-cuu]").fill(secret)
    citizen.locator("[name=ma-tra-cuu]").press("Enter")
    citizen.wait_for_load_state("networkidle")
    accessible(citizen)
    told = citizen.locator("main").inner_text()
    assert code in told
    assert "Công Dân" not in told
    assert re.search(r"trả", told, re.IGNORECASE)

    verified = house.motcua("verify-ledger")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    for page in (counter, officer, citizen):
        assert page.errors == []


def check_slip(house, slip, code, secret):
    """The slip is PDF/A with its fonts, says what the screen said, and verifies with the published key."""
    with open_pdf(slip) as pdf:
        text = text_of(pdf)
        fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        with pdf.open_metadata() as metadata:
            assert metadata.get("pdfaid:part") == "2"
    assert fonts
    assert all(_embedded(font) for font in fonts)
    assert code in text.replace("\n", "")
    assert secret in text
    assert "Khai sinh cho Trẻ Thử Ba" in re.sub(r"\s+", " ", text)
    file = house.var / "giay-hen.pdf"
    file.write_bytes(slip)
    verdict = house.motcua("verify-receipt", str(file), "--keys", str(house.var / "keys" / "public"))
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def _embedded(font: pikepdf.Object) -> bool:
    descendant = font.get("/DescendantFonts", [font])[0]
    return any(name in descendant.get("/FontDescriptor", {}) for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_a_wrong_secret_teaches_nothing(house_at, desk):
    house = house_at(FRIDAY)
    counter = desk(house, "tiepnhan")
    _, code, secret = accept(counter, house, "Khai sinh cho Trẻ Thử Bốn")
    citizen = desk(house)
    told = []
    for typed_code, typed_secret in ((code, "AAAA-AAAA"), ("000.01.99.H33-250711-9999", secret)):
        citizen.goto(f"{house.root}/tra-cuu/?ma={typed_code}")
        citizen.locator("[name=ma-tra-cuu]").fill(typed_secret)
        citizen.locator("[name=ma-tra-cuu]").press("Enter")
        citizen.wait_for_load_state("networkidle")
        told.append(citizen.locator("main").inner_text().replace(typed_code, "CODE"))
    assert told[0] == told[1]


def test_a_double_press_accepts_once(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "tiepnhan2")
    page.goto(f"{house.root}/quay/")
    page.locator("input[name=q]").first.fill(CARD)
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url(re.compile(r"/quay/luot/"))
    page.locator("#f-q").fill("1.001193")
    page.locator("#f-q").press("Enter")
    page.wait_for_url(re.compile(r"thu-tuc=1\.001193"))
    page.locator("[name=about]").fill("Nhấn hai lần")
    form = page.locator("form:has([name=about])")
    fields = form.evaluate("form => Object.fromEntries(new FormData(form))")
    papers = form.evaluate("form => new FormData(form).getAll('papers')")
    action = form.get_attribute("action")
    data = "&".join(f"papers={key}" for key in papers)
    from urllib.parse import urlencode

    body = urlencode({name: value for name, value in fields.items() if name != "papers"}) + "&" + data
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": page.url}
    first, second = (page.request.post(house.root + action, data=body, headers=headers) for _ in range(2))
    assert first.url == second.url
    assert "/quay/da-nhan/" in first.url


STICKS_OUT = """() => [...document.querySelectorAll("main .table tbody td, main .choice-card")].flatMap(card => {
  const edge = card.getBoundingClientRect().right + 1;
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const out = [];
  while (texts.nextNode()) {
    const drawn = document.createRange();
    drawn.selectNodeContents(texts.currentNode);
    if (drawn.getBoundingClientRect().right > edge) out.push(texts.currentNode.data.trim());
  }
  return out;
})"""
SQUEEZED = """() => [...document.querySelectorAll(".hand-list .why > span:first-of-type")]
  .filter(one => one.getBoundingClientRect().width < 120).map(one => one.textContent)"""


def test_on_a_phone_codes_and_reasons_stay_whole_inside_their_cards(house_at, desk):
    house = house_at(FRIDAY)
    accept(desk(house, "tiepnhan"), house, "Khai sinh cho Trẻ Thử Năm")
    page = desk(house, "tiepnhan", phone=True)
    for address in ("/quay/", "/quay/hom-nay/", "/quay/tra/", "/quay/chot-ngay/"):
        page.goto(house.root + address)
        assert page.evaluate(STICKS_OUT) == [], address
    page.goto(f"{house.root}/quay/tra/")
    page.locator("input[name=q]").first.fill("033060000044")
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_selector(".hand-list")
    assert page.evaluate(STICKS_OUT) == []
    assert page.evaluate(SQUEEZED) == []
