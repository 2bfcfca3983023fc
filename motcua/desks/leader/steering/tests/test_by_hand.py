"""Reports of the units that lead, each written in its own form, offered, returned once, and accepted."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.desks.shared.tests.filling import filled
from motcua.oversight.models import Directive

HOME = "/chi-dao/"


def picture():
    out = BytesIO()
    Image.new("RGB", (6, 4), "teal").save(out, "PNG")
    return SimpleUploadedFile("anh.png", out.getvalue(), "image/png")


def write(desk, path, **answers):
    """Open a form, answer what it asks, and send it."""
    page = desk.get(path)
    assert page.status_code == HTTPStatus.OK, page.content.decode()[:1500]
    answer = desk.post(path, filled(page.content.decode(), **answers))
    assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()[:3000]


def read(desk, path):
    answer = desk.get(path)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "person"), [("ct-dai-dong", "csvc-dai-dong"), ("ct-cao-xa", "csvc-cao-xa"), ("stc-pt", "stc-pt")]
)
def test_a_unit_s_report_goes_from_its_form_to_acceptance(orders, steering, sign_in, client, who, person):
    desk, lead = sign_in(client, "liemqt", verified=True), steering[who]
    title = f"Việc của {who} (thử)"
    write(desk, f"{HOME}nhiem-vu/moi/", title=title, lead=str(lead.unit), due_kind="by_end", due_day="31/07/2025")
    here = f"{HOME}nhiem-vu/{Directive.objects.get(title=title).pk}/"
    six = {"person": str(steering[person].official), "leader": str(lead.official), "product": "Báo cáo (thử)"}
    write(desk, f"{here}viec/sau-ro/", **six, evidence="Ảnh (thử)", authority="Kết luận 15/7/2025")
    write(desk, f"{here}viec/giao/")

    unit = sign_in(client, who)
    assert title in read(unit, f"{HOME}?vai=chu-tri&xem=tat-ca")
    write(unit, f"{here}bao/bao-cao/", percent="60", words="Đã làm hơn nửa (thử)", obstacle="Thiếu người (thử)")
    assert "Thiếu người (thử)" in read(unit, here)
    write(unit, f"{here}bao/de-nghi/", words="Đã xong (thử)", files=[picture()])

    desk = sign_in(client, "liemqt", verified=True)
    shown = read(desk, here)
    assert all(part in shown for part in ("Đã làm hơn nửa (thử)", "Đã xong (thử)", "anh.png")), shown
    write(desk, f"{here}viec/tra-lai/", reason="Thêm số liệu (thử)")
    unit = sign_in(client, who)
    assert "Thêm số liệu (thử)" in read(unit, here)
    write(unit, f"{here}bao/de-nghi/", words="Đã thêm số liệu (thử)", files=[picture()])
    desk = sign_in(client, "liemqt", verified=True)
    assert title in read(desk, f"{HOME}?xem=cho-nghiem-thu")
    write(desk, f"{here}viec/dat/")
    assert "hoàn thành đúng hạn" in read(desk, here)
    assert title not in read(desk, f"{HOME}?xem=cho-nghiem-thu")
