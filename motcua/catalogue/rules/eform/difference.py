"""What is different between two versions of a form, in sentences a person can check one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from motcua.catalogue.rules.eform.shape import UI, WIDGET_NAMES, Form, Question
from motcua.kernel.words import N_, Said, said

_BOUNDS: Final = {
    "minLength": N_("số ký tự ít nhất"),
    "maxLength": N_("số ký tự nhiều nhất"),
    "minimum": N_("số nhỏ nhất"),
    "maximum": N_("số lớn nhất"),
    "minItems": N_("số dòng ít nhất"),
    "maxItems": N_("số dòng nhiều nhất"),
    "pattern": N_("dạng phải theo"),
    "format": N_("dạng phải theo"),
}


def differences(before: Form, after: Form) -> tuple[Said, ...]:
    """Return what changed from one form to another, question by question; nothing where people see no change."""
    return tuple(_found(before, after))


def _found(before: Form, after: Form) -> Iterator[Said]:
    if before.title != after.title:
        yield said(N_("Tên biểu mẫu: «{before}» → «{after}»."), before=before.title.vi, after=after.title.vi)
    if before.pledge != after.pledge:
        yield said(N_("Lời cam đoan đã đổi."))
    if (before.source, before.compared) != (after.source, after.compared):
        yield said(
            N_("Nguồn của biểu mẫu: «{before}» → «{after}»."), before=before.source or "–", after=after.source or "–"
        )
    old, new = _by_path(before), _by_path(after)
    for path, question in old.items():
        if path not in new:
            yield said(N_("Bỏ mục «{label}»."), label=_label(question))
    for path, question in new.items():
        if path not in old:
            yield said(N_("Thêm mục «{label}»."), label=_label(question))
        else:
            yield from _changed(old[path], question)
    kept = [path for path in old if path in new]
    if kept != [path for path in new if path in old]:
        yield said(N_("Thứ tự các mục đã đổi."))


def _changed(before: Question, after: Question) -> Iterator[Said]:
    label = _label(after)
    if before.label != after.label:
        yield said(N_("Nhãn: «{before}» → «{after}»."), before=_both(before), after=_both(after))
    if before.widget != after.widget:
        yield said(
            N_("Mục «{label}»: kiểu câu hỏi từ {before} thành {after}."),
            label=label,
            before=_widget(before),
            after=_widget(after),
        )
    if before.required != after.required:
        sentence = N_("Mục «{label}» nay bắt buộc.") if after.required else N_("Mục «{label}» nay không bắt buộc.")
        yield said(sentence, label=label)
    if before.help != after.help or before.says != after.says:
        yield said(N_("Mục «{label}»: lời hướng dẫn đã đổi."), label=label)
    if before.options != after.options:
        gone = [words.vi for value, words in before.options if value not in dict(after.options)]
        come = [words.vi for value, words in after.options if value not in dict(before.options)]
        if gone or come:
            sentence = N_("Mục «{label}»: lựa chọn thêm: {come}; bỏ: {gone}.")
            yield said(sentence, label=label, come=", ".join(come) or "–", gone=", ".join(gone) or "–")
        else:
            yield said(N_("Mục «{label}»: lời của các lựa chọn đã đổi."), label=label)
    for word, name in _BOUNDS.items():
        one, other = before.schema.get(word), after.schema.get(word)
        if one != other:
            values: dict[str, Any] = {"before": "–" if one is None else one, "after": "–" if other is None else other}
            yield said(N_("Mục «{label}»: {what} từ {before} thành {after}."), label=label, what=said(name), **values)
    if before.conditions != after.conditions:
        yield said(N_("Mục «{label}»: điều kiện hiện mục đã đổi."), label=label)
    if before.group != after.group:
        yield said(N_("Mục «{label}» sang nhóm khác."), label=label)
    if before.known != after.known or before.past != after.past or before.why != after.why:
        yield said(N_("Mục «{label}»: cách điền sẵn hoặc cách kiểm tra đã đổi."), label=label)


def _by_path(form: Form) -> Mapping[str, Question]:
    return {question.path: question for question in form.walk()}


def _label(question: Question) -> str:
    return question.label.vi or question.path


def _both(question: Question) -> str:
    return f"{_label(question)} / {question.label.en}" if question.label.en else _label(question)


def _widget(question: Question) -> Said:
    if question.widget is not None:
        return said(WIDGET_NAMES[question.widget])
    ui = question.schema.get(UI)
    return said("{name}", name=str(ui.get("widget", "?") if isinstance(ui, Mapping) else "?"))
