"""Whether answers fit a form: the same schema judges what was typed at a desk and what comes as a file.

Faults are sentences in plain Vietnamese that say what to do, each at the path of its question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from motcua.catalogue.rules.eform import safe
from motcua.catalogue.rules.eform.shape import COMMUNE, PARTIAL_DATE, Form, Question, Widget, asked
from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said

if TYPE_CHECKING:
    from jsonschema import FormatChecker
    from jsonschema.exceptions import ValidationError

MOST_BYTES: Final = 100_000
MOST_FAULTS: Final = 200
LARGEST: Final = 10**15
"""More than any sum or count of a form; a number with more signs is a slip."""

Faults = dict[str, list[Said]]
IsCommune = Callable[[str], bool]

_UNASKED: Final = said(
    N_("Theo câu trả lời ở mục khác thì mục này không phải ghi. Xóa nội dung hoặc sửa câu trả lời kia.")
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,60}")
_MISSING: Final[Mapping[Widget, str]] = {
    Widget.CHOICE: N_("Chọn một mục."),
    Widget.YES_NO: N_("Chọn có hoặc không."),
    Widget.MANY: N_("Chọn ít nhất một mục."),
    Widget.DATE: N_("Ghi ngày, ví dụ 01/07/2025."),
    Widget.NUMBER: N_("Ghi bằng chữ số."),
    Widget.MONEY: N_("Ghi số tiền bằng chữ số."),
    Widget.ROWS: N_("Ghi ít nhất một dòng."),
    Widget.FILE: N_("Chọn tệp trong hồ sơ."),
}


def parsed(text: str) -> dict[str, Any]:
    """Return answers sent as JSON; :class:`BadInput` for what is too big, too deep, or no object."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BadInput(N_("Nội dung tờ khai lớn quá {most} byte."), field="answers", most=MOST_BYTES)
    return safe.parsed(text)


def tidy(value: Any) -> Any:
    """Return answers as they are kept: texts composed and trimmed, nothing empty. Tidy answers stay as they are."""
    if isinstance(value, str):
        return clean(value, lines=True)
    if isinstance(value, Mapping):
        found = {key: tidy(one) for key, one in value.items()}
        return {key: one for key, one in found.items() if one is not None and one not in ("", {}, [])}
    if isinstance(value, list | tuple):
        return [one for one in map(tidy, value) if one is not None and one not in ("", {}, [])]
    return value


def faults(form: Form, answers: Any, *, today: date, is_commune: IsCommune, language: str = "vi") -> Faults:
    """Return what is wrong with tidy ``answers``, by path (``""``: the whole); nothing where they fit the form.

    ``language``: in which the form's own words of how to write an answer are given.
    """
    found: Faults = {}
    if not isinstance(answers, Mapping):
        return {"": [said(N_("Nội dung tờ khai phải là một đối tượng JSON."))]}
    if not _readable(answers):
        return {"": [said(N_("Nội dung có ký tự hoặc số không đọc được. Xin gõ lại."))]}
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to import, and few processes judge a form
    from referencing import Registry  # noqa: PLC0415

    # An empty registry: nothing is ever fetched, whatever a schema refers to.
    validator = Draft202012Validator(form.schema, registry=Registry(), format_checker=_formats(is_commune))
    questions = {one.path: one for one in form.walk()}
    for error in islice(validator.iter_errors(answers), MOST_FAULTS):
        for path, why in _told(error, questions, language):
            if why not in found.setdefault(path, []):
                found[path].append(why)
    # The validator does not say at which question a forbidden answer stands: the conditions do.
    unasked = [one.key for one in form.questions if one.key in answers and not asked(one, answers)]
    if unasked:
        found[""] = [why for why in found.get("", []) if why != _UNASKED]
        found = {path: why for path, why in found.items() if why} | {key: [_UNASKED] for key in unasked}
    for path, question, value in _leaves(form, answers):
        if (
            question.past
            and isinstance(value, str)
            and path not in found
            and value[:10] > today.isoformat()[: len(value)]
        ):
            found[path] = [said(N_("Ngày này chưa đến. Xin xem lại."))]
    return found


def trimmed(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers without those to questions that are not asked: what was typed before another answer hid them."""
    kept = dict(answers)
    for _ in form.questions:
        gone = [one.key for one in form.questions if one.key in kept and not asked(one, kept)]
        if not gone:
            break
        for key in gone:
            del kept[key]
    return kept


def _readable(answers: Any) -> bool:
    try:
        text = json.dumps(answers, ensure_ascii=False, allow_nan=False)
        return len(text.encode()) <= MOST_BYTES and "\\u0000" not in text and _sane(answers)
    except (ValueError, TypeError, RecursionError):
        return False


def _sane(value: Any) -> bool:
    """Say whether numbers are of a size a form has; whole numbers may not come as fractions (1e300 is a whole number)."""
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return abs(value) <= LARGEST
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _sane(one) for key, one in value.items())
    return all(map(_sane, value)) if isinstance(value, list | tuple) else True


def _formats(is_commune: IsCommune) -> FormatChecker:
    from jsonschema import FormatChecker  # noqa: PLC0415

    checker = FormatChecker(formats=())

    def day(value: object) -> bool:
        return not isinstance(value, str) or bool(_DAY.fullmatch(value) and PartialDate.from_iso(value))

    def partial(value: object) -> bool:
        return not isinstance(value, str) or PartialDate.from_iso(value).iso == value

    def uuid(value: object) -> bool:
        return not isinstance(value, str) or bool(UUID(value))

    def commune(value: object) -> bool:
        return not isinstance(value, str) or is_commune(value)

    def email(value: object) -> bool:
        return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))

    for name, judge in (("date", day), (PARTIAL_DATE, partial), ("uuid", uuid), (COMMUNE, commune), ("email", email)):
        checker.checks(name, raises=(ValueError, TypeError))(judge)
    return checker


def _told(error: ValidationError, questions: Mapping[str, Question], language: str) -> Iterator[tuple[str, Said]]:
    """Yield the faults of one error of the validator, each at its question."""
    parts = [str(part) for part in error.absolute_path]
    path = ".".join(parts)
    question = _question(parts, questions)
    word: Any = error.validator
    instance: Any = error.instance
    declared: Any = error.schema
    wanted: Any = error.validator_value
    if word == "required":
        for name in wanted:
            if name not in instance:
                yield from _missing([*parts, name], questions)
    elif word == "additionalProperties":
        for name in sorted(set(map(str, instance)) - set(declared.get("properties", {})))[:5]:
            yield path, said(N_("Tờ khai không có mục «{name}»."), name=name[:60])
    elif word is None:
        yield path, _UNASKED
    elif question is None:
        yield path, said(N_("Mục này ghi chưa đúng."))
    else:
        yield path, _why(str(word), wanted, question, language)


def _missing(parts: list[str], questions: Mapping[str, Question]) -> Iterator[tuple[str, Said]]:
    """Yield what to write for a question without answer; of a block, what must be in it."""
    question = _question(parts, questions)
    path = ".".join(parts)
    if question is None:
        yield path, said(N_("Ghi mục này."))
    elif question.widget in (Widget.PERSON, Widget.ADDRESS):
        inner = [one for one in question.children if one.required] or list(question.children[:1])
        for child in inner:
            yield from _missing([*parts, child.key], questions)
    else:
        yield path, said(_MISSING.get(question.widget, N_("Ghi mục này.")) if question.widget else N_("Ghi mục này."))


def _why(word: str, bound: Any, question: Question, language: str) -> Said:
    if word == "pattern":
        return said("{says}", says=question.says.of(language)) if question.says.vi else said(N_("Ghi chưa đúng dạng."))
    if word == "format":
        return said(_BY_FORMAT.get(str(bound), N_("Ghi chưa đúng dạng.")))
    if word == "type":
        missing = _MISSING.get(question.widget) if question.widget else None
        return said(missing or N_("Mục này ghi chưa đúng loại: phải là chữ."))
    sentence, name = _BY_WORD.get(word, (N_("Mục này ghi chưa đúng."), ""))
    return said(sentence, **({name: bound} if name else {}))


_BY_FORMAT: Final = {
    "date": N_("Ghi đủ ngày, tháng, năm, ví dụ 01/07/2025."),
    PARTIAL_DATE: N_("Ghi ngày, hoặc tháng và năm, hoặc chỉ năm, ví dụ 12/03/1958, 03/1958, 1958."),
    "uuid": N_("Chọn tệp trong hồ sơ."),
    COMMUNE: N_("Không có xã, phường này. Ghi tên xã, phường và tỉnh, thành phố hiện nay."),
    "email": N_("Địa chỉ thư điện tử chưa đúng."),
}
_BY_WORD: Final = {
    "enum": (N_("Mục này không có trong danh sách."), ""),
    "const": (N_("Cần chọn đúng câu trả lời này mới nộp được."), ""),
    "minLength": (N_("Ghi ít nhất {least} ký tự."), "least"),
    "maxLength": (N_("Dài quá {most} ký tự."), "most"),
    "minimum": (N_("Ghi số từ {least} trở lên."), "least"),
    "maximum": (N_("Ghi số không quá {most}."), "most"),
    "minItems": (N_("Ghi ít nhất {least} mục."), "least"),
    "maxItems": (N_("Ghi nhiều nhất {most} mục."), "most"),
    "uniqueItems": (N_("Có mục ghi hai lần."), ""),
}


def _question(parts: list[str], questions: Mapping[str, Question]) -> Question | None:
    """Return the question at a path; for a place inside a list of choices, the list."""
    wanted = ".".join("*" if part.isdigit() else part for part in parts)
    found = questions.get(wanted)
    if found is None and wanted.endswith(".*"):
        found = questions.get(wanted[:-2])
    return found


def _leaves(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[str, Question, Any]]:
    """Yield each answer with its path and question."""
    for question in form.questions:
        if question.key in answers:
            yield from _under(question, question.key, answers[question.key])


def _under(question: Question, path: str, value: Any) -> Iterator[tuple[str, Question, Any]]:
    if question.widget is Widget.ROWS:
        for at, row in enumerate(value if isinstance(value, list) else ()):
            for child in question.children:
                if isinstance(row, Mapping) and child.key in row:
                    yield from _under(child, f"{path}.{at}.{child.key}", row[child.key])
    elif question.children:
        for child in question.children:
            if isinstance(value, Mapping) and child.key in value:
                yield from _under(child, f"{path}.{child.key}", value[child.key])
    else:
        yield path, question, value
