from __future__ import annotations

import contextlib
import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from motcua.documents import rules
from motcua.kernel.errors import BadInput, MotcuaError, RuleError


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, kind)
    return out.getvalue()


def pdf(change: object = None, **save: object) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    if callable(change):
        change(made)
    out = BytesIO()
    made.save(out, **save)
    return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def opening_script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = script()


def named_script(made: pikepdf.Pdf) -> None:
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), made.make_indirect(script())])))


def page_script(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.AA = Dictionary(O=script())


def link_launch(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    made.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])


def chained_script(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=script())
    made.Root.OpenAction = made.make_indirect(action)


def attachment(made: pikepdf.Pdf) -> None:
    made.attachments["a.exe"] = b"MZ"


def xfa(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(Fields=Array(), XFA=made.make_stream(b"<xdp/>"))


def signature(made: pikepdf.Pdf) -> None:
    value = made.make_indirect(
        Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("00"), Filter=Name("/Adobe.PPKLite"))
    )
    field = made.make_indirect(Dictionary(FT=Name.Sig, T=String("a"), V=value))
    made.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(picture("JPEG"), "jpeg"), (picture("PNG"), "png"), (picture("TIFF"), "tiff"), (pdf(), "pdf")],
)
def test_scans_are_known_by_their_content_and_kept_as_they_came(content: bytes, kind: str) -> None:
    judged = rules.judge_upload(content)
    assert (judged.kind, judged.content, judged.removed) == (kind, content, ())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 program",
        b"<html><script>",
        b"PK\x03\x04 zip or office",
        picture("GIF"),
        b"rubbish before %PDF-1.7",
        b"%PDF-1.7 cut short",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        rules.judge_upload(content)


def test_a_pdf_locked_with_a_password_or_rights_is_refused() -> None:
    for encryption in (pikepdf.Encryption(owner="a", user="b"), pikepdf.Encryption(owner="a", user="")):
        with pytest.raises(BadInput, match=r"mật khẩu"):
            rules.judge_upload(pdf(encryption=encryption))


def test_a_file_over_the_limit_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rules.LIMITS, "png", 10)
    with pytest.raises(RuleError, match="PNG"):
        rules.judge_upload(picture("PNG"))


@pytest.mark.parametrize(
    "change", [opening_script, named_script, page_script, link_launch, chained_script, attachment, xfa]
)
def test_what_acts_by_itself_or_hides_inside_is_taken_out_of_an_unsigned_pdf(change: object) -> None:
    content = pdf(change)
    judged = rules.judge_upload(content)
    assert len(judged.removed) == 1
    assert judged.content != content
    again = rules.judge_upload(judged.content)
    assert (again.removed, again.pages) == ((), 1)
    for trace in (b"app.alert", b"cmd.exe", b"xdp"):
        assert trace not in judged.content
    assert not pikepdf.open(BytesIO(judged.content)).attachments


def test_a_signed_pdf_is_kept_byte_for_byte_and_says_what_is_within() -> None:
    def both(made: pikepdf.Pdf) -> None:
        signature(made)
        attachment(made)

    content = pdf(both)
    judged = rules.judge_upload(content)
    assert (judged.signed, judged.content, judged.removed, len(judged.within)) == (True, content, (), 1)


@pytest.mark.parametrize("change", [opening_script, page_script, link_launch])
def test_a_signed_pdf_that_acts_by_itself_is_refused(change: object) -> None:
    def both(made: pikepdf.Pdf) -> None:
        signature(made)
        change(made)  # type: ignore[operator]

    with pytest.raises(RuleError, match="JavaScript"):
        rules.judge_upload(pdf(both))


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00"])
)
def test_no_bytes_raise_anything_but_our_errors(tail: bytes, head: bytes) -> None:
    # Anything but one of our errors would come through and fail the test.
    with contextlib.suppress(MotcuaError):
        rules.judge_upload(head + tail)


def claiming(width: int, height: int, rows: bytes = b"\x00\x00") -> bytes:
    """Return a small, well-formed PNG that says it is this large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (10_001, 10_000), (2**31 - 1, 1)])
def test_a_picture_that_claims_too_many_pixels_is_refused_before_it_is_opened(width: int, height: int) -> None:
    with pytest.raises(RuleError, match="100 triệu"):
        rules.judge_upload(claiming(width, height))


def test_a_small_picture_of_the_same_make_is_kept() -> None:
    assert rules.judge_upload(claiming(1, 1)).kind == "png"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_cut_short_is_refused(kind: str) -> None:
    whole = BytesIO()
    Image.effect_noise((400, 300), 80).save(whole, kind)
    content = whole.getvalue()
    assert rules.judge_upload(content).content == content
    with pytest.raises(BadInput, match="hỏng"):
        rules.judge_upload(content[: len(content) // 2])


def test_a_picture_with_fewer_rows_than_it_says_is_refused() -> None:
    with pytest.raises(BadInput, match="hỏng"):
        rules.judge_upload(claiming(500, 500))
