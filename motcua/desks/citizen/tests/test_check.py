"""Checking a slip: a genuine one is told from a changed one, by digits, address, PDF or photo, and without us."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.desks.citizen import throttle
from motcua.desks.citizen.views.check import LARGEST
from motcua.dossiers import prints

URL = "/kiem-tra/"
GOOD, CHANGED, UNKNOWN = (
    "Chữ ký đúng. Hãy so từng dòng dưới đây với tờ giấy.",
    "Giấy này đã bị sửa.",
    "Không xác nhận được giấy này.",
)


def send(client: Client, text: str = "", file: bytes | None = None, name: str = "giay.pdf") -> str:
    data: dict[str, Any] = {"noi-dung": text}
    if file is not None:
        data["tep"] = SimpleUploadedFile(name, file)
    answer = client.post(URL, data)
    assert answer.status_code == 200, answer.content[:300]
    return str(answer.content.decode())


@pytest.mark.parametrize("way", [str, lambda text: f"https://x.vn/tra-cuu/#{text}", lambda text: f"\n {text} \n"])
def test_digits_of_a_genuine_slip_are_good(client: Client, slip: Any, way: Any) -> None:
    body = send(client, way(slip.signed))
    assert GOOD in body
    assert slip.code in body
    assert "thứ Sáu, 11/07/2025 17:00" in body
    assert "Trung tâm Phục vụ hành chính công xã Phụng Công" in body
    assert f"/tra-cuu/?ma={slip.code}" in body


def test_another_code_in_the_address_beside_the_digits_is_named(client: Client, slip: Any) -> None:
    body = send(client, f"https://x.vn/tra-cuu/?ma=H33.99.01-250711-0099#{slip.signed}")
    assert CHANGED in body
    assert "Đường dẫn trong mã QR ghi hồ sơ H33.99.01-250711-0099" in body
    assert GOOD in send(client, f"{slip.lookup}#{slip.signed}")


def test_one_digit_changed_is_refused(client: Client, slip: Any) -> None:
    for at in (5, 60, -1):
        digits = list(slip.signed)
        digits[at] = str((int(digits[at]) + 1) % 10)
        body = send(client, "".join(digits))
        assert UNKNOWN in body
        assert GOOD not in body


def test_printed_slip_is_good_and_a_slip_with_another_date_is_changed(client: Client, slip: Any) -> None:
    import msgspec

    assert GOOD in send(client, file=prints.print_reception_slip(slip))
    later = msgspec.structs.replace(slip, due_at=slip.due_at.replace(day=25))
    body = send(client, file=prints.print_reception_slip(later))
    assert CHANGED in body
    assert "giấy đã bị sửa" in body
    assert "thứ Sáu, 11/07/2025 17:00" in body


def test_photo_of_the_code_is_read(client: Client, slip: Any) -> None:
    made = io.BytesIO()
    segno.make_qr(f"{slip.lookup}#{slip.signed}", error="m").save(made, kind="png", scale=4, border=6)
    assert GOOD in send(client, file=made.getvalue(), name="anh.png")


def test_no_name_comes_back_from_a_slip(client: Client, town: Any, slip: Any) -> None:
    body = send(client, file=prints.print_reception_slip(slip))
    assert [citizen.name for citizen in town.citizens if citizen.name in body] == []


def test_nothing_handed_in_is_asked_for(client: Client, town: Any) -> None:
    answer = client.post(URL, {})
    assert answer.status_code == 400
    assert "Dán dãy số" in answer.content.decode()


def test_too_large_a_file_is_named(client: Client, town: Any) -> None:
    answer = client.post(URL, {"tep": SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * LARGEST)})
    assert answer.status_code == 400
    assert "tối đa 10 MB" in answer.content.decode()


def test_too_many_files_wait(client: Client, town: Any) -> None:
    statuses = [
        client.post(URL, {"tep": SimpleUploadedFile("a.bin", b"x")}).status_code for _ in range(throttle.MOST_FILES + 1)
    ]
    assert set(statuses[:-1]) == {200}
    assert statuses[-1] == 429


def _tiny(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("L", (3, 3)).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 50,
        b"%PDF-1.7\n%%EOF",
        b"%PDF-" + bytes(range(256)) * 20,
        b"\xff\xd8\xff" + b"\x00" * 40,
        b"\x89PNG\r\n\x1a\n" + b"junk" * 30,
        b"RIFF\x00\x00\x00\x00WEBP",
        b"GIF89a" + b"\xff" * 30,
        b"PK\x03\x04" + b"a" * 100,
        b"9" * 100_000,
        _tiny("PNG")[:-12],
        _tiny("TIFF")[:40],
        _tiny("BMP"),
    ],
)
def test_any_file_gets_a_verdict(client: Client, town: Any, content: bytes) -> None:
    answer = client.post(URL, {"tep": SimpleUploadedFile("../../<b>.pdf", content)})
    assert answer.status_code in {200, 400}
    assert GOOD not in answer.content.decode()


def test_keys_are_published_with_their_fingerprints(client: Client, slip: Any) -> None:
    body = client.get("/khoa/").content.decode()
    assert "-----BEGIN PUBLIC KEY-----" in body
    assert "PRIVATE" not in body
    assert re.search(r'class="fingerprint">([0-9a-f]{4} ){15}[0-9a-f]{4}<', body)


def test_recipe_on_the_page_checks_a_slip_without_us(client: Client, slip: Any, tmp_path: Path) -> None:
    import html

    body = client.get("/khoa/").content.decode()
    (address,) = set(re.findall(r'href="(/khoa/[0-9a-f]+\.pem)"', body))
    file = client.get(address)
    assert file["Content-Disposition"].startswith("attachment")
    (recipe,) = re.findall(r'<code id="recipe">(.*?)</code>', body, re.S)
    (tmp_path / "key.pem").write_bytes(file.content)
    (tmp_path / "check.py").write_text(html.unescape(recipe))
    command = [sys.executable, tmp_path / "check.py", tmp_path / "key.pem"]
    good = subprocess.run([*command, slip.signed], capture_output=True, text=True, check=False)
    assert good.stdout.startswith("OK")
    assert slip.code in good.stdout
    changed = str(int(slip.signed) ^ (1 << 700))
    bad = subprocess.run([*command, changed], capture_output=True, text=True, check=False)
    assert "InvalidSignature" in bad.stderr


@pytest.mark.parametrize("name", ["0" * 16, "..", "seal", "%2e%2e%2fseal"])
def test_no_other_file_is_handed_out(client: Client, town: Any, name: str) -> None:
    assert client.get(f"/khoa/{name}.pem").status_code == 404
