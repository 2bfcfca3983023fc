"""Authoring: a workbook in XLSForm read, checked cell by cell, turned into an XForm by pyxform and into typed items."""

from __future__ import annotations

from motcua.checklists.authoring.reading import Authored, read
from motcua.checklists.authoring.sheets import CONTENT_MOST, OWN, Fault
from motcua.checklists.authoring.writing import written

__all__ = ["CONTENT_MOST", "OWN", "Authored", "Fault", "read", "written"]
