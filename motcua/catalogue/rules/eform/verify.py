"""Whether a form can be put before people: what keeps it from use, and what its author should think about again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from motcua.catalogue.rules.eform.shape import BLOCKS, COMMUNE, UI, Form, Question, Widget, same
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at a question (``path``; empty: the form). ``bars``: the form cannot be used before it is put right."""

    path: str
    said: Said
    bars: bool = True


_TYPES: Final[Mapping[Widget, frozenset[str]]] = {
    Widget.TEXT: frozenset({"string"}),
    Widget.LONG_TEXT: frozenset({"string"}),
    Widget.NUMBER: frozenset({"integer", "number"}),
    Widget.DATE: frozenset({"string"}),
    Widget.MONEY: frozenset({"integer"}),
    Widget.CHOICE: frozenset({"string"}),
    Widget.MANY: frozenset({"array"}),
    Widget.YES_NO: frozenset({"boolean"}),
    Widget.PERSON: frozenset({"object"}),
    Widget.ADDRESS: frozenset({"object"}),
    Widget.FILE: frozenset({"string"}),
    Widget.ROWS: frozenset({"array"}),
}
ASKED_OF_DATABASE: Final = {
    "ngay sinh": N_("ngày sinh"),
    "gioi tinh": N_("giới tính"),
    "dan toc": N_("dân tộc"),
    "quoc tich": N_("quốc tịch"),
    "noi cu tru": N_("nơi cư trú"),
    "noi thuong tru": N_("nơi thường trú"),
    "que quan": N_("quê quán"),
    "ngay cap": N_("ngày cấp giấy tờ"),
    "noi cap": N_("nơi cấp giấy tờ"),
}
"""What the population database gives for a personal number (Luật Căn cước 26/2023/QH15 Đ9); the text was not compared."""


def faults(form: Form) -> tuple[Fault, ...]:
    """Return what is wrong with a form, in the order of its questions, what bars its use first within each."""
    found = [*_whole(form)]
    for question in form.questions:
        found.extend(_never_shown(form, question))
        for one in question.walk():
            found.extend(_question(one))
    found.extend(_doubled(form))
    found.extend(_asked_again(form))
    order = {one.path: at for at, one in enumerate(form.walk())}
    return tuple(sorted(found, key=lambda fault: (order.get(fault.path, -1), not fault.bars)))


def _whole(form: Form) -> Iterator[Fault]:
    if not form.title.vi:
        yield Fault("", said(N_("Biểu mẫu chưa có tên bằng tiếng Việt.")))
    if not form.questions:
        yield Fault("", said(N_("Biểu mẫu chưa có mục nào.")))
    if not form.source:
        yield Fault("", said(N_("Chưa ghi biểu mẫu lấy từ văn bản nào.")), bars=False)
    if not form.compared:
        yield Fault("", said(N_("Bố cục chưa đối chiếu bản gốc: bản in sẽ ghi như vậy.")), bars=False)
    ui = form.schema.get(UI)
    groups = ui.get("groups", []) if isinstance(ui, Mapping) else []
    known = {one.get("key") for one in groups if isinstance(one, Mapping)}
    for group in form.groups:
        if group.key and not group.label.vi:
            yield Fault("", said(N_("Nhóm «{key}» chưa có tên bằng tiếng Việt."), key=group.key))
    for question in form.questions:
        if question.group and question.group not in known:
            yield Fault(question.path, said(N_("Không có nhóm «{key}»."), key=question.group))


def _question(question: Question) -> Iterator[Fault]:
    if question.widget is None:
        ui = question.schema.get(UI)
        named = str(ui.get("widget", "") if isinstance(ui, Mapping) else "")[:40]
        yield Fault(question.path, said(N_("Không có kiểu câu hỏi «{widget}»."), widget=named))
        return
    if not question.label.vi:
        yield Fault(question.path, said(N_("Mục này chưa có nhãn tiếng Việt.")))
    elif not question.label.en:
        yield Fault(question.path, said(N_("Mục này chưa có nhãn tiếng Anh.")), bars=False)
    if question.schema.get("type") not in _TYPES[question.widget]:
        yield Fault(question.path, said(N_("Kiểu dữ liệu không hợp với kiểu câu hỏi.")))
    if question.widget in (Widget.CHOICE, Widget.MANY):
        if not question.options:
            yield Fault(question.path, said(N_("Chưa có lựa chọn nào.")))
        for value, label in question.options:
            if not label.vi:
                yield Fault(question.path, said(N_("Lựa chọn «{value}» chưa có nhãn tiếng Việt."), value=value))
    if question.widget in BLOCKS and not question.children:
        yield Fault(question.path, said(N_("Mục này chưa có ô nào bên trong.")))
    if question.widget is Widget.ADDRESS and "commune" not in {child.key for child in question.children}:
        yield Fault(question.path, said(N_("Địa chỉ phải có ô «commune» chọn theo danh mục xã.")))
    if question.widget is Widget.DATE and not question.schema.get("format"):
        yield Fault(question.path, said(N_("Mục ngày phải có format date hoặc partial-date.")))
    if question.widget is Widget.ROWS and any(
        child.widget in (Widget.ROWS, Widget.FILE) for child in question.children
    ):
        yield Fault(question.path, said(N_("Trong bảng không đặt bảng hay tệp.")))
    if "pattern" in question.schema and not question.says.vi and question.schema.get("format") != COMMUNE:
        yield Fault(question.path, said(N_("Mục có dạng bắt buộc mà chưa có lời chỉ cách ghi (says).")), bars=False)


def _never_shown(form: Form, question: Question) -> Iterator[Fault]:
    """Yield where a question can never be seen, or must be answered without ever being seen by some."""
    if question.conditions and question.required:
        yield Fault(
            question.path,
            said(N_("Mục bắt buộc nhưng chỉ hiện khi có câu trả lời khác: ai không thấy thì không nộp được.")),
        )
    above = {one.key: one for one in form.questions}
    for condition in question.conditions:
        other = above.get(condition.key)
        if other is None:
            yield Fault(
                question.path, said(N_("Chỉ hiện theo mục «{key}», mà không có mục ấy."), key=condition.key[:60])
            )
        elif other is question or not any(_possible(other, value) for value in condition.values):
            yield Fault(
                question.path, said(N_("Không bao giờ hiện: mục «{key}» không có câu trả lời ấy."), key=other.key)
            )
    if _circular(question, above):
        yield Fault(question.path, said(N_("Các mục chờ nhau mới hiện: không mục nào hiện.")))


def _possible(question: Question, value: Any) -> bool:
    if question.widget is Widget.YES_NO:
        return isinstance(value, bool) and ("const" not in question.schema or same(question.schema["const"], value))
    return question.widget is Widget.CHOICE and value in [one for one, _ in question.options]


def _circular(question: Question, above: Mapping[str, Question]) -> bool:
    seen: set[str] = set()
    waiting = [condition.key for condition in question.conditions]
    while waiting:
        key = waiting.pop()
        if key == question.key:
            return True
        if key in above and key not in seen:
            seen.add(key)
            waiting.extend(condition.key for condition in above[key].conditions)
    return False


def _doubled(form: Form) -> Iterator[Fault]:
    """Yield labels that two questions of one group share: nobody could tell which is meant."""
    for group in form.groups:
        counted = Counter(fold(one.label.vi) for one in group.questions if one.label.vi)
        for one in group.questions:
            if counted[fold(one.label.vi)] > 1:
                yield Fault(one.path, said(N_("Hai mục cùng nhãn «{label}» trong một nhóm."), label=one.label.vi[:80]))


def _asked_again(form: Form) -> Iterator[Fault]:
    """Yield what is asked of a person though their personal number gives it: people are not asked for what the state knows.

    NĐ 118/2025 Đ4 and NQ 66.7/2025: agencies read data from the databases; the text of both was not compared.
    """
    for block in form.walk():
        if block.widget is not Widget.PERSON or "number" not in {str(child.known) for child in block.children}:
            continue
        for child in block.children:
            folded = fold(child.label.vi)
            what = next((name for word, name in ASKED_OF_DATABASE.items() if folded.startswith(word)), None)
            if what is not None and not child.why:
                sentence = N_(
                    "Cơ sở dữ liệu dân cư đã có {what} theo số định danh: không hỏi lại, hoặc ghi lý do (why)."
                )
                yield Fault(child.path, said(sentence, what=said(what)), bars=False)
