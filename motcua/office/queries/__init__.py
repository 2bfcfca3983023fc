"""What the office answers: units, people and who acts, calendars. Frozen values only.

Units, their lineage, hours and codes are public. Telephone and e-mail of officials are shown to colleagues of the same
place and to administrators, and each look is logged.
"""

from __future__ import annotations

from motcua.office.queries.acting import Capacity, actor_of, posts_of
from motcua.office.queries.leading import Leads, Meant, Seat, Serving, lead, places_served
from motcua.office.queries.people import (
    DelegationRow,
    OfficialCard,
    PostRow,
    StaffRow,
    delegations,
    official,
    staff,
    titles_of,
)
from motcua.office.queries.units import (
    CentreWays,
    Code,
    Heir,
    UnitRow,
    VenueRow,
    agency_code,
    bodies_of,
    centre_of,
    centres,
    children_of,
    committee_of,
    divisions_of,
    far_from_home,
    heirs,
    lineage,
    positions,
    search_units,
    settings_of,
    unit,
    unit_by_code,
    units,
    venues_by_unit,
    venues_of,
)
from motcua.office.queries.worktime import calendar_for, calendar_years, hours_of, national_days, unit_days

__all__ = [
    "Capacity",
    "CentreWays",
    "Code",
    "DelegationRow",
    "Heir",
    "Leads",
    "Meant",
    "OfficialCard",
    "PostRow",
    "Seat",
    "Serving",
    "StaffRow",
    "UnitRow",
    "VenueRow",
    "actor_of",
    "agency_code",
    "bodies_of",
    "calendar_for",
    "calendar_years",
    "centre_of",
    "centres",
    "children_of",
    "committee_of",
    "delegations",
    "divisions_of",
    "far_from_home",
    "heirs",
    "hours_of",
    "lead",
    "lineage",
    "national_days",
    "official",
    "places_served",
    "positions",
    "posts_of",
    "search_units",
    "settings_of",
    "staff",
    "titles_of",
    "unit",
    "unit_by_code",
    "unit_days",
    "units",
    "venues_by_unit",
    "venues_of",
]
