"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from motcua.dossiers.models import Dossier
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.samples.commands import NoteChecks, PickDossier, RaiseFinding, SettleCheck
from motcua.samples.commands.check import CheckGiven
from motcua.samples.models import Answer
from motcua.samples.rules.checks import Check, Verdict
from tests.house.altered import unwatched

KNOWN = {"Answer.by", "Answer.by_title"}
"""Follow from the account and post in the entry."""


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(visit):
    sample = visit.sample(count=6)
    late = visit.line(sample, "late")

    def say(who, *answers):
        given = [CheckGiven(check=check, verdict=verdict, words=words) for check, verdict, words in answers]
        perform(NoteChecks(sample=sample, line=late, answers=given), visit[who])

    say("kt-mot", (Check.FEE, Verdict.MATCH, ""), (Check.ON_TIME, Verdict.MISMATCH, "Trễ"))
    say("kt-mot", (Check.FEE, Verdict.NO_DATA, ""))
    say("kt-hai", (Check.FEE, Verdict.MISMATCH, "Không có biên lai"))
    beside = Answer.objects.get(standing="beside")
    perform(SettleCheck(sample=sample, keep=beside.pk, reason="Đã xem sổ"), visit["kt-mot"])
    ask = RaiseFinding(sample=sample, line=late, item=Check.ON_TIME, words="Trễ hẹn hai ngày")
    perform(ask, visit["kt-hai"])
    second = visit.sample(count=1, procedure="1.001612", reason="Riêng hộ kinh doanh")
    code = Dossier.objects.get(pk=visit.dossiers["good"]).code
    perform(PickDossier(sample=second, code=code, reason="Dân phản ánh"), visit["kt-mot"])
    assert replay.compare() == []
    assert unwatched("samples") == KNOWN
