"""Citizens and organisations over HTTP: found masked, two records of one person merged and taken apart, data erased."""

from __future__ import annotations

import pytest

from motcua.config import wiring
from motcua.dossiers.models import Dossier
from motcua.ledger import access
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.ledger.verify import verify
from motcua.parties.commands.register import RegisterParty
from motcua.parties.models import Party

pytestmark = pytest.mark.django_db

PARTIES = "/quan-tri/cong-dan/"


@pytest.fixture(autouse=True)
def _wired():
    wiring.hook_up()


@pytest.fixture
def twins(town):
    """Return two records of one person."""
    given = {"name": "Trần Thử Đôi", "born": "12/03/1958", "phone": "0912345678"}
    return [perform(RegisterParty(**given, address=at), town["tiepnhan"]).target for at in ("Thôn Một", "Thôn Hai")]


@pytest.fixture
def director(town, client, sign_in):
    return sign_in(client, "giamdoc", verified=True)


@pytest.fixture
def admin(town, client, sign_in):
    return sign_in(client, "quantri", verified=True)


def merging(twins, **more):
    form = {"once_key": "gop-1", "remaining": str(twins[0]), "ground": "Đối chiếu thẻ căn cước"} | more
    return f"{PARTIES}{twins[0]}/gop/{twins[1]}/", form


def erasing(party, **more):
    form = {"once_key": "xoa-1", "ground": "request", "reference": "Đơn 12 ngày 10/7/2025", "sure": "on"} | more
    return f"{PARTIES}{party}/xoa/", form


def test_a_name_is_answered_masked_and_a_word_too_short_with_a_reason(twins, director):
    page = director.get(PARTIES, {"q": "Trần Thử Đôi"}).content.decode()
    assert page.count("Trần") >= 2
    assert "0912345678" not in page
    assert "0912 345 678" not in page
    assert director.get(PARTIES, {"q": "?"}).status_code in (200, 400)
    assert director.get(PARTIES).status_code == 200


def test_the_director_sees_a_whole_record_and_the_look_is_in_the_log(twins, director):
    page = director.get(f"{PARTIES}{twins[0]}/").content.decode()
    for words in ("Trần Thử Đôi", "12/03/1958", "0912 345 678", "Thôn Một", "So sánh, gộp", "Diễn biến"):
        assert words in page
    assert "Xóa dữ liệu cá nhân</span>" not in page
    assert Access.objects.filter(what__contains="parties.party", outcome=access.READ).exists()


def test_the_administrator_sees_it_masked_with_who_read_it(twins, admin):
    page = admin.get(f"{PARTIES}{twins[0]}/").content.decode()
    assert "Trần Thử Đôi" not in page
    assert "Thôn Một" not in page
    assert "Ai đã xem dữ liệu" in page
    assert "So sánh, gộp" not in page
    assert f"{PARTIES}{twins[0]}/xoa/" in page


def test_two_records_are_shown_side_by_side_and_merged_once(twins, director):
    address, form = merging(twins)
    before = director.get(address).content.decode()
    assert "Thôn Một" in before
    assert "Thôn Hai" in before
    entries = Entry.objects.count()
    first, second = director.post(address, form), director.post(address, form)
    assert first["Location"] == second["Location"] == f"{PARTIES}{twins[0]}/"
    assert Entry.objects.count() == entries + 1
    assert Party.objects.get(pk=twins[1]).root_id == twins[0]
    page = director.get(first["Location"]).content.decode()
    assert "Đã gộp hai bản ghi" in page
    assert "Tách ra" in page
    assert director.get(address)["Location"] == f"{PARTIES}{twins[0]}/"


def test_the_other_record_may_be_the_one_that_stays(twins, director):
    address, form = merging(twins, remaining=str(twins[1]))
    director.post(address, form)
    assert Party.objects.get(pk=twins[0]).root_id == twins[1]


def test_what_was_merged_by_mistake_is_taken_apart_once(twins, director):
    director.post(*merging(twins))
    address = f"{PARTIES}{twins[1]}/tach/"
    assert director.get(address).status_code == 200
    entries = Entry.objects.count()
    form = {"once_key": "tach-1", "ground": "Hai người khác nhau"}
    assert director.post(address, form)["Location"] == director.post(address, form)["Location"]
    assert Entry.objects.count() == entries + 1
    assert Party.objects.get(pk=twins[1]).root_id == twins[1]
    assert director.get(address).status_code == 302
    assert director.post(address, form | {"once_key": "tach-2"}).status_code == 409


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"ground": " "}, 422),
        ({"remaining": ""}, 422),
        ({"remaining": "rác"}, 422),
        ({"remaining": "00000000-0000-0000-0000-000000000000"}, 422),
        ({"ground": "x" * 301}, 422),
    ],
)
def test_a_merging_without_choice_or_ground_comes_back_and_nothing_is_in_the_books(twins, director, more, status):
    entries = Entry.objects.count()
    answer = director.post(*merging(twins, **more))
    assert (answer.status_code, Entry.objects.count()) == (status, entries)
    assert "error-summary" in answer.content.decode()


def test_erasing_tells_before_what_goes_and_empties_the_record_once(town, twins, admin):
    address, form = erasing(twins[0])
    page = admin.get(address).content.decode()
    assert "Mất vĩnh viễn" in page
    assert "Còn lại" in page
    entries = Entry.objects.count()
    first, second = admin.post(address, form), admin.post(address, form)
    assert first["Location"] == second["Location"] == f"{PARTIES}{twins[0]}/"
    assert Entry.objects.count() == entries + 1
    assert Party.objects.get(pk=twins[0]).name == ""
    after = admin.get(first["Location"]).content.decode()
    assert "đã được xóa lúc" in after
    assert admin.get(address).status_code == 302
    assert verify().faults == []


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"sure": ""}, 400),
        ({"reference": " "}, 422),
        ({"reference": "Đơn của 033188000001"}, 400),
        ({"ground": ""}, 422),
        ({"ground": "vì thích"}, 422),
    ],
)
def test_erasing_without_confirmation_or_ground_comes_back_with_what_was_typed(twins, admin, more, status):
    entries = Entry.objects.count()
    answer = admin.post(*erasing(twins[0], **more))
    assert (answer.status_code, Entry.objects.count()) == (status, entries)
    assert "error-summary" in answer.content.decode()
    assert Party.objects.get(pk=twins[0]).name


def test_nobody_is_erased_while_a_dossier_is_open(town, admin):
    dossier = Dossier.objects.get(pk=town.accept())
    address, form = erasing(dossier.applicant_id)
    assert "chưa xóa được" in admin.get(address).content.decode()
    entries = Entry.objects.count()
    answer = admin.post(address, form)
    assert (answer.status_code, Entry.objects.count()) == (422, entries)


@pytest.mark.parametrize("who", ["tiepnhan", "giamsat", "lanhdao"])
def test_others_find_and_change_nothing(town, twins, client, sign_in, who):
    sign_in(client, who, verified=True)
    entries = Entry.objects.count()
    for address in (PARTIES, f"{PARTIES}{twins[0]}/"):
        assert client.get(address).status_code == 403
    assert client.post(*merging(twins)).status_code == 403
    assert client.post(*erasing(twins[0])).status_code == 403
    assert Entry.objects.count() == entries


def test_without_the_second_factor_it_is_seen_and_not_done(twins, client, sign_in):
    sign_in(client, "giamdoc")
    page = client.get(f"{PARTIES}{twins[0]}/").content.decode()
    assert "So sánh, gộp" not in page
    entries = Entry.objects.count()
    assert client.post(*merging(twins)).status_code == 403
    assert Entry.objects.count() == entries


def test_a_record_that_is_not_there_is_not_found(director):
    assert director.get(f"{PARTIES}00000000-0000-0000-0000-000000000000/").status_code == 404
    assert director.get(f"{PARTIES}rac/").status_code == 404
