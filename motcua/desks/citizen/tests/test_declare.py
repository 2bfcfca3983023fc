"""A declaration filled in at home: shown to everybody, judged, printed to sign; nothing of it is kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest

from motcua.catalogue.commands import load_packaged_forms
from motcua.config.demo.centre import founder
from motcua.desks.citizen import throttle
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.dossiers.models import FilledForm
from motcua.ledger.models import Access, Entry

pytestmark = pytest.mark.django_db
HREF = "/thu-tuc/1.001612/to-khai/"
TYPED: dict[str, Any] = {
    "f.head.name": "Nguyễn Thử Một",
    "f.head.number": "001190000001",
    "f.head.phone": "0912345678",
    "f.name": "Hộ kinh doanh Thử",
    "f.place.commune": "xã Phụng Công, Hưng Yên",
    "f.lines.rows": "1",
    "f.lines.0.name": "Bán lẻ",
    "f.lines.0.code": "4711",
    "f.capital": "50.000.000",
    "f.founders": "ho-gia-dinh",
    "f.members.rows": "1",
    "f.members.0.name": "Nguyễn Thử Hai",
    "f.members.0.number": "001190000002",
    "viec": "in",
}


@pytest.fixture
def forms(town: Any) -> Any:
    """The town with the forms that come with the product."""
    load_packaged_forms(founder())
    return town


def test_everybody_may_fill_it_in_and_the_browser_may_help_with_their_own_data(forms, client):
    page = client.get(HREF).content.decode()
    assert "chưa phải là nộp hồ sơ" in page
    assert 'name="f.head.name" type="text" value="" required autocomplete="name"' in page
    assert 'name="f.members.0.name" type="text" value="" required autocomplete="off"' in page
    assert "Mang theo giấy này khi đến nộp." in page
    assert "to-khai" in client.get("/thu-tuc/1.001612/?truong-hop=ca-nhan").content.decode()


def test_it_is_printed_and_nothing_is_kept(forms, client):
    entries, reads = Entry.objects.count(), Access.objects.count()
    answer = client.post(HREF, TYPED)
    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["Content-Type"] == "application/pdf"
    with open_pdf(answer.content) as pdf:
        text = squeezed(text_of(pdf))
    for words in ("Hộ kinh doanh Thử", "50.000.000", "xã Phụng Công, tỉnh Hưng Yên", "NGƯỜI KHAI"):
        assert squeezed(words) in text
    assert (Entry.objects.count(), Access.objects.count(), FilledForm.objects.count()) == (entries, reads, 0)


def test_what_is_wrong_is_told_and_kept_as_typed(forms, client):
    answer = client.post(HREF, TYPED | {"f.capital": "năm mươi triệu", "f.head.phone": ""})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'href="#f-f.capital"' in page
    assert "Ghi số tiền bằng chữ số." in page
    assert 'value="năm mươi triệu"' in page


@pytest.mark.parametrize("code", ["1.000656", "9.999999", "x", "x" * 300])
def test_there_is_none_for_other_procedures(forms, client, code):
    assert client.get(f"/thu-tuc/{code}/to-khai/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "typed",
    [{}, {"viec": "x"}, {"viec": "in", "f.head": "x"}, {"f.lines.rows": "9" * 5000}, {"truong-hop": "x" * 5000}],
)
def test_hostile_forms_are_answered_with_what_is_wrong(forms, client, typed):
    assert client.post(HREF, typed).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_too_many_papers_from_one_address_have_to_wait(forms, client, monkeypatch):
    monkeypatch.setattr(throttle, "MOST_PRINTS", 1)
    assert client.post(HREF, TYPED).status_code == HTTPStatus.OK
    assert client.post(HREF, TYPED).status_code == HTTPStatus.TOO_MANY_REQUESTS
