"""Twelve thousand files through the books: read from a sheet, entered, checked, left or mended, minutes made.

The seeded generator says beforehand where each planted fault must be found; the same comparison of sets as for the pure
check (``test_faults.py``) is made here with what the database says.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from motcua.archives import inventory_import, inventory_sheet, queries
from motcua.archives.commands import (
    AttachPart,
    BringRetentionList,
    CheckFonds,
    CorrectFile,
    ExceptFaults,
    MakeMinutes,
    OpenFonds,
    PrepareHandover,
    ReceiveHandover,
    SetBoxes,
)
from motcua.archives.commands.set_boxes import BoxLine
from motcua.archives.models import Box, Fault, Fonds, Handover, RecordFile
from motcua.archives.packaged import ClassLine
from motcua.archives.rules.faults import Kind
from motcua.archives.rules.handover import Criterion, Judgement, Sampled, Seen, Verdict
from motcua.archives.rules.inventory import BATCH_MOST, Line, Medium, retention_said
from motcua.archives.tests import generator
from motcua.archives.tests.generator import CLASSES, Inventory
from motcua.config.demo.records import NEW_ARCHIVIST, OLD_ARCHIVIST
from motcua.documents import shelf
from motcua.kernel import clock, sheets
from motcua.kernel.errors import RuleError
from motcua.kernel.sheets.planned import packed, unpacked
from motcua.ledger.perform import perform

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, PLANTED = 12_000, 300
MEDIA = (100, 1, 1)
"""Digital parts are attached one by one, so few of the files have some."""
ANY_PERIOD = "KH-00"
COLUMNS = (
    "number",
    "box",
    "symbol",
    "title",
    "starts",
    "ends",
    "years",
    "sheets",
    "pages",
    "creator",
    "note",
    "code",
    "medium",
)


@pytest.fixture(autouse=True)
def _today(old):
    with clock.fixed(clock.at(2025, 7, 10, 9)):
        yield


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print what a step costs (``-s`` shows it): figures, not a test; time of the processor, which others do not lengthen."""
    begun = time.process_time()
    yield
    sys.stdout.write(f"{what}: {time.process_time() - begun:.1f} s of processor\n")


class Story:
    """A fonds of the old commune filled from an inventory of the generator; a file's note is its key there."""

    def __init__(self, region: Any, inventory: Inventory) -> None:
        self.region, self.inventory, self.actor = region, inventory, region[OLD_ARCHIVIST]
        classes = [ClassLine(code=one.code, title=one.title, years=one.years) for one in CLASSES.values()]
        classes.append(ClassLine(code=ANY_PERIOD, title="Nhóm không có thời hạn chung"))
        brought = perform(BringRetentionList(title="Thử", source="Thử", classes=classes), self.actor)
        command = OpenFonds(
            origin=self.actor.unit,
            custodian=self.actor.unit,
            name="Phông lớn (thử)",
            begins=generator.BEGINS,
            closed_on=generator.CLOSED,
            list=brought.target,
        )
        self.fonds = perform(command, self.actor).target

    def fill(self) -> None:
        """Take the inventory in from a sheet, as its page does, then boxes and digital parts."""
        with timed(f"{len(self.inventory.items)} lines read, planned, written"):
            found = sheets.read(self.sheet(), inventory_sheet.FIELDS, most_rows=inventory_sheet.MOST_ROWS)
            lines = unpacked(packed(list(inventory_import.plan(found, self.actor, self.fonds))))
            assert {line.fate for line in lines} == {"new"}, next(line for line in lines if line.fate != "new")
            for at in range(0, len(lines), BATCH_MOST):
                part = lines[at : at + BATCH_MOST]
                for result in inventory_import.write(part, self.actor, f"k{at}", fonds=self.fonds, source="thử"):
                    assert result.refused is None
        boxes = [BoxLine(number=one.number, shelf=one.shelf, capacity=one.capacity) for one in self.inventory.boxes]
        with timed(f"{len(boxes)} boxes"):
            for at in range(0, len(boxes), BATCH_MOST):
                perform(SetBoxes(fonds=self.fonds, boxes=boxes[at : at + BATCH_MOST]), self.actor)
        with timed("digital parts"):
            self._attach()

    def sheet(self) -> bytes:
        """The inventory as a sheet: a title above the head, days and periods as people write them."""
        numbers = {one.key: one.number for one in self.inventory.boxes}
        heads = {field.key: field.title for field in inventory_sheet.FIELDS}
        media = {Medium.PAPER: "Giấy", Medium.DIGITAL: "Điện tử", Medium.BOTH: "Giấy và điện tử"}
        out = io.StringIO()
        sheet = csv.writer(out)
        sheet.writerow(["MỤC LỤC HỒ SƠ NỘP LƯU"])
        sheet.writerow([heads[name] for name in COLUMNS])
        for one in sorted(self.inventory.items, key=lambda item: item.key):
            # A class fills in its own period, so one that lacks any stands in a class that names none.
            code = ANY_PERIOD if one.years is None and one.code in CLASSES else one.code
            days = [f"{day:%d/%m/%Y}" if day else "" for day in (one.starts, one.ends)]
            period = str(retention_said(one.years)) if one.years is not None else ""
            told = [one.number, numbers.get(one.box, ""), one.symbol, one.title, *days, period]
            rest = [one.sheets, one.pages, one.creator, one.key, code, media[Medium(one.medium)]]
            sheet.writerow(["" if value is None else value for value in (*told, *rest)])
        return out.getvalue().encode()

    def _attach(self) -> None:
        ids = dict(RecordFile.objects.filter(fonds=self.fonds).values_list("note", "id"))
        made: dict[str, str] = {}
        for item in self.inventory.items:
            for part in item.parts:
                if part not in made:
                    out = io.BytesIO()
                    Image.new("RGB", (9, 9), (len(made) // 256, len(made) % 256, 99)).save(out, "PNG")
                    made[part] = shelf.take_in(out.getvalue()).pk
                command = AttachPart(fonds=self.fonds, file=ids[item.key], sha256=made[part], name="trang-1.png")
                perform(command, self.actor)
        for part in made.keys() - self.inventory.frame.stored:
            shelf.store()._path(made[part]).unlink()

    def check(self) -> set[tuple[Kind, str]]:
        """Check the fonds; return the kind and file (or box) of every fault that the books name."""
        with timed("check"), CaptureQueriesContext(connection) as statements:
            perform(CheckFonds(fonds=self.fonds), self.actor)
        sys.stdout.write(f"check: {len(statements)} statements\n")
        assert len(statements) < 80
        boxes = {one.number: one.key for one in self.inventory.boxes}
        rows = Fault.objects.filter(fonds=self.fonds).values_list("kind", "file__note", "box__number")
        found = [(Kind(kind), note or boxes[box]) for kind, note, box in rows]
        assert len(found) == len(set(found))
        return set(found)

    def hand_over(self) -> Any:
        """Prepare the handover and let the receiver judge; return its id."""
        command = PrepareHandover(fonds=self.fonds, receiver=self.region.committees["cao-xa"], ground="Thử")
        made = perform(command, self.actor).target
        told = [Judgement(criterion=one, verdict=Verdict.MET, words="Đủ (thử).") for one in Criterion]
        sample = [Sampled(number=self.inventory.items[0].number, seen=Seen.RIGHT)]
        used = RecordFile.objects.filter(fonds=self.fonds, box__isnull=False).values("box").distinct().count()
        judged = ReceiveHandover(handover=made, boxes_counted=used, sample=sample, judgements=told)
        perform(judged, self.region[NEW_ARCHIVIST])
        return made

    def refused(self, handover: Any) -> str:
        """The reason why no minutes are made now."""
        with pytest.raises(RuleError) as told:
            perform(MakeMinutes(handover=handover), self.actor)
        return str(told.value.said)


def test_a_clean_twelve_thousand_have_no_fault_and_go_into_minutes(old):
    story = Story(old, generator.clean(MANY, seed=1, media=MEDIA))
    story.fill()
    assert story.check() == set()
    made = story.hand_over()
    perform(MakeMinutes(handover=made), story.actor)
    assert Handover.objects.get(pk=made).state == "minutes"
    assert queries.fonds(story.actor, story.fonds).files == MANY


def test_of_three_hundred_faults_each_is_found_shown_and_settled_before_there_are_minutes(old, client, sign_in):
    kinds = [list(Kind)[at % len(Kind)] for at in range(PLANTED)]
    inventory, expected = generator.plant(generator.clean(MANY, seed=2, media=MEDIA), kinds, seed=3)
    assert len(expected) == PLANTED
    story = Story(old, inventory)
    story.fill()
    assert story.check() == expected
    made = story.hand_over()
    assert story.refused(made).startswith("Còn 300 lỗi")

    sign_in(client, OLD_ARCHIVIST, verified=True)
    page, shown, turns = f"/luu-tru/phong/{story.fonds}/loi/", [], 0
    address: str | None = page
    with timed("fault pages"):
        while address:
            with CaptureQueriesContext(connection) as statements:
                text = client.get(address).content.decode()
            assert len(statements) < 60
            shown += re.findall(r'name="selected" value="([0-9a-f-]{36})"', text)
            following = re.search(r'href="(\?loi=[^"]*sau=\d+)"', text)
            address, turns = (page + following[1].replace("&amp;", "&") if following else None), turns + 1
    assert (len(shown), len(set(shown)), turns) == (PLANTED, PLANTED, 6)

    untitled = Fault.objects.filter(fonds=story.fonds, kind=Kind.TITLE_MISSING).select_related("file").first()
    assert untitled is not None
    assert untitled.file is not None
    row = untitled.file
    line = Line(
        **{name: getattr(row, name) for name in Line.__struct_fields__ if name not in ("box", "medium", "title")}
    )
    box = row.box.number if row.box else ""
    mended = msgspec.structs.replace(line, box=box, medium=Medium(row.medium), title="Tiêu đề đã tìm thấy")
    perform(CorrectFile(fonds=story.fonds, file=row.id, line=mended, reason="Tìm lại tiêu đề"), story.actor)
    assert "kiểm tra" in story.refused(made).lower(), "the check is stale"
    assert story.check() == expected - {(Kind.TITLE_MISSING, row.note)}

    faults = list(Fault.objects.filter(fonds=story.fonds).order_by("ordinal").values_list("id", flat=True))
    with timed("exceptions"):
        perform(ExceptFaults(fonds=story.fonds, faults=faults[:-1], reason="Giữ nguyên (thử)"), story.actor)
    assert story.refused(made).startswith("Còn 1 lỗi")
    perform(ExceptFaults(fonds=story.fonds, faults=faults[-1:], reason="Giữ nguyên (thử)"), story.actor)
    with timed("minutes"):
        perform(MakeMinutes(handover=made), story.actor)
    assert Handover.objects.get(pk=made).state == "minutes"
    fonds = Fonds.objects.get(pk=story.fonds)
    assert (fonds.unsettled, fonds.files, Box.objects.filter(fonds=fonds).count()) == (0, len(inventory.items), 600)
