"""A dossier due five working days from Friday 29/8/2025, past the national day: who is told when, and of what the chair hears."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.catalogue import queries as catalogue
from motcua.catalogue.commands import ConfirmLimit
from motcua.config import wiring
from motcua.contact import queries as messages
from motcua.contact.queries import Asked, Show
from motcua.contact.tests.hearing import at, listen, open_kinds, sentences
from motcua.dossiers import duties, nearing, queries, scopes
from motcua.dossiers.commands import (
    AllowSecondExtension,
    AskSecondExtension,
    ExtendDeadline,
    NoticeDate,
    ResumeDossier,
    SuspendDossier,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Told
from motcua.dossiers.rules.life import Cause
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed
from motcua.ledger import replay
from motcua.ledger.actor import system
from motcua.ledger.duties import timetable
from motcua.ledger.events.dossier_life import DeadlineExtended
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.ledger.queries import stream
from motcua.office.commands import SetCentre
from motcua.office.commands.set_centre import CodeSource

BUSINESS, STATUS = "1.001612", "1.004873"
ORDER = system("Lệnh thử")


def warn() -> str:
    done = duties.warn("", ORDER)
    listen()
    return done


def tell_missed() -> list[str]:
    done = [duties.tell_missed(one, ORDER) for one in duties.missed()]
    listen()
    return done


def kinds(town, who):
    return [kind for kind in open_kinds(town[who]) if kind.startswith("dossiers.")]


def apologise(town, dossier, day, who="giamdoc"):
    command = ExtendDeadline(dossier=dossier, day=day, cause=Cause.PEOPLE, reason="Thiếu người, xin lỗi ông bà")
    return perform(command, town[who])


@pytest.fixture
def promised(town):
    """Received on Friday 29/8/2025 at 09:00 under five working days; 1/9 and 2/9 are off."""
    with at(8, 29, 9):
        posting = next(
            one for one in catalogue.posted(town.bodies.centre, town["giamdoc"]) if one.code == BUSINESS
        ).posting
        confirmed = ConfirmLimit(posting=posting, kind="working_days", value=5, ground="Kiểm thử")
        perform(confirmed, town["giamdoc"].as_verified())
        dossier = town.accept(BUSINESS)
    listen()
    assert clock.local(Dossier.objects.get(pk=dossier).due_at) == clock.at(2025, 9, 9, 9)
    return dossier


def test_it_is_told_three_working_days_ahead_and_on_the_eve_each_once(town, promised):
    with at(9, 3, 6, 35):
        assert warn() == "0 hồ sơ sắp đến hạn"
    with at(9, 4, 6, 35):
        assert warn() == "1 hồ sơ sắp đến hạn"
        assert warn() == "0 hồ sơ sắp đến hạn"
        assert kinds(town, "kinhte") == ["dossiers.near"]
        assert kinds(town, "lanhdao") == []
    with at(9, 8, 6, 35):
        assert warn() == "1 hồ sơ sắp đến hạn"
        assert warn() == "0 hồ sơ sắp đến hạn"
        assert kinds(town, "kinhte") == kinds(town, "giamdoc") == ["dossiers.eve"]
        (words,) = sentences(town["giamdoc"], "dossiers.eve")
        assert words.endswith("đến hạn 9/9/2025. Không kịp thì gửi thư xin lỗi trước 09:00 08/09/2025.")
        assert kinds(town, "lanhdao") == []
    with at(9, 9, 9):
        assert tell_missed() == []
    assert replay.compare([promised]) == []


def test_an_apology_before_the_date_counts_as_sent_in_time_and_the_chair_hears_nothing(town, promised):
    with at(9, 8, 6, 35):
        warn()
    with at(9, 8, 8):
        page = queries.dossier_page(town["giamdoc"], promised)
        assert clock.local(page.life.apology_by) == clock.at(2025, 9, 8, 9)
        assert [row.id for row in scopes.within(town["giamdoc"], "xin-loi")] == [promised]
        apologise(town, promised, date(2025, 9, 12))
        listen()
        assert kinds(town, "giamdoc") == []
    (event,) = [one.event for one in stream(promised) if isinstance(one.event, DeadlineExtended)]
    assert event.in_time
    with at(9, 9, 9, 30):
        assert tell_missed() == []
    row = Dossier.objects.get(pk=promised)
    assert (clock.local(row.due_at), row.told) == (clock.at(2025, 9, 12, 17), Told.NOTHING)
    with at(9, 11, 6, 35):
        assert warn() == "1 hồ sơ sắp đến hạn", "the new date is told of anew"
    assert replay.compare([promised]) == []


def test_overdue_without_an_apology_is_told_to_the_chair_once_and_a_late_letter_settles_it(town, promised):
    with at(9, 9, 9, 1):
        assert tell_missed() == ["đã báo hồ sơ quá hạn"]
        assert tell_missed() == []
        assert kinds(town, "lanhdao") == kinds(town, "giamdoc") == ["dossiers.missed"]
        (words,) = sentences(town["lanhdao"], "dossiers.missed")
        assert words.endswith("quá hạn 9/9/2025, chưa có thư xin lỗi.")
        for who in ("thuly", "tiepnhan", "congan", "kinhte"):
            assert kinds(town, who) == [], f"{who} is no chair"
    with at(9, 9, 10):
        apologise(town, promised, date(2025, 9, 12))
        listen()
        assert kinds(town, "lanhdao") == []
        assert Dossier.objects.get(pk=promised).due_at == clock.at(2025, 9, 9, 9), "judged by the first date"
        assert tell_missed() == []
    assert replay.compare([promised]) == []


def test_a_date_promised_anew_and_missed_is_told_to_the_chair_as_a_second_slip(town, promised):
    with at(9, 8, 8):
        apologise(town, promised, date(2025, 9, 12))
    with at(9, 12, 17, 1):
        assert tell_missed() == ["đã báo hồ sơ quá hạn"]
        (words,) = sentences(town["lanhdao"], "dossiers.missed")
        assert words.endswith("đã hẹn lại đến 12/9/2025 mà vẫn quá hạn.")


def test_a_second_new_date_is_asked_of_the_chair_who_alone_opens_it(town, promised):
    ask = AskSecondExtension(dossier=promised, day=date(2025, 9, 16), cause=Cause.SYSTEM, reason="Lại mất mạng")
    with at(9, 8, 8):
        with pytest.raises(Conflict, match="còn được hẹn lại"):
            perform(ask, town["giamdoc"])
        apologise(town, promised, date(2025, 9, 12))
    with at(9, 11, 8):
        with pytest.raises(Conflict, match="Chỉ lãnh đạo"):
            apologise(town, promised, date(2025, 9, 16))
        with pytest.raises(NotAllowed):
            perform(ask, town["thuly"])
        for day in (date(2025, 9, 12), date(2025, 9, 13), date(2027, 1, 1)):
            with pytest.raises(BadInput):
                perform(AskSecondExtension(dossier=promised, day=day, cause=Cause.SYSTEM, reason="x"), town["giamdoc"])
        with pytest.raises(BadInput):
            perform(AskSecondExtension(dossier=promised, day=ask.day, cause=Cause.SYSTEM, reason=" "), town["giamdoc"])
        assert not Entry.objects.filter(event="dossiers.second_extension_asked").exists()
        perform(ask, town["giamdoc"])
        listen()
        assert kinds(town, "lanhdao") == ["dossiers.again"]
        (words,) = sentences(town["lanhdao"], "dossiers.again")
        assert words.endswith("đề nghị hẹn lại lần nữa, đến 16/9/2025.")
        assert Dossier.objects.get(pk=promised).due_at == clock.at(2025, 9, 12, 17), "nothing is promised yet"
        perform(AllowSecondExtension(dossier=promised, reason="Đồng ý"), town["lanhdao"].as_verified())
        listen()
        assert kinds(town, "lanhdao") == []
        apologise(town, promised, date(2025, 9, 16))
    assert replay.compare([promised]) == []


def test_days_ahead_are_the_centres_own_setting_and_a_short_limit_is_told_on_its_eve_alone(town, promised):
    with at(9, 3, 8):
        short = town.accept(STATUS)
        setting = SetCentre(unit=town.bodies.centre, code_source=CodeSource.PRIMARY, ground="Kiểm thử", warn_days=4)
        perform(setting, system("Kiểm thử", powers=frozenset({"centre.manage", "system"})))
        assert [one for one, _ in nearing.near()] == [promised]
        warn()
    with at(9, 5, 6, 35):
        warn()
        assert set(Dossier.objects.filter(pk__in=[promised, short]).values_list("pk", "told")) == {
            (promised, Told.NEAR),
            (short, Told.EVE),
        }


def test_what_stands_still_or_is_done_is_not_told_of_and_ends_what_was_told(town, promised):
    with at(9, 4, 6, 35):
        warn()
    with at(9, 5, 9):
        perform(SuspendDossier(dossier=promised, ground="Điều 5", reason="Chờ toà"), town["giamdoc"])
        listen()
        assert kinds(town, "kinhte") == []
    with at(9, 12, 9):
        assert (warn(), tell_missed()) == ("0 hồ sơ sắp đến hạn", [])
        with pytest.raises(Conflict):
            perform(NoticeDate(dossier=promised), ORDER)
        perform(ResumeDossier(dossier=promised), town["giamdoc"])
    assert Dossier.objects.get(pk=promised).told == Told.NOTHING, "the date it resumes with is told of anew"
    assert replay.compare([promised]) == []


def test_both_duties_stand_on_the_timetable():
    wiring.hook_up()
    assert {"dossiers.warn", "dossiers.tell_missed"} <= {duty.name for duty in timetable()}


@pytest.mark.parametrize("who", ["giamdoc", "lanhdao", "tiepnhan", "quantri"])
def test_nobody_but_the_system_notices_dates_and_never_too_early(town, promised, who):
    with at(9, 9, 10), pytest.raises(NotAllowed):
        perform(NoticeDate(dossier=promised), town[who])
    with at(9, 1, 10), pytest.raises(Conflict):
        perform(NoticeDate(dossier=promised), ORDER)
    assert Dossier.objects.get(pk=promised).told == Told.NOTHING


def test_the_result_settles_what_the_chair_was_told(town, promised):
    with at(9, 9, 9, 1):
        tell_missed()
    with at(9, 9, 10):
        town.make_ready(promised)
        listen()
        assert kinds(town, "lanhdao") == []
        rows, _ = messages.listed(town["lanhdao"], Asked(show=Show.ALL))
        assert [row.closed_why for row in rows if row.kind == "dossiers.missed"] == ["Hồ sơ đã có kết quả."]
