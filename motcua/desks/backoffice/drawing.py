"""A process as a drawing: boxes one under another, a line from each to the next, made on the server for screen and paper.

The drawing carries its own words for whoever does not see it; the list of steps beside it says the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from motcua.catalogue import wording
from motcua.catalogue.facts import Step
from motcua.catalogue.rules.process import PlannedStep, onward, walked
from motcua.kernel.words import N_, Said, said

WIDTH: Final = 360
_LEFT, _BOX, _GAP, _LINE = 12, 336, 26, 17
_LETTERS: Final = 40
"""Letters of the drawing's font that fit into a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A step: ``top`` and ``height`` in units of the drawing, its lines with their baselines, and how it is drawn."""

    key: str
    top: int
    height: int
    lines: tuple[tuple[int, str], ...]
    role_at: int
    role: Said
    kind: str


@dataclass(frozen=True, slots=True)
class Flow:
    """A drawn process: its boxes in the order they are worked, lost ones below, the lines between, and all of it in words."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[tuple[int, int], ...]
    back: tuple[int, int] | None
    words: tuple[Said, ...]


def flow(steps: Sequence[Step], wrong: Collection[str] = ()) -> Flow:
    """Return the drawing of ``steps``; ``wrong`` are the keys of steps with a fault."""
    planned = [one if isinstance(one, PlannedStep) else _as_planned(one) for one in steps]
    way = walked(planned)
    lost = [one for one in planned if one not in way]
    boxes: list[Box] = []
    lines: list[tuple[int, int]] = []
    top = 4
    for at, step in enumerate([*way, *lost]):
        box = _box(step, top, "lost" if step in lost else "wrong" if step.key in wrong else "plain")
        if 0 < at < len(way):
            lines.append((boxes[-1].top + boxes[-1].height, box.top))
        boxes.append(box)
        top = box.top + box.height + _GAP
    return Flow(
        WIDTH,
        max(top - _GAP + 4, 8),
        tuple(boxes),
        tuple(lines),
        _back(planned, way, boxes),
        _words(planned, way, lost),
    )


def _as_planned(step: Step) -> PlannedStep:
    return PlannedStep(**{name: getattr(step, name) for name in Step.__struct_fields__})


def _box(step: PlannedStep, top: int, kind: str) -> Box:
    texts = wrap(step.name, _LETTERS)[:3] or [""]
    lines = tuple((top + 20 + at * _LINE, text) for at, text in enumerate(texts))
    height = 20 + len(texts) * _LINE + 16
    return Box(
        step.key,
        top,
        height,
        lines,
        lines[-1][0] + _LINE,
        _about(step),
        "pause" if step.pauses_clock and kind == "plain" else kind,
    )


def _about(step: PlannedStep) -> Said:
    role = said(wording.ROLES[step.role])
    if step.pauses_clock:
        return said(N_("{role} · không tính vào thời hạn"), role=role)
    return said(N_("{role} · {share} %"), role=role, share=step.share)


def _back(steps: Sequence[PlannedStep], way: Sequence[PlannedStep], boxes: Sequence[Box]) -> tuple[int, int] | None:
    """Return where a line leads back to a step already gone through, from and to in units of the drawing."""
    if not way:
        return None
    middle = {box.key: box.top + box.height // 2 for box in boxes}
    after = onward(steps, way[-1])
    return (middle[way[-1].key], middle[after]) if after in {step.key for step in way} else None


def _words(steps: Sequence[PlannedStep], way: Sequence[PlannedStep], lost: Sequence[PlannedStep]) -> tuple[Said, ...]:
    found = [_word(at, step) for at, step in enumerate(way, start=1)]
    if way and (after := onward(steps, way[-1])) in {step.key for step in way}:
        name = next(step.name for step in way if step.key == after)
        found.append(said(N_("Sau đó quay lại bước «{name}»."), name=name))
    found += [said(N_("Bước «{name}» không nối với bước nào trước nó."), name=step.name) for step in lost]
    return tuple(found)


def _word(at: int, step: PlannedStep) -> Said:
    where = said(N_(", {division}"), division=step.division) if step.division else ""
    time = (
        said(N_("không tính vào thời hạn")) if step.pauses_clock else said(N_("{share} % thời hạn"), share=step.share)
    )
    sentence = N_("Bước {n}: {name} – {role}{where}; {time}.")
    return said(sentence, n=at, name=step.name, role=said(wording.ROLES[step.role]), where=where, time=time)
