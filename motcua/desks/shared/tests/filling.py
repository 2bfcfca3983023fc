"""A form of a page as a browser without scripts sees it: what it asks, and what stands in it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Reader(HTMLParser):
    """Gathers fields of forms that are sent: inputs, text areas, the chosen option of selects."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.asked: set[str] = set()
        self._posts = False
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "form":
            self._posts = told.get("method", "").lower() == "post"
        elif tag == "option" and self._select and "selected" in told:
            self.fields[self._select] = told.get("value", "")
        if not (self._posts and name):
            return
        self.asked.add(name)
        if tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "input" and (told.get("type") not in ("radio", "checkbox", "file") or "checked" in told):
            self.fields[name] = told.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._posts = False


def filled(page: str, **answers: Any) -> dict[str, Any]:
    """Return what is sent when somebody answers the forms of a page so; ``LookupError`` for what it does not ask."""
    reader = _Reader()
    reader.feed(page)
    strange = set(answers) - reader.asked
    if strange:
        raise LookupError(f"not asked: {sorted(strange)}; asked: {sorted(reader.asked)}")
    return reader.fields | answers
