"""Files in the shapes the national catalogue gives out, made here: a procedure of our own, no copy of a real record."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document

STEPS = (
    "Bước 1: Người yêu cầu nộp hồ sơ tại Trung tâm.",
    "Bước 2: Công chức kiểm tra, trường hợp đủ thì giải quyết.",
)


def api(code: str = "1.001193", **changed: Any) -> dict[str, Any]:
    """Return a full record in the portal's shape; ``changed`` takes the place of its fields."""
    record: dict[str, Any] = {
        "id": "thu-1",
        "code": code,
        "name": "Đăng ký khai sinh",
        "type": "STANDARD",
        "isFullProcess": False,
        "decisionNo": "",
        "procedureProposal": {"proposalNumber": "101/QĐ-BTP"},
        "categoriesDetails": [{"id": "x", "name": "Hộ tịch", "code": "G15"}],
        "departmentPromulgateName": "Bộ Tư pháp",
        "executionSteps": [{"name": "", "description": "\n".join(STEPS)}],
        "executionMethods": [way("DIRECT"), way("ONLINE")],
        "executionCases": [
            {
                "name": "* Giấy tờ phải nộp:",
                "profileComponents": [
                    paper("- Tờ khai theo mẫu số 01"),
                    paper("- Giấy chứng sinh"),
                    paper("+ Cán bộ không yêu cầu thêm giấy tờ", 0),
                ],
            },
            {"name": "* Giấy tờ phải xuất trình:", "profileComponents": [paper("- Giấy tờ tùy thân")]},
        ],
        "cases": [],
        "resultsDetails": [{"name": "Giấy khai sinh", "code": "KQ.1"}],
        "legalBasisesDetails": [{"name": "Luật", "code": "60/2014/QH13"}, {"name": "", "code": "123/2015/NĐ-CP"}],
        "subjectTypesDetails": [{"name": "Công dân Việt Nam", "code": "1"}],
        "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
        "departmentsExecuting": [],
        "executingAgencies": "",
        "requirementsAndConditions": "Không",
        "keywords": "",
        "description": "",
        "updatedAt": 1_783_390_359_440,
    }
    return record | changed


def way(
    channel: str, time: Any = 3, unit: str = "WORKING_DAY", fees: Sequence[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Return a way in as the portal tells it."""
    paid = [fee(0, "Mức thu do Hội đồng nhân dân cấp tỉnh quyết định")] if fees is None else list(fees)
    return {
        "submissionMethod": channel,
        "processingTime": time,
        "processingTimeUnit": unit,
        "description": "",
        "fees": paid,
    }


def fee(value: float | None, words: str = "", kind: str = "SERVICE_FEE") -> dict[str, Any]:
    """Return a fee line as the portal tells it."""
    return {"type": kind, "value": value, "currencyId": "", "attachment": None, "description": words}


def paper(name: str, originals: int = 1, copies: int = 0) -> dict[str, Any]:
    """Return a row of a table of papers as the portal tells it."""
    return {"name": name, "originalQty": originals, "copyQty": copies, "required": False, "attachments": []}


def case_time(qty: int, unit: str = "WORKING_DAY") -> dict[str, Any]:
    """Return a case's own time as the portal tells it."""
    return {"name": "Trường hợp", "processingDay": {"qty": qty, "type": unit}, "profileComponents": []}


def as_json(*records: dict[str, Any]) -> bytes:
    """Return records as the portal answers: one in its envelope, several as a list of items."""
    data: Any = records[0] if len(records) == 1 else {"items": list(records)}
    return json.dumps({"code": "OK", "data": data}, ensure_ascii=False).encode()


def doc(
    code: str = "1.001193",
    time: str = "03 Ngày làm việc",
    paid: str = "Lệ phí : 8.000 Đồng (miễn cho hộ nghèo)",
    papers: Sequence[tuple[str, str, str]] = (("Tờ khai theo mẫu", "TK.docx", "Bản chính: 1\nBản sao: 0"),),
    **values: str,
) -> bytes:
    """Return an export of one procedure, as the portal's button makes it."""
    document = Document()
    said = {
        "Tên thủ tục": "Đăng ký khai sinh",
        "Số quyết định": "Quyết định số 101/QĐ-BTP",
        "Lĩnh vực": "Hộ tịch",
    } | values
    document.add_paragraph(f"Mã thủ tục: {code}")
    for label, value in said.items():
        document.add_paragraph(f"{label}:")
        document.add_paragraph(value)
    document.add_paragraph("Trình tự thực hiện:")
    for line in STEPS:
        document.add_paragraph(line)
    document.add_paragraph("Cách thức thực hiện:")
    _table(
        document,
        ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"),
        [("Trực tiếp", time, paid, ""), ("Trực tuyến", time, paid, "")],
    )
    document.add_paragraph("Thành phần hồ sơ:")
    document.add_paragraph("Trường hợp thông thường")
    _table(document, ("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"), papers)
    document.add_paragraph("Đối tượng thực hiện: Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)")
    document.add_paragraph("Cơ quan thực hiện: Ủy ban nhân dân cấp xã")
    document.add_paragraph("Cơ quan phối hợp: Không có thông tin")
    document.add_paragraph("Kết quả thực hiện: Giấy khai sinh; Bản sao trích lục")
    document.add_paragraph("Căn cứ pháp lý:")
    _table(
        document,
        ("Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành"),
        [("104", "Nghị định 104/2022/NĐ-CP", "21-12-2022", "Chính phủ"), ("60/2014/QH13", "Luật Hộ tịch", "", "")],
    )
    document.add_paragraph("Yêu cầu, điều kiện thực hiện: Không")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(heads))
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def packed(**files: bytes) -> bytes:
    """Return files in one packed file; ``a__json`` is called ``a.json``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def bomb() -> bytes:
    """Return a small packed file that unpacks to more than anybody wants."""
    return packed(a__json=b"[" + b" " * (70 * 1024 * 1024))
