"""What a file of a stranger holds, read by a process of its own that may use little memory and little time.

A PDF of a few kilobytes can unfold into gigabytes in many ways; the process that serves everybody does not find them out.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

import motcua
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

MEMORY: Final = 1 << 30
SECONDS: Final = 20
"""Bytes of address space and seconds of processor time for one file: an A4 page in colour at 600 dpi takes a tenth."""
_MOST_PIXELS: Final = 80_000_000
_MOST_PAGES: Final = 5
_MOST_WORDS: Final = 1_000_000
"""Characters that are handed back: a slip has a few thousand."""
_PATIENCE: Final = 60
_CHILD: Final = ("-c", "from motcua.documents.reading import main; main()")


class Found(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What was read: the keywords of a PDF, its text layer without white space, the texts of two-dimensional codes."""

    keywords: str = ""
    text: str = ""
    codes: tuple[str, ...] = ()


class _Refused(msgspec.Struct, frozen=True, tag=True):
    sentence: str


def is_pdf(content: bytes) -> bool:
    """Say whether bytes begin as a PDF does."""
    return content.lstrip()[:5] == b"%PDF-"


def is_picture(content: bytes) -> bool:
    """Say whether bytes begin as one of the kinds of pictures people send."""
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\x00", b"MM\x00*", b"GIF8", b"BM", b"RIFF"))


def read_apart(content: bytes, keyword: str) -> Found:
    """Return what a PDF or a picture holds; :class:`BadInput` for a file that is damaged or too heavy to read.

    A PDF whose keywords hold ``keyword`` is read for its text, any other for the codes of its pictures.
    """
    asked = msgspec.msgpack.encode((keyword, content))
    heavy = N_("Tệp này quá nặng để đọc, hoặc bị hỏng. Hãy chụp lại mã QR cho rõ, hoặc dán dãy số của mã.")
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, *_CHILD],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
            env={"PYTHONPATH": str(Path(motcua.__file__).parents[1]), "PYTHONUTF8": "1"},
        )
        answer = msgspec.msgpack.decode(done.stdout, type=Found | _Refused)
    except (subprocess.SubprocessError, msgspec.DecodeError) as error:
        raise BadInput(heavy) from error
    if isinstance(answer, _Refused):
        raise BadInput(answer.sentence)
    return answer


def main() -> None:
    """Read what standard input holds within the limits and answer on standard output; killed where they do not do."""
    import resource  # noqa: PLC0415 - only the child limits itself

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    keyword, content = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=tuple[str, bytes])
    answer: Found | _Refused
    try:
        answer = _of_pdf(content, keyword) if is_pdf(content) else Found(codes=tuple(_codes(content)))
    except BadInput as error:
        answer = _Refused(error.said.sentence)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _of_pdf(content: bytes, keyword: str) -> Found:
    from motcua.documents.pdf_text import open_pdf, squeezed, text_of  # noqa: PLC0415 - the child's alone

    with open_pdf(content) as pdf:
        keywords = str(pdf.docinfo.get("/Keywords", ""))[:_MOST_WORDS]
        if keyword in keywords:
            return Found(keywords=keywords, text=squeezed(text_of(pdf))[:_MOST_WORDS])
        # A scan or a photograph wrapped in a PDF: the code has to be read from the picture.
        return Found(codes=tuple(_codes_of_pages(pdf)))


def _codes_of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    import pikepdf  # noqa: PLC0415 - the child's alone

    image: Any
    for page in list(pdf.pages)[:_MOST_PAGES]:
        for image in page.get_images().values():
            if int(image.get("/Width", 0)) * int(image.get("/Height", 0)) > _MOST_PIXELS:
                continue
            try:
                picture = pikepdf.PdfImage(image).as_pil_image()
            except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
                continue  # a picture of a kind that cannot be drawn here: the code may be in another
            if picture.width * picture.height <= _MOST_PIXELS:
                yield from _scan(picture.convert("L"))


def _codes(content: bytes) -> Iterator[str]:
    """Yield the texts of the two-dimensional codes in a picture."""
    from PIL import Image  # noqa: PLC0415 - the child's alone

    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise BadInput(N_("Ảnh quá lớn; hãy chụp hoặc quét lại khoảng 300 dpi."))
            yield from _scan(picture.convert("L"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadInput(N_("Tệp ảnh bị hỏng, không mở được.")) from error


def _scan(picture: Image.Image) -> Iterator[str]:
    try:
        import zxingcpp  # noqa: PLC0415 - optional: only pictures need it
    except ImportError as error:
        raise BadInput(
            N_("Máy này chưa đọc được mã QR từ ảnh: cài gói Python zxing-cpp, hoặc dán nội dung đã quét.")
        ) from error
    for code in zxingcpp.read_barcodes(picture):
        yield code.text
