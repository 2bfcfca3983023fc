"""What the small scripts do, in a real browser: scanner, keys, drafts, sending once, ticking rows; and axe on every look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from jinja2 import Environment
from playwright.sync_api import Browser, Page, expect

from motcua.desks.shared import parts_catalogue as samples
from motcua.desks.shared.shapes import Option, Theme
from motcua.desks.shared.tests.conftest import Site
from motcua.kernel import clock
from motcua.kernel.errors import RuleError

pytestmark = pytest.mark.journey

CARD = "034095001234|123456789|Nguyễn Thị Thử|02091990|Nữ|thôn Thử Nghiệm|01072021"

COUNTER = """
{% extends "shared/base.html" %}{% import "shared/form.html" as form %}{% import "shared/acts.html" as acts %}
{% import "shared/choose.html" as choose %}
{% block title %}Quầy{% endblock %}
{% block main %}
{{ form.search_box("/search", "Tìm hồ sơ") }}
{% call form.form("/accept", once_key="K1", draft="accept", enter=true, id="accept") %}
  {{ form.field("card", "Thẻ", kind="scan") }}
  {{ form.field("name", "Họ tên") }}
  {{ choose.choices("for", "Cho ai", options, value="self") }}
  {{ form.field("phone", "Điện thoại", kind="tel") }}
  {{ form.field("secret", "Mật khẩu", kind="password") }}
  {{ form.field("otp", "Mã xác thực", kind="otp") }}
  {{ acts.button("Tiếp nhận", look="primary", key="F9", busy="Đang tiếp nhận…") }}
  {{ acts.button("Trả kết quả", why="Chưa có kết quả") }}
{% endcall %}
{{ acts.button("In giấy hẹn", key="F8", href="/done", attrs={"data-print-url": "/done"}) }}
{% endblock %}
"""
MANY = """
{% extends "shared/base.html" %}{% import "shared/form.html" as form %}{% import "shared/acts.html" as acts %}
{% import "shared/choose.html" as choose %}
{% block title %}Nơi{% endblock %}
{% block main %}{% call form.form("/accept", once_key="K2") %}
  {{ choose.choices("places", "Nơi", options, value=(), kind="checkbox") }}{{ acts.button("Ghi") }}
{% endcall %}{% endblock %}
"""
# Nothing is printed here; what would be is told on the page.
PRINTS = """window.print = () => {
  const told = top.document.documentElement.dataset;
  told.printed = (told.printed ?? "") + location.pathname;
}"""
BLANK = '{% extends "shared/base.html" %}{% block title %}Xong{% endblock %}{% block main %}<p>Xong</p>{% endblock %}'


@pytest.fixture(autouse=True)
def _vietnamese_on_the_sample_day() -> Iterator[None]:
    with translation.override("vi"), clock.fixed(samples.NOW):
        yield


@pytest.fixture
def counter(env: Environment, site: Site, browser: Browser) -> Iterator[Page]:
    """Return a counter's page, open, with every fault of its scripts collected."""
    context = samples.context()
    shell = samples.shell(sign_out_url="/sign-out", lock_url="/lock")
    site.pages |= {
        "/": env.from_string(COUNTER).render({**context, "shell": shell}),
        "/list": env.get_template("shared/parts_catalogue.html").render(context),
        "/done": env.from_string(BLANK).render(shell=shell),
    }
    tab = browser.new_context()
    tab.add_init_script(PRINTS)
    page = tab.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(f"{site.url}/")
    yield page
    tab.close()
    assert faults == []


def scan(page: Page, text: str, end: str = "Enter", method: str = "plain") -> None:
    """Type as a scanner does: a key every 8 ms by the keyboard's own clock, each inserted unless swallowed.

    A real key carries the moment it was pressed, not the moment a busy page got round to it; a made one is given it.
    """
    page.evaluate(
        """([text, end, method]) => {
          let pressed = performance.now();
          const press = (key, code, shift) => {
            const event = new KeyboardEvent("keydown", {key, code, shiftKey: shift, bubbles: true, cancelable: true});
            Object.defineProperty(event, "timeStamp", {value: pressed += 8});
            const field = document.activeElement;
            if (field.dispatchEvent(event) && key.length === 1 && field.setRangeText) field.setRangeText(
              key, field.selectionStart, field.selectionEnd, "end");
          };
          for (const sign of text) {
            if (method === "ime" && /[0-9]/.test(sign)) press("Process", "Digit" + sign, false);
            else if (method === "ime" && sign === "|") press("Process", "Backslash", true);
            else press(sign, "", false);
          }
          press(end, end, false);
        }""",
        [text, end, method],
    )


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_scan_goes_to_the_scan_field_wherever_the_cursor_was(counter: Page, site: Site, end: str) -> None:
    counter.fill("#f-name", "Đang gõ dở")
    counter.focus("#f-name")
    scan(counter, CARD, end)
    expect(counter.locator("#f-card")).to_have_value(CARD)
    expect(counter.locator("#f-card")).to_be_focused()
    expect(counter.locator("#f-name")).to_have_value("Đang gõ dở")
    assert site.posts == []


def type_like_a_scanner(page: Page, text: str) -> None:
    """Type with real keys as fast as a scanner; a busy machine that stutters tries again."""
    gaps = "() => { window.gap = 0; let last = 0; addEventListener('keydown', (e) => {"
    gaps += " if (last) window.gap = Math.max(window.gap, e.timeStamp - last); last = e.timeStamp; }, true); }"
    for _ in range(30):
        for box in ("#f-card", "#f-phone"):
            page.fill(box, "")
        page.focus("#f-phone")
        page.evaluate(gaps)
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        if page.evaluate("window.gap") < 40:
            return
    raise AssertionError("this machine cannot type as fast as a scanner")


def test_scan_by_real_keys_is_told_from_typing(counter: Page) -> None:
    type_like_a_scanner(counter, "034095001234|123456789|CONG DAN THU MOT")
    expect(counter.locator("#f-card")).to_have_value("034095001234|123456789|CONG DAN THU MOT")
    expect(counter.locator("#f-phone")).to_have_value("")


def test_scan_with_nothing_focused_is_heard(counter: Page) -> None:
    counter.evaluate("document.activeElement.blur()")
    counter.evaluate("document.addEventListener('motcua:scan', (event) => (window.heard = event.detail.text))")
    scan(counter, CARD)
    assert counter.evaluate("window.heard") == CARD


def test_scan_through_an_input_method_keeps_its_digits_and_bars(counter: Page) -> None:
    scan(counter, "034095001234|123456789|", method="ime")
    expect(counter.locator("#f-card")).to_have_value("034095001234|123456789|")


def test_typing_by_hand_is_left_alone(counter: Page) -> None:
    counter.focus("#f-name")
    counter.keyboard.type("Nguyễn Thị Thử", delay=60)
    expect(counter.locator("#f-name")).to_have_value("Nguyễn Thị Thử")
    expect(counter.locator("#f-card")).to_have_value("")


def test_fast_burst_that_is_no_scan_ends_up_where_it_was_typed(counter: Page) -> None:
    counter.fill("#f-name", "AB")
    counter.focus("#f-name")
    scan(counter, "12345", end="Shift")
    expect(counter.locator("#f-name")).to_have_value("AB12345")


def test_one_time_code_typed_by_a_device_is_not_a_scan(counter: Page) -> None:
    counter.focus("#f-otp")
    scan(counter, "123456789", end="Shift")
    expect(counter.locator("#f-otp")).to_have_value("123456789")
    expect(counter.locator("#f-card")).to_have_value("")


def test_enter_goes_from_field_to_field_and_then_to_the_button(counter: Page) -> None:
    counter.focus("#f-name")
    stops = []
    for _ in range(5):
        counter.keyboard.press("Enter")
        stops.append(counter.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
    assert stops[:4] == ["for", "phone", "secret", "otp"]
    assert stops[4].startswith("Tiếp nhận")
    counter.keyboard.press("Shift+Tab")
    counter.keyboard.press("Shift+Enter")
    assert counter.evaluate("document.activeElement.name") == "secret"


def test_f_key_presses_its_button_and_sends_the_key_of_the_form(counter: Page, site: Site) -> None:
    counter.fill("#f-name", "Công dân Thử Một")
    counter.keyboard.press("F9")
    counter.wait_for_url("**/done")
    ((path, sent),) = site.posts
    assert path == "/accept"
    assert sent["once_key"] == ["K1"]
    assert sent["name"] == ["Công dân Thử Một"]


def test_second_press_sends_nothing(counter: Page, site: Site) -> None:
    site.release.clear()
    shown = counter.evaluate(
        """async () => {
          const button = document.querySelector("[data-key=F9]");
          button.click();
          await new Promise((done) => setTimeout(done, 100));
          button.click();
          button.form.requestSubmit();
          return button.textContent;
        }"""
    )
    assert "Đang tiếp nhận…" in shown
    site.release.set()
    counter.wait_for_url("**/done")
    assert len(site.posts) == 1


def test_act_that_is_barred_tells_why_when_it_is_asked(counter: Page, site: Site) -> None:
    counter.get_by_role("button", name="Trả kết quả").click(force=True)
    expect(counter.get_by_text("Chưa có kết quả").first).to_be_visible()
    assert site.posts == []


def test_slash_searches_except_while_typing(counter: Page) -> None:
    counter.evaluate("document.activeElement.blur()")
    counter.keyboard.press("/")
    expect(counter.locator("#f-q")).to_be_focused()
    expect(counter.locator("#f-q")).to_have_value("")
    counter.focus("#f-name")
    counter.keyboard.type("a/b", delay=60)
    expect(counter.locator("#f-name")).to_have_value("a/b")


def test_among_many_boxes_one_is_found_without_marks_and_what_was_ticked_stays(
    env: Environment, counter: Page, site: Site
) -> None:
    options = [*(Option(str(at), f"xã Thử {at}") for at in range(30)), Option("d", "xã Đại Đồng")]
    site.pages["/many"] = env.from_string(MANY).render(shell=samples.shell(), options=options)
    counter.goto(f"{site.url}/many")
    counter.get_by_label("xã Thử 3", exact=True).check()
    sought = counter.get_by_label("Tìm trong 31 mục")
    sought.fill("dai d")
    sought.press("Enter")
    expect(counter.get_by_label("xã Thử 3", exact=True)).to_be_hidden()
    counter.get_by_label("xã Đại Đồng").check()
    expect(counter.get_by_text("Đã chọn 2")).to_be_visible()
    assert site.posts == []
    counter.get_by_role("button", name="Ghi").click()
    counter.wait_for_url("**/done")
    assert site.posts[0][1]["places"] == ["3", "d"]


def test_keys_are_told_and_single_letters_can_be_switched_off(counter: Page) -> None:
    counter.keyboard.press("F1")
    keys = counter.locator("#keys")
    expect(keys).to_be_visible()
    expect(keys.get_by_text("Tiếp nhận", exact=True)).to_be_visible()
    counter.get_by_label("Dùng phím một chữ (j, k, x, /, ?)").uncheck()
    counter.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    counter.evaluate("document.activeElement.blur()")
    counter.keyboard.press("/")
    expect(counter.locator("#f-q")).not_to_be_focused()


def kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage})"))


def test_what_was_typed_comes_back_after_a_reload_but_never_secrets(counter: Page) -> None:
    counter.fill("#f-name", "Công dân Thử Một")
    counter.check("#f-for-2")
    counter.fill("#f-secret", "mật khẩu dài")
    counter.fill("#f-otp", "987654")
    counter.wait_for_timeout(400)
    assert "mật khẩu dài" not in kept(counter)
    assert "987654" not in kept(counter)
    counter.reload()
    expect(counter.locator("#f-name")).to_have_value("Công dân Thử Một")
    expect(counter.locator("#f-for-2")).to_be_checked()
    expect(counter.locator("#f-secret")).to_have_value("")
    counter.get_by_role("button", name="Bỏ nội dung này").click()
    expect(counter.locator("#f-name")).to_have_value("")


def test_next_citizen_meets_an_empty_form(counter: Page, site: Site) -> None:
    counter.fill("#f-name", "Công dân Thử Một")
    site.answer = "/"
    with counter.expect_navigation():
        counter.keyboard.press("F9")
    expect(counter.locator("#f-name")).to_have_value("")
    assert "Thử Một" not in kept(counter)


def test_signing_out_wipes_what_was_typed(counter: Page) -> None:
    counter.fill("#f-name", "Công dân Thử Một")
    counter.wait_for_timeout(400)
    assert "Thử Một" in kept(counter)
    counter.get_by_role("button", name="Đăng xuất").click()
    counter.wait_for_url("**/done")
    assert "Thử Một" not in kept(counter)


def test_drafts_of_one_person_are_not_shown_to_another(counter: Page, site: Site) -> None:
    counter.fill("#f-name", "Công dân Thử Một")
    counter.wait_for_timeout(400)
    site.pages["/"] = site.pages["/"].replace('data-user="sample"', 'data-user="other"')
    counter.reload()
    expect(counter.locator("#f-name")).to_have_value("")


def test_form_with_the_line_down_stays_and_is_sent_again_with_the_same_key(counter: Page, site: Site) -> None:
    counter.fill("#f-name", "Công dân Thử Một")
    counter.context.set_offline(True)
    counter.keyboard.press("F9")
    expect(counter.locator("[data-offline-bar]")).to_be_visible()
    expect(counter.locator("#f-name")).to_have_value("Công dân Thử Một")
    assert site.posts == []
    counter.context.set_offline(False)
    counter.wait_for_url("**/done")
    assert [sent["once_key"] for _, sent in site.posts] == [["K1"]]


def test_counter_left_alone_warns_and_locks(counter: Page, site: Site) -> None:
    site.pages["/"] = site.pages["/"].replace('data-user="sample"', 'data-user="sample" data-lock-after="3"')
    counter.goto(f"{site.url}/")
    expect(counter.get_by_text("Màn hình sẽ khóa sau")).to_be_visible()
    counter.wait_for_url("**/done")
    assert [path for path, _ in site.posts] == ["/lock"]


def test_refusal_of_a_fragment_is_told_in_the_servers_words(counter: Page, env: Environment, site: Site) -> None:
    said = env.get_template("shared/_refusal.html").render(error=RuleError("Hồ sơ đã có người khác giữ."))
    counter.route("**/act", lambda route: route.fulfill(status=409, body=said, content_type="text/html; charset=utf-8"))
    counter.evaluate("htmx.ajax('POST', '/act', {target: '#main'}).catch(() => {})")
    toast = counter.locator(".toast")
    expect(toast).to_contain_text("Hồ sơ đã có người khác giữ.")
    expect(counter.locator("#f-name")).to_be_visible()


def test_rows_are_walked_and_ticked_by_keys(counter: Page, site: Site) -> None:
    counter.goto(f"{site.url}/list")
    counter.evaluate("document.activeElement.blur()")
    for key in "jjx":
        counter.keyboard.press(key)
    expect(counter.locator("#dossiers-2 [data-select-row]")).to_be_checked()
    expect(counter.locator("[data-bulk-bar]").first).to_be_visible()
    for key in ("ArrowUp", "Space", "ArrowDown", "Space", "Space"):
        counter.keyboard.press(key)
    for row in (1, 2):
        expect(counter.locator(f"#dossiers-{row} [data-select-row]")).to_be_checked()
    counter.locator("#dossiers-1 [data-select-row]").click()
    counter.locator("#dossiers-2 a").first.focus()
    for key in ("Space", "Space"):
        counter.keyboard.press(key)
    counter.locator("#dossiers-4 [data-select-row]").click(modifiers=["Shift"])
    expect(counter.locator("[data-bulk-count]")).to_have_text("3")
    counter.get_by_label("Chọn tất cả hàng đang hiện").check()
    expect(counter.locator("[data-bulk-count]")).to_have_text("4")
    counter.get_by_role("button", name="Bỏ chọn").click()
    expect(counter.locator("[data-bulk-bar]").first).to_be_hidden()


def test_fault_summary_takes_the_eye_and_leads_to_the_field(counter: Page, site: Site) -> None:
    counter.goto(f"{site.url}/list")
    expect(counter.locator("[data-error-summary]")).to_be_focused()
    counter.get_by_role("link", name="Số điện thoại thiếu một chữ số").click()
    expect(counter.locator("#f-phone")).to_be_focused()


def test_dialog_opens_from_its_button_and_escape_gives_the_focus_back(counter: Page, site: Site) -> None:
    counter.goto(f"{site.url}/list")
    opener = counter.get_by_role("button", name="Từ chối tiếp nhận").first
    opener.click()
    expect(counter.locator("#refuse")).to_be_visible()
    counter.keyboard.press("Escape")
    expect(counter.locator("#refuse")).to_be_hidden()
    expect(opener).to_be_focused()


def test_large_type_is_switched_and_remembered(counter: Page, env: Environment, site: Site) -> None:
    site.pages["/public"] = env.from_string(BLANK.replace("base.html", "base_public.html")).render(
        shell=samples.shell()
    )
    counter.goto(f"{site.url}/public")
    counter.get_by_role("button", name="Chữ to").click()
    assert counter.evaluate("getComputedStyle(document.documentElement).fontSize") == "21px"
    assert {cookie["name"]: cookie["value"] for cookie in counter.context.cookies()}["size"] == "large"


@pytest.mark.parametrize(
    ("width", "theme"), [(360, Theme.LIGHT), (1366, Theme.LIGHT), (1366, Theme.DARK), (1920, Theme.DARK)]
)
def test_catalogue_is_accessible_and_fits(
    env: Environment, site: Site, browser: Browser, theme: Theme, width: int
) -> None:
    site.pages["/"] = env.get_template("shared/parts_catalogue.html").render(samples.context(theme))
    tab = browser.new_context(viewport={"width": width, "height": 768}, bypass_csp=True)
    page = tab.new_page()
    page.goto(f"{site.url}/")
    found: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"]}).response
    fits = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    tab.close()
    assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found["violations"]] == []
    assert fits


def test_f8_prints_the_paper_from_a_frame_without_leaving(counter: Page, site: Site) -> None:
    site.frames = "SAMEORIGIN"
    for told in ("/done", "/done/done"):
        counter.keyboard.press("F8")
        expect(counter.locator("html")).to_have_attribute("data-printed", told)
    assert counter.url == f"{site.url}/"
    assert counter.locator("#print-frame").count() == 1


def test_a_browser_that_shows_no_pdf_opens_the_file(counter: Page, site: Site) -> None:
    assert counter.evaluate("navigator.pdfViewerEnabled") is False
    site.pages["/giay-hen.pdf"] = site.pages["/done"]
    counter.evaluate("document.querySelector('[data-print-url]').dataset.printUrl = '/giay-hen.pdf?kho=a5'")
    with counter.context.expect_page() as opened:
        counter.keyboard.press("F8")
    assert opened.value.url == f"{site.url}/giay-hen.pdf?kho=a5"
    assert counter.locator("#print-frame").count() == 0


def test_a_paper_that_may_not_be_framed_is_offered_beside(counter: Page, site: Site) -> None:
    site.frames = "DENY"
    counter.keyboard.press("F8")
    expect(counter.get_by_text("Mở giấy ở cửa sổ khác")).to_be_visible()
    with counter.context.expect_page() as opened:
        counter.get_by_role("button", name="Mở giấy").click()
    assert opened.value.url == f"{site.url}/done"
    assert counter.locator("html[data-printed]").count() == 0
