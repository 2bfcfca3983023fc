"""Why a dossier is late as the books tell it: a seal on its way, a cut line, an answer that came late, people, nobody's tick."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.config.demo import dossiers as story
from motcua.dossiers import late
from motcua.dossiers.commands import AskOutside, RecordAnswer, ResumeDossier, SuspendDossier, WithdrawDossier
from motcua.dossiers.models import Consultation, Dossier, StepRun
from motcua.dossiers.rules.delay import Delay, Lost
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.links.commands import LineWish, RegisterLine, ReportOutage
from motcua.links.rules import Kind, Service, Use
from motcua.office.commands import OrderCertificate, OrderSeal, TakeOrderStep
from motcua.office.order_rules import Step

STATUS = "1.004873"
DAY = 480


def july(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return clock.at(2025, 7, day, hour, minute)


def advance_to(town, dossier, role):
    while Dossier.objects.get(pk=dossier).step_role != role:
        story.advance(town.actors, dossier)


def why(dossier) -> Delay:
    return late.told([Dossier.objects.get(pk=dossier)])[dossier]


def personnel(town):
    """Somebody of the place who looks after seals and lines."""
    return replace(town["giamdoc"], powers=town["giamdoc"].powers | {"staff.write", "staff.read", "link.write"})


@pytest.fixture
def promised(town):
    """Received on Thursday 3/7/2025 at 09:00 under three working days, due on Tuesday 8/7 at 09:00."""
    with clock.fixed(july(3)):
        dossier = town.accept(STATUS)
    assert Dossier.objects.get(pk=dossier).due_at == july(8)
    return dossier


def test_in_time_nothing_is_told(town, promised):
    with clock.fixed(july(8)):
        assert late.told([Dossier.objects.get(pk=promised)]) == {}
        town.make_ready(promised)
    with clock.fixed(july(20)):
        assert late.told([Dossier.objects.get(pk=promised)]) == {}


def test_held_too_long_while_nothing_was_missing_it_is_people(town, promised):
    with clock.fixed(july(9)):
        assert why(promised) == Delay(DAY, ((Lost.PEOPLE, DAY),))
        town.make_ready(promised)
    with clock.fixed(july(30)):
        assert why(promised).minutes == DAY, "with the result it grows no more"


def test_a_seal_on_its_way_while_the_dossier_waited_for_it_is_the_seal(town, promised):
    with clock.fixed(july(4)):
        advance_to(town, promised, "seal")
        unit = Dossier.objects.get(pk=promised).competent_id
        order = OrderSeal(unit=unit, what="Dấu thử", day=date(2025, 7, 4), holder="Công an tỉnh")
        seal = perform(order, personnel(town)).target
    with clock.fixed(july(10)):
        found = why(promised)
        assert (found.minutes, found.main) == (2 * DAY, Lost.SEAL)
        for step in (Step.CUT, Step.REGISTERED, Step.RECEIVED):
            perform(TakeOrderStep(order=seal, step=step, day=date(2025, 7, 10), holder="Văn thư"), personnel(town))
        story.advance(town.actors, promised)
    found = why(promised)
    assert (found.minutes, found.main) == (2 * DAY, Lost.SEAL)
    assert dict(found.parts)[Lost.SEAL] > 900, "the morning it came the clerk was a few minutes over their own time"


def test_a_certificate_counts_for_whose_step_waits_and_no_seal_at_other_steps(town, promised):
    with clock.fixed(july(4)):
        unit = StepRun.objects.get(dossier=promised, role="leader").unit_id
        perform(OrderSeal(unit=unit, what="Dấu thử", day=date(2025, 7, 4), holder="Công an"), personnel(town))
    with clock.fixed(july(9)):
        assert why(promised).main is Lost.PEOPLE, "it does not wait for the seal yet"
    with clock.fixed(july(4, 10)):
        advance_to(town, promised, "leader")
        wanted = OrderCertificate(
            unit=unit,
            title="Chủ tịch",
            official=town["lanhdao"].official,
            day=date(2025, 7, 4),
            holder="Văn phòng UBND tỉnh",
        )
        perform(wanted, personnel(town))
    with clock.fixed(july(9)):
        assert why(promised).main is Lost.SEAL


def test_a_cut_of_the_line_work_is_done_on_is_the_system_and_a_back_up_is_not(town, promised):
    at_work = personnel(town)
    with clock.fixed(july(3, 8)):
        lines = [
            perform(RegisterLine(place=town.bodies.commune, line=wish), at_work).target
            for wish in (
                LineWish(kind=Kind.INTERNET, use=use, name=f"Đường {use}", since=date(2025, 7, 1))
                for use in (Use.MAIN, Use.BACKUP)
            )
        ]
    with clock.fixed(july(9, 8)):
        cut = (july(7, 13), july(7, 15))
        perform(ReportOutage(line=lines[1], started_at=cut[0], ended_at=cut[1]), at_work)
    with clock.fixed(july(9)):
        assert why(promised).parts == ((Lost.PEOPLE, DAY),)
        touched = [Service.PROVINCE]
        perform(ReportOutage(line=lines[0], started_at=cut[0], ended_at=cut[1], services=touched), at_work)
        parts = dict(why(promised).parts)
        assert set(parts) == {Lost.PEOPLE, Lost.SYSTEM}
        assert 0 < parts[Lost.SYSTEM] <= 120
        assert sum(parts.values()) == DAY


def test_an_answer_after_its_day_is_the_other_body(town, promised):
    with clock.fixed(july(3, 10)):
        ask = AskOutside(
            dossier=promised, body="Công an xã Thử", answer_by=date(2025, 7, 4), question="Có cư trú không"
        )
        perform(ask, town["thuly"])
    asked = Consultation.objects.get(dossier_id=promised)
    with clock.fixed(july(9)):
        perform(RecordAnswer(dossier=promised, consultation=asked.id, answer="Có"), town["thuly"])
        assert why(promised).main is Lost.OTHER_BODY


def test_the_citizens_time_is_no_delay(town, promised):
    with clock.fixed(july(8, 10)):
        perform(SuspendDossier(dossier=promised, ground="Điều 5", reason="Chờ"), town["giamdoc"])
    with clock.fixed(july(9, 10)):
        assert why(promised).minutes == 60, "paused since an hour after the date"
        perform(ResumeDossier(dossier=promised), town["giamdoc"])
    with clock.fixed(july(9, 11)):
        assert why(promised) == Delay(120, ((Lost.PEOPLE, 120),))


def test_what_was_withdrawn_is_late_for_nobody_and_many_cost_as_many_statements(town, promised):
    with clock.fixed(july(3)):
        more = [town.accept(STATUS) for _ in range(3)]
    with clock.fixed(july(9)):
        counted = []
        for ids in ([promised], [promised, *more]):
            rows = list(Dossier.objects.filter(pk__in=ids))
            late.told(rows)
            with CaptureQueriesContext(connection) as seen:
                assert len(late.told(rows)) == len(ids)
            counted.append(len(seen))
        assert counted[0] == counted[1]
        wish = WithdrawDossier(dossier=promised, asked_on=date(2025, 7, 9), reason="Xin rút")
        perform(wish, town["tiepnhan"])
        assert late.told([Dossier.objects.get(pk=promised)]) == {}
