"""What a schema may contain at all: refused at once is whatever could fetch, hang or swell, and every word we do not show.

A schema comes from a file somebody was given. Each kind of node has its list of keywords; nothing refers elsewhere; a
pattern is short, anchored and cannot backtrack into a standstill; size and depth have bounds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from motcua.catalogue.rules.eform.shape import COMMUNE, DIALECT, PARTIAL_DATE, UI
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said

MOST_BYTES: Final = 200_000
MOST_DEPTH: Final = 24
MOST_QUESTIONS: Final = 150
MOST_TEXT: Final = 5_000
MOST_ROWS: Final = 30
MOST_OPTIONS: Final = 100
WORDS_MOST: Final = 1_000
PATTERN_MOST: Final = 80
PATTERN_TEXT_MOST: Final = 500
"""The longest answer a pattern is tried on: two runs over it are a quarter of a million steps, a moment."""
RUNS_MOST: Final = 2
REPEATS_MOST: Final = 100
KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")

_ROOT = frozenset(
    {"$schema", "title", "description", "type", "properties", "required", "additionalProperties", "allOf", UI}
)
_BY_TYPE: Final[Mapping[str, frozenset[str]]] = {
    "string": frozenset({"minLength", "maxLength", "pattern", "format", "enum"}),
    "integer": frozenset({"minimum", "maximum"}),
    "number": frozenset({"minimum", "maximum"}),
    "boolean": frozenset({"const"}),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "object": frozenset({"properties", "required", "additionalProperties"}),
}
_EVERYWHERE = frozenset({"type", "title", "description", UI})
_FORMATS = frozenset({"date", PARTIAL_DATE, "uuid", COMMUNE, "email"})
_RULE = frozenset({"if", "then", "else"})


def parsed(text: str) -> dict[str, Any]:
    """Return the schema in ``text``; :class:`BadInput` for what is too big, no JSON, or names a thing twice."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BadInput(N_("Biểu mẫu lớn quá {most} byte."), field="content", most=MOST_BYTES)
    if _depth(text) > MOST_DEPTH:
        raise BadInput(N_("Biểu mẫu lồng nhau quá {most} tầng."), field="content", most=MOST_DEPTH)
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(found, ensure_ascii=False).encode()
    except ValueError as error:
        where = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "?"
        raise BadInput(N_("Không đọc được JSON (dòng:cột {where})."), field="content", where=where) from error
    if not isinstance(found, dict):
        raise BadInput(N_("Biểu mẫu phải là một đối tượng JSON."), field="content")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadInput(N_("Tên «{key}» có hai lần trong cùng một chỗ."), field="content", key=key[:60])
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _depth(text: str) -> int:
    """Return how deep brackets nest; those within texts do not count. Read by hand: a parser would recurse first."""
    deepest = depth = 0
    quoted = escaped = False
    for letter in text:
        if quoted:
            quoted = escaped or letter != '"'
            escaped = not escaped and letter == "\\"
        elif letter == '"':
            quoted = True
        elif letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest


def check(schema: Mapping[str, Any]) -> None:
    """Refuse a schema with the first thing in it that is not safe or not ours; :class:`BadInput` says where and what."""
    first = next(dangers(schema), None)
    if first is not None:
        where, why = first
        raise BadInput(N_("Không nhận biểu mẫu này. {where}: {why}"), field="content", where=where or "/", why=why)


def dangers(schema: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    """Yield what makes a schema unfit to be kept, each with its place."""
    if schema.get("$schema", DIALECT) != DIALECT:
        yield "$schema", said(N_("chỉ nhận JSON Schema bản 2020-12"))
        return
    yield from _words(schema, _ROOT, "")
    if schema.get("type") != "object":
        yield "type", said(N_("gốc của biểu mẫu phải là object"))
        return
    yield from _object(schema, "", 0)
    rules = schema.get("allOf", [])
    if not isinstance(rules, list) or len(rules) > MOST_QUESTIONS:
        yield "allOf", said(N_("phải là danh sách các quy tắc if, then, else"))
        return
    for at, rule in enumerate(rules):
        yield from _rule(rule, f"allOf.{at}")
    if sum(1 for _ in _leaves(schema)) > MOST_QUESTIONS:
        yield "properties", said(N_("có quá {most} mục"), most=MOST_QUESTIONS)
        return
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - slow to import

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        yield (
            ".".join(map(str, error.absolute_path)),
            said(N_("không đúng JSON Schema: {fault}"), fault=error.message[:200]),
        )


def _leaves(node: Mapping[str, Any]) -> Iterator[str]:
    properties = node.get("properties")
    for key, one in properties.items() if isinstance(properties, Mapping) else ():
        yield key
        if isinstance(one, Mapping):
            yield from _leaves(one)
            if isinstance(one.get("items"), Mapping):
                yield from _leaves(one["items"])


def _words(node: Mapping[str, Any], allowed: frozenset[str], where: str) -> Iterator[tuple[str, Said]]:
    for word in node:
        if word not in allowed:
            yield _at(where, word[:60]), said(N_("không dùng được từ khóa này"))
    ui = node.get(UI, {})
    if not isinstance(ui, Mapping) or not _small(ui):
        yield (
            _at(where, UI),
            said(N_("phần hiển thị phải là một đối tượng, mỗi lời nhiều nhất {most} ký tự"), most=WORDS_MOST),
        )


def _small(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= WORDS_MOST
    if isinstance(value, Mapping):
        return len(value) <= MOST_QUESTIONS and all(_small(one) for one in value.values())
    if isinstance(value, list):
        return len(value) <= MOST_QUESTIONS and all(_small(one) for one in value)
    return value is None or isinstance(value, bool | int)


def _object(node: Mapping[str, Any], where: str, depth: int) -> Iterator[tuple[str, Said]]:
    if node.get("additionalProperties") is not False:
        yield _at(where, "additionalProperties"), said(N_("phải là false: không nhận mục ngoài biểu mẫu"))
    properties = node.get("properties")
    if not isinstance(properties, Mapping) or len(properties) > MOST_QUESTIONS:
        yield _at(where, "properties"), said(N_("phải là danh sách các mục, nhiều nhất {most}"), most=MOST_QUESTIONS)
        return
    required = node.get("required", [])
    if not isinstance(required, list) or any(key not in properties for key in map(str, required)):
        yield _at(where, "required"), said(N_("chỉ gồm tên các mục có trong biểu mẫu"))
    for key, one in properties.items():
        if not KEY.fullmatch(key):
            yield _at(where, key[:60]), said(N_("tên mục gồm chữ thường a-z, số và dấu _, nhiều nhất 40 ký tự"))
        yield from _node(one, _at(where, key[:60]), depth + 1)


def _node(node: Any, where: str, depth: int) -> Iterator[tuple[str, Said]]:
    kind = node.get("type") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(kind, str) or kind not in _BY_TYPE:
        yield where, said(N_("mỗi mục phải có type là một trong: {types}"), types=", ".join(_BY_TYPE))
        return
    if depth > 4:
        yield where, said(N_("lồng nhau quá sâu: bảng chứa người, người chứa địa chỉ là hết"))
        return
    yield from _words(node, _EVERYWHERE | _BY_TYPE[kind], where)
    if kind == "object":
        yield from _object(node, where, depth)
    elif kind == "string":
        yield from _string(node, where)
    elif kind == "array":
        if not _between(node.get("maxItems"), 1, MOST_OPTIONS):
            yield _at(where, "maxItems"), said(N_("phải có, từ 1 đến {most}"), most=MOST_OPTIONS)
        yield from _node(node.get("items"), _at(where, "items"), depth + 1)
        inner = node.get("items")
        if (
            isinstance(inner, Mapping)
            and inner.get("type") == "object"
            and not _between(node.get("maxItems"), 1, MOST_ROWS)
        ):
            yield _at(where, "maxItems"), said(N_("bảng có nhiều nhất {most} dòng"), most=MOST_ROWS)


def _string(node: Mapping[str, Any], where: str) -> Iterator[tuple[str, Said]]:
    options, format_ = node.get("enum"), node.get("format")
    if options is not None and (
        not isinstance(options, list)
        or not 1 <= len(options) <= MOST_OPTIONS
        or any(not isinstance(one, str) or not one or len(one) > 100 for one in options)
    ):
        yield (
            _at(where, "enum"),
            said(N_("từ 1 đến {most} giá trị, mỗi giá trị là chữ, dài nhất 100 ký tự"), most=MOST_OPTIONS),
        )
    if format_ is not None and format_ not in _FORMATS:
        yield _at(where, "format"), said(N_("chỉ dùng: {formats}"), formats=", ".join(sorted(_FORMATS)))
    if options is None and format_ in (None, "email") and not _between(node.get("maxLength"), 1, MOST_TEXT):
        yield _at(where, "maxLength"), said(N_("phải có, từ 1 đến {most}"), most=MOST_TEXT)
    if "pattern" in node:
        why = pattern_fault(node["pattern"])
        if why is None and not _between(node.get("maxLength"), 1, PATTERN_TEXT_MOST):
            why = said(N_("mục có pattern thì maxLength nhiều nhất {most}"), most=PATTERN_TEXT_MOST)
        if why is not None:
            yield _at(where, "pattern"), why


_ATOM = re.compile(
    r"\\[dDwWsS.\-+*?()\[\]{}|^$\\/]|\[\^?(?:\\[dDwWsS.\-+*?()\[\]{}|^$\\/]|[^\]\[\\])+\]|[^\\\[\](){}*+?|^$]"
)
_REPEAT = re.compile(r"[*+?]|\{(\d{1,4})(,(\d{0,4}))?\}")


def pattern_fault(pattern: Any) -> Said | None:
    """Return why a pattern is refused: what could run for long does not come in.

    Allowed, of what RE2 takes: anchored at both ends, atoms and classes, groups without repetition, at most two
    repetitions of changing length. No nesting, no looking around, no reference back: so time grows with the square of
    a bounded text at worst.
    """
    if not isinstance(pattern, str) or len(pattern) > PATTERN_MOST:
        return said(N_("là chữ, dài nhất {most} ký tự"), most=PATTERN_MOST)
    if not (pattern.startswith("^") and pattern.endswith("$") and not pattern.endswith("\\$")):
        return said(N_("phải bắt đầu bằng ^ và kết thúc bằng $"))
    at, end, runs, depth = 1, len(pattern) - 1, 0, 0
    while at < end:
        letter = pattern[at]
        if letter == "(" and pattern[at + 1 : at + 2] != "?":
            depth, at = depth + 1, at + 1
            continue
        if letter == ")" and depth:
            depth, at = depth - 1, at + 1
            continue
        if letter == "|" and depth:
            at += 1
            continue
        atom = _ATOM.match(pattern, at, end)
        if atom is None:
            return said(
                N_(
                    "chỉ dùng ký tự, lớp ký tự và số lần lặp đơn giản: lặp lồng nhau, tham chiếu ngược có thể làm treo máy"
                )
            )
        at = atom.end()
        repeat = _REPEAT.match(pattern, at, end)
        if repeat is None:
            continue
        at = repeat.end()
        least, ranged, most = repeat.group(1), repeat.group(2), repeat.group(3)
        if max(int(least or 0), int(most or 0)) > REPEATS_MOST:
            return said(N_("lặp nhiều nhất {most} lần"), most=REPEATS_MOST)
        runs += 1 if ranged or least is None else 0
        if runs > RUNS_MOST or pattern[at : at + 1] in ("?", "+", "*", "{"):
            return said(N_("nhiều nhất {most} chỗ lặp có độ dài thay đổi"), most=RUNS_MOST)
    try:
        re.compile(pattern)
    except re.error:
        depth = -1
    return None if depth == 0 else said(N_("không đúng cú pháp"))


def _rule(rule: Any, where: str) -> Iterator[tuple[str, Said]]:
    if not isinstance(rule, Mapping) or not set(rule) <= _RULE or "if" not in rule:
        yield where, said(N_("phải có dạng if, then, else"))
        return
    test = rule["if"]
    inner = test.get("properties") if isinstance(test, Mapping) else None
    fine = (
        isinstance(test, Mapping)
        and set(test) <= {"properties", "required"}
        and isinstance(inner, Mapping)
        and 1 <= len(inner) <= 3
        and all(isinstance(one, Mapping) and len(one) == 1 and set(one) <= {"const", "enum"} for one in inner.values())
        and all(
            isinstance(one.get("enum", []), list) and len(one.get("enum", [])) <= MOST_OPTIONS for one in inner.values()
        )
        and all(_plain(value) for one in inner.values() for value in (*one.get("enum", ()), one.get("const", "")))
        and _names(test.get("required"))
        and set(inner) <= set(test["required"])
    )
    if not fine:
        yield _at(where, "if"), said(N_("chỉ so câu trả lời với const hoặc enum, và required phải nêu cùng các mục ấy"))
    for branch in ("then", "else"):
        node = rule.get(branch, {})
        properties = node.get("properties", {}) if isinstance(node, Mapping) else None
        if (
            not isinstance(node, Mapping)
            or not set(node) <= {"properties", "required"}
            or not isinstance(properties, Mapping)
            or any(not isinstance(one, bool) for one in properties.values())
            or not _names(node.get("required", []))
        ):
            yield _at(where, branch), said(N_("chỉ gồm required, và properties với true hoặc false"))


def _plain(value: Any) -> bool:
    return isinstance(value, str | bool)


def _names(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_QUESTIONS and all(isinstance(one, str) for one in value)


def _between(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _at(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
