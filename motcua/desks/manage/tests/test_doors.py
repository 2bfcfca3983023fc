"""Who may enter which management page: every role against every address."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import URLPattern, reverse

from motcua.desks.manage import account_urls, urls
from motcua.ledger import access
from motcua.ledger.models import Access, Entry

pytestmark = pytest.mark.django_db

ROLES = {
    "tiepnhan": frozenset(),
    "thuly": frozenset(),
    "truongphong": frozenset(),
    "lanhdao": frozenset(),
    "vanthu": frozenset(),
    "giamdoc": frozenset({"merging"}),
    "quantri": frozenset({"office", "erasing"}),
    "giamsat": frozenset({"books"}),
}
BOOKS = {"books", "check_books", "duties", "access_log", "access_csv"}
PEOPLE_IN_THE_BOOKS = {
    "parties": {"merging", "erasing"},
    "party": {"merging", "erasing"},
    "merge_parties": {"merging"},
    "unmerge_parties": {"merging"},
    "erase_party": {"erasing"},
}
POST_ONLY = {"import_apply", "check_books"}
FORMS = sorted({pattern.name for pattern in urls.urlpatterns} - POST_ONLY - {"home"})


def address(town, name: str) -> str:
    pattern: URLPattern = next(one for one in urls.urlpatterns if one.name == name)
    known = {
        "party": town.citizens[0].id,
        "other": town.citizens[1].id,
        "official": town["thuly"].official,
        "post": town["thuly"].post,
        "unit": town.bodies.centre,
        "delegation": uuid4(),
        "year": 2025,
        "day": "2025-09-02",
    }
    return reverse(f"manage:{name}", kwargs={key: known[key] for key in pattern.pattern.converters})


def may(username: str, name: str) -> bool:
    if name == "home":
        return bool(ROLES[username])
    if name in PEOPLE_IN_THE_BOOKS:
        return bool(PEOPLE_IN_THE_BOOKS[name] & ROLES[username])
    return ("books" if name in BOOKS else "office") in ROLES[username]


@pytest.mark.parametrize("name", sorted({pattern.name for pattern in urls.urlpatterns}))
def test_each_page_opens_to_its_role_alone_and_a_refusal_is_one_row_in_the_log(town, client, sign_in, name):
    method = client.post if name in POST_ONLY else client.get
    for username in ROLES:
        sign_in(client, username, verified=True)
        rows, entries = Access.objects.filter(outcome=access.REFUSED).count(), Entry.objects.count()
        answer = method(address(town, name))
        assert answer.status_code != 500
        assert (answer.status_code != 403) is may(username, name), (username, name, answer.status_code)
        assert Access.objects.filter(outcome=access.REFUSED).count() - rows == (0 if may(username, name) else 1)
        assert Entry.objects.count() == entries, "looking writes nothing into the books"


@pytest.mark.parametrize("name", sorted({pattern.name for pattern in urls.urlpatterns}))
def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page(town, client, name):
    answer = client.get(address(town, name))
    assert answer.status_code in ({302, 405} if name in POST_ONLY else {302})
    if answer.status_code == 302:
        assert answer["Location"].startswith("/tai-khoan/dang-nhap/?next=")


@pytest.mark.parametrize("name", FORMS)
def test_without_the_second_factor_pages_show_but_change_nothing(town, client, sign_in, name):
    merges = name in {"merge_parties", "unmerge_parties"}
    sign_in(client, "giamsat" if name in BOOKS else "giamdoc" if merges else "quantri")
    entries = Entry.objects.count()
    answer = client.get(address(town, name))
    assert answer.status_code in {200, 302, 404}
    client.post(address(town, name), {"reason": "thử", "kind": "holiday", "ground": "thử", "left_on": "11/07/2025"})
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("name", ["person", "correct_official", "open_account", "leave", "unit", "venue", "unit_day"])
def test_things_that_are_not_there_are_not_found(town, client, sign_in, name):
    sign_in(client, "quantri", verified=True)
    pattern = next(one for one in urls.urlpatterns if one.name == name)
    kwargs = {key: "2025-09-02" if key == "day" else uuid4() for key in pattern.pattern.converters}
    answer = client.get(reverse(f"manage:{name}", kwargs=kwargs))
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.content.decode()


def test_every_address_has_a_door():
    for pattern in (*urls.urlpatterns, *account_urls.urlpatterns):
        assert hasattr(pattern.callback, "door"), pattern.name


def test_every_page_speaks_english_when_asked(town, client, sign_in):
    client.cookies["ngon-ngu"] = "en"
    for username, names in (("quantri", FORMS), ("giamsat", sorted(BOOKS - POST_ONLY))):
        sign_in(client, username, verified=True)
        for name in names:
            answer = client.get(address(town, name))
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                assert '<html lang="en"' in answer.content.decode(), name


def test_a_form_from_a_page_too_old_is_answered_with_what_to_do(town, sign_in):
    from django.test import Client

    strict = sign_in(Client(enforce_csrf_checks=True), "quantri", verified=True)
    shown = "http://testserver/quan-tri/can-bo/them/"
    answer = strict.post("/quan-tri/can-bo/them/", {"name": "x"}, headers={"referer": shown})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Trang đã cũ" in page
    assert 'href="/quan-tri/can-bo/them/"' in page


def test_a_fault_of_ours_is_a_page_that_leans_on_nothing(rf):
    from motcua.desks.shared.views import server_error

    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Chưa ghi gì vào sổ" in answer.content.decode()
