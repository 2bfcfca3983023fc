"""The catalogue of messages: Vietnamese sentences taken from code and templates, and their English.

``python -m motcua.desks.operator.messages`` compiles the catalogues; ``--update`` first brings them up to date with the
code. Msgids are the Vietnamese sentences. The order is that of the sentences and the files carry no dates and no line
numbers, so a diff shows what was said anew and nothing else. Needs neither Django nor a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motcua.desks.operator.node import PACKAGE

LOCALE: Final = PACKAGE / "locale"
LANGUAGE: Final = "en"
DOMAIN: Final = "django"
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_MARKED: Final = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(")
_SKIPPED: Final = frozenset({"tests", "migrations", "locale", "static", "__pycache__"})
_JINJA: Final = {
    "trimmed": "true",
    "extensions": "jinja2.ext.do",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
_DATED: Final = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To):.*\n',
    re.M,
)
_PLACES: Final = re.compile(r"(?<!\{)\{([^{}]*)\}(?!\})|%\((\w+)\)[sd]")

Key = tuple[str, str]
"""Context ("" for none) and Vietnamese sentence (the singular, where there are two)."""


def extract(package: Path = PACKAGE) -> Catalog:
    """Return every sentence marked for translation in the package's code and templates, with the files it is in."""
    found = Catalog(project="Motcua", version="1", charset="utf-8", header_comment="# Motcua", fuzzy=False)
    for file in _files(package):
        if file.suffix == ".py" and not _MARKED.search(file.read_text("utf-8")):
            continue
        method, options = ("python", {}) if file.suffix == ".py" else ("jinja2", _JINJA)
        place = file.relative_to(package.parent).as_posix()
        for _line, message, _comments, context in extract_from_file(method, file, KEYWORDS, (), options):
            found.add(message, locations=[(place, 0)], context=context)
    return found


def _files(package: Path) -> Iterator[Path]:
    for file in sorted(package.rglob("*")):
        template = file.suffix in (".html", ".txt", ".xml") and "templates" in file.parts
        if (file.suffix == ".py" or template) and _SKIPPED.isdisjoint(file.relative_to(package).parts):
            yield file


def translations(locale: Path = LOCALE, language: str = LANGUAGE) -> Catalog:
    """Return a language's catalogue as it is on disk, an empty one when there is none yet."""
    file = _po(locale, language)
    if not file.exists():
        return Catalog(language, project="Motcua", version="1", charset="utf-8", header_comment="# Motcua", fuzzy=False)
    with file.open("rb") as content:
        return read_po(content, locale=language, charset="utf-8")


def update(package: Path = PACKAGE, locale: Path = LOCALE, *, prune: bool = False) -> int:
    """Bring ``messages.pot`` and the English catalogue up to date; return how many sentences have no English.

    Sentences no longer in the code are kept at the end, out of use, until ``prune``.
    """
    template = extract(package)
    _write(locale / "messages.pot", template)
    english = translations(locale)
    _revive(english, template)
    english.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    english.header_comment = template.header_comment
    _write(_po(locale, LANGUAGE), english, prune=prune)
    return len(missing(package, locale))


def _revive(english: Catalog, template: Catalog) -> None:
    """Put sentences that are in the code again back into use, with the English they had."""
    for key, message in list(english.obsolete.items()):
        if template.get(message.id, message.context) is not None:
            english.add(message.id, message.string, context=message.context)
            del english.obsolete[key]


def _write(file: Path, catalog: Catalog, *, prune: bool = False) -> None:
    written = BytesIO()
    write_po(written, catalog, width=100, sort_output=True, ignore_obsolete=prune, include_lineno=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_DATED.sub(b"", written.getvalue()))


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Write the ``.mo`` beside every ``.po`` and return what was written."""
    done = []
    for file in sorted(locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        compiled = file.with_suffix(".mo")
        with file.open("rb") as content, compiled.open("wb") as out:
            write_mo(out, read_po(content, locale=file.parts[-3], charset="utf-8"))
        done.append(compiled)
    return done


def missing(package: Path = PACKAGE, locale: Path = LOCALE) -> list[str]:
    """Return the sentences in code and templates that have no English, sorted; with context as ``context|sentence``."""
    english = {_key(message): message for message in translations(locale) if message.id}
    return sorted(
        "|".join(part for part in _key(message) if part)
        for message in extract(package)
        if message.id and not _translated(english.get(_key(message)))
    )


def misfits(locale: Path = LOCALE) -> list[str]:
    """Return the sentences whose English has not the same ``{values}`` to fill in, sorted."""
    return sorted(
        _key(message)[1]
        for message in translations(locale)
        if message.id and _translated(message) and not _fits(message)
    )


def _key(message: Message) -> Key:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def _forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _translated(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and bool(_forms(message.string)) and all(_forms(message.string))


def _fits(message: Message) -> bool:
    wanted = {_values(form) for form in _forms(message.id)}
    return all(_values(form) in wanted for form in _forms(message.string))


def _values(text: str) -> frozenset[str]:
    return frozenset(braced or percent for braced, percent in _PLACES.findall(text))


def _po(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@click.command()
@click.option("--update", "updating", is_flag=True, help="Take the sentences out of the code first.")
@click.option("--prune", is_flag=True, help="With --update: drop sentences no longer in the code.")
@click.option("--quiet", is_flag=True, help="Say nothing when all is well.")
def main(*, updating: bool, prune: bool, quiet: bool) -> None:
    """Compile the catalogues of messages."""
    if updating:
        waiting = update(prune=prune)
        if not quiet:
            click.echo(f"{len(extract())} sentences, {waiting} without English")
    done = compile_all()
    if not quiet:
        for file in done:
            click.echo(f"compiled {file.relative_to(PACKAGE.parent)}")


if __name__ == "__main__":
    main()
