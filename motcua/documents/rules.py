"""Rules on what may be uploaded: judged by the bytes, never by the name or what the browser claims.

A scan is a PDF, JPEG, PNG or TIFF (TT 01/2023/TT-VPCP Đ8 and its technical reference TT 02/2019/TT-BNV name PDF and
images; the sizes are the centre's own limits). Content that acts by itself and files within are taken out of an
unsigned PDF. A signed PDF is kept byte for byte, since any change breaks the signature: files within it stay and are
named, but one that acts by itself is refused, because anybody can sign a harmful file.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import pikepdf
import puremagic
from PIL import Image

from motcua.documents.pdf_text import open_pdf
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said

Kind = Literal["pdf", "jpeg", "png", "tiff"]

MEGABYTE = 1024 * 1024
LIMITS: dict[Kind, int] = {"pdf": 20 * MEGABYTE, "jpeg": 10 * MEGABYTE, "png": 10 * MEGABYTE, "tiff": 20 * MEGABYTE}
MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tiff": "image/tiff",
}
PIXELS_MOST = 100_000_000
"""An A3 page at 600 dpi has 70 million; a page of this many takes 400 MB of memory to open."""
PICTURES_MOST = 200
"""Pages of one TIFF."""
_KINDS: dict[str, Kind] = {media: kind for kind, media in MEDIA_TYPES.items()}
_STARTS: dict[Kind, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "tiff": (b"II*\x00", b"MM\x00*"),
}
_ACTING = (
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/RichMediaExecute",
    "/Rendition",
    "/Movie",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """An upload that may be kept: ``content`` is what to store.

    ``removed`` says what was taken out of it; ``within`` what a signed file still holds beside its pages.
    """

    kind: Kind
    media_type: str
    content: bytes
    pages: int | None = None
    signed: bool = False
    removed: tuple[Said, ...] = ()
    within: tuple[Said, ...] = ()


def judge_upload(content: bytes) -> Judged:
    """Return the upload as it may be stored.

    :class:`BadInput` for an empty, damaged or locked file or an unknown kind; :class:`RuleError` when it is too large
    (in bytes or in pixels), or a signed PDF that holds content which acts by itself.
    """
    if not content:
        raise BadInput(N_("Tệp rỗng."))
    kind = _kind(content)
    if len(content) > LIMITS[kind]:
        raise RuleError(
            N_("Tệp {kind} nặng {size} MB, vượt giới hạn {limit} MB; hãy quét lại ở 200–300 dpi."),
            kind=kind.upper(),
            size=-(-len(content) // MEGABYTE),
            limit=LIMITS[kind] // MEGABYTE,
        )
    if kind != "pdf":
        _check_picture(kind, content)
        return Judged(kind, MEDIA_TYPES[kind], content)
    return _judge_pdf(content)


SOUND_MOST = 10 * MEGABYTE
"""A voice note: an hour and more of speech as telephones record it."""
_SOUNDS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("audio/webm", lambda head: head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head),
    ("audio/mp4", lambda head: head[4:8] == b"ftyp"),
    ("audio/ogg", lambda head: head.startswith(b"OggS")),
)


def judge_sound(content: bytes) -> str:
    """Return the media type of a voice note as browsers record them (WebM, MP4, Ogg), told by its beginning.

    :class:`BadInput` for anything else; :class:`RuleError` when it is too large. What is within is not decoded here: it
    is played by the browser of whoever listens, and never run.
    """
    if len(content) > SOUND_MOST:
        raise RuleError(N_("Bản ghi âm nặng quá {most} MB; hãy ghi ngắn hơn."), most=SOUND_MOST // MEGABYTE)
    for media, fits in _SOUNDS:
        if fits(content[:64]):
            return media
    raise BadInput(N_("Tệp này không phải bản ghi âm WebM, MP4 hoặc Ogg."))


def _kind(content: bytes) -> Kind:
    found = {match.mime_type for match in _matches(content)}
    for media, kind in _KINDS.items():
        # The kind must also stand at the very beginning: files that are two kinds at once are refused.
        if media in found and content.startswith(_STARTS[kind]):
            return kind
    raise BadInput(N_("Chỉ nhận tệp PDF, JPEG, PNG hoặc TIFF; tệp này không phải, dù tên có thể khác."))


def _matches(content: bytes) -> list[Any]:
    try:
        return list(puremagic.magic_string(content))
    except (puremagic.PureError, ValueError):
        return []


def _check_picture(kind: Kind, content: bytes) -> None:
    """Refuse a picture that is not whole, and one that would fill the memory of whoever opens it, before opening it."""
    try:
        with Image.open(BytesIO(content), formats=[kind.upper()]) as picture:
            for page in range(getattr(picture, "n_frames", 1)):
                picture.seek(page)
                if page >= PICTURES_MOST or picture.width * picture.height > PIXELS_MOST:
                    raise _too_many_pixels()
                # A JPEG is read to its end at an eighth of its size.
                picture.draft(None, (1, 1))
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError, struct.error) as error:
        raise BadInput(N_("Tệp ảnh bị hỏng hoặc tải lên chưa hết; hãy quét lại rồi gửi lại.")) from error


def _too_many_pixels() -> RuleError:
    return RuleError(
        N_("Ảnh quá lớn: mỗi trang nhiều nhất {most} triệu điểm ảnh; hãy quét lại ở 200–300 dpi."),
        most=PIXELS_MOST // 1_000_000,
    )


def _judge_pdf(content: bytes) -> Judged:
    with open_pdf(content) as pdf:
        if pdf.is_encrypted:
            raise BadInput(N_("Tệp PDF bị khóa bằng mật khẩu hoặc hạn chế quyền; hãy gỡ rồi gửi lại."))
        pages = len(pdf.pages)
        if pages == 0:
            raise BadInput(N_("Tệp PDF không có trang nào."))
        if _is_signed(pdf):
            return _judge_signed(pdf, content, pages)
        removed = tuple(what for what, step in _STEPS if step(pdf))
        if not removed:
            return Judged("pdf", MEDIA_TYPES["pdf"], content, pages)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return Judged("pdf", MEDIA_TYPES["pdf"], out.getvalue(), pages, removed=removed)


def _judge_signed(pdf: pikepdf.Pdf, content: bytes, pages: int) -> Judged:
    # The steps change only the copy in memory; what is stored is the file as it came.
    if _strip_actions(pdf):
        raise RuleError(
            N_("Tệp PDF đã ký số có {what}; gỡ ra thì hỏng chữ ký nên không nhận. Xin bản ký không có phần này."),
            what=_STEPS[0][0],
        )
    within = tuple(what for what, step in _STEPS[1:] if step(pdf))
    return Judged("pdf", MEDIA_TYPES["pdf"], content, pages, signed=True, within=within)


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    return any(
        isinstance(thing, pikepdf.Dictionary) and "/ByteRange" in thing and "/Contents" in thing
        for thing in pdf.objects
    )


def _strip_actions(pdf: pikepdf.Pdf) -> bool:
    found = False
    names = pdf.Root.get("/Names", None)
    if names is not None and "/JavaScript" in names:
        del names["/JavaScript"]
        found = True
    opening = pdf.Root.get("/OpenAction", None)
    if isinstance(opening, pikepdf.Dictionary) and _acts(opening):
        del pdf.Root["/OpenAction"]
        found = True
    for thing in [*pdf.objects, *(page.obj for page in pdf.pages)]:
        found |= _strip_thing(thing)
    return found


def _strip_thing(thing: Any) -> bool:
    if isinstance(thing, pikepdf.Array):
        # Annotations and fields may stand directly in their array, without a number of their own.
        found = False
        for item in thing:
            found |= isinstance(item, pikepdf.Dictionary) and _strip_thing(item)
        return found
    if not isinstance(thing, pikepdf.Dictionary):
        return False
    found = False
    if "/AA" in thing:
        del thing["/AA"]
        found = True
    for key in ("/A", "/Next"):
        action = thing.get(key, None)
        if isinstance(action, pikepdf.Dictionary) and _acts(action):
            del thing[key]
            found = True
    if "/JS" in thing or str(thing.get("/S", "")) in _ACTING:
        for key in ("/JS", "/F", "/Win", "/S"):
            if key in thing:
                del thing[key]
        found = True
    return _strip_thing(thing.get("/Annots", None)) or found


def _acts(action: pikepdf.Dictionary) -> bool:
    return "/JS" in action or str(action.get("/S", "")) in _ACTING or "/Next" in action


def _strip_files(pdf: pikepdf.Pdf) -> bool:
    found = False
    names = pdf.Root.get("/Names", None)
    if names is not None and "/EmbeddedFiles" in names:
        del names["/EmbeddedFiles"]
        found = True
    for holder in (pdf.Root, *(page.obj for page in pdf.pages)):
        if "/AF" in holder:
            del holder["/AF"]
            found = True
    for page in pdf.pages:
        annotations = page.obj.get("/Annots", None)
        if not isinstance(annotations, pikepdf.Array):
            continue
        kept = [note for note in annotations if str(note.get("/Subtype", "")) not in ("/FileAttachment", "/RichMedia")]
        if len(kept) < len(annotations):
            page.obj["/Annots"] = pikepdf.Array(kept)
            found = True
    return found


def _strip_xfa(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm", None)
    if form is None or "/XFA" not in form:
        return False
    del form["/XFA"]
    return True


_STEPS: tuple[tuple[Said, Callable[[pikepdf.Pdf], bool]], ...] = (
    (said(N_("mã JavaScript hoặc hành động tự chạy")), _strip_actions),
    (said(N_("tệp đính kèm bên trong")), _strip_files),
    (said(N_("biểu mẫu XFA")), _strip_xfa),
)
