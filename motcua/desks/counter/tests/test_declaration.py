"""The declaration of a dossier at the counter: begun with what is known, nothing typed is lost, kept, printed, taken out."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest

from motcua.catalogue.commands import load_packaged_forms
from motcua.config.demo.centre import founder
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.dossiers.models import FilledForm
from motcua.ledger.models import Entry
from motcua.office.gazetteer.search import search

pytestmark = pytest.mark.django_db
CODE = "1.001193"
TYPED: dict[str, Any] = {
    "f.requester.name": "Nguyễn Thử Một",
    "f.requester.number": "001190000001",
    "f.relation": "cha",
    "f.child_name": "  Nguyễn  Thử Hai ",
    "f.child_born": "1/7/2025",
    "f.child_sex": "nu",
    "f.child_nationality": "Việt Nam",
    "f.birth_place_kind": "noi-khac",
    "f.birth_place.commune": "xã Phụng Công, Hưng Yên",
    "f.birth_place.detail": "Thôn Thử <b>",
    "f.mother_known": "co",
    "f.mother.name": "Trần Thử Ba",
    "f.mother.born": "1995",
    "f.father_known": "khong",
    "once_key": "k1",
    "viec": "luu",
}
MARRIAGE: dict[str, Any] = {
    "f.requester.name": "Nguyễn Thử Một",
    "f.requester.number": "001190000001",
    "f.for_self": "co",
    "f.status": "chua",
    "f.lived_elsewhere": "co",
    "f.earlier.rows": "2",
    "f.earlier.0.place.commune": "",
    "f.earlier.1.place.commune": "xã Phụng Công, Hưng Yên",
    "f.earlier.1.since": "2010",
    "f.purpose": "vay-von",
    "f.had_before": "khong",
    "once_key": "k2",
    "viec": "luu",
}


@pytest.fixture
def forms(town: Any) -> Any:
    """The town with the forms that come with the product."""
    load_packaged_forms(founder())
    return town


def href(dossier: UUID) -> str:
    return f"/quay/da-nhan/{dossier}/to-khai/"


def test_the_form_begins_with_what_is_known_and_ties_words_to_fields(forms, sign_in, client):
    dossier = forms.accept(CODE)
    page = sign_in(client, "tiepnhan").get(href(dossier)).content.decode()
    assert f'value="{forms.citizens[0].number}"' in page
    for part in ('<label for="f-f.child_name">', "<legend>", 'aria-describedby="f-f.child_born-hint"', "data-when="):
        assert part in page
    assert "Chỉ ghi khi «Có khai thông tin người mẹ không» là: Có." in page
    assert "Bố cục biểu mẫu chưa đối chiếu bản gốc." in page


def test_what_was_typed_is_kept_typed_and_shown_on_the_dossiers_page(forms, sign_in, client):
    dossier = forms.accept(CODE)
    client = sign_in(client, "tiepnhan")
    assert client.post(href(dossier), TYPED).status_code == HTTPStatus.FOUND
    kept = json.loads(FilledForm.objects.get(dossier=dossier).answers)
    assert kept["child_name"] == "Nguyễn Thử Hai"
    assert kept["child_born"] == "2025-07-01"
    assert kept["mother"] == {"name": "Trần Thử Ba", "born": "1995"}
    assert kept["father_known"] is False
    assert kept["birth_place"]["commune"] == search("xã Phụng Công, Hưng Yên")[0].unit.code
    page = client.get(f"/ho-so/{dossier}/").content.decode()
    assert "Nguyễn Thử Hai" in page
    assert "Thôn Thử &lt;b&gt;" in page
    again = client.get(href(dossier)).content.decode()
    assert 'value="01/07/2025"' in again
    assert 'value="xã Phụng Công, tỉnh Hưng Yên"' in again


def test_a_double_click_keeps_it_once_and_a_correction_wants_its_reason(forms, sign_in, client):
    dossier = forms.accept(CODE)
    client = sign_in(client, "tiepnhan")
    client.post(href(dossier), TYPED)
    client.post(href(dossier), TYPED)
    assert Entry.objects.filter(stream_id=dossier).count() == 2
    changed = TYPED | {"f.child_name": "Nguyễn Thử Hai Đúng", "once_key": "k3"}
    answer = client.post(href(dossier), changed)
    assert answer.status_code in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST}
    assert "Xin ghi lý do sửa tờ khai." in answer.content.decode()
    assert "Nguyễn Thử Hai Đúng" in answer.content.decode()
    assert client.post(href(dossier), changed | {"ly-do": "Ghi sai"}).status_code == HTTPStatus.FOUND
    assert FilledForm.objects.get(dossier=dossier).issue == 2


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("f.child_born", "31/2/2025", "Không có ngày «31/2/2025»"),
        ("f.child_born", "7/2025", "Ghi đủ ngày, tháng, năm"),
        ("f.birth_place.commune", "xã Không Đâu Cả", "Không có xã, phường «xã Không Đâu Cả» hiện nay."),
        ("f.requester.number", "12", "Số định danh cá nhân gồm 12 chữ số."),
        ("f.child_sex", "khac", "Mục này không có trong danh sách."),
        ("f.father.name", "Ai đó", "Theo câu trả lời ở mục khác thì mục này không phải ghi."),
        ("f.child_name", "x" * 30_000, "Dài quá 200 ký tự."),
        ("f.copies_wanted", "co", "Ghi bằng chữ số."),
    ],
)
def test_what_is_wrong_stands_beside_its_question_and_nothing_typed_is_lost(forms, sign_in, client, name, typed, words):
    dossier = forms.accept(CODE)
    answer = sign_in(client, "tiepnhan").post(href(dossier), TYPED | {name: typed})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in page
    assert "data-error-summary" in page
    assert "Trần Thử Ba" in page
    assert typed[:200] in page
    assert not FilledForm.objects.exists()


def test_rows_come_and_go_without_losing_what_was_typed_and_empty_ones_close_up(forms, sign_in, client):
    dossier = forms.accept("1.004873")
    client = sign_in(client, "tiepnhan")
    more = client.post(href(dossier), MARRIAGE | {"viec": "them-dong.earlier"}).content.decode()
    assert 'name="f.earlier.rows" value="2"' in more
    assert 'name="f.earlier.0.since" type="text" value="2010"' in more
    less = client.post(href(dossier), MARRIAGE | {"viec": "bo-dong.earlier.0"}).content.decode()
    assert 'value="2010"' not in less
    assert not FilledForm.objects.exists()
    assert client.post(href(dossier), MARRIAGE).status_code == HTTPStatus.FOUND
    kept = json.loads(FilledForm.objects.get(dossier=dossier).answers)
    assert [row["since"] for row in kept["earlier"]] == ["2010"]


@pytest.mark.parametrize(
    "verb", ["them-dong.", "bo-dong.earlier.99", "bo-dong.x.0", "bo-dong.earlier.²", "them-dong.requester"]
)
@pytest.mark.parametrize("rows", ["0", "-1", "9999", "²", "x", ""])
def test_hostile_buttons_and_counts_are_harmless(forms, sign_in, client, verb, rows):
    dossier = forms.accept("1.004873")
    answer = sign_in(client, "tiepnhan").post(href(dossier), MARRIAGE | {"viec": verb, "f.earlier.rows": rows})
    assert answer.status_code == HTTPStatus.OK
    assert not FilledForm.objects.exists()


def test_too_many_rows_and_hostile_values_are_told_not_crashed(forms, sign_in, client):
    dossier = forms.accept("1.004873")
    many = {f"f.earlier.{n}.since": "2010" for n in range(40)} | {"f.earlier.rows": "40", "f.status": ["a", "b"]}
    answer = sign_in(client, "tiepnhan").post(href(dossier), MARRIAGE | many)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ghi nhiều nhất 10 mục." in answer.content.decode()


def test_the_declaration_is_printed_with_its_signature_and_taken_out_as_json(forms, sign_in, client):
    dossier = forms.accept(CODE)
    client = sign_in(client, "tiepnhan")
    assert client.get(f"/ho-so/{dossier}/to-khai.pdf").status_code == HTTPStatus.NOT_FOUND
    client.post(href(dossier), TYPED)
    answer = client.get(f"/ho-so/{dossier}/to-khai.pdf")
    with open_pdf(answer.content) as pdf:
        text = squeezed(text_of(pdf))
    for words in ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "Nguyễn Thử Hai", "NGƯỜI KHAI", "01/07/2025", "chưa đối chiếu bản gốc"):
        assert squeezed(words) in text
    told = json.loads(b"".join(client.get(f"/ho-so/{dossier}/to-khai.json")))
    assert told["answers"] == json.loads(FilledForm.objects.get(dossier=dossier).answers)
    assert told["procedure"] == CODE


def test_in_english_the_words_of_the_form_are_english(forms, sign_in, client):
    dossier = forms.accept(CODE)
    client = sign_in(client, "tiepnhan")
    client.cookies["ngon-ngu"] = "en"
    page = client.get(href(dossier)).content.decode()
    assert "Child&#39;s full name" in page
    assert "Declaration for birth registration" in page


def test_a_procedure_without_a_form_others_and_nobody(forms, sign_in, client):
    dossier = forms.accept(CODE)
    without = forms.accept("1.000656")
    assert client.get(href(dossier)).status_code == HTTPStatus.FOUND
    assert sign_in(client, "tiepnhan").get(href(without)).status_code == HTTPStatus.NOT_FOUND
    assert sign_in(client, "thuly").get(href(dossier)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(href(dossier), TYPED).status_code == HTTPStatus.FORBIDDEN
    assert not FilledForm.objects.exists()


def test_who_reads_no_peoples_data_sees_long_numbers_covered_and_takes_nothing_out(forms, sign_in, client):
    dossier = forms.accept(CODE)
    sign_in(client, "tiepnhan").post(href(dossier), TYPED)
    leader = sign_in(client, "lanhdao", verified=True)
    page = leader.get(f"/ho-so/{dossier}/").content.decode()
    assert forms["lanhdao"].can("party.read") is False
    assert "Nguyễn Thử Hai" in page
    assert "001190000001" not in page
    for name in ("to-khai.pdf", "to-khai.json"):
        assert leader.get(f"/ho-so/{dossier}/{name}").status_code == HTTPStatus.NOT_FOUND
