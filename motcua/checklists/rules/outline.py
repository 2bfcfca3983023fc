"""A checklist as a person reads it: questions numbered, with what belongs to each under it and conditions in words."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.checklists.rules.items import Form, Item, Kind, in_words


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its number ("" for a note), when it is asked in words ("" for always), and what goes with it."""

    number: str
    item: Item
    condition: str
    follows: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The questions under one heading."""

    title: str
    condition: str
    questions: tuple[Question, ...]


def outlined(form: Form) -> tuple[Section, ...]:
    """Return the questions by group; what is reckoned is left out, and what explains another stands under that."""
    follows: dict[str, list[Item]] = {}
    for item in form.items:
        if item.about and item.kind is not Kind.CALCULATE:
            follows.setdefault(item.about, []).append(item)
    count = 0
    sections = []
    for groups, items in form.grouped():
        questions = []
        for item in items:
            if item.kind is Kind.CALCULATE or item.about:
                continue
            count += item.kind is not Kind.NOTE
            number = "" if item.kind is Kind.NOTE else str(count)
            under = tuple(_under(item.name, follows))
            questions.append(Question(number, item, in_words(form, item.when), under))
        if questions:
            title = " – ".join(group.label for group in groups)
            condition = " ".join(in_words(form, group.when) for group in groups if group.when)
            sections.append(Section(title, condition, tuple(questions)))
    return tuple(sections)


def _under(name: str, follows: dict[str, list[Item]], depth: int = 3) -> list[Item]:
    found = []
    for item in follows.get(name, ()) if depth else ():
        found += [item, *_under(item.name, follows, depth - 1)]
    return found
