"""Staff over HTTP: entering, posts, accounts, leaving; what is wrong comes back beside its field."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from motcua.desks.manage.tests.test_sign_in import enter, place
from motcua.dossiers import workload
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.office import queries
from motcua.office.queries import names, roster
from motcua.office.queries.roster import AccountState

pytestmark = pytest.mark.django_db

PEOPLE = "/quan-tri/can-bo/"


@pytest.fixture
def admin(town, client, sign_in):
    return sign_in(client, "quantri", verified=True)


def new_person(town, **more):
    return {
        "once_key": "them-1",
        "name": "trần thị thử mới",
        "phone": "0912 345 678",
        "email": "",
        "unit": str(town.bodies.centre),
        "title": "Cán bộ tiếp nhận",
        "roles": ["receiver"],
        "valid_from": "01/07/2025",
        "valid_to": "",
        "decision": "12/QĐ",
        "rank": "1",
    } | more


def row_of(town, official):
    return roster.roster_row(town["quantri"], official)


def test_somebody_is_entered_with_a_post_and_gets_an_account_whose_password_shows_once(town, admin):
    entered = admin.post(f"{PEOPLE}them/", new_person(town))
    page = admin.get(entered["Location"]).content.decode()
    assert "Trần Thị Thử Mới" in page
    assert "Đã thêm" in page
    assert "Đã thêm" not in admin.get(entered["Location"]).content.decode(), "said once"
    official = entered["Location"].rstrip("/").rsplit("/", 1)[1]
    opened = admin.post(f"{PEOPLE}{official}/tai-khoan/", {"once_key": "mo-1", "username": ""})
    username, password = re.findall(r'<code class="one-time">([^<]+)</code>', opened.content.decode())
    again = admin.post(f"{PEOPLE}{official}/tai-khoan/", {"once_key": "mo-1", "username": ""}).content.decode()
    assert password not in again
    assert "chỉ hiện một lần" in again
    assert row_of(town, official).state is AccountState.FIRST
    admin.post("/tai-khoan/dang-xuat/")
    assert place(enter(admin, username, password)) == "/tai-khoan/mat-khau/"


def test_the_same_form_sent_twice_enters_one_person(town, admin):
    before = Entry.objects.count()
    first = admin.post(f"{PEOPLE}them/", new_person(town))
    second = admin.post(f"{PEOPLE}them/", new_person(town))
    assert first["Location"] == second["Location"]
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": " "}, "name", "Ghi mục này"),
        ({"phone": "gọi tôi"}, "phone", "không phải là số điện thoại"),
        ({"email": "khong-phai-thu"}, "email", "không phải là địa chỉ thư"),
        ({"unit": ""}, "unit", "Chọn một mục"),
        ({"unit": "00000000-0000-7000-8000-000000000099"}, "unit", "không có trong danh sách"),
        ({"roles": ["king"]}, "roles", "không có trong danh sách"),
        ({"valid_from": "31/02/2025"}, "valid_from", "không đúng"),
        ({"valid_from": ""}, "valid_from", "Ghi ngày"),
        ({"rank": "một"}, "rank", "không phải là số"),
        ({"title": "x" * 151}, "title", "Dài quá 150 ký tự"),
    ],
)
def test_bad_input_comes_back_beside_its_field_with_what_was_typed(town, admin, wrong, field, words):
    before = Entry.objects.count()
    answer = admin.post(f"{PEOPLE}them/", new_person(town, **wrong))
    page = answer.content.decode()
    assert 400 <= answer.status_code < 500
    assert f'id="f-{field}-error"' in page
    assert words in page
    assert 'value="0912 345 678"' in page or field == "phone"
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [{"roles": ["leader"]}, {"valid_to": "01/07/2025"}, {"roles": ["admin", "auditor"]}, {"rank": "0"}],
    ids=["role out of place", "no day long", "audits himself", "no such rank"],
)
def test_what_the_rules_forbid_is_said_at_the_head_of_the_form(town, admin, wrong):
    before = Entry.objects.count()
    answer = admin.post(f"{PEOPLE}them/", new_person(town, **wrong))
    assert answer.status_code in {400, 422}
    assert "data-error-summary" in answer.content.decode()
    assert Entry.objects.count() == before


def test_posts_are_given_and_ended(town, admin):
    official = town["thuly"].official
    given = new_person(town, title="Giám đốc điều hành", roles=[], valid_from="10/07/2025")
    assert place(admin.post(f"{PEOPLE}{official}/chuc-vu/", given)) == f"{PEOPLE}{official}/"
    card = queries.official(town["quantri"], official, purpose="Kiểm thử")
    post = next(one for one in card.posts if one.title == "Giám đốc điều hành")
    end = f"{PEOPLE}{official}/chuc-vu/{post.id}/thoi/"
    assert admin.post(end, {"valid_to": "01/07/2025"}).status_code == 422
    assert place(admin.post(end, {"valid_to": "11/07/2025", "decision": "13/QĐ"})) == f"{PEOPLE}{official}/"
    assert "đã thôi" in admin.get(f"{PEOPLE}{official}/").content.decode()


def test_a_closed_account_signs_nobody_in_and_opens_again_under_the_same_name(town, admin):
    official = town["thuly"].official
    assert admin.post(f"{PEOPLE}{official}/khoa/", {"reason": ""}).status_code == 422
    admin.post(f"{PEOPLE}{official}/khoa/", {"reason": "nghỉ dài ngày"})
    assert row_of(town, official).state is AccountState.CLOSED
    assert "Mở lại tài khoản" in admin.get(f"{PEOPLE}{official}/").content.decode()
    opened = admin.post(f"{PEOPLE}{official}/tai-khoan/", {"once_key": "mo-lai"}).content.decode()
    assert '<code class="one-time">thuly</code>' in opened


def test_wrong_tries_show_as_barred_and_are_forgiven(town, admin):
    from django.test import Client

    for _ in range(5):
        enter(Client(), "thuly", "sai")
    official = town["thuly"].official
    assert row_of(town, official).state is AccountState.BARRED
    assert "tạm khóa do nhập sai" in admin.get("/quan-tri/").content.decode()
    assert place(admin.post(f"{PEOPLE}{official}/mo-khoa/")) == f"{PEOPLE}{official}/"
    assert place(enter(Client(), "thuly")) == "/viec/"


def test_password_and_second_factor_are_reset_with_a_reason(town, admin):
    from django.test import Client

    official = town["lanhdao"].official
    assert admin.post(f"{PEOPLE}{official}/mat-khau/", {"reason": ""}).status_code == 422
    shown = admin.post(f"{PEOPLE}{official}/mat-khau/", {"reason": "quên, đến trực tiếp"}).content.decode()
    _, password = re.findall(r'<code class="one-time">([^<]+)</code>', shown)
    admin.post(f"{PEOPLE}{official}/buoc-hai/", {"reason": "mất điện thoại"})
    assert row_of(town, official).factor is False
    other = Client()
    assert place(enter(other, "lanhdao", password)) == "/tai-khoan/mat-khau/"
    assert other.session["motcua_pending"] == ["account:password", "account:enrol"]


def test_somebody_leaves_after_seeing_what_is_open(town, admin):
    official = town["thuly"].official
    dossier = town.accept("1.004873")
    Dossier.objects.filter(pk=dossier).update(official_id=official, due_at=town.at - timedelta(days=1))
    code = Dossier.objects.get(pk=dossier).code
    assert workload.in_hand(town["quantri"], official) == workload.InHand(1, 1, (code,))
    assert workload.in_hand(town["vanthu"], official) == workload.InHand(0, 0, ())
    page = admin.get(f"{PEOPLE}{official}/nghi/").content.decode()
    assert f"Giao lại cho người khác trước: {code}" in page
    assert admin.post(f"{PEOPLE}{official}/nghi/", {"left_on": "11/07/2025", "decision": ""}).status_code == 422
    admin.post(f"{PEOPLE}{official}/nghi/", {"left_on": "11/07/2025", "decision": "20/QĐ"})
    assert "Đã nghỉ từ 11/07/2025" in admin.get(f"{PEOPLE}{official}/").content.decode()
    assert row_of(town, official).left_on == clock.today()
    assert "Hoàng Thử Lý" not in admin.get(PEOPLE).content.decode()
    assert "Hoàng Thử Lý" in admin.get(f"{PEOPLE}?da-nghi=1").content.decode()
    assert admin.post(f"{PEOPLE}{official}/tai-khoan/", {}).status_code == 409
    assert queries.actor_of(names.account_named("thuly")) is None


def test_the_list_is_searched_and_filtered(town, admin):
    def shown(query: str) -> set[str]:
        page = admin.get(f"{PEOPLE}?{query}").content.decode()
        return set(re.findall(r"data-open>([^<]+)</a>", page))

    assert shown("q=thu+ly") == {"Hoàng Thử Lý"}
    assert shown("q=tiepnhan") == {"Lê Thử Nhận", "Phạm Thử Tiếp"}
    assert shown("vai-tro=auditor") == {"Mai Thử Sát"}
    assert shown(f"don-vi={town.bodies.police}") == {"Cao Thử An"}
    assert shown("vai-tro=khong-co&don-vi=khong-phai-ma") == shown("")
    assert "Không có ai khớp" in admin.get(f"{PEOPLE}?q=khong+ai+ca").content.decode()


def test_looking_at_somebody_is_logged_and_the_list_is_not(town, admin):
    from motcua.ledger.models import Access

    before = Access.objects.count()
    admin.get(PEOPLE)
    assert Access.objects.count() == before
    admin.get(f"{PEOPLE}{town['thuly'].official}/")
    row = Access.objects.order_by("-pk").first()
    assert (row.outcome, row.subject_id) == ("read", town["thuly"].official)


def test_the_list_of_a_whole_commune_costs_a_fixed_number_of_statements(town, admin, django_assert_max_num_queries):
    admin.get(PEOPLE)
    with django_assert_max_num_queries(22):
        admin.get(PEOPLE)
