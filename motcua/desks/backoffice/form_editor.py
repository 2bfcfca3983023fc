"""What the editor of an e-form sends, as another schema: every button first keeps what is typed, then does its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import QueryDict

from motcua.catalogue.rules.eform import editing, safe
from motcua.catalogue.rules.eform.editing import Schema, Wording
from motcua.catalogue.rules.eform.shape import UI, Question, Widget, form_of
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_

SHOWN: Final = "muc"
"""The name under which the editor says which questions it shows."""
WORDS_MOST: Final = 1_000


def typed(schema: Mapping[str, Any], posted: QueryDict) -> Schema:
    """Return the schema with what is typed in the editor: title, source, and the words of each question shown."""
    made: Schema = dict(schema)
    if "title.vi" in posted:
        made = editing.headed(
            made,
            title=_both(posted, "title"),
            pledge=_both(posted, "pledge"),
            source=clean(posted.get("source", ""), WORDS_MOST),
            compared=bool(posted.get("compared")),
        )
    known = {question.key: question for question in form_of(schema).questions}
    for key in posted.getlist(SHOWN)[: safe.MOST_QUESTIONS]:
        if key in known:
            made = editing.reworded(made, key, _wording(known[key], posted))
    return made


def _both(posted: QueryDict, name: str) -> dict[str, str]:
    return {language: clean(posted.get(f"{name}.{language}", ""), WORDS_MOST) for language in ("vi", "en")}


def _wording(question: Question, posted: QueryDict) -> Wording:
    def text(name: str) -> str:
        return clean(posted.get(f"{question.key}.{name}", ""), WORDS_MOST)

    return Wording(
        vi=text("vi"),
        en=text("en"),
        help_vi=text("help_vi"),
        help_en=text("help_en"),
        required=bool(posted.get(f"{question.key}.required")),
        group=text("group"),
        options=_options(posted.get(f"{question.key}.options", "")),
    )


def _options(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return choices typed a line each: value | Vietnamese | English; one without a value gets it from its words."""
    found: dict[str, tuple[str, str, str]] = {}
    for line in text.splitlines()[: safe.MOST_OPTIONS + 1]:
        parts = [clean(part, 200) for part in line.split("|")]
        if not any(parts):
            continue
        value, vi, en = [*parts, "", ""][:3] if len(parts) > 1 else ("", parts[0], "")
        value = value or fold(vi).replace(" ", "-")[:60] or "x"
        found.setdefault(value, (value, vi, en))
    return tuple(found.values())


def options_text(question: Question) -> str:
    """Return the choices of a question as the editor shows them, a line each."""
    return "\n".join(f"{value} | {words.vi} | {words.en}" for value, words in question.options)


def done(schema: Schema, verb: str, posted: QueryDict) -> Schema:
    """Return the schema after what a button asks: add, move, remove; :class:`NotFound` for a button there is not."""
    what, _, key = verb.partition(".")
    if what == "luu":
        return schema
    if what == "them":
        return _added(schema, posted)
    if what not in _VERBS:
        raise NotFound(N_("Không có việc này."))
    return _VERBS[what](schema, key)


_VERBS: Final[Mapping[str, Callable[[Schema, str], Schema]]] = {
    "len": lambda schema, key: editing.moved(schema, key, -1),
    "xuong": lambda schema, key: editing.moved(schema, key, 1),
    "bo": editing.removed,
}


def _added(schema: Schema, posted: QueryDict) -> Schema:
    label = clean(posted.get("new.vi", ""), WORDS_MOST)
    if not label:
        raise BadInput(N_("Ghi nhãn của mục mới."), field="new.vi")
    try:
        widget = Widget(posted.get("new.widget", ""))
    except ValueError as error:
        raise BadInput(N_("Chọn kiểu câu hỏi."), field="new.widget") from error
    key = clean(posted.get("new.key", ""), 60) or _free(schema, label)
    if not safe.KEY.fullmatch(key):
        raise BadInput(N_("Tên mục gồm chữ thường a-z, số và dấu _."), field="new.key")
    made = editing.added(schema, widget, label, key)
    groups = [group.key for group in form_of(schema).groups if group.key]
    if groups:
        made["properties"][key][UI]["group"] = groups[-1]
    return made


def _free(schema: Schema, label: str) -> str:
    """Return a name for a question, from its label, that is not taken."""
    stem = fold(label).replace(" ", "_")[:30].strip("_")
    stem = stem if safe.KEY.fullmatch(stem) else "muc"
    taken = schema.get("properties", {})
    return next(name for n in range(1, 1_000) if (name := stem if n == 1 else f"{stem}_{n}") not in taken)
