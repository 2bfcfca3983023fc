"""The region on 15/7/2025 with the packaged checklists, and a checklist of the province in use."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.checklists.commands import AddChecklist, PublishVersion, load_packaged
from motcua.checklists.tests.made import LOI, VISIT, workbook
from motcua.desks.shared.handing import XLSX
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.ledger.actor import system
from motcua.ledger.perform import perform


@pytest.fixture(scope="module")
def laid_checklist(laid_steering, lay_on_region):
    def tell(_region):
        load_packaged(system("Kiểm thử"))
        office = laid_steering["vp-pt"]
        done = perform(AddChecklist(file=shelf.keep_made(workbook(VISIT, choices=LOI), XLSX).pk), office)
        with clock.fixed(clock.at(2025, 7, 1, 8)):
            perform(PublishVersion(checklist=done.target, valid_from=date(2025, 7, 1), note="Bản đầu"), office)
        return done

    return lay_on_region(tell)


@pytest.fixture
def ours(laid_checklist, steering):
    """The province's checklist: (its id, the id of its version)."""
    del steering
    return laid_checklist.target, laid_checklist.ids["version"]
