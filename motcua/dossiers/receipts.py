"""Sealing a slip with its signed summary, and checking a slip somebody brings: a PDF, a picture, a text or a scan.

The signed summary is what the centre stands for. The printed words beside it are compared where they can be read; a
page may still be drawn over, so the answer always repeats what was signed, for the reader to hold against the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from motcua.documents import reading
from motcua.documents.pdf_text import squeezed
from motcua.documents.reading import Found
from motcua.dossiers import summary as summaries
from motcua.dossiers.papers import ReceptionSlip
from motcua.dossiers.summary import Summary
from motcua.dossiers.wording import KEYWORD, NOT_PROMISED, code_label, long_instant, short_instant
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, Said, said

_LARGEST = 30 * 1024 * 1024


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to "is this slip ours": ``good`` with the signed facts, or what is wrong; ``lines`` say both."""

    good: bool
    verdict: Said
    facts: Summary | None = None
    lines: tuple[Said, ...] = ()


def summary_of(slip: ReceptionSlip) -> Summary:
    """Return what a slip promises, to the minute as it is printed."""
    return Summary(
        code=slip.code,
        procedure=slip.procedure_code,
        unit=slip.unit_code,
        received_at=slip.received_at.replace(second=0, microsecond=0),
        due_at=slip.due_at.replace(second=0, microsecond=0) if slip.due_at is not None else None,
        papers=summaries.digest_of_papers(
            (row.name, row.original, row.certified, row.photocopy) for row in slip.papers
        ),
        realm=slip.heading.realm,
        issue=slip.issue,
        demonstration=slip.heading.demonstration,
    )


def seal(slip: ReceptionSlip, private_key: Ed25519PrivateKey) -> ReceptionSlip:
    """Return ``slip`` carrying its signed summary; print the answer, not the original."""
    return msgspec.structs.replace(slip, signed=summaries.sign(summary_of(slip), private_key))


def verify_receipt(content: bytes, public_keys: Iterable[Ed25519PublicKey]) -> Checked:
    """Return the verdict on a slip given as PDF, picture or text (at most 30 MB), from published keys alone, offline.

    Never raises for what the file holds: everything wrong with it is the verdict. A picture needs the Python package
    ``zxing-cpp``; the verdict names it when it is missing.
    """
    keys = list(public_keys)
    try:
        if len(content) > _LARGEST:
            raise BadInput(N_("Tệp lớn hơn 30 MB."))
        if reading.is_pdf(content) or reading.is_picture(content):
            return _of_file(reading.read_apart(content, KEYWORD), keys)
        return _of_scan(content.decode("utf-8", "replace"), keys)
    except MotcuaError as error:
        return Checked(good=False, verdict=error.said)


def facts(summary: Summary) -> tuple[Said, ...]:
    """Return the signed facts, a sentence each."""
    lines = [
        said(N_("{label}: {code}"), label=said(code_label(summary.code)), code=summary.code),
        said(N_("Thủ tục: {code}"), code=summary.procedure),
        said(N_("Đơn vị tiếp nhận: {code}"), code=summary.unit),
        said(N_("Nhận lúc: {when}"), when=long_instant(summary.received_at)),
        said(N_("Hẹn trả: {when}"), when=long_instant(summary.due_at) if summary.due_at else NOT_PROMISED),
        said(N_("Lần cấp giấy: {issue}"), issue=summary.issue),
        said(N_("Dấu kiểm của danh sách giấy tờ: {digest}"), digest=summary.papers.hex()),
    ]
    if summary.realm == "thử":
        lines.append(said(N_("HỒ SƠ THỬ: giấy này không có giá trị.")))
    if summary.demonstration:
        lines.append(said(N_("BẢN TRÌNH DIỄN: in khi đồng hồ được đặt, không có giá trị.")))
    return tuple(lines)


def _passed(summary: Summary) -> Checked:
    return Checked(
        good=True,
        verdict=said(
            N_(
                "Chữ ký đúng: lời hẹn của hồ sơ {code} do khóa đã công bố ký. Phần mềm không đọc thay người được chữ in "
                "trên tờ giấy: so từng dòng đã ký với tờ giấy, dòng nào khác là đã bị sửa."
            ),
            code=summary.code,
        ),
        facts=summary,
        lines=facts(summary),
    )


def _of_scan(text: str, keys: list[Ed25519PublicKey]) -> Checked:
    """Check what was scanned or pasted; the address before the digits is unsigned and must name the signed code."""
    checked = _passed(summaries.verify(text, keys))
    assert checked.facts is not None  # noqa: S101 - _passed always carries them
    linked = summaries.linked_code(text)
    if not linked or linked.upper() == checked.facts.code.upper():
        return checked
    wrong = said(
        N_("Đường dẫn trong mã QR ghi hồ sơ {linked}, nội dung đã ký là của hồ sơ {code}."),
        linked=linked[:60],
        code=checked.facts.code,
    )
    return _altered(checked.facts, (wrong,))


def _altered(summary: Summary, wrong: Sequence[Said]) -> Checked:
    verdict = said(
        N_("Chữ hoặc mã trên giấy khác với nội dung đã ký của hồ sơ {code}: giấy đã bị sửa."), code=summary.code
    )
    return Checked(good=False, verdict=verdict, facts=summary, lines=(*wrong, *facts(summary)))


def _of_file(found: Found, keys: list[Ed25519PublicKey]) -> Checked:
    if not found.keywords:
        return _of_scan("\n".join(found.codes), keys)
    checked = _passed(summaries.verify(found.keywords, keys))
    assert checked.facts is not None  # noqa: S101 - _passed always carries them
    wrong = list(_differences(found.text, checked.facts))
    return _altered(checked.facts, wrong) if wrong else checked


def _differences(page: str, summary: Summary) -> Iterator[Said]:
    if squeezed(summary.code) not in page:
        yield said(N_("Trên giấy không có mã hồ sơ đã ký {code}."), code=summary.code)
    if "?ma=" in page and squeezed(f"?ma={summary.code}") not in page:
        yield said(N_("Đường dẫn tra cứu trên giấy không ghi mã hồ sơ đã ký {code}."), code=summary.code)
    ways = [long_instant(summary.due_at), short_instant(summary.due_at)] if summary.due_at else [NOT_PROMISED]
    if not any(squeezed(way) in page for way in ways):
        yield said(N_("Trên giấy không có giờ hẹn trả đã ký: {when}."), when=ways[0])
    if not any(squeezed(way(clock.local(summary.received_at))) in page for way in (long_instant, short_instant)):
        yield said(N_("Trên giấy không có giờ nhận đã ký: {when}."), when=long_instant(summary.received_at))
