"""E-forms at the director's desk: versions, the editor without a script, a trial at phone width, import and export."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue import eforms
from motcua.catalogue.commands import DraftEForm, load_packaged_forms
from motcua.catalogue.models import EForm
from motcua.catalogue.rules.eform import editing
from motcua.catalogue.rules.eform.shape import Form
from motcua.config.demo.centre import founder
from motcua.kernel import clock
from motcua.kernel.ids import new_id
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db
CODE = "2.000635"
LIST = f"/danh-muc/{CODE}/to-khai/"


@pytest.fixture
def forms(town: Any) -> Any:
    """The town with the forms that come with the product."""
    load_packaged_forms(founder())
    return town


@pytest.fixture
def director(forms: Any, sign_in: Any, client: Any) -> Any:
    """A browser in which the director is signed in, after the second factor."""
    return sign_in(client, "giamdoc", verified=True)


def draft(town: Any) -> UUID:
    return perform(DraftEForm(unit=town.bodies.centre, procedure=CODE), town["giamdoc"]).target


def form_of(eform: UUID) -> Form:
    return eforms.version(eform).form


def typed(eform: UUID, **change: str) -> dict[str, Any]:
    """Return what the editor's form sends for a draft, with some of it typed otherwise."""
    form = form_of(eform)
    sent: dict[str, Any] = {"muc": [], "title.vi": form.title.vi, "title.en": form.title.en, "source": form.source}
    sent |= {"pledge.vi": form.pledge.vi, "pledge.en": form.pledge.en, "seen": EForm.objects.get(pk=eform).version}
    for one in form.questions:
        sent["muc"].append(one.key)
        sent |= {f"{one.key}.vi": one.label.vi, f"{one.key}.en": one.label.en, f"{one.key}.group": one.group}
        sent |= {f"{one.key}.help_vi": one.help.vi, f"{one.key}.help_en": one.help.en}
        sent[f"{one.key}.options"] = "\n".join(f"{value} | {words.vi} | {words.en}" for value, words in one.options)
        if one.required or one.needed:
            sent[f"{one.key}.required"] = "1"
    return sent | {"viec": "luu", "once_key": new_id().hex} | change


def test_the_versions_are_listed_and_a_draft_begun_once(forms, director):
    page = director.get(LIST).content.decode()
    assert "đang dùng hôm nay" in page
    assert "kèm phần mềm" in page
    answer = director.post(LIST, {"once_key": "a"})
    assert answer.status_code == HTTPStatus.FOUND
    assert director.post(LIST, {"once_key": "b"}).status_code == HTTPStatus.CONFLICT
    assert director.post(LIST, {"case": "khong-co", "once_key": "c"}).status_code == HTTPStatus.BAD_REQUEST
    assert f'href="{LIST}"' in director.get(f"/danh-muc/{CODE}/").content.decode()


def test_saving_what_is_there_changes_nothing_people_see(forms, director):
    eform = draft(forms)
    before = form_of(eform)
    assert director.post(f"{LIST}{eform}/", typed(eform)).status_code == HTTPStatus.FOUND
    page = eforms.page(forms.bodies.centre, CODE, eform, forms["giamdoc"])
    assert page.changes == ()
    assert [one.path for one in page.it.form.walk()] == [one.path for one in before.walk()]


def test_a_question_is_added_moved_reworded_and_removed_and_the_change_is_told(forms, director):
    eform = draft(forms)
    here = f"{LIST}{eform}/"
    new = {"new.vi": "Mục đích sử dụng", "new.widget": "choice", "viec": "them"}
    assert director.post(here, typed(eform, **new)).status_code == HTTPStatus.FOUND
    assert form_of(eform).questions[-1].key == "muc_dich_su_dung"
    choices = {"muc_dich_su_dung.options": "hoc | Đi học | School\nĐi làm", "muc_dich_su_dung.en": "Purpose"}
    director.post(here, typed(eform, **choices, viec="len.muc_dich_su_dung"))
    question = next(one for one in form_of(eform).questions if one.key == "muc_dich_su_dung")
    assert [value for value, _ in question.options] == ["hoc", "di-lam"]
    assert form_of(eform).questions[-1].key == "copies"
    director.post(here, typed(eform, viec="bo.registered_on", once_key="z"))
    page = director.get(here).content.decode()
    assert "Thêm mục «Mục đích sử dụng»." in page
    assert "Bỏ mục «Ngày hoặc năm đăng ký»." in page
    assert "Thứ tự các mục đã đổi." not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"new.vi": "", "viec": "them"}, "Ghi nhãn của mục mới."),
        ({"new.vi": "A", "new.widget": "x", "viec": "them"}, "Chọn kiểu câu hỏi."),
        ({"new.vi": "A", "new.widget": "text", "new.key": "Có Dấu", "viec": "them"}, "Tên mục gồm chữ thường"),
        ({"new.vi": "A", "new.widget": "text", "new.key": "copies", "viec": "them"}, "Tên mục «copies» đã có."),
        ({"kind.options": ""}, "từ 1 đến 100 giá trị"),
        ({"viec": "bo.nothing"}, "Không có mục này."),
        ({"viec": "x"}, "Không có việc này."),
        ({"viec": "json", "content": "{"}, "Không đọc được JSON"),
        ({"viec": "json", "content": '{"$ref":"http://example.org/x"}'}, "Không nhận biểu mẫu này."),
        ({"viec": "nhap"}, "Chọn tệp JSON của biểu mẫu."),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(forms, director, change, words):
    eform = draft(forms)
    entries = Entry.objects.count()
    answer = director.post(f"{LIST}{eform}/", typed(eform, **change, **{"requester.vi": "Người hỏi"}))
    page = answer.content.decode()
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert words in page
    assert "Người hỏi" in page
    assert Entry.objects.count() == entries


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(forms, director):
    eform = draft(forms)
    old = typed(eform, **{"requester.vi": "Người hỏi"})
    director.post(f"{LIST}{eform}/", typed(eform, **{"copies.vi": "Bao nhiêu bản", "once_key": "first"}))
    assert director.post(f"{LIST}{eform}/", old | {"once_key": "late"}).status_code == HTTPStatus.CONFLICT
    assert next(one for one in form_of(eform).questions if one.key == "copies").label.vi == "Bao nhiêu bản"


def test_a_form_goes_out_as_a_file_and_comes_in_again(forms, director):
    eform = draft(forms)
    out = director.get(f"{LIST}{eform}/tep.json")
    schema = json.loads(b"".join(out))
    assert schema == form_of(eform).schema
    changed = editing.removed(schema, "number")
    file = SimpleUploadedFile("a.json", json.dumps(changed).encode(), "application/json")
    answer = director.post(f"{LIST}{eform}/", {"viec": "nhap", "tep": file, "once_key": "n"})
    assert answer.status_code == HTTPStatus.FOUND
    assert "number" not in [one.key for one in form_of(eform).questions]
    for content in (b"\xff\xfe\x00", b"[" * 100_000, b"x" * 200_001):
        bad = SimpleUploadedFile("a.json", content, "application/json")
        answer = director.post(f"{LIST}{eform}/", {"viec": "nhap", "tep": bad, "once_key": "m"})
        assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_it_is_tried_at_phone_width_and_nothing_is_kept(forms, director):
    eform = draft(forms)
    entries = Entry.objects.count()
    here = f"{LIST}{eform}/xem/"
    assert "eform-phone" in director.get(here).content.decode()
    answer = director.post(here, {"viec": "xem"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    good = {"f.requester.name": "A", "f.requester.number": "001190000001", "f.for_self": "co"}
    answer = director.post(here, good | {"f.kind": "khai-sinh", "f.copies": "2", "viec": "xem"})
    assert "Nội dung này hợp biểu mẫu." in answer.content.decode()
    assert Entry.objects.count() == entries


def test_it_is_put_in_force_and_then_only_read(forms, director):
    eform = draft(forms)
    here = f"{LIST}{eform}/"
    bad = director.post(here, {"viec": "ap-dung", "from_day": "hôm qua", "once_key": "a"})
    assert bad.status_code == HTTPStatus.BAD_REQUEST
    answer = director.post(here, {"viec": "ap-dung", "from_day": "11/07/2025", "once_key": "b"})
    assert answer.status_code == HTTPStatus.FOUND
    page = director.get(here).content.decode()
    assert "Cho áp dụng" not in page
    assert director.post(here, {"viec": "bo-nhap", "once_key": "c"}).status_code == HTTPStatus.CONFLICT
    assert eforms.in_force(forms.bodies.centre, CODE, "", clock.today()).id == eform


def test_a_draft_is_given_up(forms, director):
    eform = draft(forms)
    answer = director.post(f"{LIST}{eform}/", {"viec": "bo-nhap", "once_key": "a"})
    assert answer.status_code == HTTPStatus.FOUND
    assert EForm.objects.get(pk=eform).state == "dropped"


def test_others_read_and_change_nothing(forms, sign_in, client):
    eform = draft(forms)
    clerk = sign_in(client, "tiepnhan")
    for address in (LIST, f"{LIST}{eform}/", f"{LIST}{eform}/xem/", f"{LIST}{eform}/tep.json"):
        assert clerk.get(address).status_code in {HTTPStatus.OK, HTTPStatus.FORBIDDEN}
    entries = Entry.objects.count()
    assert clerk.post(f"{LIST}{eform}/", typed(eform)).status_code == HTTPStatus.FORBIDDEN
    assert clerk.post(LIST, {"once_key": "x"}).status_code == HTTPStatus.FORBIDDEN
    assert Entry.objects.count() == entries
