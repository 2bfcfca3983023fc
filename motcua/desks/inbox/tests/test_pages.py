"""The inbox on the screen: the bell, lists, one message, marks, wishes, the outbox."""

from __future__ import annotations

import re
from html import unescape
from http import HTTPStatus
from uuid import UUID

import pytest

from motcua.config.demo.centre import founder
from motcua.contact import mailing, ports, queries
from motcua.contact.models import Letter, MailWishes
from motcua.contact.queries import MessageRow
from motcua.contact.rules.kinds import KINDS, TOPICS, Urgency, topic_of
from motcua.contact.tests.hearing import ORDER, post
from motcua.desks.inbox.shown import PAGES, WHOLE_PAGES, subject_href
from motcua.kernel.ids import new_id
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import family
from motcua.office.commands import CorrectOfficial

INBOX = "/thong-bao/"
LETTERS = "/thong-bao/thu-gui-di/"
WISHES = "/thong-bao/cach-nhan-thu/"


@pytest.fixture
def place(town):
    return family.home_of(town.bodies.centre)


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK, address
    return unescape(answer.content.decode())


def bell(text: str) -> str:
    found = re.search(r'class="icon-button shell-bell".*?</a>', text, re.DOTALL)
    assert found
    count = re.search(r"shell-bell-count[^>]*>([^<]*)<", found[0])
    return count[1] if count else ""


def test_the_bell_counts_what_is_unread_on_every_page(town, place, sign_in, client):
    sign_in(client, "giamdoc")
    assert bell(page(client, "/trung-tam/")) == ""
    one = post(place)
    post(place, Urgency.SOON)
    assert bell(page(client, "/trung-tam/")) == "2"
    page(client, f"{INBOX}{one}/")
    assert bell(page(client, "/trung-tam/")) == "1"
    sign_in(client, "tiepnhan")
    assert bell(page(client, "/quay/")) == ""


def test_an_empty_inbox_says_so(town, sign_in, client):
    sign_in(client, "tiepnhan")
    assert "Không có việc nào đang chờ bạn." in page(client, INBOX)
    assert "Bạn đã đọc hết." in page(client, f"{INBOX}?xem=unread")
    assert "Chưa có thông báo nào cho vị trí của bạn." in page(client, f"{INBOX}?xem=all")


def test_lists_are_narrowed_and_what_is_unknown_in_the_address_asks_for_nothing(town, place, sign_in, client):
    from motcua.contact.commands import CloseMessage

    post(place, words="Mất đường truyền «Một».")
    over = post(place, words="Mất đường truyền «Hai».")
    post(place, Urgency.SOON, words="Dự án lâu chưa có tin.", kind="oversight.stale")
    perform(CloseMessage(message=over, why="Đường truyền đã có lại."), ORDER)
    sign_in(client, "giamdoc")
    text = page(client, INBOX)
    assert "«Một»" in text
    assert "«Hai»" not in text
    text = page(client, f"{INBOX}?xem=all&loai=links")
    assert "«Hai»" in text
    assert "Đường truyền đã có lại." in text
    assert "Dự án lâu" not in text.split("</thead>")[1]
    for strange in ("?xem=gi&loai=la", "?sau=x", f"?sau={new_id()}"):
        assert "«Một»" in page(client, INBOX + strange)


def test_pages_follow_each_other(town, place, sign_in, client, monkeypatch):
    from motcua.contact.queries import inbox

    monkeypatch.setattr(inbox, "PAGE", 2)
    for number in range(3):
        post(place, words=f"Việc số {number}.")
    sign_in(client, "giamdoc")
    text = page(client, INBOX)
    following = re.search(r'rel="next" href="([^"]+)"', text)
    seen = text + page(client, following[1])
    assert all(f"Việc số {number}." in seen for number in range(3))


def test_a_message_leads_to_its_thing_and_tells_who_reads_it(town, place, sign_in, client):
    line = new_id()
    message = post(place, subject=line)
    sign_in(client, "giamdoc")
    text = page(client, f"{INBOX}{message}/")
    assert f"/duong-truyen/{line}/" in text
    assert town["giamdoc"].name in text
    assert town["quantri"].name in text
    assert "Báo lần đầu." in text
    assert "Nhắc lại lúc" in text


def test_a_message_for_others_is_none(town, place, sign_in, client):
    message = post(place)
    sign_in(client, "tiepnhan")
    assert client.get(f"{INBOX}{message}/").status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"{INBOX}{message}/chua-doc/").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{INBOX}{new_id()}/").status_code == HTTPStatus.NOT_FOUND


def test_marks_by_choice_all_and_back(town, place, sign_in, client):
    messages = [post(place) for _ in range(3)]
    sign_in(client, "giamdoc")
    answer = client.post(f"{INBOX}da-doc/", {"selected": [str(messages[0])], "next": f"{INBOX}?xem=unread"})
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, f"{INBOX}?xem=unread")
    assert queries.unread(town["giamdoc"]) == 2
    for _ in range(2):
        client.post(f"{INBOX}da-doc/", {"tat-ca": "1"})
    assert queries.unread(town["giamdoc"]) == 0
    assert queries.unread(town["quantri"]) == 3
    client.post(f"{INBOX}{messages[1]}/chua-doc/")
    assert queries.unread(town["giamdoc"]) == 1


@pytest.mark.parametrize("sent", [{}, {"selected": "x"}, {"selected": [str(UUID(int=7))] * 201}])
def test_marks_of_nothing_are_refused(town, place, sign_in, client, sent):
    post(place)
    sign_in(client, "giamdoc")
    assert client.post(f"{INBOX}da-doc/", sent).status_code == HTTPStatus.BAD_REQUEST
    assert queries.unread(town["giamdoc"]) == 1


def test_somebody_elses_message_cannot_be_marked(town, place, sign_in, client):
    message = post(place)
    sign_in(client, "tiepnhan")
    assert client.post(f"{INBOX}da-doc/", {"selected": str(message)}).status_code == HTTPStatus.FOUND
    assert queries.unread(town["giamdoc"]) == 1


def test_one_says_what_one_wants_by_mail_once(town, sign_in, client):
    sign_in(client, "tiepnhan")
    text = page(client, WISHES)
    assert "Hệ thống chưa nối với máy chủ thư." in text
    assert "Bạn chưa có địa chỉ thư điện tử." in text
    form = {"urgent": "daily", "others": "never", "once_key": "mot-lan"}
    for _ in range(2):
        assert client.post(WISHES, form).status_code == HTTPStatus.FOUND
    (row,) = MailWishes.objects.all()
    assert (row.urgent, row.others, row.version) == ("daily", "never", 1)
    assert "Nhận thông báo qua thư điện tử" in page(client, "/tai-khoan/")


@pytest.mark.parametrize("form", [{}, {"urgent": "now"}, {"urgent": "now", "others": "hourly"}])
def test_a_wish_that_is_none_is_refused_beside_its_field(town, sign_in, client, form):
    sign_in(client, "tiepnhan")
    entries = Entry.objects.count()
    answer = client.post(WISHES, form)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "Chọn một mục." in answer.content.decode()
    assert Entry.objects.count() == entries


class Refusing:
    """A mail server that wants nobody's letters."""

    def send(self, letter):
        raise ports.Refused(550, f"<{letter.address}> unknown")


@pytest.fixture
def failed(town, place):
    actor = town["giamdoc"]
    perform(CorrectOfficial(official=actor.official, name=actor.name, email="gd@xa.example.vn"), founder())
    ports.use(Refusing(), lambda: "https://xa/", lambda id_: f"https://xa/{id_}/")
    post(place)
    mailing.run()
    yield Letter.objects.get(official_id=actor.official)
    ports.use(None, str, str)


def test_the_outbox_shows_what_failed_and_sends_it_again_once(town, failed, sign_in, client):
    sign_in(client, "quantri", verified=True)
    text = page(client, f"{LETTERS}?xem=failed")
    assert "máy chủ trả lời 550: <…> unknown" in text
    assert "gd@xa.example.vn" not in text
    assert "Gửi lại" in text
    assert "1 thư không gửi được" in page(client, "/quan-tri/")
    assert "Có thư báo việc không gửi được" in page(client, INBOX)
    form = {"viec": "gui-lai", "once_key": "mot-lan"}
    for _ in range(2):
        assert client.post(f"{LETTERS}{failed.id}/", form).status_code == HTTPStatus.FOUND
    failed.refresh_from_db()
    assert (failed.state, failed.version) == ("waiting", 1)
    assert client.post(f"{LETTERS}{failed.id}/", {"viec": "bo"}).status_code == HTTPStatus.FOUND
    assert client.post(f"{LETTERS}{failed.id}/", {"viec": "bo"}).status_code == HTTPStatus.CONFLICT
    assert client.post(f"{LETTERS}{failed.id}/", {"viec": "khac"}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(f"{LETTERS}{new_id()}/", {"viec": "bo"}).status_code == HTTPStatus.NOT_FOUND


def test_the_outbox_needs_the_second_factor_to_act_and_the_power_to_look(town, failed, sign_in, client):
    sign_in(client, "quantri")
    text = page(client, LETTERS)
    assert "Nhập mã bước hai" in text
    assert "Gửi lại</button>" not in text
    assert client.post(f"{LETTERS}{failed.id}/", {"viec": "bo"}).status_code == HTTPStatus.FORBIDDEN
    sign_in(client, "giamdoc", verified=True)
    assert client.get(LETTERS).status_code == HTTPStatus.FORBIDDEN
    assert client.post(f"{LETTERS}{failed.id}/", {"viec": "bo"}).status_code == HTTPStatus.FORBIDDEN


def test_without_a_mail_server_the_outbox_says_so(town, sign_in, client):
    sign_in(client, "quantri")
    text = page(client, LETTERS)
    assert "Hệ thống chưa nối với máy chủ thư, không gửi thư nào." in text
    assert "Không có thư nào ở mục này." in text


@pytest.mark.parametrize("address", [INBOX, WISHES, LETTERS, f"{INBOX}{UUID(int=7)}/"])
def test_nobody_is_led_to_the_sign_in_page(town, client, address):
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.url.startswith("/tai-khoan/dang-nhap/")


def test_every_kind_has_a_page_and_a_topic():
    assert {topic_of(kind) for kind in KINDS} == set(TOPICS)
    assert PAGES.keys() | WHOLE_PAGES.keys() == KINDS.keys()
    row = MessageRow.__new__(MessageRow)
    for kind in KINDS:
        object.__setattr__(row, "kind", kind)
        object.__setattr__(row, "subject", new_id())
        assert subject_href(row).startswith("/")
