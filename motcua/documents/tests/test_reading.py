"""Files of strangers are read apart: what unfolds into more than a page may hold ends that process and no other."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from io import BytesIO

import pikepdf
import pytest
import segno

from motcua.documents import reading
from motcua.kernel.errors import BadInput

PIECE = 64 * 1024 * 1024


def unfolding(pieces: int) -> bytes:
    """Return a few kilobytes a piece that a reader inflates to 64 MB each."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = squeeze.compress(bytes(PIECE)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    check = (PIECE * pieces % 65_521) << 16 | 1
    return b"\x78\x9c" + piece * pieces + b"\x03\x00" + check.to_bytes(4, "big")


def wrapped(image: bytes, width: int, height: int, keywords: str = "") -> bytes:
    """Return a PDF of one page with one grey picture."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    stream = pikepdf.Stream(pdf, image)
    stream.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": width,
            "/Height": height,
            "/ColorSpace": pikepdf.Name.DeviceGray,
            "/BitsPerComponent": 8,
            "/Filter": pikepdf.Name.FlateDecode,
        }
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
    pdf.docinfo["/Keywords"] = keywords
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


TRIED = """
import resource, sys
from motcua.documents import reading
from motcua.kernel.errors import BadInput
try:
    print(reading.read_apart(sys.stdin.buffer.read(), "motcua"))
except BadInput as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def a_page_that_unfolds() -> bytes:
    with pikepdf.open(BytesIO(wrapped(zlib.compress(b"\0"), 1, 1, "motcua"))) as pdf:
        pdf.pages[0].Contents = pikepdf.Stream(pdf, unfolding(40), Filter=pikepdf.Name.FlateDecode)
        out = BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def a_picture_that_unfolds() -> bytes:
    return wrapped(unfolding(40), 10, 10)


@pytest.mark.parametrize("made", [a_picture_that_unfolds, a_page_that_unfolds])
def test_what_unfolds_into_gigabytes_never_takes_more_than_one_file_may(made):
    bomb = made()
    assert len(bomb) < 10_000_000
    ran = subprocess.run(
        [sys.executable, "-c", TRIED], input=bomb, capture_output=True, check=True, env=os.environ | {"PYTHONUTF8": "1"}
    )
    answer, kilobytes = ran.stdout.decode().splitlines()
    assert "codes=()" in answer or "quá nặng" in answer or "Không đọc được" in answer
    assert int(kilobytes) * 1024 <= reading.MEMORY


def test_the_code_in_a_wrapped_picture_is_read():
    rows = [
        bytes(255 * (not dark) for dark in row for _ in range(8)) for row in segno.make("MOT CUA").matrix_iter(border=4)
    ]
    grey = b"".join(row * 8 for row in rows)
    assert reading.read_apart(wrapped(zlib.compress(grey), len(rows[0]), 8 * len(rows)), "motcua").codes == ("MOT CUA",)


@pytest.mark.parametrize("content", [b"%PDF-", b"%PDF-1.7\n" + b"x" * 500, b"\x89PNG\r\n", b"BM" + bytes(40)])
def test_what_is_damaged_is_said_to_be(content):
    with pytest.raises(BadInput, match="bị hỏng"):
        reading.read_apart(content, "motcua")
