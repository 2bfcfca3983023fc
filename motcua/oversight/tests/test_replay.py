"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image

from motcua.config.demo import directives, projects
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.oversight.commands import (
    IssueSteeringReport,
    MoveOccasion,
    NameOccasion,
    OpenPlan,
    ReportDirective,
    SetSixWords,
)
from motcua.oversight.commands.directives import Evidence, Pointer
from motcua.oversight.commands.steering import MilestoneWish
from motcua.oversight.rules.directives import CLEAR_NAMES
from tests.house.altered import unwatched

NAMES = {"ProjectWord.unit_name", "DirectiveWord.unit_name", "DirectiveFile.media_type", "DirectiveFile.size"}
"""Follow from the account and post in the entry, and from the bytes of the file."""
ABSENT: set[str] = set()


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(steering):
    projects.fill(steering)
    orders = directives.fill(steering)
    deputy, place = steering["liemqt"], steering.places["phu-tho"]
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        out = BytesIO()
        Image.new("RGB", (8, 8)).save(out, "PNG")
        report = ReportDirective(
            directive=orders["k2"],
            words="Có tệp",
            links=[Pointer(kind="other", words="Sổ")],
            files=[Evidence(sha256=shelf.take_in(out.getvalue()).sha256, filename="anh.png")],
        )
        perform(report, steering["ct-dai-dong"])
        plan = OpenPlan(
            place=place,
            title="Quý III",
            starts=date(2025, 7, 1),
            ends=date(2025, 9, 30),
            milestones=[MilestoneWish(month=date(2025, 7, 1), words="Xong")],
        )
        perform(plan, deputy)
        event = perform(NameOccasion(place=place, name="2/9", month=9, day=2), deputy).target
        perform(MoveOccasion(occasion=event, day=date(2025, 9, 1), reason="x"), deputy)
        perform(SetSixWords(place=place, words=dict(CLEAR_NAMES), ground="x"), deputy)
        perform(IssueSteeringReport(place=place, starts=date(2025, 7, 14), ends=date(2025, 7, 20)), deputy)
        assert replay.compare() == []
        assert unwatched("oversight") == NAMES | ABSENT
