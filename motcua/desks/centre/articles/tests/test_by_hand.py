"""Press reports written in by the editors of two provinces, from the empty page to what everybody reads."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest

from motcua.articles.models import Article
from motcua.config.demo.articles import SEEN, UNTITLED, text_of
from motcua.config.demo.staffing import hire
from motcua.desks.shared.tests.filling import filled
from motcua.kernel import clock
from motcua.office.models import Unit
from motcua.office.rules import Role

HOME = "/bai-viet/"
HOW = re.compile(r'name="how-(\d+)"')


@pytest.fixture
def editors(steering):
    """The portals of Phú Thọ and of Hưng Yên, each with its editor, on 17/7/2025."""
    office = Unit.objects.get(parent=steering.places["hung-yen"], name="Văn phòng UBND tỉnh")
    since = clock.today()
    hire("bt-hy", "Biên tập Thử Hưng Yên", ((office.pk, "Biên tập viên", (Role.EDITOR,)),), since)
    with clock.fixed(clock.at(2025, 7, 17, 9)):
        yield {"bt-pt": steering.places["phu-tho"], "bt-hy": steering.places["hung-yen"]}


@pytest.mark.parametrize(
    ("name", "who", "reads"),
    [
        ("lam-thao", "bt-pt", "Khuất Đăng Khoa"),
        ("phung-cong", "bt-hy", "Nguyễn Quang Hưng"),
        ("dai-dong", "bt-pt", "Quách Tất Liêm"),
    ],
)
def test_a_report_goes_from_the_empty_form_to_everybody_s_page(editors, sign_in, client, name, who, reads):
    desk = sign_in(client, who)
    empty = desk.get(f"{HOME}nhap/").content.decode()
    shown = desk.post(f"{HOME}nhap/", filled(empty, text=text_of(name), step="xem")).content.decode()
    assert reads in shown
    form = filled(shown, step="luu", place=str(editors[who]))
    form |= {"title": form["title"] or UNTITLED, "category": form["category"] or "Cải cách hành chính"}
    for _ in range(2):
        assert desk.post(f"{HOME}nhap/", form).status_code == HTTPStatus.FOUND
    article = Article.objects.get()
    here = f"{HOME}{article.pk}/"
    assert desk.post(f"{here}viec/dang/", {"once_key": "d"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    flags = desk.get(f"{here}canh-bao/").content.decode()
    numbers = sorted(set(HOW.findall(flags)))
    assert numbers
    how = {one["number"]: "da-xu-ly" if one["bars"] else "giu-nguyen" for one in _flags(article)}
    answers = {f"note-{number}": SEEN for number in numbers} | {f"how-{number}": how[int(number)] for number in numbers}
    assert desk.post(f"{here}canh-bao/", filled(flags, **answers)).status_code == HTTPStatus.FOUND
    assert desk.post(f"{here}viec/dang/", filled(desk.get(f"{here}viec/dang/").content.decode())).status_code == 302
    article.refresh_from_db()
    desk.cookies.clear()
    public = client.get(f"/tin/{article.slug}/").content.decode()
    assert reads in public
    assert article.source_text.strip() == text_of(name).strip()


def _flags(article):
    from motcua.articles.rules.reading.flags.codes import CODES

    return [one | {"bars": CODES[one["code"]].bars} for one in article.flags]
