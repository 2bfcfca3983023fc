"""``motcua report check``: answers people and machines without a database, and refuses what is no report."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from motcua.desks.operator.cli import main
from motcua.dossiers.models import Dossier

PRESS = {
    "received": 1250,
    "resolved": 1172,
    "late": 12,
    "stated": [{"figure": "resolved_of_received", "percent": 93.8}, {"figure": "late_of_received", "percent": 1.02}],
}


def ask(*words: str, given: bytes = b"") -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["report", "check", *words], input=given)
    return done.exit_code, done.stdout, done.stderr


def test_it_answers_from_a_pipe_where_no_database_is(tmp_path):
    environment = {**os.environ, "MOTCUA_VAR": str(tmp_path / "var"), "MOTCUA_LANG": "vi"}
    command = [sys.executable, "-m", "motcua.desks.operator.cli", "report", "check", "-", "--json"]
    done = subprocess.run(command, input=json.dumps(PRESS).encode(), capture_output=True, env=environment, check=True)
    found = json.loads(done.stdout)
    assert (found["open"], found["balanced"]) == (78, True)
    assert [(flag["figure"], flag["fits"]) for flag in found["flags"]] == [("late_of_received", "resolved")]
    assert not (tmp_path / "var").exists()


def test_people_read_what_was_computed_and_what_would_fit(tmp_path):
    file = tmp_path / "bao-cao.json"
    file.write_text(json.dumps(PRESS), encoding="utf-8")
    code, told, _ = ask(str(file))
    assert code == 0
    assert "93,76 %  1172/1250 (đã giải quyết trên tiếp nhận)" in told
    assert "! quá hạn trên tiếp nhận: nêu 1,02 %, tính ra 0,96 %; đúng nếu chia cho đã giải quyết" in told


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ({"received": 10, "resolved": 6, "open": 3}, "Không cân: đã giải quyết + đang giải quyết = 9, chênh 1"),
        ({"received": 10}, "không gọi là cân"),
        ({"stated": [{"figure": "late_of_received", "percent": 1}]}, "báo cáo thiếu số để tính"),
        ({"received": 1, "hài lòng": 2}, "Không đọc: hài lòng"),
    ],
)
def test_what_does_not_add_up_is_said(report, words):
    code, told, _ = ask("-", given=json.dumps(report).encode())
    assert code == 0
    assert words in told


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'{"received": "12"}', b" " * 1_000_001])
def test_what_is_no_report_is_refused(content):
    code, told, complaint = ask("-", "--json", given=content)
    assert code == 2
    assert told == ""
    assert json.loads(complaint)["error"]


def recount(monkeypatch, *words):
    monkeypatch.setattr("motcua.desks.operator.node.wired", lambda: None)
    done = CliRunner().invoke(main, ["report", "recount", "--from", "2025-07-01", "--to", "2025-07-31", *words])
    return done.exit_code, done.stdout, done.stderr


def test_the_ledger_is_counted_again_and_whatever_was_changed_past_it_is_named(town, monkeypatch):
    dossier = town.accept()
    code, said, _ = recount(monkeypatch, "--unit", "12007", "--json")
    found = json.loads(said)
    assert (code, found["same"]) == (0, True)
    assert {"figure": "received", "reported": 1, "recounted": 1} in found["figures"]
    Dossier.objects.filter(pk=dossier).update(channel="online")
    code, said, _ = recount(monkeypatch, "--unit", "12007")
    assert code == 1
    assert "direct" in said
    assert "online_citizen" in said


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["--unit", "99999"], "unit"),
        (["--unit", "12007", "--to", "2025-06-30"], "to"),
        (["--unit", "12007", "--to", "x"], "instant"),
    ],
)
def test_a_recount_of_nothing_is_refused(town, monkeypatch, words, field):
    code, said, wrong = recount(monkeypatch, *words, "--json")
    assert code == 2
    assert json.loads(said or wrong)["field"] == field
