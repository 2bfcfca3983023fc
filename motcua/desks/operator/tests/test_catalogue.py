"""``motcua catalogue import``: tells first, takes in on demand, twice is once, bad files are told in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.tests import records
from motcua.catalogue.tests.records import api, as_json
from motcua.desks.operator import cli, node, prepare
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
CODE = "1.001193"


@pytest.fixture
def ask(town: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Return a way to give the command: (content, options) to (exit code, output)."""
    monkeypatch.setattr(node, "wired", lambda: None)
    monkeypatch.setattr(prepare, "require_migrated", lambda: None)

    def asked(content: bytes, *options: str) -> tuple[int, str]:
        path = tmp_path / "tep.bin"
        path.write_bytes(content)
        with pytest.raises(SystemExit) as ended:
            cli.main(["catalogue", "import", str(path), *options])
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out + told.err

    return asked


def versions() -> int:
    return ProcedureVersion.objects.filter(procedure_id=CODE).count()


def test_a_dry_run_tells_and_writes_nothing(ask):
    entries = Entry.objects.count()
    code, out = ask(as_json(api(CODE)), "--dry-run", "--whole")
    assert code == 0
    assert "~ Thời hạn (mọi hình thức): trước trong ngày" in out
    assert "Không còn trong tệp, vẫn giữ trong sổ: 1.000656" in out
    assert "Chưa ghi gì" in out
    assert (versions(), Entry.objects.count()) == (1, entries)


def test_it_takes_in_once_and_tells_a_machine(ask):
    code, out = ask(as_json(api(CODE)), "--json", "--from", "12/7/2025")
    assert (code, json.loads(out)["taken"]) == (0, [{"code": CODE, "version": 2}])
    newest = ProcedureVersion.objects.filter(procedure_id=CODE).order_by("-number").first()
    assert f"{newest.valid_from:%d/%m/%Y}" == "12/07/2025"
    code, out = ask(as_json(api(CODE)))
    assert code == 0
    assert "1 không đổi" in out
    assert versions() == 2


@pytest.mark.parametrize(
    "content", [b"", b"<html>", records.bomb(), b'{"code": 1'], ids=["empty", "html", "bomb", "cut"]
)
def test_a_bad_file_is_told_in_one_line(ask, content):
    code, out = ask(content)
    assert code == 2
    assert len(out.strip().splitlines()) == 1
    assert versions() == 1


def test_what_was_not_understood_ends_with_one(ask):
    code, out = ask(as_json(api(CODE, executionMethods="x")))
    assert code == 1
    assert "Không hiểu phần này" in out


def test_records_are_fetched_into_a_file_that_can_be_taken_in(ask, capsys, tmp_path, monkeypatch):
    from motcua.adapters.national import client

    monkeypatch.setattr(client.Portal, "listed", lambda self: iter([(CODE, "1"), ("9.000001", "2")]))
    monkeypatch.setattr(client.Portal, "record", lambda self, code, id_: as_json(api(code)))
    out = tmp_path / "ra.json"
    with pytest.raises(SystemExit) as ended:
        cli.main(["catalogue", "fetch", "https://portal.invalid", str(out)])
    assert not ended.value.code
    told = capsys.readouterr().out
    assert "Đã lấy 1 bản ghi" in told
    assert "Cổng không nêu thủ tục 1.000656" in told
    assert ask(out.read_bytes(), "--dry-run")[0] == 0
