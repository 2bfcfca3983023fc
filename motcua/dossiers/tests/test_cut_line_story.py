"""Xuân Lũng receives on while its line to the province is cut: two lines, the connection tried, 45 minutes, ten dossiers."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock
from uuid import UUID

import pytest

from motcua.catalogue import packaged
from motcua.catalogue.commands import SwitchOn, load_packaged
from motcua.config import wiring
from motcua.config.demo import dossiers as demo
from motcua.config.demo import lines as story
from motcua.config.demo.centre import founder
from motcua.config.demo.region import REFORM
from motcua.documents.pdf_text import open_pdf, text_of
from motcua.dossiers import lists, prints, slips, syncing
from motcua.dossiers.commands import AcceptDossier, EnterProvincialCode
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.links import queries as links
from motcua.links.commands import EndOutage, RecordConnection, ReportOutage
from motcua.links.queries import Asked, Show
from motcua.office.commands import EnterAgencyCode, SetCentre
from motcua.office.commands.set_centre import CodeSource

PROCEDURE = "2.000635"
KEEPER, RECEIVER = "csvc-xuan-lung", "tn-xuan-lung"
CUT = clock.at(2025, 7, 4, 9)
LENGTH = timedelta(minutes=45)


@pytest.fixture
def lines(region):
    """The three lines of Xuân Lũng, the line to the province tried on 13/6/2025; the centre takes its codes from there."""
    wiring.hook_up()
    found = story.lines_of_xuan_lung(region)
    centre, committee = region.centres["xuan-lung"], region.committees["xuan-lung"]
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        with mock.patch.object(packaged, "all_procedures", return_value={PROCEDURE: packaged.get(PROCEDURE)}):
            load_packaged(founder())
        code = EnterAgencyCode(unit=committee, code="H44.99.03", valid_from=REFORM, trial=True, source="thử")
        perform(code, founder())
        perform(SetCentre(unit=centre, code_source=CodeSource.PARALLEL), founder())
        perform(SwitchOn(unit=centre, procedure=PROCEDURE), region["gd-xuan-lung"])
    return found


def received(region, citizen):
    case = packaged.get(PROCEDURE).cases[0].key
    papers = demo.papers_of(PROCEDURE, case)
    command = AcceptDossier(procedure=PROCEDURE, case=case, applicant=citizen.id, papers=papers)
    return perform(command, region[RECEIVER]).target


def waiting(region):
    return {row.id for row in lists.worklist(region[RECEIVER], "cho-dong-bo").rows}


def test_ten_dossiers_come_while_xuan_lung_is_cut_off_and_none_is_lost_or_doubled(region, lines):
    line, keeper = lines[2], region[KEEPER]
    tried = links.page(keeper, line).row
    assert (tried.test_passed, tried.test_took, tried.backlog) == (True, 184_000, 0)
    assert [one.use for one in links.listed(keeper, Asked(show=Show.BACKUP))[0]] == ["backup"]

    with clock.fixed(CUT):
        citizens = demo.citizens({"tiepnhan": region[RECEIVER]})
        outage = UUID(perform(ReportOutage(line=line, started_at=CUT), keeper).ids["outage"])
    found = []
    for number in range(10):
        with clock.fixed(CUT + timedelta(minutes=2 + 4 * number)):
            found.append(received(region, citizens[number % len(citizens)]))
            printed = prints.print_reception_slip(slips.reception_slip(region[RECEIVER], found[-1]))
            assert "CHỜ ĐỒNG BỘ" in " ".join(text_of(open_pdf(printed)).split())
    assert all(one.due_at for one in Dossier.objects.filter(pk__in=found))
    assert waiting(region) == set(found)

    with clock.fixed(CUT + LENGTH):
        perform(EndOutage(line=line, outage=outage, ended_at=CUT + LENGTH, cause="Thử: đứt cáp"), keeper)
        perform(RecordConnection(line=line, passed=True, took=90_000, backlog=10, backlog_source="Thử"), keeper)
    for number, one in enumerate(found):
        with clock.fixed(CUT + LENGTH + timedelta(minutes=number)):
            entered = EnterProvincialCode(dossier=one, code=f"000.99.03.H44-250704-{number + 1:04d}")
            perform(entered, region[RECEIVER], key=f"code-{number}")
            perform(entered, region[RECEIVER], key=f"code-{number}")
    assert waiting(region) == set()
    codes = list(Dossier.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == 10

    with clock.fixed(CUT + timedelta(hours=2)):
        record = links.outage(keeper, line, outage)
        touched = syncing.affected(region["gd-xuan-lung"], record.unit, record.started_at, record.ended_at)
    assert (record.started_at, record.ended_at, record.minutes) == (CUT, CUT + LENGTH, 45)
    assert (touched.count, touched.synced, touched.waiting) == (10, 10, 0)
    assert {row.id for row, _ in touched.rows} == set(found)
    assert replay.compare(found) == []
