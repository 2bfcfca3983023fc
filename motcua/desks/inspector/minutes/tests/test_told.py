"""Who is told what of findings and minutes: the unit of what it must do, the team of what it must look at, nobody too early."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from motcua.config.demo import certificates
from motcua.contact.queries import Asked, Show, listed
from motcua.contact.tests.hearing import listen, open_kinds
from motcua.desks.inbox.shown import subject_href
from motcua.findings.commands import (
    AnswerStopMinutes,
    AskRemedy,
    CloseStopMinutes,
    LayStopMinutes,
    RecheckFinding,
    ReopenFinding,
    SubmitProof,
    TakeBackStopMinutes,
)
from motcua.findings.tests.conftest import _wired, laid_visit, visit  # noqa: F401 - the visit these messages are of
from motcua.findings.tests.test_minutes import drafted, sign, written
from motcua.ledger.perform import perform

OF_VISIT = {"inspections.team"}


def told(visit, who):  # noqa: F811
    listen()
    return set(open_kinds(visit[who])) - OF_VISIT


def test_a_shortcoming_is_told_with_its_day_proof_to_the_team_and_the_outcome_to_the_unit(visit):  # noqa: F811
    finding = visit.note()
    assert told(visit, "gd-dai-dong") == {"findings.shortcoming"}
    assert told(visit, "gd-xuan-lung") == set()
    perform(AskRemedy(finding=finding, due=date(2025, 7, 31)), visit["kt1-pt"])
    listen()
    rows = [one for one in listed(visit["gd-dai-dong"], Asked(show=Show.OPEN))[0] if one.kind == "findings.shortcoming"]
    assert [str(one.sentence) for one in rows] == [
        "Đoàn kiểm tra ghi một tồn tại của đơn vị; khắc phục xong đến hết ngày 31/7/2025."
    ]
    perform(SubmitProof(finding=finding, words="Đã thay"), visit["gd-dai-dong"])
    assert (told(visit, "gd-dai-dong"), told(visit, "kt2-pt")) == (set(), {"findings.proof"})
    again = RecheckFinding(finding=finding, closed=False, on_site=True, words="Còn thiếu")
    perform(again, visit["kt1-pt"])
    assert (told(visit, "gd-dai-dong"), told(visit, "kt2-pt")) == ({"findings.again"}, set())
    perform(RecheckFinding(finding=finding, closed=True, on_site=True), visit["kt1-pt"])
    assert told(visit, "gd-dai-dong") == {"findings.closed"}
    perform(ReopenFinding(finding=finding, words="Lại cũ"), visit["kt1-pt"])
    assert told(visit, "gd-dai-dong") == {"findings.again"}


def test_minutes_ask_the_unit_for_its_words_then_both_sides_to_sign_and_lead_to_their_page(visit, sign_in, client):  # noqa: F811
    made = drafted(visit)
    assert told(visit, "gd-dai-dong") == set()
    perform(LayStopMinutes(minutes=made), visit["kt1-pt"])
    assert told(visit, "gd-dai-dong") == {"findings.minutes_answer"}
    perform(TakeBackStopMinutes(minutes=made, reason="Sai tên"), visit["kt1-pt"])
    assert told(visit, "gd-dai-dong") == set()
    perform(LayStopMinutes(minutes=written(visit, made)), visit["kt1-pt"])
    assert told(visit, "gd-dai-dong") == {"findings.minutes_answer"}
    row = next(one for one in listed(visit["gd-dai-dong"], Asked(show=Show.OPEN))[0] if one.kind.startswith("findings"))
    assert sign_in(client, "gd-dai-dong").get(subject_href(row)).status_code == HTTPStatus.OK
    perform(AnswerStopMinutes(minutes=made, explanation="Đang sửa"), visit["gd-dai-dong"])
    assert (told(visit, "gd-dai-dong"), told(visit, "kt2-pt")) == (set(), {"findings.minutes_answered"})
    perform(CloseStopMinutes(minutes=made), visit["kt1-pt"])
    assert (told(visit, "gd-dai-dong"), told(visit, "kt2-pt")) == ({"findings.minutes_sign"}, {"findings.minutes_sign"})
    certificates.give([visit[who] for who in ("liemqt", "kt1-pt", "ct-dai-dong")])
    sign(visit, made, "ct-dai-dong")
    assert (told(visit, "gd-dai-dong"), told(visit, "kt2-pt")) == (set(), {"findings.minutes_sign"})
    sign(visit, made, "liemqt")
    sign(visit, made, "kt1-pt")
    assert told(visit, "kt2-pt") == set()
    assert told(visit, "dungnt") == set()
