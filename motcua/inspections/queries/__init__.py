"""What inspections answer: campaigns, stops, who is in a team, what stands in the way. Cut by :mod:`.scope` alone."""

from __future__ import annotations

from motcua.inspections.queries.days import BoardDay, Mine, board, my_stops, parts_in, stops_for, team_of
from motcua.inspections.queries.known import (
    StopFacts,
    StopRecord,
    Visit,
    may_be_told_of,
    mine,
    page_seen,
    stop_facts,
    stop_record,
    team_units,
    visits_told_of,
)
from motcua.inspections.queries.lists import Asked, CampaignRow, Counts, counts, exported, listed
from motcua.inspections.queries.one import (
    CampaignPage,
    DrawRow,
    StopPage,
    StopRow,
    mandate_file,
    page,
    stop_page,
)
from motcua.inspections.queries.people import MemberRow

__all__ = [
    "Asked",
    "BoardDay",
    "CampaignPage",
    "CampaignRow",
    "Counts",
    "DrawRow",
    "MemberRow",
    "Mine",
    "StopFacts",
    "StopPage",
    "StopRecord",
    "StopRow",
    "Visit",
    "board",
    "counts",
    "exported",
    "listed",
    "mandate_file",
    "may_be_told_of",
    "mine",
    "my_stops",
    "page",
    "page_seen",
    "parts_in",
    "stop_facts",
    "stop_page",
    "stop_record",
    "stops_for",
    "team_of",
    "team_units",
    "visits_told_of",
]
