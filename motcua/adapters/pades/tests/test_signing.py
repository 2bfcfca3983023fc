from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from motcua.adapters.pades import FileSigner, PdfValidator, authority, issue, make_authority
from motcua.documents import printing
from motcua.documents.ports import Box, Signer, SignRequest, Validator
from motcua.documents.rules import judge_upload
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError

AT = clock.at(2025, 7, 11, 9, 6)
PASSWORD = "mật khẩu thử"
NAME = "Trung tâm Phụng Công"
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "Giấy", date: datetime(year: 2025, month: 7, day: 11, hour: 2, minute: 0, second: 0))
#set text(font: "Liberation Serif", lang: "vi")
#data.body
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca")
    make_authority(path)
    return path


@pytest.fixture(scope="module")
def root(folder: Path) -> bytes:
    return (folder / "goc-thu.pem").read_bytes()


@pytest.fixture(scope="module")
def signer(folder: Path) -> FileSigner:
    return FileSigner.from_pkcs12(issue(folder, NAME, PASSWORD, organisation="UBND xã Phụng Công"), PASSWORD)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    template = tmp_path_factory.mktemp("t") / "t.typ"
    template.write_text(TEMPLATE, encoding="utf-8")
    return printing.render(template, {"body": "Hẹn trả ngày 16 tháng 7 năm 2025"}, made_at=AT)


def request(**other: object) -> SignRequest:
    return SignRequest(**{"at": AT, "name": "Lê Văn Cán Bộ", "reason": "Tiếp nhận", "location": "Phụng Công", **other})  # type: ignore[arg-type]


def test_the_adapters_stand_behind_the_ports(signer: FileSigner, root: bytes) -> None:
    port: Signer = signer
    judge: Validator = PdfValidator([root])
    assert port.certificate.trial
    assert judge is not None


@pytest.mark.parametrize("box", [None, Box(0, 300, 40, 220, 80)])
def test_a_signed_paper_says_who_when_and_why_and_is_whole(
    signer: FileSigner, root: bytes, paper: bytes, box: Box | None
) -> None:
    signed = signer.sign(paper, request(box=box))
    assert signed.startswith(paper)
    (verdict,) = PdfValidator([root]).check(signed)
    assert verdict.good, [str(problem) for problem in verdict.problems]
    assert (verdict.signed_at, verdict.reason, verdict.location) == (AT, "Tiếp nhận", "Phụng Công")
    assert verdict.certificate.subject == f"THỬ - {NAME}"
    assert verdict.certificate.organisation == "UBND xã Phụng Công"
    assert "THỬ" in str(verdict.verdict)
    assert "không có giá trị pháp lý" in str(verdict.verdict)


def test_the_signature_is_pades_without_a_second_signing_time(signer: FileSigner, paper: bytes) -> None:
    pdf = pikepdf.open(BytesIO(signer.sign(paper, request())))
    value = pdf.Root.AcroForm.Fields[0].V
    assert str(value.SubFilter) == "/ETSI.CAdES.detached"
    assert str(value.M).startswith("D:20250711090600+07")
    assert str(value.Name) == "Lê Văn Cán Bộ"


def test_a_visible_signature_keeps_vietnamese_fonts_embedded_and_the_archive_mark(
    signer: FileSigner, paper: bytes
) -> None:
    pdf = pikepdf.open(BytesIO(signer.sign(paper, request(box=Box(0, 300, 40, 220, 80)))))
    with pdf.open_metadata() as meta:
        assert meta["pdfaid:part"] == "2"
    faces = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing]
    assert all("Liberation" in str(face.FontName) for face in faces)
    assert len(faces) > 1


def test_every_kind_of_tampering_is_seen(signer: FileSigner, root: bytes, paper: bytes) -> None:
    signed = signer.sign(paper, request())
    judge = PdfValidator([root])
    changed = bytearray(signed)
    changed[signed.index(b"/Title") + 8] ^= 1
    (verdict,) = judge.check(bytes(changed))
    assert (verdict.good, verdict.intact) == (False, False)
    assert "KHÔNG hợp lệ" in str(verdict.verdict)

    (verdict,) = judge.check(signed + b"\n% more\n")
    assert not verdict.good

    rewritten = BytesIO()
    pikepdf.open(BytesIO(signed)).save(rewritten)
    (verdict,) = judge.check(rewritten.getvalue())
    assert not verdict.good


def test_a_page_slipped_in_by_a_later_revision_is_seen(signer: FileSigner, root: bytes, paper: bytes) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signer.sign(paper, request())))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    (verdict,) = PdfValidator([root]).check(out.getvalue())
    assert (verdict.good, verdict.covers_whole_file) == (False, False)


def test_a_second_signature_leaves_the_first_good(signer: FileSigner, root: bytes, paper: bytes) -> None:
    twice = signer.sign(signer.sign(paper, request()), request(field="ChuKy2", name="Đỗ Thị Giám Đốc"))
    verdicts = PdfValidator([root]).check(twice)
    assert [(verdict.field, verdict.good) for verdict in verdicts] == [("ChuKy", True), ("ChuKy2", True)]


def test_the_same_field_cannot_be_signed_twice(signer: FileSigner, paper: bytes) -> None:
    with pytest.raises(BadInput):
        signer.sign(signer.sign(paper, request()), request())


def test_without_a_trusted_root_the_issuer_is_named(signer: FileSigner, paper: bytes) -> None:
    (verdict,) = PdfValidator([]).check(signer.sign(paper, request()))
    assert (verdict.intact, verdict.trusted, verdict.good) == (True, False, False)
    assert "THỬ - Motcua" in str(verdict.problems[0])


def test_another_authority_of_the_same_name_is_not_trusted(signer: FileSigner, paper: bytes, tmp_path: Path) -> None:
    other = make_authority(tmp_path).read_bytes()
    (verdict,) = PdfValidator([other]).check(signer.sign(paper, request()))
    assert not verdict.trusted


def signer_at(folder: Path, machine: datetime, **validity: datetime) -> FileSigner:
    key, certificate, chain = pkcs12.load_key_and_certificates(
        issue(folder, NAME, PASSWORD, **validity),  # type: ignore[arg-type]
        PASSWORD.encode(),
    )
    return FileSigner(certificate, key, chain, machine_time=lambda: machine)  # type: ignore[arg-type]


NOW = datetime(2026, 11, 22, tzinfo=UTC)
YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    ("validity", "machine", "at"),
    [
        ({"valid_to": NOW - YEAR}, NOW, NOW),
        ({"valid_from": NOW + YEAR, "valid_to": NOW + 2 * YEAR}, NOW, NOW),
        ({"valid_to": NOW - YEAR}, NOW, NOW - 2 * YEAR),
        ({"valid_from": NOW - YEAR, "valid_to": NOW + YEAR}, NOW, NOW - 2 * YEAR),
    ],
    ids=["expired", "not yet", "clock set back into an expired certificate", "business time before the certificate"],
)
def test_outside_its_validity_a_certificate_does_not_sign(
    folder: Path, paper: bytes, validity: dict[str, datetime], machine: datetime, at: datetime
) -> None:
    with pytest.raises(RuleError, match="hiệu lực"):
        signer_at(folder, machine, **validity).sign(paper, request(at=at))


def forced(signer: FileSigner) -> FileSigner:
    signer._require_usable = lambda at: None  # type: ignore[method-assign]
    return signer


@pytest.mark.parametrize(
    ("validity", "words"),
    [
        ({"valid_to": NOW - YEAR}, "đã hết hạn"),
        ({"valid_from": NOW + YEAR, "valid_to": NOW + 2 * YEAR}, "chưa có hiệu lực"),
    ],
)
def test_a_signature_made_elsewhere_with_a_dead_certificate_is_explained(
    folder: Path, root: bytes, paper: bytes, validity: dict[str, datetime], words: str
) -> None:
    signed = forced(signer_at(folder, NOW, **validity)).sign(paper, request(at=NOW))
    (verdict,) = PdfValidator([root]).check(signed)
    assert (verdict.intact, verdict.certificate_valid, verdict.good) == (True, False, False)
    assert words in str(verdict.problems[0])


def test_a_certificate_for_something_else_neither_signs_nor_convinces(folder: Path, root: bytes, paper: bytes) -> None:
    other = FileSigner.from_pkcs12(issue(folder, NAME, PASSWORD, for_signing=False), PASSWORD)
    with pytest.raises(RuleError, match="không dùng để ký"):
        other.sign(paper, request())
    (verdict,) = PdfValidator([root]).check(forced(other).sign(paper, request()))
    assert not verdict.good
    assert "không được cấp để ký" in str(verdict.problems[0])


def test_a_file_without_signatures_has_no_verdict_and_a_broken_one_is_refused(root: bytes, paper: bytes) -> None:
    assert PdfValidator([root]).check(paper) == ()
    for content in (b"", b"no pdf", paper[:400]):
        with pytest.raises(BadInput):
            PdfValidator([root]).check(content)


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7 cut"])
def test_what_is_no_pdf_cannot_be_signed(signer: FileSigner, content: bytes) -> None:
    with pytest.raises(BadInput):
        signer.sign(content, request())


@pytest.mark.parametrize("spoil", [lambda p12: (p12, "sai"), lambda p12: (b"rubbish", PASSWORD)])
def test_a_wrong_password_or_file_is_said(folder: Path, spoil: Callable[[bytes], tuple[bytes, str]]) -> None:
    with pytest.raises(BadInput):
        FileSigner.from_pkcs12(*spoil(issue(folder, NAME, PASSWORD)))


def test_a_signer_may_come_from_pem_files(folder: Path, root: bytes, paper: bytes, tmp_path: Path) -> None:
    key, certificate, _ = pkcs12.load_key_and_certificates(issue(folder, NAME, PASSWORD), PASSWORD.encode())
    assert key is not None
    assert certificate is not None
    (tmp_path / "c.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + root)
    (tmp_path / "k.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(PASSWORD.encode()),
        )
    )
    signer = FileSigner.from_pem(tmp_path / "c.pem", tmp_path / "k.pem", PASSWORD)
    assert PdfValidator([root]).check(signer.sign(paper, request()))[0].good
    with pytest.raises(BadInput):
        FileSigner.from_pem(tmp_path / "c.pem", tmp_path / "k.pem", "sai")


def test_several_threads_may_sign_at_once(signer: FileSigner, root: bytes, paper: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        signed = list(pool.map(lambda number: signer.sign(paper, request(reason=f"lần {number}")), range(8)))
    judge = PdfValidator([root])
    assert [judge.check(one)[0].reason for one in signed] == [f"lần {number}" for number in range(8)]


def test_a_signed_paper_is_kept_untouched_as_an_upload(signer: FileSigner, paper: bytes) -> None:
    signed = signer.sign(paper, request())
    judged = judge_upload(signed)
    assert (judged.signed, judged.content) == (True, signed)


def test_the_trial_authority_marks_everything_and_guards_its_key(folder: Path, root: bytes) -> None:
    assert x509.load_pem_x509_certificate(root).subject.rfc4514_string().count(authority.MARK) >= 1
    assert (folder / "goc-thu.key.pem").stat().st_mode & 0o077 == 0
    with pytest.raises(Conflict):
        make_authority(folder)
    with pytest.raises(BadInput):
        issue(folder, NAME, "")
    with pytest.raises(NotFound):
        issue(folder / "nowhere", NAME, PASSWORD)


def test_a_long_name_is_cut_behind_the_mark(folder: Path) -> None:
    long = FileSigner.from_pkcs12(issue(folder, "Ủy ban nhân dân " * 10, PASSWORD), PASSWORD)
    assert long.certificate.subject.startswith("THỬ - Ủy ban")
    assert long.certificate.trial
