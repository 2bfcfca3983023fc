"""Who makes packs: one source for each kind of work that can be taken along."""

from __future__ import annotations

from typing import Final

from motcua.desks.inspector.packs import Source
from motcua.desks.inspector.sources.dossiers import Dossiers
from motcua.desks.inspector.sources.sheets import Sheets
from motcua.desks.inspector.sources.stock_takes import StockTakes
from motcua.desks.inspector.sources.zones import Zones

SOURCES: Final[tuple[Source, ...]] = (Dossiers(), Sheets(), StockTakes(), Zones())
