"""What the node of ``test_at_once.py`` is asked for, in a process of its own."""

from __future__ import annotations

from typing import Any

from motcua.desks.operator import prepare
from motcua.dossiers.tests.at_once import BIRTH, CASE, wish
from tests.journeys import opened


def seat(number: int) -> dict[str, Any]:
    """Sign the counter's official in; return the session and the form that receives a birth registration."""
    prepare.collect_static()
    asked = wish()
    ticked = {f"papers.{paper.key}.original": "1" for paper in asked.papers}
    return {
        "session": opened.begin_session(0, "tiepnhan"),
        "form": {
            "nguoi": asked.applicant.hex,
            "thu-tuc": BIRTH,
            "truong-hop": CASE,
            "kenh": "direct",
            "papers": [paper.key for paper in asked.papers],
            "about": "Khai sinh cho Trẻ Thử",
            "return_manner": "desk",
            "sets": "1",
            **ticked,
        },
    }
