"""What links answer: lines, one line with its times, cuts, who is down now. Frozen values; who asks comes first."""

from motcua.links.queries.cuts import (
    EvidenceRow,
    OutageRow,
    OutagesAsked,
    evidence,
    outage,
    outages,
    outages_exported,
)
from motcua.links.queries.lists import Asked, LineRow, Show, counts, exported, listed, places
from motcua.links.queries.one import Bucket, LinePage, demand, page
from motcua.links.queries.overview import Overview, PlaceLine, overview
from motcua.links.queries.probing import line_of_token
from motcua.links.queries.province import ProvinceCut, province_cut, province_cuts, unit_of
from motcua.links.queries.stops import Stop, stops
from motcua.links.queries.times import Figure, figures

__all__ = [
    "Asked",
    "Bucket",
    "EvidenceRow",
    "Figure",
    "LinePage",
    "LineRow",
    "OutageRow",
    "OutagesAsked",
    "Overview",
    "PlaceLine",
    "ProvinceCut",
    "Show",
    "Stop",
    "counts",
    "demand",
    "evidence",
    "exported",
    "figures",
    "line_of_token",
    "listed",
    "outage",
    "outages",
    "outages_exported",
    "overview",
    "page",
    "places",
    "province_cut",
    "province_cuts",
    "stops",
    "unit_of",
]
