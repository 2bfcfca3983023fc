"""The story of what Đại Đồng is watched for: a road, an industrial cluster and a factory named on 15/7/2025.

Who owns them and what was said is made up (*thử*): the report names the projects only.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from motcua.config.demo.centre import founder
from motcua.config.demo.region import Region
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.oversight import rules
from motcua.oversight.commands import ListProject, PostProjectWord

PROJECTS = (
    ("Đường 437", rules.Kind.PROJECT, "Cấp trên bố trí vốn", rules.Status.WAITING),
    ("Cụm công nghiệp Đầm Đuống", rules.Kind.CLEARANCE, "Kiểm đếm, lập phương án bồi thường", rules.Status.CLEARING),
    (
        "Nhà máy sản xuất điện tử Hoàng Hà 1988",
        rules.Kind.PROJECT,
        "Nhà đầu tư hoàn thiện hồ sơ",
        rules.Status.PREPARING,
    ),
)


def fill(region: Region) -> dict[str, UUID]:
    """Put the projects on the list on 15/7/2025; one has had a word since. Return them by name."""
    found = {}
    with clock.fixed(clock.at(2025, 7, 15, 15)):
        for name, kind, step, status in PROJECTS:
            command = ListProject(
                place=region.places["dai-dong"],
                name=name,
                kind=kind,
                owner="Phòng Kinh tế (thử)",
                status=status,
                next_step=step,
                next_by=date(2025, 8, 31),
            )
            found[name] = perform(command, founder_of(region)).target
    with clock.fixed(clock.at(2025, 8, 1, 9)):
        word = PostProjectWord(
            project=found["Cụm công nghiệp Đầm Đuống"],
            status=rules.Status.STUCK,
            words="Còn 3 hộ thử chưa thống nhất phương án.",
            next_step="Đối thoại với 3 hộ",
            next_by=date(2025, 8, 20),
        )
        perform(word, founder_of(region))
    return found


def founder_of(region: Region) -> Actor:
    """Return who keeps the list of Đại Đồng: the system, as whoever set up the demonstration."""
    return replace(founder(), unit=region.committees["dai-dong"])
